//go:build unix

package main

import (
	"syscall"
	"time"
)

// spent is the processor's time that this process has had, all its threads together.
func spent() time.Duration {
	var r syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &r); err != nil {
		panic(err) // there is no other way for it to fail than a wrong argument
	}
	return time.Duration(r.Utime.Nano() + r.Stime.Nano())
}
