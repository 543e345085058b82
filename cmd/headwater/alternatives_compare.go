package main

import (
	"context"
	"fmt"
	"slices"
	"strconv"

	"github.com/headwater-catalog/headwater/cmd/headwater/client"
	"github.com/headwater-catalog/headwater/cmd/headwater/render"
)

func (p *program) alternativesCompared() question {
	return question{
		use:   "compare [NAME…]",
		short: "What several alternatives would do, a line each",
		long: "What each of several alternatives would do, side by side and over one state of the catalog; of all where none is named.\n" +
			"A link that crosses the borders of two divisions counts at both.",
		example: "  headwater alternatives compare\n  headwater alternatives compare sell-stores divest-north -o csv",
		formats: render.Listed,
		ask: func(ctx context.Context, c *client.Client, names []string, _ render.Format) (render.Answer, error) {
			listed, err := askAlternatives(ctx, c)
			if err != nil {
				return render.Answer{}, err
			}
			if len(names) == 0 {
				names = p.unbroken(listed)
			}
			data := comparedData{Alternatives: []comparedAlternative{}}
			for _, name := range each(names) {
				one, err := askCompared(ctx, c, name, listed.Catalog.Revision)
				if err != nil {
					return render.Answer{}, err
				}
				data.Alternatives = append(data.Alternatives, one)
			}
			return data.answer(), nil
		},
	}
}

// unbroken returns the names of the alternatives without problems, and warns of the others.
func (p *program) unbroken(listed *alternativesData) []string {
	var names []string
	for _, a := range listed.Alternatives {
		if err := broken(a.Problems); err != nil {
			p.say("headwater: warning: %s is left out: %s", a.Name, render.Plain(err.Error()))
			continue
		}
		names = append(names, a.Name)
	}
	return names
}

type comparedData struct {
	Alternatives []comparedAlternative `json:"alternatives"`
}

type comparedAlternative struct {
	Name  string `json:"name"`
	Title string `json:"title"`
	Plan  struct {
		Base   string `json:"base"`
		Impact struct {
			Summary    string          `json:"summary"`
			Total      int             `json:"total"`
			BySeverity []severityCount `json:"bySeverity"`
			Teams      []notice        `json:"teams"`
			Findings   []gap           `json:"findings"`
		} `json:"impact"`
		Borders []borderChange `json:"borders"`
	} `json:"plan"`
}

type borderChange struct {
	Division entity `json:"division"`
	Before   int    `json:"before"`
	After    int    `json:"after"`
	Added    int    `json:"added"`
	Removed  int    `json:"removed"`
}

// askCompared asks what an alternative would do at a revision.
func askCompared(ctx context.Context, c *client.Client, name, revision string) (comparedAlternative, error) {
	var data struct {
		Alternative comparedAlternative `json:"alternative"`
	}
	asked := map[string]any{"name": name, "at": map[string]any{"revision": revision}}
	err := c.Do(ctx, document("alternative_compared"), asked, &data)
	return data.Alternative, err
}

// answer is a line for each alternative.
func (d comparedData) answer() render.Answer {
	answer := render.Answer{Data: d, Lead: "There is nothing to compare."}
	if n := len(d.Alternatives); n > 0 {
		answer.Lead = counted(n, "alternative", "alternatives") + " over revision " + d.Alternatives[0].Plan.Base + "."
	}
	answer.Table.Columns = render.Columns("alternative", "+title", "affected", "breaking", "possible", "inform", "teams told", "new findings", "border links")
	for _, a := range d.Alternatives {
		answer.Table.Add(a.cells()...)
		answer.IDs = append(answer.IDs, a.Name)
	}
	return answer
}

func (a comparedAlternative) cells() []string {
	impact := a.Plan.Impact
	teams := slices.DeleteFunc(slices.Clone(impact.Teams), func(n notice) bool { return n.Team == nil })
	cells := []string{a.Name, a.Title, strconv.Itoa(impact.Total)}
	for _, severity := range []string{"BREAKING", "POSSIBLE", "INFORM"} {
		cells = append(cells, strconv.Itoa(a.count(severity)))
	}
	return append(cells, strconv.Itoa(len(teams)), strconv.Itoa(len(impact.Findings)), a.crossings())
}

func (a comparedAlternative) count(severity string) int {
	for _, c := range a.Plan.Impact.BySeverity {
		if c.Severity == severity {
			return c.Count
		}
	}
	return 0
}

// crossings says how many links come and go that cross a border.
func (a comparedAlternative) crossings() string {
	added, removed := 0, 0
	for _, b := range a.Plan.Borders {
		added, removed = added+b.Added, removed+b.Removed
	}
	if added == 0 && removed == 0 {
		return "as now"
	}
	return fmt.Sprintf("%d come, %d go", added, removed)
}
