package main

import (
	"context"
	"fmt"
	"iter"
	"time"

	"github.com/headwater-catalog/headwater/cmd/headwater/client"
	"github.com/headwater-catalog/headwater/graph"
)

// download asks for all that is recorded, page by page and at one revision, and returns it as a graph: what can be worked out
// of a whole catalog is worked out here, whether the catalog is a server's or in this process.
func download(ctx context.Context, c *client.Client) (*graph.Graph, error) {
	var now revisionData
	if err := c.Do(ctx, document("revision"), nil, &now); err != nil {
		return nil, err
	}
	at := map[string]any{"at": map[string]any{"revision": now.Catalog.Revision}}
	entities, err := client.All(ctx, c, document("recorded_entities"), at, func() *recordedEntities { return new(recordedEntities) })
	if err != nil {
		return nil, err
	}
	links, err := client.All(ctx, c, document("recorded_links"), at, func() *recordedLinks { return new(recordedLinks) })
	if err != nil {
		return nil, err
	}
	revision, err := graph.ParseRevision(now.Catalog.Revision)
	if err != nil {
		return nil, err
	}
	return graph.New(revision, records(entities.Catalog.Entities.Nodes, links.Catalog.Links.Nodes))
}

// records turns what was downloaded into what it was made of.
func records(entities []recordedEntity, links []recordedLink) iter.Seq2[*graph.Record, error] {
	return func(yield func(*graph.Record, error) bool) {
		for i := range entities {
			claims, err := claimsOf(entities[i].Claims)
			if !yield(&graph.Record{Key: graph.EntityKey(entities[i].ID), Claims: claims}, err) {
				return
			}
		}
		for i := range links {
			if !yield(links[i].record()) {
				return
			}
		}
	}
}

type revisionData struct {
	Catalog struct {
		Revision string `json:"revision"`
	} `json:"catalog"`
}

type recordedEntities struct {
	Catalog struct {
		Revision string                      `json:"revision"`
		Entities client.Page[recordedEntity] `json:"entities"`
	} `json:"catalog"`
}

func (d *recordedEntities) Part() (string, *client.Page[recordedEntity]) {
	return d.Catalog.Revision, &d.Catalog.Entities
}

type recordedLinks struct {
	Catalog struct {
		Revision string                    `json:"revision"`
		Links    client.Page[recordedLink] `json:"links"`
	} `json:"catalog"`
}

func (d *recordedLinks) Part() (string, *client.Page[recordedLink]) {
	return d.Catalog.Revision, &d.Catalog.Links
}

type recordedEntity struct {
	ID     graph.ID        `json:"id"`
	Claims []recordedClaim `json:"claims"`
}

type recordedLink struct {
	Relation string `json:"relation"`
	From     struct {
		ID graph.ID `json:"id"`
	} `json:"from"`
	To struct {
		ID graph.ID `json:"id"`
	} `json:"to"`
	Denial *struct {
		Source string    `json:"source"`
		Reason string    `json:"reason"`
		Time   time.Time `json:"time"`
	} `json:"denial"`
	Claims []recordedClaim `json:"claims"`
}

func (l *recordedLink) record() (*graph.Record, error) {
	relation, known := graph.RelationNamed(l.Relation)
	if !known {
		return nil, fmt.Errorf("the catalog has links by %s, which this program does not know: it may be older than the server", l.Relation)
	}
	claims, err := claimsOf(l.Claims)
	r := &graph.Record{Key: graph.Key{Relation: relation, From: l.From.ID, To: l.To.ID}, Claims: claims}
	if l.Denial != nil {
		r.Denial = &graph.Denial{Source: l.Denial.Source, Reason: l.Denial.Reason, Time: l.Denial.Time}
	}
	return r, err
}

type recordedClaim struct {
	Source    string    `json:"source"`
	Rank      string    `json:"rank"`
	Origin    string    `json:"origin"`
	FirstSeen time.Time `json:"firstSeen"`
	LastSeen  time.Time `json:"lastSeen"`
	Values    []struct {
		Attribute string   `json:"attribute"`
		Text      string   `json:"text"`
		List      []string `json:"list"`
		Since     string   `json:"since"`
	} `json:"values"`
}

func claimsOf(recorded []recordedClaim) ([]graph.Claim, error) {
	claims := make([]graph.Claim, len(recorded))
	for i, r := range recorded {
		claim := graph.Claim{Source: r.Source, Rank: rankNamed(r.Rank), Origin: r.Origin, FirstSeen: r.FirstSeen, LastSeen: r.LastSeen}
		for _, v := range r.Values {
			since, err := graph.ParseRevision(v.Since)
			if err != nil {
				return nil, err
			}
			value := graph.Value{Attribute: v.Attribute, Text: v.Text, Since: since}
			if len(v.List) > 0 {
				value.List = v.List
			}
			claim.Values = append(claim.Values, value)
		}
		claims[i] = claim
	}
	return claims, nil
}

func rankNamed(name string) graph.Rank {
	for _, r := range []graph.Rank{graph.Observed, graph.Imported, graph.Declared} {
		if r.String() == name {
			return r
		}
	}
	return 0
}
