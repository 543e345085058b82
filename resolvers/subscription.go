package resolvers

import (
	"context"
	"sync/atomic"

	"github.com/99designs/gqlgen/graphql"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/graph/live"
	"github.com/headwater-catalog/headwater/schema/types"
)

type subscription root

// Commits resolves the commits after a revision, as they come: all, or those that are chosen by anything. Nothing is queued:
// the next one is read from the log once the last one was taken, so a slow caller lags and holds nobody up. The goroutine that
// reads ends with ctx.
func (r subscription) Commits(ctx context.Context, after *graph.Revision, touching, upstreamOf, toTell []graph.ID) (<-chan *types.Commit, error) {
	follow := r.catalog.Follow(ctx, after) // at once: "new" means from now on
	chosen, leave, err := r.chooser(ctx, types.WatchQuery{Touching: touching, UpstreamOf: upstreamOf, ToTell: toTell})
	if err != nil {
		return nil, err
	}
	end, commits := endOf(ctx), make(chan *types.Commit)
	go func() {
		defer close(commits)
		defer leave()
		for c, err := range follow {
			var told bool
			if err == nil {
				told, err = chosen(c)
			}
			if err != nil {
				end.because(err)
				return
			}
			if !told {
				continue
			}
			select {
			case commits <- types.NewCommit(c, query(r).diffOf(ctx, c)):
			case <-ctx.Done():
				return
			}
		}
	}()
	return commits, nil
}

// chooser returns what chooses the commits that are told, and what is called when no more are asked.
func (r subscription) chooser(ctx context.Context, q types.WatchQuery) (chosen func(*graph.Commit) (bool, error), leave func(), err error) {
	if q.All() {
		return func(*graph.Commit) (bool, error) { return true, nil }, func() {}, nil
	}
	g, err := query(r).newest(ctx, nil)
	if err != nil {
		return nil, nil, err
	}
	watch, err := q.Watch(g)
	if err != nil {
		return nil, nil, err
	}
	watcher, leave := r.watches.join(watch)
	return func(c *graph.Commit) (bool, error) {
		return watcher.concerns(ctx, c, func(at graph.Revision) (*graph.Graph, error) { return r.catalog.At(ctx, live.Point{Revision: &at}) })
	}, leave, nil
}

// ending is why a stream of answers ended: the channel that gqlgen reads can say that it did, and not why.
type ending struct{ err atomic.Pointer[error] }

type endingKey struct{}

func (e *ending) because(err error) { e.err.Store(&err) }

// response returns one last response with the error, nil where there is none or it was told.
func (e *ending) response(ctx context.Context) *graphql.Response {
	err := e.err.Swap(nil)
	if err == nil {
		return nil
	}
	graphql.AddError(ctx, *err)
	return &graphql.Response{}
}

// endOf returns the ending of the operation of a context, one of its own outside of any.
func endOf(ctx context.Context) *ending {
	if e, is := ctx.Value(endingKey{}).(*ending); is {
		return e
	}
	return &ending{}
}
