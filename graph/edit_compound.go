package graph

// The edits below are what people decide, rather than what is recorded of it. Each is carried out over the state that
// the earlier edits of the same draft left, and acts on what is effective: what it takes away, it takes from every source.
// What those of one draft bring that is named in none of them is at most MaxExpansion.

// Move puts an entity, and with it all its parts, into another container. It keeps its ID.
type Move struct {
	Place
	ID ID
	To ID // "": into none; it may come with a later edit
}

func (e Move) place() Place { return e.calling(intoTo) }

// HandOver makes a team accountable for an entity, in the place of all that own this entity itself. What is said of its
// parts and of its container stays. Either may come with a later edit.
type HandOver struct {
	Place
	Entity, To ID
	Reason     string
}

func (e HandOver) place() Place { return e.calling(ownsEntity) }

var ownsEntity = map[string]string{"from": "to", "to": "entity"}

// ReplaceSystem lets one system serve some markets in the place of another. What runs in the old one runs in the new
// one as well. When no market is left to the old one, it goes, with its parts and all their links.
type ReplaceSystem struct {
	Place
	System, By ID
	Markets    []ID // none: all that the old one serves
}

// Divest takes a division away, with its parts, the teams and systems that serve no other division, and all their links.
type Divest struct {
	Place
	Division ID
}

// Acquire makes a division like another one: with copies of its parts, of the teams that serve no other division, and of
// the links between all these. Links between these and anything else are repeated from the copies. Each copy is a
// VARIANT_OF its model; other links by VARIANT_OF and denied flows are not copied.
//
// A copy's ID is its model's with the new division's path in the place of the old one's; where that is not what it
// begins with, it is put before. Of datasets, jobs and fields the namespace stands for the path.
type Acquire struct {
	Place
	Division ID
	Name     string // "": the last segment of the ID
	Like     ID
}

func (e Acquire) place() Place { return e.calling(intoDivision) }

var intoDivision = map[string]string{AttrContainer: "division"}

// Alter says that what an entity holds changes, which nothing recorded shows. It can be planned, not carried out.
type Alter struct {
	Place
	ID   ID
	Note string
}
