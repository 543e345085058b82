package main

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"github.com/headwater-catalog/headwater/cmd/headwater/client"
	"github.com/headwater-catalog/headwater/cmd/headwater/render"
)

type planData struct {
	Plan planned `json:"plan"`
}

type planned struct {
	Base    string     `json:"base"`
	Touched int        `json:"touched"`
	Diff    difference `json:"diff"`
	Impact  impact     `json:"impact"`
}

type impact struct {
	Summary    string                `json:"summary"`
	Total      int                   `json:"total"`
	BySeverity []severityCount       `json:"bySeverity"`
	Teams      []notice              `json:"teams"`
	Findings   []gap                 `json:"findings"`
	Items      client.Page[affected] `json:"items"`
}

type severityCount struct {
	Severity string `json:"severity"`
	Count    int    `json:"count"`
}

type notice struct {
	Roles []string `json:"roles"`
	Count int      `json:"count"`
	Team  *team    `json:"team"`
}

type affected struct {
	Severity  string      `json:"severity"`
	Depth     int         `json:"depth"`
	Precision string      `json:"precision"`
	Entity    ownedEntity `json:"entity"`
	Path      *struct {
		Entities []struct {
			ID       string `json:"id"`
			FullName string `json:"fullName"`
		} `json:"entities"`
	} `json:"path"`
}

func (d *planData) Part() (string, *client.Page[affected]) { return d.Plan.Base, &d.Plan.Impact.Items }

// askPlan asks what some changes would do; all that they affect is read.
func askPlan(ctx context.Context, c *client.Client, asked map[string]any) (*planData, error) {
	return client.All(ctx, c, document("plan"), asked, func() *planData { return new(planData) })
}

// drawnPlan returns the diagram that the server draws of what some changes affect.
func drawnPlan(ctx context.Context, c *client.Client, asked map[string]any) (string, error) {
	var data struct {
		Plan struct {
			Impact struct {
				Mermaid string `json:"mermaid"`
			} `json:"impact"`
		} `json:"plan"`
	}
	err := c.Do(ctx, document("plan_drawn"), asked, &data)
	return data.Plan.Impact.Mermaid, err
}

// answer says whom to tell, what is affected and what is newly found. The table for spreadsheets, and the names, are of what
// is affected.
func (i impact) answer() render.Answer {
	answer := render.Answer{Lead: i.Summary, Table: affectedTable(i.Items.Nodes)}
	for _, item := range i.Items.Nodes {
		answer.IDs = append(answer.IDs, item.Entity.ID)
	}
	answer.Sections = []render.Section{
		{Title: "To be told", Table: i.toldTable()},
		{Title: "Affected", Table: answer.Table},
		{Title: "New findings", Table: findingsTable(i.Findings)},
	}
	return answer
}

// answer says what the plan changes, and then what that does.
func (d planned) answer() render.Answer {
	answer := d.Impact.answer()
	steps, count := d.Diff.steps()
	answer.Sections = append([]render.Section{{Title: "Changes", Steps: steps}}, answer.Sections...)
	answer.Closing = outcome{d.Touched, d.Base, count}.closing(true)
	if d.Touched == 0 {
		answer.Lead = ""
	}
	return answer
}

// affectedTable lists what is affected, with its owner, what changed thing it hangs on, and the way from there. People see
// what it hangs on where that is not the same of all.
func affectedTable(items []affected) render.Table {
	table := render.Table{Columns: render.Columns("severity", "depth", "+id", "+kind", "entity", "+owner id", "owner", "precision", "because of", "+path")}
	causes := map[string]bool{}
	for _, item := range items {
		name, id := item.Entity.owned()
		cause, path := item.why()
		causes[cause] = true
		table.Add(item.Severity, strconv.Itoa(item.Depth), item.Entity.ID, item.Entity.Kind, item.Entity.FullName, id, name, item.Precision, cause, path)
	}
	table.Columns[len(table.Columns)-2].Wide = len(causes) < 2
	return table
}

// why returns the name of the changed thing that a shortest way leads from, and the IDs on that way; "" where no flow leads
// to it.
func (a affected) why() (cause, path string) {
	if a.Path == nil {
		return "", ""
	}
	ids := make([]string, len(a.Path.Entities))
	for i, e := range a.Path.Entities {
		ids[i] = e.ID
	}
	return a.Path.Entities[0].FullName, joined(ids, " ")
}

// toldTable lists who must be told, and why; and how, where that is known of anybody.
func (i impact) toldTable() render.Table {
	titles := []string{"team", "team id", "why", "entities", "contact"}
	if !slices.ContainsFunc(i.Teams, func(n notice) bool { return n.Team != nil && text(n.Team.Contact) != "" }) {
		titles = titles[:4]
	}
	table := render.Table{Columns: render.Columns(titles...)}
	for _, n := range i.Teams {
		name, id, contact := "(nobody: it has no owner)", "", ""
		if n.Team != nil {
			name, id, contact = n.Team.Name, n.Team.ID, text(n.Team.Contact)
		}
		table.Add([]string{name, id, n.why(), strconv.Itoa(n.Count), contact}[:len(titles)]...)
	}
	return table
}

// why says the roles in words.
func (n notice) why() string {
	words := make([]string, len(n.Roles))
	for i, role := range n.Roles {
		words[i] = strings.ReplaceAll(spoken(role), "-", " ")
	}
	return joined(words, ", ")
}
