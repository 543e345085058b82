package main

import (
	"context"
	"errors"
	"io/fs"
	"strings"

	"github.com/headwater-catalog/headwater/graph"
)

// explain returns what an error says to people: of an error of the catalog its message, without the operation and the
// cause, which are for logs.
func explain(err error) string {
	if known, is := errors.AsType[*graph.Error](err); is && known.Message != "" {
		return known.Message
	}
	if missing, is := errors.AsType[*fs.PathError](err); is && errors.Is(err, fs.ErrNotExist) {
		return missing.Path + " is not there"
	}
	if errors.Is(err, context.Canceled) {
		return "stopped before it was done"
	}
	return strings.TrimSpace(err.Error())
}
