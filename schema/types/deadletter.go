package types

import (
	"time"

	"github.com/headwater-catalog/headwater/graph"
)

// DeadLetter is an event that was refused for good.
type DeadLetter struct {
	ID                          graph.ID // of the letter; no entity's
	Sender, Code, Reason, Event string
	From                        string // the source that it would have been of; "" where it does not say
	Time                        time.Time
	Whole                       bool
}

// Source returns the source whose claims it would have made; nil where it does not say.
func (d DeadLetter) Source() *string { return optional(d.From) }

// ReplayDeadLettersInput is which events are sent again: all where it names none.
type ReplayDeadLettersInput struct{ IDs []graph.ID }

// ReplayPayload is what became of events that were sent again.
type ReplayPayload struct {
	Taken, Refused int
	Query          *Query
}
