package main

import (
	"bytes"
	"errors"
	"syscall"
	"testing"

	"github.com/rs/zerolog"
	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/graph"
)

type storeInTrouble struct{ readOnly, full error }

func (s *storeInTrouble) ReadOnly() error { return s.readOnly }

func (s *storeInTrouble) Full() error { return s.full }

func TestWhatBecomesOfAStoreIsLoggedOnce(t *testing.T) {
	var text bytes.Buffer
	log := zerolog.New(&text)
	store := &storeInTrouble{}
	s := storeState{store: store, log: &log}
	for _, step := range []struct {
		is   storeInTrouble
		says string
	}{
		{storeInTrouble{}, ""},
		{storeInTrouble{full: &graph.Error{Message: "the disk is full", Err: syscall.ENOSPC}},
			`{"level":"error","state":"full","error":"the disk is full: no space left on device","message":"the store takes no changes"}` + "\n"},
		{storeInTrouble{full: errors.New("the disk is full")}, ""},
		{storeInTrouble{}, `{"level":"info","state":"writable","message":"the store takes changes again"}` + "\n"},
		{storeInTrouble{readOnly: &graph.Error{Message: "c.db could not be written", Err: syscall.EIO}, full: syscall.ENOSPC},
			`{"level":"error","state":"read-only","error":"c.db could not be written: input/output error","message":"the store takes no changes"}` + "\n"},
	} {
		*store = step.is
		s.look()
		require.Equal(t, step.says, text.String())
		text.Reset()
	}
}
