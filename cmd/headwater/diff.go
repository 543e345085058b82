package main

import (
	"context"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"github.com/headwater-catalog/headwater/cmd/headwater/client"
	"github.com/headwater-catalog/headwater/cmd/headwater/render"
)

func (p *program) diff() *cobra.Command {
	var from, to string
	var lineageOf []string
	command := &cobra.Command{
		Use:   "diff --from POINT [--to POINT|FILE|DIR]",
		Short: "How the catalog differs between two points, or from what files say",
		Long: "How the catalog differs between two points of its history, or what files say from what it says. A point is\n" + whatIsAPoint +
			". Where --to is left out it is now; where it is a file or a folder,\n--from may be left out, and is now then.\n" +
			"With --lineage NAME it also says what was gained and lost upstream and downstream of that." + whatIsAName,
		Example: "  headwater diff --from 41\n  headwater diff --from 2026-06-01 --to 2026-07-01 -o csv\n  headwater diff --to catalog\n" +
			"  headwater diff --from 6 --to 7 --lineage division-x/sales-planning",
		Args:    exactly(),
		GroupID: "ask",
		RunE: func(command *cobra.Command, _ []string) error {
			as, err := p.format(command, render.Listed)
			if err != nil {
				return err
			}
			answer, err := p.compare(command.Context(), from, to, lineageOf)
			return p.judge(answer, as, err)
		},
	}
	outputFlag(command, render.Listed)
	command.Flags().StringVar(&from, "from", "", "what to compare with: "+whatIsAPoint)
	command.Flags().StringVar(&to, "to", "", "what is compared: a point, a file or a folder; without it now")
	command.Flags().StringArrayVar(&lineageOf, "lineage", nil, "also what differs upstream and downstream of this NAME; may be repeated")
	_ = command.RegisterFlagCompletionFunc("from", p.points) // the flag is there; of --to the shell completes files
	return command
}

// compare shows what is different at to, which is a point or names files, and in the lineage of some names.
func (p *program) compare(ctx context.Context, from, to string, lineageOf []string) (answer render.Answer, err error) {
	asked := map[string]any{}
	if err := checkPoint("from", from); err != nil {
		return answer, err
	}
	pointInto(asked, "from", from)
	until, is := point(to)
	switch {
	case to != "" && !is:
		return p.compareFiles(ctx, asked["from"], to, lineageOf)
	case from == "":
		return answer, misused("say what to compare with: --from and %s, or --to and a folder of files", whatIsAPoint)
	case to != "":
		asked["to"] = until
	}
	err = p.with(ctx, toRead, func(c *client.Client) error {
		var data struct {
			Diff dated `json:"diff"`
		}
		if err := c.Do(ctx, document("diff"), asked, &data); err != nil {
			return err
		}
		err := data.Diff.askLineage(ctx, c, lineageOf, data.Diff.betweenPoints(ctx, c))
		answer = data.Diff.answer(data.Diff.between())
		answer.Data = data
		return err
	})
	return answer, err
}

// compareFiles shows how what files say is different from the catalog at a point, nil for now, and in the lineage of some names.
func (p *program) compareFiles(ctx context.Context, at any, path string, lineageOf []string) (answer render.Answer, err error) {
	if _, err := os.Stat(path); err != nil {
		return answer, misused("--to %s is neither %s nor a file or folder that is there", path, whatIsAPoint)
	}
	d, err := readDeclaration([]string{path})
	if err != nil {
		return answer, err
	}
	err = p.with(ctx, toTry, func(c *client.Client) error {
		var data struct {
			Plan struct {
				Diff dated `json:"diff"`
			} `json:"plan"`
		}
		asked := d.asked()
		if at != nil {
			asked["at"] = at
		}
		if err := c.Do(ctx, document("diff_manifest"), asked, &data); err != nil {
			return d.located(d.faults(err))
		}
		err := data.Plan.Diff.askLineage(ctx, c, lineageOf, data.Plan.Diff.betweenFiles(ctx, c, d))
		answer = data.Plan.Diff.answer("from revision " + text(data.Plan.Diff.From) + " to what the files say")
		answer.Data = data
		return err
	})
	return answer, err
}

// dated is a difference and the revisions that it is between; null for a state that was never written. How lineage differs is nil
// where nobody asked.
type dated struct {
	From *string `json:"from"`
	To   *string `json:"to"`
	difference
	Upstream   *lineageDiff `json:"upstream,omitempty"`
	Downstream *lineageDiff `json:"downstream,omitempty"`
}

// between says between which revisions it is.
func (d dated) between() string {
	return fmt.Sprintf("from revision %s to %s", text(d.From), text(d.To))
}

// answer shows the difference, and says between what it is.
func (d dated) answer(between string) render.Answer {
	answer, count := d.difference.answer()
	answer.Closing = fmt.Sprintf("%d added, %d changed, %d removed, %s.", count["ADDED"], count["CHANGED"], count["REMOVED"], between)
	if len(count) == 0 {
		answer.Closing = "No difference " + between + "."
	}
	d.tellLineage(&answer)
	return answer
}
