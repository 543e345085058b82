//go:build unix

package dbt_test

import (
	"runtime"
	"syscall"
	"time"
)

// effort is what this process spent so far.
type effort struct {
	processor time.Duration
	memory    uint64 // bytes allocated, whether they are in use or not
}

func (e effort) less(o effort) effort { return effort{e.processor - o.processor, e.memory - o.memory} }

func spent() effort {
	var usage syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &usage) // of oneself it always succeeds
	var memory runtime.MemStats
	runtime.ReadMemStats(&memory)
	return effort{time.Duration(usage.Utime.Nano() + usage.Stime.Nano()), memory.TotalAlloc}
}
