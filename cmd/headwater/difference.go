package main

import (
	"strconv"

	"github.com/headwater-catalog/headwater/cmd/headwater/render"
)

// difference is how two states of the catalog differ: GraphQL's Diff.
type difference struct {
	Entities []entityDiff `json:"entities"`
	Links    []linkDiff   `json:"links"`
}

type entityDiff struct {
	Action string      `json:"action"`
	Entity entity      `json:"entity"`
	Fields []fieldDiff `json:"fields"`
}

type linkDiff struct {
	Action   string      `json:"action"`
	Relation string      `json:"relation"`
	From     entity      `json:"from"`
	To       entity      `json:"to"`
	Fields   []fieldDiff `json:"fields"`
}

type fieldDiff struct {
	Name   string  `json:"name"`
	Before *string `json:"before"`
	After  *string `json:"after"`
}

// steps returns the difference for people, and how many there are of each action.
func (d difference) steps() (steps []render.Step, count map[string]int) {
	count = map[string]int{}
	add := func(action string, fields []fieldDiff, step render.Step) {
		count[action]++
		step.Action = action
		if action == "CHANGED" {
			step.Details = details(fields)
		}
		steps = append(steps, step)
	}
	for _, e := range d.Entities {
		add(e.Action, e.Fields, render.Step{Subject: e.Entity.ID, Remark: e.Entity.FullName})
	}
	for _, l := range d.Links {
		add(l.Action, l.Fields, render.Step{Subject: l.From.ID + " " + l.Relation + " " + l.To.ID})
	}
	return steps, count
}

// differenceColumns are those of rows.
var differenceColumns = []string{"action", "id", "relation", "to", "field", "before", "after"}

// rows returns the difference for spreadsheets, a row for each field.
func (d difference) rows() [][]string {
	var rows [][]string
	add := func(action, id, relation, to string, fields []fieldDiff) {
		for _, f := range fields {
			rows = append(rows, []string{action, id, relation, to, f.Name, text(f.Before), text(f.After)})
		}
		if len(fields) == 0 {
			rows = append(rows, []string{action, id, relation, to, "", "", ""})
		}
	}
	for _, e := range d.Entities {
		add(e.Action, e.Entity.ID, "", "", e.Fields)
	}
	for _, l := range d.Links {
		add(l.Action, l.From.ID, l.Relation, l.To.ID, l.Fields)
	}
	return rows
}

// ids returns the IDs of the entities that differ.
func (d difference) ids() []string {
	var ids []string
	for _, e := range d.Entities {
		ids = append(ids, e.Entity.ID)
	}
	return ids
}

// answer shows the difference in every form.
func (d difference) answer() (answer render.Answer, count map[string]int) {
	answer.Table = render.Table{Columns: render.Columns(differenceColumns...), Rows: d.rows()}
	answer.Steps, count = d.steps()
	answer.IDs = d.ids()
	return answer, count
}

// details says for each field what it was and what it is.
func details(fields []fieldDiff) []string {
	lines := make([]string, len(fields))
	for i, f := range fields {
		lines[i] = f.Name + ": " + said(f.Before) + " → " + said(f.After)
	}
	return lines
}

func said(value *string) string {
	if value == nil {
		return "nothing"
	}
	return strconv.Quote(*value)
}
