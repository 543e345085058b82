package main

import (
	"context"
	"maps"
	"slices"
	"strconv"

	"github.com/headwater-catalog/headwater/cmd/headwater/client"
	"github.com/headwater-catalog/headwater/cmd/headwater/render"
	"github.com/headwater-catalog/headwater/graph"
)

// listSources is the question whose word the catalog is made of.
func (p *program) listSources() question {
	return question{
		use:   "sources",
		short: "Whose word the catalog is made of, and when each was last heard",
		long: "Whose word the catalog is made of: file sets, tools, producers of events, people. Declared beats imported beats observed,\n" +
			"then the latest change counts; links are the union. ALONE is what nobody else says: without the source it would go.\n" +
			"FAILURES are its events that were refused, as headwater deadletters lists them: of now, also with --at.",
		example: "  headwater sources\n  headwater sources -o json",
		args:    exactly(),
		formats: render.Listed,
		past:    true,
		ask: func(ctx context.Context, c *client.Client, _ []string, _ render.Format) (render.Answer, error) {
			return askSources(ctx, c)
		},
	}
}

type sourcesData struct {
	Catalog struct {
		Revision string                  `json:"revision"`
		Sources  client.Page[sourceData] `json:"sources"`
	} `json:"catalog"`
	DeadLetters []struct {
		Source string `json:"source"`
		Time   string `json:"time"`
	} `json:"deadLetters,omitempty"` // until they are joined
}

type sourceData struct {
	Name          string `json:"name"`
	Rank          string `json:"rank"`
	FirstSeen     string `json:"firstSeen"`
	LastSeen      string `json:"lastSeen"`
	Entities      int    `json:"entities"`
	Links         int    `json:"links"`
	EntitiesAlone int    `json:"entitiesAlone"`
	LinksAlone    int    `json:"linksAlone"`
	Denials       int    `json:"denials"`
	Failures      int    `json:"failures"` // events that were refused, of those that are kept
}

func (d *sourcesData) Part() (string, *client.Page[sourceData]) {
	return d.Catalog.Revision, &d.Catalog.Sources
}

func askSources(ctx context.Context, c *client.Client) (render.Answer, error) {
	data, err := client.All(ctx, c, document("sources"), map[string]any{}, func() *sourcesData { return new(sourcesData) })
	if err != nil {
		return render.Answer{}, err
	}
	data.join()
	answer := render.Answer{Data: data, Lead: "Nobody has said anything yet."}
	if total := data.Catalog.Sources.TotalCount; total > 0 {
		answer.Lead = counted(total, "source", "sources") + "."
	}
	answer.Table.Columns = render.Columns("source", "rank", "entities", "links", "alone", "+entities alone", "+links alone", "denials", "failures", "+first seen", "last seen")
	for _, s := range data.Catalog.Sources.Nodes {
		answer.Table.Add(s.Name, s.Rank, strconv.Itoa(s.Entities), strconv.Itoa(s.Links), strconv.Itoa(s.EntitiesAlone+s.LinksAlone),
			strconv.Itoa(s.EntitiesAlone), strconv.Itoa(s.LinksAlone), strconv.Itoa(s.Denials), strconv.Itoa(s.Failures), s.FirstSeen, dayOf(s.LastSeen))
		answer.IDs = append(answer.IDs, s.Name)
	}
	return answer, nil
}

// join counts the refused events of each source. One of which every event was refused has said nothing else.
func (d *sourcesData) join() {
	failures, last := map[string]int{}, map[string]string{}
	for _, l := range d.DeadLetters { // the latest first
		if failures[l.Source]++; last[l.Source] == "" {
			last[l.Source] = l.Time
		}
	}
	delete(failures, "") // they do not say whose they are
	d.DeadLetters = nil
	sources := &d.Catalog.Sources
	for i := range sources.Nodes {
		sources.Nodes[i].Failures = failures[sources.Nodes[i].Name]
		delete(failures, sources.Nodes[i].Name)
	}
	for _, name := range slices.Sorted(maps.Keys(failures)) {
		sources.Nodes = append(sources.Nodes, sourceData{Name: name, Rank: graph.Observed.String(), FirstSeen: last[name], LastSeen: last[name], Failures: failures[name]})
		sources.TotalCount++
	}
}

// dayOf returns the date of a time in RFC 3339: what was seen last is exact to the day.
func dayOf(time string) string { return time[:min(len(time), len("2006-01-02"))] }
