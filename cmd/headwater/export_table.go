package main

import (
	"slices"
	"strings"

	"github.com/headwater-catalog/headwater/cmd/headwater/render"
	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/lineage"
)

// rows returns the table of a graph that was chosen: flows and owners as headwater import csv takes them.
func (e exporting) rows(g *graph.Graph) [][]string {
	switch strings.Join(e.table.chosen, "") {
	case "OWNERS":
		return ownerRows(g)
	case "ENTITIES":
		return entityRows(g)
	}
	return flowRows(g)
}

func flowRows(g *graph.Graph) [][]string {
	rows := [][]string{{"from", "to", "via", "reason"}}
	for _, f := range lineage.Links(g, graph.Feeds) {
		if l, _ := g.Link(graph.Feeds, f.From, f.To); l.Denial == nil {
			rows = append(rows, []string{string(g.ID(l.From)), string(g.ID(l.To)), string(l.Via), l.Reason})
		}
	}
	return rows
}

func ownerRows(g *graph.Graph) [][]string {
	rows := [][]string{{"entity", "owner", "reason"}}
	for _, o := range lineage.Links(g, graph.Owns) {
		l, _ := g.Link(graph.Owns, o.From, o.To)
		rows = append(rows, []string{string(g.ID(l.To)), string(g.ID(l.From)), l.Reason})
	}
	slices.SortFunc(rows[1:], slices.Compare)
	return rows
}

func entityRows(g *graph.Graph) [][]string {
	rows := [][]string{{"id", "kind", "name", "full_name", "container", "owner", "tags", "type", "contact", "url", "aliases", "description"}}
	for n := range g.Of() {
		e, owner := g.Entity(n), ""
		if o := lineage.OwnershipOf(g, n); o.Team != graph.None {
			owner = string(g.ID(o.Team))
		}
		rows = append(rows, []string{string(e.ID), e.Kind.String(), e.Name, g.FullName(n), string(e.Container), owner,
			strings.Join(e.Tags, " "), e.Type, e.Contact, e.URL, strings.Join(spelled(e.Aliases), " "), e.Description})
	}
	return rows
}

func spelled(ids []graph.ID) (texts []string) {
	for _, id := range ids {
		texts = append(texts, string(id))
	}
	return texts
}

// diagramOf draws all flows that nobody denied, each entity in the frame of what it is part of.
func diagramOf(g *graph.Graph) render.Diagram {
	var drawn drawing
	box := func(n graph.Node) string {
		one := render.Node{ID: string(g.ID(n)), Label: g.Entity(n).Name}
		if c := g.Container(n); c != graph.None {
			one.Group = g.FullName(c)
		}
		drawn.box(one)
		return one.ID
	}
	for _, f := range lineage.Links(g, graph.Feeds) {
		if l, _ := g.Link(graph.Feeds, f.From, f.To); l.Denial == nil {
			drawn.Edges = append(drawn.Edges, render.Edge{From: box(f.From), To: box(f.To), Coarse: !g.IsLeaf(f.From) || !g.IsLeaf(f.To)})
		}
	}
	return drawn.Diagram
}
