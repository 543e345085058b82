package graph

// Edit is one thing that is asked for: [Put], [Remove], [Join], [Part], [Withdraw], [Deny], [Allow] or [Alias], or a compound of these: [Move],
// [HandOver], [ReplaceSystem], [Divest], [Acquire]; or [Alter]. Several are checked and carried out together by
// [Graph.Draft].
type Edit interface {
	// place returns where in the caller's input the edit stands, for messages.
	place() Place
}

// Place is where an edit comes from. Both are optional.
type Place struct {
	Path   []any  // of the edit in the caller's input, such as "changes", 3, "put"
	Origin string // kept with the claim: file:line, a run or an event
	Anew   bool   `json:",omitempty"` // the claim is of this origin from now on, though the source said the same today from another

	called map[string]string // what the edit calls what is told of it by another name: see fault
}

func (p Place) place() Place { return p }

func (p Place) calling(called map[string]string) Place {
	p.called = called
	return p
}

// ofLink is the place of an edit of a link, of which the container is one end.
func (p Place) ofLink(r Relation) Place {
	if r != PartOf {
		return p
	}
	return p.calling(intoTo)
}

var intoTo = map[string]string{AttrContainer: "to"}

// Put claims an entity and gives attributes of it values; those it does not mention stay, those in Clear lose this
// source's own value. In a whole source they do not stay: what is not said again is withdrawn.
// To create an entity the ID alone is enough.
type Put struct {
	Place
	ID     ID
	Values []Value  // Since is ignored
	Clear  []string // attributes; PropertyPrefix alone stands for all properties
}

// Remove withdraws every source's claims on an entity and on its links. What still has parts or flows is
// HasDependents, unless Cascade: then its parts and all their links go as well. Denials go with either end; of a flow that nobody claims
// any more a denial is all there is, which is no dependent.
type Remove struct {
	Place
	ID      ID
	Cascade bool
}

// Join claims a link. Joining by PART_OF puts an entity into a container.
type Join struct {
	Place
	Relation Relation
	From, To ID
	Via      ID // of FEEDS: the job
	Reason   string
	Note     string `json:",omitempty"` // what the source notes for itself: see AttrNote
}

func (e Join) place() Place { return e.Place.ofLink(e.Relation) }

// Part withdraws every source's claim on a link. A source that claims it again brings it back.
type Part struct {
	Place
	Relation Relation
	From, To ID
}

func (e Part) place() Place { return e.Place.ofLink(e.Relation) }

// Withdraw takes back what the draft's source claims of an entity or a link, and nobody else's claim. An entity stays that
// another source claims, or that a link or a part needs. What the source does not claim is not there to take back: nothing
// happens. A single attribute is taken back by the Clear of [Put]. An entity's links are records of their own.
type Withdraw struct {
	Place
	Key Key
}

// Deny marks a recorded flow as wrong; see Denial. It keeps both ends as a claim on the flow would.
type Deny struct {
	Place
	From, To ID
	Reason   string
}

// Allow lifts a denial.
type Allow struct {
	Place
	From, To ID
}
