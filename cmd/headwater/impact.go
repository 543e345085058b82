package main

import (
	"cmp"
	"context"

	"github.com/spf13/pflag"

	"github.com/headwater-catalog/headwater/cmd/headwater/client"
	"github.com/headwater-catalog/headwater/cmd/headwater/render"
)

var impactFormats = []render.Format{render.AsTable, render.AsJSON, render.AsYAML, render.AsMarkdown, render.AsCSV, render.AsMermaid, render.AsNames}

func (p *program) impact() question {
	var try proposal
	var at string
	fail := newFailOn()
	return question{
		use:   "impact NAME",
		short: "What a change of it would do, and who must be told",
		long: "What would break or change if it were altered, or changed in the way that a flag says, and which teams must be told.\n" +
			"Nothing is written." + whatIsAName + "\n" + howFailOn,
		example: "  headwater impact division-x/product/get-product\n" +
			"  headwater impact division-x/sales-planning --hand-over-to team:division-x/sales\n" +
			"  headwater impact france/pos --replace-by japan/pos --market france -o markdown\n" +
			"  headwater impact division-v --divest --fail-on breaking",
		args:    exactly("NAME"),
		names:   1,
		formats: impactFormats,
		flags: func(flags *pflag.FlagSet) {
			try.flags(flags)
			atFlag(flags, &at)
			fail.flag(flags)
		},
		check: func() error {
			_, err := try.kind()
			return cmp.Or(err, checkPoint("at", at))
		},
		ask: func(ctx context.Context, c *client.Client, args []string, as render.Format) (render.Answer, error) {
			asked := map[string]any{}
			pointInto(asked, "at", at)
			change, err := try.change(ctx, meaning{c, asked["at"]}, args[0])
			if err != nil {
				return render.Answer{}, err
			}
			asked["changes"] = []any{change}
			return askImpact(ctx, c, asked, as, fail)
		},
	}
}

// askImpact asks what some changes would do, and writes it without what they are.
func askImpact(ctx context.Context, c *client.Client, asked map[string]any, as render.Format, fail *failOn) (render.Answer, error) {
	data, err := askPlan(ctx, c, asked)
	if err != nil {
		return render.Answer{}, err
	}
	answer := data.Plan.Impact.answer()
	answer.Data = data
	if as == render.AsMermaid {
		answer.Mermaid, err = drawnPlan(ctx, c, asked)
	}
	if err != nil {
		return answer, err
	}
	return answer, fail.check(data.Plan.Impact)
}
