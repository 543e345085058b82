package main

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/headwater-catalog/headwater/cmd/headwater/client"
	"github.com/headwater-catalog/headwater/cmd/headwater/render"
	"github.com/headwater-catalog/headwater/graph"
)

func (p *program) plan() *cobra.Command {
	var files []string
	fail := newFailOn()
	command := &cobra.Command{
		Use:   "plan -f FILE|DIR",
		Short: "What apply -f would do: what changes, what that breaks, and who must be told",
		Long: "What headwater apply would do with the same files: what it changes, what that does to others, and which teams must be told.\n" +
			"Nothing is written. The exit code is 0 for nothing to do, 2 for changes, 1 for all else.\n" + howFailOn,
		Example:     "  headwater plan -f catalog\n  headwater plan -f catalog --fail-on breaking,finding",
		Args:        exactly(),
		GroupID:     "ask",
		Annotations: map[string]string{twoMeansChanges: "yes"},
		RunE: func(command *cobra.Command, _ []string) error {
			as, err := p.format(command, impactFormats)
			if err != nil {
				return err
			}
			answer, err := p.foresee(command.Context(), files, as, fail)
			return p.judge(answer, as, err)
		},
	}
	outputFlag(command, impactFormats)
	command.Flags().StringSliceVarP(&files, "file", "f", nil, "a YAML file, or a folder of them; may be repeated")
	fail.flag(command.Flags())
	return command
}

// foresee reads the files before it opens the catalog, as carryOut does.
func (p *program) foresee(ctx context.Context, files []string, as render.Format, fail *failOn) (answer render.Answer, err error) {
	if len(files) == 0 {
		return answer, misused("say what to plan: -f FILE or -f DIR")
	}
	d, err := readDeclaration(files)
	if err != nil {
		return answer, err
	}
	err = p.with(ctx, toTry, func(c *client.Client) error {
		data, err := d.plan(ctx, c)
		if err != nil {
			return err
		}
		answer = data.Plan.answer()
		answer.Data = data
		if as == render.AsMermaid {
			answer.Mermaid, err = drawnPlan(ctx, c, d.asked())
		}
		if err == nil {
			err = fail.check(data.Plan.Impact)
		}
		if err == nil && data.Plan.Touched > 0 {
			err = verdict{code: changes}
		}
		return err
	})
	return answer, err
}

// plan asks what applying the manifest would do. Faults come back as problems of the files.
func (d declaration) plan(ctx context.Context, c *client.Client) (*planData, error) {
	data, err := askPlan(ctx, c, d.asked())
	return data, d.located(d.faults(err))
}

// asked returns what a plan is asked with.
func (d declaration) asked() map[string]any {
	return map[string]any{"changes": d.changes(), "source": d.source()}
}

// source returns whose whole word the manifest is, as GraphQL's SourceInput.
func (d declaration) source() map[string]any {
	return wholeWord(d.Source)
}

// wholeWord returns a source that says all it has to say, as GraphQL's SourceInput.
func wholeWord(s graph.Source) map[string]any {
	return map[string]any{"name": s.Name, "rank": s.Rank.String(), "whole": true}
}
