package main

import (
	"context"

	"github.com/headwater-catalog/headwater/cmd/headwater/client"
)

type planFindings struct {
	Plan struct {
		Base  string `json:"base"`
		After struct {
			Findings client.Page[gap] `json:"findings"`
		} `json:"after"`
	} `json:"plan"`
}

func (d *planFindings) Part() (string, *client.Page[gap]) {
	return d.Plan.Base, &d.Plan.After.Findings
}

// goneFindings returns what is found at a plan's base and no longer once it is carried out.
func goneFindings(ctx context.Context, c *client.Client, asked map[string]any, base string) ([]gap, error) {
	at := map[string]any{"at": map[string]any{"revision": base}}
	before, err := client.All(ctx, c, document("gaps"), at, func() *gapsData { return new(gapsData) })
	if err != nil || before.Catalog.Findings.TotalCount == 0 {
		return nil, err
	}
	after, err := client.All(ctx, c, document("plan_findings"), asked, func() *planFindings { return new(planFindings) })
	if err != nil {
		return nil, err
	}
	remain := map[string]bool{}
	for _, g := range after.Plan.After.Findings.Nodes {
		remain[g.identity()] = true
	}
	var gone []gap
	for _, g := range before.Catalog.Findings.Nodes {
		if !remain[g.identity()] {
			gone = append(gone, g)
		}
	}
	return gone, nil
}

// identity names a finding, whatever its entities are called.
func (g gap) identity() string { return g.Kind + " " + g.Entity.ID + " " + g.others() }
