package main

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"github.com/headwater-catalog/headwater/cmd/headwater/client"
	"github.com/headwater-catalog/headwater/graph"
)

// lineageDiff is what one way of some entities was gained, was lost or is reached otherwise: GraphQL's LineageDiff.
type lineageDiff struct {
	Gained  int                        `json:"gained"`
	Lost    int                        `json:"lost"`
	Changed int                        `json:"changed"`
	Pairs   client.Page[lineageChange] `json:"pairs"`
}

type lineageChange struct {
	Action string    `json:"action"`
	Of     entity    `json:"of"`
	Entity entity    `json:"entity"`
	Before *nearness `json:"before"`
	After  *nearness `json:"after"`
}

type nearness struct {
	Depth     int    `json:"depth"`
	Precision string `json:"precision"`
}

type pointsLineage struct {
	Diff lineageBetween `json:"diff"`
}

type filesLineage struct {
	Plan pointsLineage `json:"plan"`
}

type lineageBetween struct {
	From    *string     `json:"from"`
	To      *string     `json:"to"`
	Lineage lineageDiff `json:"lineage"`
}

func (d *pointsLineage) Part() (string, *client.Page[lineageChange]) {
	return text(d.Diff.From) + " " + text(d.Diff.To), &d.Diff.Lineage.Pairs
}

func (d *filesLineage) Part() (string, *client.Page[lineageChange]) { return d.Plan.Part() }

// lineageAsker asks how what is one way of some entities differs, given the variables that say which way of which; both
// states are those of a difference that is known already.
type lineageAsker func(asked map[string]any) (lineageDiff, error)

// betweenPoints asks of the two revisions that a difference is between.
func (d *dated) betweenPoints(ctx context.Context, c *client.Client) lineageAsker {
	return func(asked map[string]any) (lineageDiff, error) {
		asked["from"], asked["to"] = revisionAt(d.From), revisionAt(d.To)
		data, err := client.All(ctx, c, document("diff_lineage"), asked, func() *pointsLineage { return new(pointsLineage) })
		if err != nil {
			return lineageDiff{}, err
		}
		return data.Diff.Lineage, nil
	}
}

// betweenFiles asks of a revision and what files say over it.
func (d *dated) betweenFiles(ctx context.Context, c *client.Client, said declaration) lineageAsker {
	return func(asked map[string]any) (lineageDiff, error) {
		maps.Copy(asked, said.asked())
		asked["at"] = revisionAt(d.From)
		data, err := client.All(ctx, c, document("diff_manifest_lineage"), asked, func() *filesLineage { return new(filesLineage) })
		if err != nil {
			return lineageDiff{}, err
		}
		return data.Plan.Diff.Lineage, nil
	}
}

func revisionAt(revision *string) map[string]any { return map[string]any{"revision": text(revision)} }

// askLineage adds to a difference how what is upstream and downstream of what some names mean differs; nothing where none is
// given.
func (d *dated) askLineage(ctx context.Context, c *client.Client, names []string, ask lineageAsker) error {
	if len(names) == 0 {
		return nil
	}
	of, err := d.found(ctx, c, names)
	if err != nil {
		return err
	}
	upstream, err := ask(map[string]any{"of": of, "direction": "UPSTREAM"})
	if err != nil {
		return err
	}
	downstream, err := ask(map[string]any{"of": of, "direction": "DOWNSTREAM"})
	d.Upstream, d.Downstream = &upstream, &downstream
	return err
}

// found returns names as the catalog takes them: an ID that is another name of something as that one's own. It refuses an ID
// that nothing has in either state, of which the catalog would only say that nothing differs.
func (d *dated) found(ctx context.Context, c *client.Client, names []string) ([]string, error) {
	ids := slices.DeleteFunc(slices.Clone(names), func(name string) bool { return graph.ID(name).Check() != nil })
	if len(ids) == 0 {
		return names, nil
	}
	asked := map[string]any{"of": ids, "from": revisionAt(d.From), "to": revisionAt(d.From)}
	if d.To != nil {
		asked["to"] = revisionAt(d.To)
	}
	var there struct{ Before, After []*struct{ ID string } }
	if err := c.Do(ctx, document("diff_names"), asked, &there); err != nil {
		return nil, err
	}
	known := map[string]string{}
	for _, id := range d.ids() {
		known[id] = id
	}
	for i, id := range ids {
		for _, at := range [][]*struct{ ID string }{there.Before, there.After} {
			if at[i] != nil {
				known[id] = at[i].ID
			}
		}
	}
	of := slices.Clone(names)
	for i, name := range names {
		if id, is := known[name]; is {
			of[i] = id
		} else if slices.Contains(ids, name) {
			return nil, fmt.Errorf("nothing is called %q, neither before nor after", name)
		}
	}
	return of, nil
}
