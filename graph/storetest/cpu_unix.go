//go:build unix

package storetest

import (
	"syscall"
	"time"
)

// Processor is the processor time that this program has taken.
func Processor() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
