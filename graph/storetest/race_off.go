//go:build !race

package storetest

// Race says that the race detector runs. SQLite in pure Go is more than ten
// times slower under it, so tests do less of the same there.
const Race = false
