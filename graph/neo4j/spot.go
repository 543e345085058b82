package neo4j

import (
	"fmt"

	"github.com/headwater-catalog/headwater/graph"
)

// spot is where something stands in Neo4j: an entity's node, a relationship between two, a commit's node, or the head.
type spot struct {
	From string // the property id of a node, the revision of a commit
	Type string // of a relationship, or one of the two below; "" is an entity's node
	To   string
	Nth  int  // from 1, of what stands at the same place
	Odd  bool // a node's id is no text, or an end of a relationship is no entity
}

// The types of spots that no relationship has.
const (
	commitSpot = "(:HeadwaterCommit)"
	headSpot   = "(:HeadwaterHead)"
)

// theHead is the spot of the head.
var theHead = spot{Type: headSpot, Nth: 1}

func nodeSpot(id graph.ID) spot { return spot{From: node(id), Nth: 1} }

func linkSpot(from graph.ID, r graph.Relation, to graph.ID) spot {
	return spot{From: node(from), Type: r.String(), To: node(to), Nth: 1}
}

func revisionSpot(r graph.Revision) spot { return spot{From: r.String(), Type: commitSpot, Nth: 1} }

// isDropped reports whether it is a commit that the log, which begins with a base, no longer has, and that is about to be deleted.
func (at spot) isDropped(base graph.Revision) bool {
	r, err := graph.ParseRevision(at.From)
	return at.Type == commitSpot && err == nil && r <= base && r > 0
}

// isNode reports whether it is an entity's node.
func (at spot) isNode() bool { return at.Type == "" }

// isLink reports whether it is a relationship between entities.
func (at spot) isLink() bool { return at.Type != "" && at.Type != commitSpot && at.Type != headSpot }

// String names the spot to people: "domain:a", "domain:a PART_OF domain:b".
func (at spot) String() string {
	name := at.From
	switch {
	case at.Type == commitSpot:
		name = "revision " + at.From
	case at.Type == headSpot:
		name = "the head"
	case at.Type != "":
		name += " " + at.Type + " " + at.To
	case at.Odd:
		name = fmt.Sprintf("a node without a text as its id (%s)", at.From)
	}
	if at.Nth > 1 {
		name = fmt.Sprintf("%s (number %d)", name, at.Nth)
	}
	return name
}
