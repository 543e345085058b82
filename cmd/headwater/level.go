package main

import (
	"sync/atomic"

	"github.com/rs/zerolog"
)

// level is the least level that is logged, which may change while the program runs.
type level struct {
	least atomic.Int32
	usual zerolog.Level // where the settings name none
}

var _ zerolog.Sampler = (*level)(nil)

// Sample implements [zerolog.Sampler].
func (l *level) Sample(of zerolog.Level) bool { return of >= zerolog.Level(l.least.Load()) }

// set takes the level that the settings name.
func (l *level) set(named string) error {
	wanted := l.usual
	if named != "" {
		var err error
		if wanted, err = zerolog.ParseLevel(named); err != nil {
			return misused("there is no log level %q; choose debug, info, warn, error or disabled", named)
		}
	}
	l.least.Store(int32(wanted))
	return nil
}
