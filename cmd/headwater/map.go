package main

import (
	"context"
	"fmt"
	"strconv"

	"github.com/spf13/pflag"

	"github.com/headwater-catalog/headwater/cmd/headwater/client"
	"github.com/headwater-catalog/headwater/cmd/headwater/render"
	"github.com/headwater-catalog/headwater/graph"
)

// roundup is the command map; the word itself is Go's.
func (p *program) roundup() question {
	to, within := kindsOfEntities(), ""
	to.single, to.chosen = true, []string{graph.Domain.String()}
	return question{
		use:     "map",
		short:   "The whole mesh rolled up, domain to domain",
		long:    "The flows of the whole mesh, counted between domains, or between entities of another kind.",
		example: "  headwater map -o mermaid\n  headwater map --within division:division-x -o dot | dot -Tsvg > map.svg",
		args:    exactly(),
		formats: render.Formats,
		past:    true,
		flags: func(flags *pflag.FlagSet) {
			flags.Var(to, "to", "the kind to count at")
			flags.StringVar(&within, "within", "", "only between parts of this")
		},
		ask: func(ctx context.Context, c *client.Client, _ []string, _ render.Format) (render.Answer, error) {
			asked := map[string]any{"to": to.chosen[0]}
			if within != "" {
				asked["within"] = within
			}
			var data mapData
			err := c.Do(ctx, document("map"), asked, &data)
			kind, _ := graph.KindNamed(to.chosen[0])
			return data.answer(kind), err
		},
	}
}

type mapData struct {
	Catalog struct {
		Revision string   `json:"revision"`
		RollUp   rolledUp `json:"rollUp"`
	} `json:"catalog"`
}

type rolledUp struct {
	Entities []mapped `json:"entities"`
	Flows    []struct {
		Count     int    `json:"count"`
		Precision string `json:"precision"`
		From      entity `json:"from"`
		To        entity `json:"to"`
	} `json:"flows"`
}

type mapped struct {
	Reached int `json:"reached"`
	Parts   int `json:"parts"`
	Entity  struct {
		entity
		Name      string  `json:"name"`
		Container *entity `json:"container"`
	} `json:"entity"`
}

func (d mapData) answer(kind graph.Kind) render.Answer {
	rolled := d.Catalog.RollUp
	answer := render.Answer{Data: d, Lead: d.lead(kind), Diagram: rolled.diagram()}
	answer.Table.Columns = render.Columns("+from id", "from", "+to id", "to", "flows", "precision")
	for _, at := range rolled.Entities {
		answer.IDs = append(answer.IDs, at.Entity.ID)
	}
	for _, f := range rolled.Flows {
		answer.Table.Add(f.From.ID, f.From.FullName, f.To.ID, f.To.FullName, strconv.Itoa(f.Count), f.Precision)
	}
	return answer
}

// diagram draws what is counted at, and the flows between.
func (r rolledUp) diagram() render.Diagram {
	var d render.Diagram
	for _, at := range r.Entities {
		d.Nodes = append(d.Nodes, at.node())
	}
	for _, f := range r.Flows {
		edge := render.Edge{From: f.From.ID, To: f.To.ID, Coarse: f.Precision == "COARSE"}
		if f.Count > 1 {
			edge.Label = strconv.Itoa(f.Count)
		}
		d.Edges = append(d.Edges, edge)
	}
	return d
}

// lead says in a sentence how much there is.
func (d mapData) lead(kind graph.Kind) string {
	if len(d.Catalog.RollUp.Entities) == 0 {
		return fmt.Sprintf("There is no %s.", kind.Word(1))
	}
	flows := 0
	for _, f := range d.Catalog.RollUp.Flows {
		flows += f.Count
	}
	among := len(d.Catalog.RollUp.Entities)
	return fmt.Sprintf("%s between %d %s.", counted(flows, "flow", "flows"), among, kind.Word(among))
}

// node returns the box of an entity, in a frame with what is part of the same.
func (m mapped) node() render.Node {
	n := render.Node{ID: m.Entity.ID, Label: m.Entity.FullName}
	if m.Entity.Container != nil {
		n.Group, n.Label = m.Entity.Container.FullName, m.Entity.Name
	}
	return n
}
