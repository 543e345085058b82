//go:build !linux

package main

import "github.com/rogpeppe/go-internal/testscript"

var diskCommands map[string]func(*testscript.TestScript, bool, []string)

func canMount() bool { return false }
func canTrace() bool { return false }
