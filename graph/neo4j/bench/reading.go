package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"slices"
	"time"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/graph/live"
	"github.com/headwater-catalog/headwater/graph/neo4j"
	"github.com/headwater-catalog/headwater/resolvers"
	"github.com/headwater-catalog/headwater/server"
)

const document = `query($id: ID!) { catalog { entity(by: {id: $id}) { downstream { total complete
	items(first: 1000) { nodes { depth entity { id name } } } } } } }`

// item is an item of an answer.
type item struct {
	id, name string
	depth    int64
}

// overHTTP compares the total and the first 1,000 items of a closure, asked of a whole server, with Cypher's.
func (b *bench) overHTTP(ctx context.Context) error {
	served := httptest.NewServer(server.NewHandler(server.Config{Schema: resolvers.New(b.catalog, nil), ErrorPresenter: resolvers.Present}))
	defer served.Close()
	of := string(b.starts["a hub"])
	ours := func() (int, []item, error) { return askHTTP(ctx, served.URL+"/graphql", of) }
	theirs := func() (int, []item, error) { return b.bare.firstThousand(ctx, of) }
	total, items, err := ours()
	if err != nil {
		return err
	}
	wantTotal, want, err := theirs()
	if err != nil {
		return err
	}
	if total != wantTotal || !slices.Equal(items, want) {
		return fmt.Errorf("the first items downstream of %s differ: %d of %d, not %d of %d", of, len(items), total, len(want), wantTotal)
	}
	r := row{what: fmt.Sprintf("over HTTP, total (%d) and first 1,000 downstream of a hub", total), against: "Cypher with depth and order", goal: "at least 20 times as fast", least: 20}
	return b.rounds(&r, func() error { _, _, err := ours(); return err }, func() error { _, _, err := theirs(); return err })
}

func askHTTP(ctx context.Context, url, of string) (int, []item, error) {
	body, err := json.Marshal(map[string]any{"query": document, "variables": map[string]any{"id": of}})
	if err != nil {
		return 0, nil, err
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, url, bytes.NewReader(body))
	if err != nil {
		return 0, nil, err
	}
	request.Header.Set("Content-Type", "application/json")
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return 0, nil, err
	}
	defer response.Body.Close() //nolint:errcheck // it was only read
	var answer struct {
		Data struct {
			Catalog struct {
				Entity struct {
					Downstream struct {
						Total int
						Items struct {
							Nodes []struct {
								Depth  int64
								Entity struct{ ID, Name string }
							}
						}
					}
				}
			}
		}
		Errors []struct{ Message string }
	}
	if err := json.NewDecoder(response.Body).Decode(&answer); err != nil {
		return 0, nil, err
	}
	if len(answer.Errors) > 0 {
		return 0, nil, errors.New(answer.Errors[0].Message)
	}
	var items []item
	d := answer.Data.Catalog.Entity.Downstream
	for _, n := range d.Items.Nodes {
		items = append(items, item{n.Entity.ID, n.Entity.Name, n.Depth})
	}
	return d.Total, items, nil
}

func (b bare) firstThousand(ctx context.Context, of string) (total int, items []item, err error) {
	err = b.each(ctx, firstThousand, map[string]any{"id": of}, func(row []any) {
		count, _ := row[0].(int64)
		total = int(count)
		all, _ := row[1].([]any)
		for _, one := range all {
			m, _ := one.(map[string]any)
			id, _ := m["id"].(string)
			name, _ := m["name"].(string)
			depth, _ := m["depth"].(int64)
			items = append(items, item{id, name, depth})
		}
	})
	return total, items, err
}

// loading compares Load with the same statements, of which nothing is done with the rows.
func (b *bench) loading(ctx context.Context) (err error) {
	store, err := b.store(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	var statements []neo4j.Statement
	store.Observe(func(transaction []neo4j.Statement) { statements = append(statements, transaction...) })
	records, rows := 0, 0
	load := func() error {
		records = 0
		_, all := store.Load(ctx)
		for _, err := range all {
			if err != nil {
				return err
			}
			records++
		}
		return nil
	}
	if err := load(); err != nil {
		return err
	}
	same := slices.Clone(statements)
	stream := func() error {
		rows = 0
		for _, s := range same {
			if err := b.bare.each(ctx, s.Text, s.Parameters, func([]any) { rows++ }); err != nil {
				return err
			}
		}
		return nil
	}
	r := row{what: fmt.Sprintf("loading %d records", records), against: "the same statements, rows thrown away", goal: "at most 1.3 times the time", most: 1.3}
	if err := b.rounds(&r, load, stream); err != nil {
		return err
	}
	if rows != records+2 { // and two looks at the head
		return fmt.Errorf("loaded %d records, but %d rows were streamed", records, rows)
	}
	return nil
}

// pollPause is how often a server looks at the head.
const pollPause = 100 * time.Millisecond

// seeing measures when another server has what this one committed.
func (b *bench) seeing(ctx context.Context) (err error) {
	other, err := b.open(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, other.Close()) }()
	r := row{what: "until another server has a commit", against: "the pause between two looks", goal: "at most 1.5 times the pause", most: 1.5}
	dice := rand.New(rand.NewPCG(b.seed, 4))
	for n := range 10 * b.sizes.rounds {
		<-time.After(time.Duration(dice.Int64N(int64(pollPause)))) // so that it falls anywhere between two looks
		if err := b.apply(ctx, b.catalog, []graph.Edit{graph.Put{ID: graph.ID(fmt.Sprintf("domain:seen-%d", n))}}); err != nil {
			return err
		}
		took, err := seen(ctx, b.catalog, other)
		if err != nil {
			return err
		}
		r.ours, r.theirs = append(r.ours, took), append(r.theirs, pollPause)
	}
	b.report.rows = append(b.report.rows, r)
	worst := row{what: "the longest of these", against: "300 ms", goal: "no longer", most: 1, ours: []time.Duration{slices.Max(r.ours)}, theirs: []time.Duration{300 * time.Millisecond}}
	b.report.rows = append(b.report.rows, worst)
	return nil
}

func seen(ctx context.Context, by, other *live.Catalog) (time.Duration, error) {
	began := time.Now()
	_, err := other.AtLeast(ctx, by.Graph().Revision())
	return time.Since(began), err
}
