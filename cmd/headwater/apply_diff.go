package main

import (
	"fmt"
	"strconv"

	"github.com/headwater-catalog/headwater/cmd/headwater/render"
)

type applyData struct {
	Apply struct {
		Revision string `json:"revision"`
		Touched  int    `json:"touched"`
		Diff     struct {
			Entities []entityDiff `json:"entities"`
			Links    []linkDiff   `json:"links"`
		} `json:"diff"`
	} `json:"apply"`
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

// answer shows what changed, or of a dry run what would.
func (d *applyData) answer(dryRun bool) render.Answer {
	answer := render.Answer{Data: d}
	answer.Table.Columns = render.Columns("action", "id", "relation", "to", "field", "before", "after")
	count := map[string]int{}
	add := func(action, id, relation, to string, fields []fieldDiff, step render.Step) {
		count[action]++
		step.Action = action
		if action == "CHANGED" {
			step.Details = details(fields)
		}
		answer.Steps = append(answer.Steps, step)
		for _, f := range fields {
			answer.Table.Add(action, id, relation, to, f.Name, text(f.Before), text(f.After))
		}
		if len(fields) == 0 {
			answer.Table.Add(action, id, relation, to, "", "", "")
		}
	}
	for _, e := range d.Apply.Diff.Entities {
		answer.IDs = append(answer.IDs, e.Entity.ID)
		add(e.Action, e.Entity.ID, "", "", e.Fields, render.Step{Subject: e.Entity.ID, Remark: e.Entity.FullName})
	}
	for _, l := range d.Apply.Diff.Links {
		add(l.Action, l.From.ID, l.Relation, l.To.ID, l.Fields, render.Step{Subject: l.From.ID + " " + l.Relation + " " + l.To.ID})
	}
	answer.Closing = d.closing(count, dryRun)
	return answer
}

// closing says in a sentence what came of it.
func (d *applyData) closing(count map[string]int, dryRun bool) string {
	changed := fmt.Sprintf("%d added, %d changed, %d removed", count["ADDED"], count["CHANGED"], count["REMOVED"])
	switch {
	case d.Apply.Touched == 0:
		return fmt.Sprintf("Nothing to do: the catalog says all of this already, at revision %s.", d.Apply.Revision)
	case len(count) == 0: // other sources say the same, or went on saying what this one no longer says
		changed += fmt.Sprintf(", but who says so of %s", counted(d.Apply.Touched, "entity or link", "entities and links"))
	}
	if dryRun {
		return fmt.Sprintf("Would be %s. Nothing was written: the catalog is at revision %s.", changed, d.Apply.Revision)
	}
	return fmt.Sprintf("%s. The catalog is at revision %s.", changed, d.Apply.Revision)
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
