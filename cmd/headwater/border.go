package main

import (
	"context"
	"fmt"
	"slices"

	"github.com/spf13/pflag"

	"github.com/headwater-catalog/headwater/cmd/headwater/client"
	"github.com/headwater-catalog/headwater/cmd/headwater/render"
)

// relations are the constants of GraphQL's Relation that can cross a border.
var relations = []string{"FEEDS", "OWNS", "CONSUMES", "OPERATES", "RUNS_IN", "SERVES", "READS", "WRITES"}

func (p *program) border() question {
	only := &choice{known: relations}
	return question{
		use:   "border DIVISION",
		short: "All that a divestment of a division would cut",
		long: "Each link with one end inside the division and the other outside: flows, systems shared, teams, owners and consumers,\n" +
			"with the reason where somebody says one." + whatIsAName,
		example: "  headwater border division-v\n  headwater border division-v --relation owns,runs-in -o csv",
		args:    exactly("DIVISION"),
		names:   1,
		formats: render.Listed,
		past:    true,
		flags: func(flags *pflag.FlagSet) {
			flags.Var(only, "relation", "only these: "+joined(only.words(), ", "))
		},
		ask: func(ctx context.Context, c *client.Client, args []string, _ render.Format) (render.Answer, error) {
			asked := map[string]any{"division": args[0]}
			if len(only.chosen) > 0 {
				asked["relations"] = only.chosen
			}
			return askBorder(ctx, c, asked, only.chosen)
		},
	}
}

type borderData struct {
	Catalog struct {
		Revision string `json:"revision"`
		Border   struct {
			Division   entity `json:"division"`
			ByRelation []struct {
				Relation string `json:"relation"`
				Count    int    `json:"count"`
			} `json:"byRelation"`
			Crossings client.Page[crossing] `json:"crossings"`
		} `json:"border"`
	} `json:"catalog"`
}

type crossing struct {
	Relation  string  `json:"relation"`
	Precision *string `json:"precision"`
	Reason    *string `json:"reason"`
	From      entity  `json:"from"`
	To        entity  `json:"to"`
}

func (d *borderData) Part() (string, *client.Page[crossing]) {
	return d.Catalog.Revision, &d.Catalog.Border.Crossings
}

func askBorder(ctx context.Context, c *client.Client, asked map[string]any, only []string) (render.Answer, error) {
	data, err := client.All(ctx, c, document("border"), asked, func() *borderData { return new(borderData) })
	if err != nil {
		return render.Answer{}, err
	}
	answer := render.Answer{Data: data, Lead: data.lead(only)}
	answer.Table.Columns = render.Columns("relation", "+from id", "from", "+to id", "to", "+precision", "why")
	for _, link := range data.Catalog.Border.Crossings.Nodes {
		answer.Table.Add(link.Relation, link.From.ID, link.From.FullName, link.To.ID, link.To.FullName, text(link.Precision), text(link.Reason))
		answer.IDs = append(answer.IDs, link.From.ID, link.To.ID)
	}
	answer.IDs = each(answer.IDs)
	return answer, nil
}

// lead says in a sentence how many links cross by the relations that are asked for, by all where none is.
func (d *borderData) lead(only []string) string {
	border := d.Catalog.Border
	total, words := 0, []string{}
	for _, r := range border.ByRelation {
		if len(only) > 0 && !slices.Contains(only, r.Relation) {
			continue
		}
		total += r.Count
		words = append(words, fmt.Sprintf("%s %d", r.Relation, r.Count))
	}
	switch {
	case total == 0 && len(only) > 0:
		return fmt.Sprintf("Nothing crosses the border of %s by %s.", border.Division.FullName, joined(only, ", "))
	case total == 0:
		return "Nothing crosses the border of " + border.Division.FullName + "."
	}
	return fmt.Sprintf("%s the border of %s: %s.", counted(total, "link crosses", "links cross"), border.Division.FullName, joined(words, ", "))
}

// each returns the texts without repetitions, in their order.
func each(texts []string) []string {
	var once []string
	seen := map[string]bool{}
	for _, t := range texts {
		if !seen[t] {
			once = append(once, t)
		}
		seen[t] = true
	}
	return once
}
