package syntax

// Dep placeholder
type Dep uint8
