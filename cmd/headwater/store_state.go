package main

import (
	"context"
	"time"

	"github.com/rs/zerolog"

	"github.com/headwater-catalog/headwater/graph/live"
)

// lookPause is how long what becomes of a store may go without a line in the log.
const lookPause = time.Second

// changing is what is known of whether a catalog's store takes changes.
type changing interface {
	ReadOnly() error
	Full() error
}

var _ changing = (*live.Catalog)(nil)

// storeState logs when a store takes no changes any more, with all of the reason that callers are not shown, and when it takes
// them again.
type storeState struct {
	store changing
	log   *zerolog.Logger
	last  string // what is wrong; "" for nothing
}

// during looks at the store now and then while something runs.
func (s *storeState) during(ctx context.Context, run func(context.Context) error) error {
	looking, stop := context.WithCancel(ctx)
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		each := time.NewTicker(lookPause)
		defer each.Stop()
		for {
			select {
			case <-looking.Done():
				return
			case <-each.C:
				s.look()
			}
		}
	}()
	err := run(ctx)
	stop()
	<-ended
	return err
}

// look logs what has changed since it last looked.
func (s *storeState) look() {
	now, why := s.state()
	if now == s.last {
		return
	}
	s.last = now
	if why == nil {
		s.log.Info().Str("state", "writable").Msg("the store takes changes again")
		return
	}
	s.log.Error().Str("state", now).Err(why).Msg("the store takes no changes")
}

// state returns what is wrong with the store in the word of /readyz, and why.
func (s *storeState) state() (word string, why error) {
	if why := s.store.ReadOnly(); why != nil {
		return "read-only", why
	}
	if why := s.store.Full(); why != nil {
		return "full", why
	}
	return "", nil
}
