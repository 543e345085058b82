package main

import (
	"context"
	"sync"
	"sync/atomic"
	"time"

	"github.com/rs/zerolog"
	"github.com/spf13/pflag"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/graph/live"
	"github.com/headwater-catalog/headwater/ingest/mapping"
)

func mappingFlag(flags *pflag.FlagSet) {
	flags.String("mapping", "", "a file of rules that place what tools tell of, whenever they tell something new; see headwater mapping")
}

// mapper applies rules to a catalog: when it begins, whenever others commit something, and when the rules change. Several commits
// in short order are one occasion, and at most a tenth of the time goes into it.
type mapper struct {
	catalog  *live.Catalog
	path     string
	log      *zerolog.Logger
	rules    atomic.Pointer[mapping.Rules]
	occasion chan struct{}                                  // holds one where there is something to do
	pause    func(ctx context.Context, least time.Duration) // until ctx ends at most
}

// newMapper reads the rules. It returns nil where the settings name none.
func newMapper(path string, catalog *live.Catalog, log *zerolog.Logger) (*mapper, error) {
	if path == "" {
		return nil, nil
	}
	m := &mapper{catalog: catalog, path: path, log: log, occasion: make(chan struct{}, 1), pause: pause}
	rules, err := m.read()
	m.take(rules)
	return m, err
}

// read reads the rules as they are by now.
func (m *mapper) read() (*mapping.Rules, error) {
	if m == nil {
		return nil, nil
	}
	return readRules(m.path)
}

// take has rules that were read hold from now on.
func (m *mapper) take(rules *mapping.Rules) {
	if m == nil || rules == nil {
		return
	}
	m.rules.Store(rules)
	m.notice()
}

// notice says that there may be something to do.
func (m *mapper) notice() {
	select {
	case m.occasion <- struct{}{}:
	default:
	}
}

// The least time between two passes, and before what failed is tried again.
const (
	betweenPasses = time.Second
	afterFailure  = 5 * time.Second
)

// during runs a server, and applies the rules as long as it runs.
func (m *mapper) during(ctx context.Context, run func(context.Context) error) error {
	if m == nil {
		return run(ctx)
	}
	mapping, stop := context.WithCancel(ctx)
	var working sync.WaitGroup
	defer working.Wait()
	defer stop()
	working.Go(func() { m.listen(mapping) })
	working.Go(func() { m.work(mapping) })
	return run(ctx)
}

// listen notices what others commit.
func (m *mapper) listen(ctx context.Context) {
	for ctx.Err() == nil {
		news := m.catalog.Follow(ctx, nil)
		m.notice() // of what came while nobody listened
		for commit, err := range news {
			if err != nil {
				break
			}
			if commit.Source.Name != mapping.Source.Name {
				m.notice()
			}
		}
		m.pause(ctx, afterFailure)
	}
}

// work applies the rules whenever there is an occasion.
func (m *mapper) work(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-m.occasion:
		}
		begun := time.Now()
		if err := m.apply(ctx); err != nil && ctx.Err() == nil {
			m.log.Warn().Str("reason", explain(err)).Msg("the mapping was not applied, and is tried again")
			m.pause(ctx, afterFailure)
			m.notice()
		}
		m.pause(ctx, max(betweenPasses, 9*time.Since(begun)))
	}
}

// apply has the catalog claim what the rules say of it.
func (m *mapper) apply(ctx context.Context) error {
	g := m.catalog.Graph()
	if g == nil {
		return nil
	}
	out := m.rules.Load().Apply(g)
	applied, err := m.catalog.Apply(ctx, live.Request{Actor: mapping.Source.Name, Source: mapping.Source, Whole: true, Edits: out.Edits, Message: "as the rules say"})
	if err == nil && applied.Commit != nil {
		m.told(out, applied.Commit.Revision)
	}
	return err
}

func (m *mapper) told(out *mapping.Outcome, revision graph.Revision) {
	m.log.Info().Int("tried", out.Subjects).Int("unplaced", len(out.Unplaced)).Stringer("revision", revision).Msg("the mapping was applied")
}

// pause waits, until ctx ends at most.
func pause(ctx context.Context, least time.Duration) {
	timer := time.NewTimer(least)
	defer timer.Stop()
	select {
	case <-ctx.Done():
	case <-timer.C:
	}
}
