package types

import (
	"context"
	"sync"
	"time"

	"github.com/headwater-catalog/headwater/graph"
)

// planKept is how long a plan is kept after it was last asked for.
const planKept = time.Minute

// LastPlan makes plans and keeps the last one for a minute: the long lists of a plan are read page by page, and each page
// brings the same changes again. The zero LastPlan is ready. It may be used by several at once.
type LastPlan struct {
	mu    sync.Mutex
	last  *planned
	drops *time.Timer // what lets go of last
}

// Plan is [NewPlan], or the same plan again.
func (p *LastPlan) Plan(ctx context.Context, base *graph.Graph, stale bool, changes []Change, source *SourceInput, now time.Time) (*Plan, error) {
	if err := checkCount(len(changes), "changes"); err != nil {
		return nil, err
	}
	digest := digest(changes, source)
	if kept := p.kept(base, digest); kept != nil {
		return &Plan{kept, stale}, nil
	}
	made, err := newPlanned(ctx, base, digest, changes, source, now)
	if err != nil {
		return nil, err
	}
	p.keep(made)
	return &Plan{made, stale}, nil
}

// kept returns the last plan if it is of the same changes over the same graph.
func (p *LastPlan) kept(base *graph.Graph, digest string) *planned {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.last == nil || p.last.plan.Before != base || p.last.digest != digest {
		return nil
	}
	p.drops.Reset(planKept)
	return p.last
}

func (p *LastPlan) keep(made *planned) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.drops != nil {
		p.drops.Stop()
	}
	p.last, p.drops = made, time.AfterFunc(planKept, func() { p.drop(made) })
}

func (p *LastPlan) drop(made *planned) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.last == made {
		p.last = nil
	}
}
