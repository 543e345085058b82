package main

import (
	"bytes"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"
)

func TestLongWorkIsShown(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var shown bytes.Buffer
		done := showWorking(&shown, "Applying 5 changes")
		time.Sleep(2500 * time.Millisecond)
		done()
		require.Equal(t, "\r\x1b[KApplying 5 changes … 1 s\r\x1b[KApplying 5 changes … 2 s\r\x1b[K", shown.String())
	})
}

func TestShortWorkIsNot(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var shown bytes.Buffer
		done := showWorking(&shown, "Applying 5 changes")
		time.Sleep(900 * time.Millisecond)
		done()
		require.Empty(t, shown.String())
	})
}

func TestNoTerminalIsToldOfWork(t *testing.T) {
	var said bytes.Buffer
	p := program{stderr: &said}
	p.working("Applying")()
	require.Empty(t, said.String())
}
