//go:build !unix

package storetest

import "time"

var begun = time.Now()

// Processor is the time by the clock, where the system does not tell that of the
// processor in a way that is the same everywhere.
func Processor() time.Duration { return time.Since(begun) }
