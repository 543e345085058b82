package main

import (
	"fmt"
	"strings"
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

// levels are those that can be named: of others nothing is ever logged.
var levels = []zerolog.Level{zerolog.DebugLevel, zerolog.InfoLevel, zerolog.WarnLevel, zerolog.ErrorLevel, zerolog.Disabled}

func parseLevel(named string) (zerolog.Level, error) {
	for _, l := range levels {
		if strings.EqualFold(l.String(), named) {
			return l, nil
		}
	}
	return 0, fmt.Errorf("there is no log level %q; choose debug, info, warn, error or disabled", named)
}

// set takes the level that the settings name.
func (l *level) set(named string) error {
	wanted := l.usual
	if named != "" {
		var err error
		if wanted, err = parseLevel(named); err != nil {
			return wrongUsage{err.Error()}
		}
	}
	l.least.Store(int32(wanted))
	return nil
}
