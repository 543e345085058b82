package main

import (
	"context"

	"github.com/headwater-catalog/headwater/cmd/headwater/client"
	"github.com/headwater-catalog/headwater/cmd/headwater/render"
)

type flowsData struct {
	Catalog struct {
		Revision string `json:"revision"`
		Lineage  struct {
			Flows client.Page[drawnFlow] `json:"flows"`
		} `json:"lineage"`
	} `json:"catalog"`
}

type drawnFlow struct {
	Precision string `json:"precision"`
	From      entity `json:"from"`
	To        entity `json:"to"`
}

func (d *flowsData) Part() (string, *client.Page[drawnFlow]) {
	return d.Catalog.Revision, &d.Catalog.Lineage.Flows
}

// lineageFlows returns the flows of a lineage as a diagram.
func lineageFlows(ctx context.Context, c *client.Client, asked map[string]any) (render.Answer, error) {
	data, err := client.All(ctx, c, document("lineage_flows"), asked, func() *flowsData { return new(flowsData) })
	if err != nil {
		return render.Answer{}, err
	}
	var drawn drawing
	for _, f := range data.Catalog.Lineage.Flows.Nodes {
		drawn.arrow(f.From, f.To, render.Edge{Coarse: f.Precision == "COARSE"})
	}
	return render.Answer{Diagram: drawn.Diagram}, nil
}

// drawing is a diagram in the making: each entity becomes a box when it is first an end.
type drawing struct {
	render.Diagram
	seen map[string]bool
}

func (d *drawing) arrow(from, to entity, edge render.Edge) {
	d.box(render.Node{ID: from.ID, Label: from.FullName})
	d.box(render.Node{ID: to.ID, Label: to.FullName})
	edge.From, edge.To = from.ID, to.ID
	d.Edges = append(d.Edges, edge)
}

func (d *drawing) box(n render.Node) {
	if d.seen == nil {
		d.seen = map[string]bool{}
	}
	if !d.seen[n.ID] {
		d.Nodes = append(d.Nodes, n)
	}
	d.seen[n.ID] = true
}
