package main

import (
	"context"

	"github.com/headwater-catalog/headwater/cmd/headwater/client"
	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/ingest/dbt"
)

// continueDbt has an import of a dbt project speak of the datasets that the catalog knows by other names, and tells which are renamed.
func (p *program) continueDbt(ctx context.Context, c *client.Client, read *dbt.Import) error {
	before, err := formerDatasets(ctx, c, read)
	if err != nil {
		return err
	}
	told := len(read.Warnings)
	read.Continue(before)
	p.warn(read.Warnings[told:])
	return nil
}

// formerDatasets asks for the datasets of a project as they were: none, where all are called as they are now. That is asked first,
// because it is almost always so, and all that is said of ten thousand models takes its time.
func formerDatasets(ctx context.Context, c *client.Client, now *dbt.Import) ([]dbt.Former, error) {
	asked := map[string]any{"source": now.Source.Name}
	known, err := client.All(ctx, c, document("source_names"), asked, func() *namedDatasets { return new(namedDatasets) })
	if err != nil || len(known.Catalog.Entities.Nodes) == 0 || known.are(now.Edits) {
		return nil, err
	}
	said, err := client.All(ctx, c, document("source_datasets"), asked, func() *recordedEntities { return new(recordedEntities) })
	if err != nil {
		return nil, err
	}
	former := make([]dbt.Former, 0, len(said.Catalog.Entities.Nodes))
	for _, d := range said.Catalog.Entities.Nodes {
		claims, err := claimsOf(d.Claims)
		if err != nil {
			return nil, err
		}
		former = append(former, formerOf(d.ID, claims, now.Source.Name))
	}
	return former, nil
}

// formerOf returns a dataset as a source describes it.
func formerOf(id graph.ID, claims []graph.Claim, source string) dbt.Former {
	f := dbt.Former{ID: id}
	for i := range claims {
		if claims[i].Source != source {
			continue
		}
		node, _ := claims[i].Value(dbt.UniqueID)
		names, _ := claims[i].Value(graph.AttrAliases)
		f.UniqueID = node.Text
		for _, name := range names.List {
			f.Names = append(f.Names, graph.ID(name))
		}
	}
	return f
}

type namedDataset struct {
	ID      graph.ID   `json:"id"`
	Aliases []graph.ID `json:"aliases"`
}

type namedDatasets struct {
	Catalog struct {
		Revision string                    `json:"revision"`
		Entities client.Page[namedDataset] `json:"entities"`
	} `json:"catalog"`
}

func (d *namedDatasets) Part() (string, *client.Page[namedDataset]) {
	return d.Catalog.Revision, &d.Catalog.Entities
}

// are reports whether edits put each of the datasets, and each has one name only.
func (d *namedDatasets) are(edits []graph.Edit) bool {
	put := map[graph.ID]bool{}
	for _, edit := range edits {
		if edit, is := edit.(graph.Put); is && edit.ID.Kind() == graph.Dataset {
			put[edit.ID] = true
		}
	}
	for _, known := range d.Catalog.Entities.Nodes {
		if len(known.Aliases) > 0 || !put[known.ID] {
			return false
		}
	}
	return true
}
