package main

import (
	"os"
	"syscall"
)

// resident returns the most memory that a process had resident, in bytes.
func resident(state *os.ProcessState) int64 {
	if usage, is := state.SysUsage().(*syscall.Rusage); is {
		return usage.Maxrss << 10 // Linux counts kilobytes
	}
	return 0
}
