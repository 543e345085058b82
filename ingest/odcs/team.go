package odcs

import (
	"cmp"
	"regexp"
	"strings"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/ingest/document"
	"github.com/headwater-catalog/headwater/ingest/standard"
)

// Team is who is accountable for what a document describes; the zero Team is nobody.
type Team struct {
	ID      graph.ID
	at      document.Position
	members []graph.Value // of a team without a name: who is in it, to be said of what the document describes
}

// Owner reads the team of a document, in either of its forms: a team with members, or the members alone.
func Owner(c *standard.Collection, n *document.Node) Team {
	team := n.Of("team")
	switch team.Shape {
	case document.Mapping:
		members := c.List(team, "members")
		if name := team.Of("name").Words(); graph.Slug(name) != "" {
			return put(c, team, name, "", history(members)...)
		}
		return person(c, members)
	case document.List:
		return person(c, team.Items)
	case document.Scalar:
		c.Problem(team.At, "team is a mapping with a name and members, or a list of members, not a text")
	}
	return Team{}
}

// Values returns what is known of a team that has no name of its own, to be said of what it is accountable for.
func (t Team) Values() []graph.Value { return t.members }

// Owns says that the team owns something.
func (t Team) Owns(c *standard.Collection, what graph.ID) {
	if t.ID != "" {
		c.Join(t.at, graph.Join{Relation: graph.Owns, From: t.ID, To: what})
	}
}

// current returns the members who have not left.
func current(members []*document.Node) (stayed []*document.Node) {
	for _, m := range members {
		if m.Of("dateOut").Words() == "" && m.Of("replacedByUsername").Words() == "" {
			stayed = append(stayed, m)
		}
	}
	return stayed
}

// accountable finds the role of who is accountable, among those that teams are made of.
var accountable = regexp.MustCompile(`(?i)\bowner\b`)

// person returns the first member whose role is owner and who has not left, as a team of one.
func person(c *standard.Collection, members []*document.Node) (team Team) {
	for _, m := range current(members) {
		name := nameOf(m)
		if accountable.MatchString(m.Of("role").Words()) && graph.Slug(name) != "" {
			team = put(c, m, name, "person")
			break
		}
	}
	team.members = history(members)
	return team
}

func put(c *standard.Collection, n *document.Node, name, kind string, more ...graph.Value) Team {
	id := graph.ID("team:" + standard.Path(strings.ReplaceAll(name, "/", " ")))
	values := append([]graph.Value{
		standard.Text(graph.AttrName, name), standard.Text(graph.AttrType, kind),
		standard.Text(graph.AttrDescription, n.Of("description").Words()),
		standard.Text(graph.AttrContact, n.Of("username").Words()),
		standard.Tags(n.Of("tags").Texts()), c.Link(n),
	}, more...)
	c.Put(n.At, id, name, append(values, c.Properties(n)...)...)
	return Team{ID: id, at: n.At}
}

func nameOf(member *document.Node) string {
	return cmp.Or(member.Of("name").Words(), member.Of("username").Words())
}

// history says who is in a team, and who was.
func history(members []*document.Node) []graph.Value {
	var now, before []string
	for _, m := range members {
		if len(current([]*document.Node{m})) > 0 {
			now = append(now, described(m, since(m)))
		} else {
			before = append(before, described(m, until(m)))
		}
	}
	return []graph.Value{standard.Property("members", strings.Join(now, ", ")), standard.Property("former-members", strings.Join(before, ", "))}
}

// described names a member with what is known of them: "Ada (owner, since 2024-01-01)".
func described(m *document.Node, when string) string {
	var known []string
	for _, word := range []string{m.Of("role").Words(), when} {
		if word != "" {
			known = append(known, word)
		}
	}
	if len(known) == 0 {
		return nameOf(m)
	}
	return nameOf(m) + " (" + strings.Join(known, ", ") + ")"
}

func since(m *document.Node) string {
	if in := m.Of("dateIn").Words(); in != "" {
		return "since " + in
	}
	return ""
}

// until says when somebody was a member, and who came in their place: "2024-01-01 to 2025-01-01, then bob".
func until(m *document.Node) string {
	when := m.Of("dateIn").Words()
	if out := m.Of("dateOut").Words(); out != "" {
		when = strings.TrimSpace(when + " to " + out)
	}
	if next := m.Of("replacedByUsername").Words(); next != "" {
		when = strings.TrimPrefix(when+", then "+next, ", ")
	}
	return when
}
