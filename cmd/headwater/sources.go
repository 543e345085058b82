package main

import (
	"context"
	"strconv"

	"github.com/headwater-catalog/headwater/cmd/headwater/client"
	"github.com/headwater-catalog/headwater/cmd/headwater/render"
)

// listSources is the question whose word the catalog is made of.
func (p *program) listSources() question {
	return question{
		use:   "sources",
		short: "Whose word the catalog is made of, and when each was last heard",
		long: "Whose word the catalog is made of: file sets, tools, producers of events, people. Declared beats imported beats observed,\n" +
			"then the latest change counts; links are the union. ALONE is what nobody else says: without the source it would go.\n" +
			"FAILURES are its events that were refused, as headwater deadletters lists them: of now, also with --at. A source of which every event\n" +
			"was refused is listed too.",
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
	Failures      *int   `json:"failures"` // events that were refused, of those that are kept; nil where that is not known
}

func (d *sourcesData) Part() (string, *client.Page[sourceData]) {
	return d.Catalog.Revision, &d.Catalog.Sources
}

func askSources(ctx context.Context, c *client.Client) (render.Answer, error) {
	data, err := client.All(ctx, c, document("sources"), map[string]any{}, func() *sourcesData { return new(sourcesData) })
	if err != nil {
		return render.Answer{}, err
	}
	answer := render.Answer{Data: data, Lead: "Nobody has said anything yet."}
	if total := data.Catalog.Sources.TotalCount; total > 0 {
		answer.Lead = counted(total, "source", "sources") + "."
	}
	answer.Table.Columns = render.Columns("source", "rank", "entities", "links", "alone", "+entities alone", "+links alone", "denials", "failures", "+first seen", "last seen")
	for _, s := range data.Catalog.Sources.Nodes {
		answer.Table.Add(s.Name, s.Rank, strconv.Itoa(s.Entities), strconv.Itoa(s.Links), strconv.Itoa(s.EntitiesAlone+s.LinksAlone),
			strconv.Itoa(s.EntitiesAlone), strconv.Itoa(s.LinksAlone), strconv.Itoa(s.Denials), failuresOf(s.Failures), s.FirstSeen, dayOf(s.LastSeen))
		answer.IDs = append(answer.IDs, s.Name)
	}
	return answer, nil
}

// failuresOf returns a number, and what stands for one that is not known.
func failuresOf(n *int) string {
	if n == nil {
		return "?"
	}
	return strconv.Itoa(*n)
}

// dayOf returns the date of a time in RFC 3339: what was seen last is exact to the day.
func dayOf(time string) string { return time[:min(len(time), len("2006-01-02"))] }
