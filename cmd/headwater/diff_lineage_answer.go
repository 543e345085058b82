package main

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/headwater-catalog/headwater/cmd/headwater/render"
)

// ways are the two ways to look that a difference of lineage has, in the order in which they are told.
func (d *dated) ways() []lineageWay {
	if d.Upstream == nil {
		return nil
	}
	return []lineageWay{{"UPSTREAM", "is fed by", d.Upstream}, {"DOWNSTREAM", "feeds", d.Downstream}}
}

type lineageWay struct {
	direction string
	verb      string // between an entity that was asked about and what it reaches
	*lineageDiff
}

// tellLineage adds to an answer how what is upstream and downstream differs, in every form.
func (d *dated) tellLineage(answer *render.Answer) {
	ways := d.ways()
	if len(ways) == 0 {
		return
	}
	answer.Sections = []render.Section{{Title: "Recorded", Steps: answer.Steps}}
	counts := make([]string, len(ways))
	for i, way := range ways {
		answer.Sections = append(answer.Sections, render.Section{Title: title(way.direction), Steps: way.steps()})
		answer.Table.Rows = append(answer.Table.Rows, way.rows()...)
		for _, pair := range way.Pairs.Nodes {
			answer.IDs = append(answer.IDs, pair.Of.ID, pair.Entity.ID)
		}
		counts[i] = fmt.Sprintf("%s %d gained, %d lost, %d changed", strings.ToLower(way.direction), way.Gained, way.Lost, way.Changed)
	}
	answer.IDs = each(answer.IDs)
	answer.Closing += " Lineage: " + strings.Join(counts, "; ") + "."
}

func title(direction string) string { return direction[:1] + strings.ToLower(direction[1:]) }

// steps returns the pairs for people.
func (w lineageWay) steps() []render.Step {
	steps := make([]render.Step, len(w.Pairs.Nodes))
	for i, pair := range w.Pairs.Nodes {
		steps[i] = render.Step{Action: pair.Action, Subject: pair.Of.ID + " " + w.verb + " " + pair.Entity.ID, Remark: pair.remark()}
		if pair.Action == "CHANGED" {
			steps[i].Details = details(pair.fields())
		}
	}
	return steps
}

// rows returns the pairs for spreadsheets, a row for each field, in the columns of a difference.
func (w lineageWay) rows() (rows [][]string) {
	for _, pair := range w.Pairs.Nodes {
		for _, f := range pair.fields() {
			rows = append(rows, []string{pair.Action, pair.Of.ID, w.direction, pair.Entity.ID, f.Name, text(f.Before), text(f.After)})
		}
	}
	return rows
}

// remark says how a pair that is in one state only is reached there.
func (c lineageChange) remark() string {
	only := c.After
	switch {
	case c.Action == "CHANGED":
		return ""
	case only == nil:
		only = c.Before
	}
	return fmt.Sprintf("depth %d, %s", only.Depth, only.Precision)
}

// fields returns in what a pair differs.
func (c lineageChange) fields() []fieldDiff {
	fields := []fieldDiff{
		{"depth", c.Before.said(nearness.depth), c.After.said(nearness.depth)},
		{"precision", c.Before.said(nearness.precision), c.After.said(nearness.precision)},
	}
	return slices.DeleteFunc(fields, func(f fieldDiff) bool { return text(f.Before) == text(f.After) })
}

func (n nearness) depth() string { return strconv.Itoa(n.Depth) }

func (n nearness) precision() string { return n.Precision }

// said returns what something reached says of how, nil where it is not reached.
func (n *nearness) said(what func(nearness) string) *string {
	if n == nil {
		return nil
	}
	return new(what(*n))
}
