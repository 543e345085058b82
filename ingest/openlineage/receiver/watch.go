package receiver

import "github.com/headwater-catalog/headwater/graph"

// Outcome is what became of an event, in a word.
type Outcome string

// The outcomes.
const (
	Taken   Outcome = "taken"
	Known   Outcome = "known"   // it said nothing new
	Refused Outcome = "refused" // for good
	Delayed Outcome = "delayed" // it should be sent again
)

// Watch is told what a Receiver does. Its functions may be called at the same time; those that are nil are not.
type Watch struct {
	Received func(Outcome)     // of each event
	Kept     func(code string) // of each letter, with the code of its first fault
}

// joined returns the one Watch that there is, whole.
func joined(watches []Watch) Watch {
	w := Watch{Received: func(Outcome) {}, Kept: func(string) {}}
	for _, given := range watches {
		if given.Received != nil {
			w.Received = given.Received
		}
		if given.Kept != nil {
			w.Kept = given.Kept
		}
	}
	return w
}

func outcomeOf(f Fate) Outcome {
	switch graph.KindOf(f.Err) {
	case graph.Unavailable, graph.Timeout:
		return Delayed
	case "":
		if f.Known {
			return Known
		}
		return Taken
	}
	return Refused
}
