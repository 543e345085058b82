package main

import (
	"context"
	"strings"

	"github.com/spf13/pflag"

	"github.com/headwater-catalog/headwater/cmd/headwater/client"
	"github.com/headwater-catalog/headwater/cmd/headwater/render"
)

// findings are the constants of GraphQL's FindingKind.
var findings = []string{"UNOWNED", "OWNER_CONFLICT", "UNSOURCED", "UNUSED", "CYCLE", "CROSSES_DIVISION", "SHADOW_SYSTEM", "DENIED_FLOW", "UNMAPPED", "SIMILAR_NAME"}

func (p *program) gaps() question {
	kinds := &choice{known: findings}
	var within string
	fail := &failOn{choice{known: []string{"FINDING"}}}
	return question{
		use:     "gaps",
		short:   "What is missing or contradicts itself",
		long:    "What is missing in the catalog or contradicts itself: no owner or two, no source, no use, circles, shared\nsystems and the like. Gaps are no failure: the exit code is 0, unless --fail-on finding is given and there is one; it is then 1.",
		example: "  headwater gaps --kind unsourced --within division:division-x\n  headwater gaps -o csv > gaps.csv",
		args:    exactly(),
		formats: render.Listed,
		past:    true,
		flags: func(flags *pflag.FlagSet) {
			flags.Var(kinds, "kind", "only these: "+strings.Join(kinds.words(), ", "))
			flags.StringVar(&within, "within", "", "only in this and its parts")
			fail.flag(flags)
		},
		ask: func(ctx context.Context, c *client.Client, _ []string, _ render.Format) (render.Answer, error) {
			asked := map[string]any{}
			if len(kinds.chosen) > 0 {
				asked["kinds"] = kinds.chosen
			}
			if within != "" {
				asked["within"] = within
			}
			return askGaps(ctx, c, asked, len(fail.chosen) > 0)
		},
	}
}

type gapsData struct {
	Catalog struct {
		Revision string           `json:"revision"`
		Findings client.Page[gap] `json:"findings"`
	} `json:"catalog"`
}

type gap struct {
	Kind    string      `json:"kind"`
	Message string      `json:"message"`
	Entity  ownedEntity `json:"entity"`
	Others  []entity    `json:"others"`
}

func (d *gapsData) Part() (string, *client.Page[gap]) { return d.Catalog.Revision, &d.Catalog.Findings }

// askGaps lists findings. Where there must be none, one makes a verdict.
func askGaps(ctx context.Context, c *client.Client, asked map[string]any, none bool) (render.Answer, error) {
	data, err := client.All(ctx, c, document("gaps"), asked, func() *gapsData { return new(gapsData) })
	if err != nil {
		return render.Answer{}, err
	}
	list := data.Catalog.Findings
	answer := render.Answer{Data: data, Lead: "Nothing was found."}
	if list.TotalCount > 0 {
		answer.Lead = counted(list.TotalCount, "finding", "findings") + "."
	}
	answer.Table = findingsTable(list.Nodes)
	for _, g := range list.Nodes {
		answer.IDs = append(answer.IDs, g.Entity.ID)
	}
	if none && list.TotalCount > 0 {
		return answer, failing("FINDING", list.TotalCount, "finding", "findings")
	}
	return answer, nil
}

// findingsTable lists findings.
func findingsTable(findings []gap) render.Table {
	table := render.Table{Columns: render.Columns("kind", "+id", "entity", "+owner id", "owner", "what", "+others")}
	for _, g := range findings {
		name, id := g.Entity.owned()
		table.Add(g.Kind, g.Entity.ID, g.Entity.FullName, id, name, g.Message, g.others())
	}
	return table
}

// others returns the IDs of what a finding is about besides.
func (g gap) others() string {
	ids := make([]string, len(g.Others))
	for i, other := range g.Others {
		ids[i] = other.ID
	}
	return joined(ids, " ")
}
