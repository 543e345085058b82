package main

import (
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/headwater-catalog/headwater/cmd/headwater/client"
	"github.com/headwater-catalog/headwater/cmd/headwater/render"
)

// What a comment begins with, by which it is found again to be replaced, and what it may have at most: GitHub refuses
// more than 65,536 characters.
const (
	commentMarker  = "<!-- headwater-ci -->\n"
	longestComment = 60_000 // bytes
)

// comment writes what a review says as one comment.
func (p *program) comment(answer render.Answer, err error) error {
	if err != nil && !isVerdict(err) {
		return err
	}
	if _, failed := io.WriteString(p.stdout, commentMarker+answer.Markdown(longestComment-len(commentMarker))); failed != nil {
		return failed
	}
	return err
}

// compare asks what the head would do to what was before. Of what is affected no more is read than a comment has room for.
func (r review) compare(ctx context.Context, c *client.Client, head declaration) (comment render.Answer, err error) {
	asked := head.asked()
	asked["first"] = client.MaxPage
	data := new(planData)
	if err := c.Do(ctx, document("plan"), asked, data); err != nil {
		return comment, head.located(head.faults(err))
	}
	asked = head.asked()
	asked["at"] = map[string]any{"revision": data.Plan.Base}
	gone, err := goneFindings(ctx, c, asked, data.Plan.Base)
	if err != nil {
		return comment, err
	}
	var drawings []string
	if data.Plan.Impact.Total > 0 {
		if drawings, err = drawingsOf(ctx, c, asked); err != nil {
			return comment, err
		}
	}
	return r.say(data, gone, drawings), r.fail.check(data.Plan.Impact)
}

// drawingsOf returns what is affected as a diagram, and as a coarser one where that is too large.
func drawingsOf(ctx context.Context, c *client.Client, asked map[string]any) ([]string, error) {
	var data struct {
		Plan struct {
			Impact struct {
				Mermaid string   `json:"mermaid"`
				RollUp  rolledUp `json:"rollUp"`
			} `json:"impact"`
		} `json:"plan"`
	}
	err := c.Do(ctx, document("plan_drawings"), asked, &data)
	return []string{data.Plan.Impact.Mermaid, data.Plan.Impact.RollUp.diagram().Drawn()}, err
}

// say puts the comment together, what matters most first.
func (r review) say(data *planData, gone []gap, drawings []string) render.Answer {
	plan := data.Plan
	steps, count := plan.Diff.steps()
	comment := render.Answer{Data: data, Lead: plan.Impact.Summary, Closing: r.closing(data.Plan)}
	if plan.Touched == 0 {
		comment.Lead = "This changes nothing in the catalog."
	}
	told := plan.Impact.toldTable()
	if last := &told.Columns[len(told.Columns)-1]; last.Title == "contact" {
		last.Mentions = r.mention
	}
	fold := func(title string, table render.Table) {
		comment.Sections = append(comment.Sections, render.Section{Title: title, Table: table, Folded: true})
	}
	comment.Sections = []render.Section{{Title: "To be told", Table: told}}
	for _, severity := range severities {
		if count := plan.Impact.bySeverity(severity.name); count > 0 {
			some := affectedTable(plan.Impact.of(severity.name))
			some.Left = count - len(some.Rows)
			fold(counted(count, severity.one, severity.many), some)
		}
	}
	fold(counted(len(plan.Impact.Findings), "new finding", "new findings"), findingsTable(plan.Impact.Findings))
	fold(counted(len(gone), "finding is gone", "findings are gone"), findingsTable(gone))
	changed := fmt.Sprintf("Changes: %d added, %d changed, %d removed", count["ADDED"], count["CHANGED"], count["REMOVED"])
	comment.Sections = append(comment.Sections, render.Section{Title: changed, Steps: steps, Folded: true})
	if len(drawings) > 0 {
		comment.Sections = append(comment.Sections, render.Section{Title: "What is affected, drawn", Drawings: drawings, Folded: true})
	}
	return comment
}

// severities are GraphQL's, the worst first, in words.
var severities = []struct{ name, one, many string }{
	{"BREAKING", "breaks", "break"},
	{"POSSIBLE", "may break", "may break"},
	{"INFORM", "has another owner, place or source", "have another owner, place or source"},
}

// of returns what is affected so badly, as far as it was read.
func (i impact) of(severity string) []affected {
	var some []affected
	for _, item := range i.Items.Nodes {
		if item.Severity == severity {
			some = append(some, item)
		}
	}
	return some
}

// closing says what was compared, and what cannot be seen by that.
func (r review) closing(plan planned) string {
	if from := strings.TrimSpace(r.base + r.baseRef); from != "" {
		return "Compared with " + from + ", by files alone: what is declared elsewhere is not seen."
	}
	return "Compared with what the catalog says at revision " + plan.Base + "."
}
