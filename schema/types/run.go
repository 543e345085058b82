package types

import (
	"time"

	"github.com/headwater-catalog/headwater/graph"
)

// Run is the last run of a job that its tool told of.
type Run struct {
	ID   graph.ID // of the run; no entity's
	Is   string   // its state; "" where the tool does not say
	Time time.Time
}

// State returns how it is; nil where the tool does not say.
func (r Run) State() *string { return optional(r.Is) }
