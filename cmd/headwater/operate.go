package main

import (
	"context"
	"errors"
	"net/http"
	"time"

	"github.com/rs/zerolog"

	"github.com/headwater-catalog/headwater/cmd/headwater/metrics"
	"github.com/headwater-catalog/headwater/cmd/headwater/tracing"
	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/graph/live"
	"github.com/headwater-catalog/headwater/ingest/openlineage/receiver"
	"github.com/headwater-catalog/headwater/resolvers"
	"github.com/headwater-catalog/headwater/server"
)

// flushTime is how long a server that has stopped waits for its last spans to be taken.
const flushTime = 2 * time.Second

// operation is what a server has for those who run it: figures, and spans where the environment names a collector.
type operation struct {
	metrics *metrics.Metrics
	tracer  *tracing.Tracer // nil for none
}

// operate returns the operation of a server of a catalog. Whoever has it closes it.
func (p *program) operate(ctx context.Context, catalog *live.Catalog, log *zerolog.Logger) (*operation, error) {
	build := thisBuild()
	o := &operation{metrics: metrics.New(build, stateOf(catalog))}
	wanted, err := tracing.Wanted(func(name string) string { return lookup(p.env, name) })
	if err != nil {
		return nil, wrongUsage{err.Error()}
	}
	if wanted {
		o.tracer, err = tracing.New(context.WithoutCancel(ctx), build.Version, func(trouble error) {
			log.Warn().Err(trouble).Msg("spans were lost")
		})
	}
	return o, err
}

// operated runs a server whose configuration it completes: what it does is measured, and a hang-up has it read its settings anew.
func (p *program) operated(ctx context.Context, cfg *server.Config, catalog *live.Catalog, log *zerolog.Logger, run func(context.Context) error) error {
	o, err := p.operate(ctx, catalog, log)
	if err != nil {
		return err
	}
	taking := receiver.New(attended{catalog, o}, o.receiving())
	cfg.Schema, cfg.Lineage = p.contract(attended{catalog, o}, caller, resolvers.WithLetters(taking), resolvers.WithRuns(taking)), lineageEvents(taking, caller)
	o.attend(cfg)
	cfg.Renewal = new(server.Renewal)
	rules, err := newMapper(p.settings.Mapping, catalog, log)
	if err != nil {
		return errors.Join(err, o.close())
	}
	r := &reloader{program: p, log: log, ring: cfg.Keys, rules: rules, renewal: cfg.Renewal, counts: p.settings}
	mapped := func(ctx context.Context) error { return rules.during(ctx, run) }
	state := storeState{store: catalog, log: log}
	seen := func(ctx context.Context) error { return state.during(ctx, mapped) }
	return errors.Join(r.during(ctx, seen), o.close())
}

// close sends what is left to the collector.
func (o *operation) close() error {
	ctx, cancel := context.WithTimeout(context.Background(), flushTime)
	defer cancel()
	if err := o.tracer.Close(ctx); err != nil && ctx.Err() == nil { // a collector that is away keeps nobody from stopping
		return err
	}
	return nil
}

// attend has a server's configuration tell the operation what it does.
func (o *operation) attend(cfg *server.Config) {
	cfg.Watch, cfg.Metrics = o.metrics.Watch(), o.metrics.Handler()
	cfg.Extensions = append(cfg.Extensions, o.metrics.Questions())
	if o.tracer != nil {
		cfg.Extensions = append(cfg.Extensions, o.tracer.Operations())
		cfg.Around = func(next http.Handler) http.Handler { return o.tracer.Around(next) }
		cfg.TraceID = tracing.TraceID
	}
}

// receiving returns what a receiver of events tells the operation by.
func (o *operation) receiving() receiver.Watch {
	return receiver.Watch{
		Received: func(outcome receiver.Outcome) { o.metrics.Received(string(outcome)) },
		Kept:     o.metrics.Kept,
	}
}

// attended is a catalog whose changes are measured.
type attended struct {
	*live.Catalog
	operation *operation
}

var _ resolvers.Catalog = attended{}

// Apply implements [resolvers.Catalog]. What only tries a change counts as no commit.
func (a attended) Apply(ctx context.Context, r live.Request) (live.Applied, error) {
	if r.DryRun {
		return a.Catalog.Apply(ctx, r)
	}
	begun := time.Now()
	ctx, end := a.operation.tracer.Commit(ctx, len(r.Edits))
	applied, err := a.Catalog.Apply(ctx, r)
	a.operation.metrics.Committed(applied.Commit != nil, err, time.Since(begun))
	end(outcomeOf(applied, err))
	return applied, err
}

// outcomeOf returns the revision that a change made, and the code of its error.
func outcomeOf(applied live.Applied, err error) (revision, code string) {
	if applied.Commit != nil {
		revision = applied.Commit.Revision.String()
	}
	if _, several := errors.AsType[graph.Faults](err); several {
		return revision, string(graph.BadUserInput)
	}
	return revision, string(graph.KindOf(err))
}

// stateOf returns what says how a catalog is at the moment.
func stateOf(catalog *live.Catalog) func() metrics.State {
	return func() metrics.State {
		is := metrics.State{Stale: catalog.Trouble() != nil, ReadOnly: catalog.ReadOnly() != nil, Full: catalog.Full() != nil}
		if g := catalog.Graph(); g != nil {
			is.Loaded, is.Revision, is.Entities, is.Flows = true, uint64(g.Revision()), g.Len(), g.Count(graph.Feeds)
		}
		return is
	}
}
