package main

import (
	"os"
	"os/exec"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/headwater-catalog/headwater/graph/graphtest"
)

// diskCommands are what scripts do to disks.
var diskCommands = map[string]func(*testscript.TestScript, bool, []string){"disk": disk, "fill": fillDisk, "failing": startFailing}

// canMount reports whether a disk can be mounted, which takes root.
func canMount() bool {
	folder, err := os.MkdirTemp("", "headwater-disk-")
	if err != nil {
		return false
	}
	defer func() { _ = os.Remove(folder) }()
	unmount, err := graphtest.MountDisk(folder, "64k")
	return err == nil && unmount() == nil
}

// canTrace reports whether strace is there and may trace.
func canTrace() bool { return exec.Command("strace", "true").Run() == nil }

// disk makes a folder that is a disk of its own of some size until the script ends: disk FOLDER 4m
func disk(ts *testscript.TestScript, _ bool, args []string) {
	folder := ts.MkAbs(args[0])
	ts.Check(os.Mkdir(folder, 0o700))
	unmount, err := graphtest.MountDisk(folder, args[1])
	ts.Check(err)
	ts.Defer(func() { _ = unmount() })
}

// fillDisk leaves no byte free on the disk of a folder, until the file ballast in it is deleted: fill FOLDER
func fillDisk(ts *testscript.TestScript, _ bool, args []string) {
	ts.Check(graphtest.FillDisk(ts.MkAbs(args[0])))
}

// startFailing starts a server, as start does, for which each sync of one file to the disk fails: failing FILE NAME ARGS... The tracer is
// detached (-D), so that signals come to the server.
func startFailing(ts *testscript.TestScript, _ bool, args []string) {
	startBy(ts, []string{"strace", "-D", "-f", "-o", os.DevNull, "-P", ts.MkAbs(args[0]), "-e", "trace=fsync,fdatasync",
		"-e", "inject=fsync,fdatasync:error=EIO"}, args[1], args[2:])
}
