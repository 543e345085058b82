package types

import (
	"fmt"
	"strings"

	"github.com/headwater-catalog/headwater/graph"
)

// words says changes in words, with the names that the graphs before and after them know.
type words struct{ before, after *graph.Graph }

// name returns what an ID is called: its full name as it is before the changes, or where they bring it; the ID where nothing
// has it.
func (w words) name(id graph.ID) string {
	for _, g := range []*graph.Graph{w.before, w.after} {
		if n, found := g.Node(id); found {
			return g.FullName(n)
		}
	}
	return string(id)
}

func (w words) names(ids []graph.ID) string {
	names := make([]string, len(ids))
	for i, id := range ids {
		names[i] = w.name(id)
	}
	return strings.Join(names, ", ")
}

// sentence says a change in one sentence.
func (w words) sentence(c Change) string {
	switch {
	case c.Put != nil:
		return w.put(c.Put)
	case c.Remove != nil && c.Remove.Cascade:
		return fmt.Sprintf("%s goes, with its parts and all their links.", w.name(c.Remove.ID))
	case c.Remove != nil:
		return fmt.Sprintf("%s goes.", w.name(c.Remove.ID))
	case c.Link != nil:
		return fmt.Sprintf("%s %s %s.", w.name(c.Link.From), relationWords[c.Link.Relation].is, w.name(c.Link.To))
	case c.Unlink != nil:
		return fmt.Sprintf("%s %s %s.", w.name(c.Unlink.From), relationWords[c.Unlink.Relation].isNot, w.name(c.Unlink.To))
	case c.Deny != nil:
		return fmt.Sprintf("That %s feeds %s is wrong.", w.name(c.Deny.From), w.name(c.Deny.To))
	case c.Allow != nil:
		return fmt.Sprintf("That %s feeds %s is no longer denied.", w.name(c.Allow.From), w.name(c.Allow.To))
	}
	return w.compound(c)
}

// compound is sentence for what people decide.
func (w words) compound(c Change) string {
	switch {
	case c.Alter != nil:
		return fmt.Sprintf("What %s holds changes.", w.name(c.Alter.ID))
	case c.Move != nil && c.Move.To == nil:
		return fmt.Sprintf("%s becomes part of nothing.", w.name(c.Move.ID))
	case c.Move != nil:
		return fmt.Sprintf("%s becomes part of %s.", w.name(c.Move.ID), w.name(*c.Move.To))
	case c.HandOver != nil:
		return fmt.Sprintf("%s is handed over to %s.", w.name(c.HandOver.Entity), w.name(c.HandOver.To))
	case c.ReplaceSystem != nil:
		return w.replaceSystem(c.ReplaceSystem)
	case c.Divest != nil:
		return fmt.Sprintf("%s is divested.", w.name(c.Divest.Division))
	case c.Acquire != nil:
		return fmt.Sprintf("%s is acquired, and made like %s.", w.name(c.Acquire.Division), w.name(c.Acquire.Like))
	}
	panic("types: a change of nothing, which an alternative's format lets nobody write")
}

func (w words) put(p *PutEntity) string {
	if _, there := w.before.Node(p.ID); there {
		return fmt.Sprintf("%s is described anew.", w.name(p.ID))
	}
	return fmt.Sprintf("There is a new %s, %s.", p.ID.Kind().Word(1), w.name(p.ID))
}

func (w words) replaceSystem(r *ReplaceSystem) string {
	where := ""
	if len(r.Markets) > 0 {
		where = " in " + w.names(r.Markets)
	}
	return fmt.Sprintf("%s is replaced by %s%s.", w.name(r.System), w.name(r.By), where)
}

// relationWords say what a link says, and that it says so no longer.
var relationWords = map[graph.Relation]struct{ is, isNot string }{
	graph.Feeds:     {"feeds", "no longer feeds"},
	graph.PartOf:    {"is part of", "is no longer part of"},
	graph.Owns:      {"owns", "no longer owns"},
	graph.Consumes:  {"consumes", "no longer consumes"},
	graph.Operates:  {"operates", "no longer operates"},
	graph.RunsIn:    {"runs in", "no longer runs in"},
	graph.Serves:    {"serves", "no longer serves"},
	graph.VariantOf: {"is a variant of", "is no longer a variant of"},
	graph.Reads:     {"reads", "no longer reads"},
	graph.Writes:    {"writes", "no longer writes"},
}

// reason returns why the change is made, as it says itself; nil where it does not.
func (c Change) reason() *string {
	switch {
	case c.Link != nil:
		return c.Link.Reason
	case c.Deny != nil:
		return c.Deny.Reason
	case c.HandOver != nil:
		return c.HandOver.Reason
	case c.Alter != nil:
		return c.Alter.Note
	}
	return nil
}
