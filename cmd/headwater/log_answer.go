package main

import (
	"fmt"
	"slices"

	"github.com/headwater-catalog/headwater/cmd/headwater/render"
)

// answer lists the commits, the newest first; with what each changed, if that was asked.
func (d *logData) answer(changes bool) render.Answer {
	answer := render.Answer{Data: d, Lead: d.lead()}
	titles := []string{"revision", "time", "actor", "source", "message"}
	if changes {
		titles = append(titles, differenceColumns...)
	}
	answer.Table.Columns = render.Columns(titles...)
	for _, c := range slices.Backward(d.Commits.Nodes) {
		cells := []string{c.Revision, c.Time, c.Actor, c.Source, text(c.Message)}
		if !changes || c.Diff == nil {
			answer.Table.Add(cells...)
			continue
		}
		for _, row := range c.Diff.rows() {
			answer.Table.Add(append(slices.Clone(cells), row...)...)
		}
		steps, _ := c.Diff.steps()
		if len(steps) == 0 {
			steps = []render.Step{{Action: "CHANGED", Subject: "who says so, and nothing else"}}
		}
		answer.Sections = append(answer.Sections, render.Section{Title: c.title(), Steps: steps})
	}
	return answer
}

func (d *logData) lead() string {
	switch shown := len(d.Commits.Nodes); {
	case shown == 0:
		return "No commit matches."
	case d.Commits.PageInfo.HasPreviousPage:
		return fmt.Sprintf("The newest %s; -n 0 lists all.", counted(shown, "commit", "commits"))
	}
	return ""
}

// title says who made the commit, when and why.
func (c commit) title() string {
	title := fmt.Sprintf("%s, %s, %s for %s", c.Revision, c.Time, c.Actor, c.Source)
	if c.Message != nil {
		title += ": " + *c.Message
	}
	return title
}
