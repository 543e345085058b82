//go:build !linux

package main

import "os"

// resident returns 0: other systems count the most resident memory in other units, or not.
func resident(*os.ProcessState) int64 { return 0 }
