package main

import (
	"context"
	"errors"
	"slices"

	"github.com/spf13/cobra"

	"github.com/headwater-catalog/headwater/cmd/headwater/client"
	"github.com/headwater-catalog/headwater/cmd/headwater/render"
	"github.com/headwater-catalog/headwater/ingest/manifest"
)

// application is one use of headwater apply.
type application struct {
	files   []string
	message string
	dryRun  bool
}

func (p *program) apply() *cobra.Command {
	var a application
	formats := []render.Format{render.AsTable, render.AsJSON, render.AsYAML, render.AsCSV, render.AsNames}
	command := &cobra.Command{
		Use:   "apply -f FILE|DIR",
		Short: "Declare a catalog from YAML files, and show what that changes",
		Long: "Declare what the files say, all of it at once or nothing, and show what that changes. The files are the whole word\n" +
			"of their source: what they said before and no longer say is withdrawn. headwater schema manifest describes them.\n" +
			"A folder alternatives in DIR is left out: see headwater alternatives.",
		Example: "  headwater apply -f catalog --dry-run\n  headwater apply -f catalog -m \"Stock moves to Buying\"",
		Args:    exactly(),
		GroupID: "keep",
		RunE: func(command *cobra.Command, _ []string) error {
			as, err := p.format(command, formats)
			if err != nil {
				return err
			}
			answer, err := p.carryOut(command.Context(), a)
			if err != nil {
				return err
			}
			return p.write(answer, as)
		},
	}
	outputFlag(command, formats)
	flags := command.Flags()
	flags.StringSliceVarP(&a.files, "file", "f", nil, "a YAML file, or a folder of them; may be repeated")
	flags.StringVarP(&a.message, "message", "m", "", "why, for those who read the history")
	flags.BoolVar(&a.dryRun, "dry-run", false, "show what would change, and change nothing")
	return command
}

// carryOut reads the files before it opens the catalog: what is wrong with them is said whether or not that can be.
func (p *program) carryOut(ctx context.Context, a application) (answer render.Answer, err error) {
	if len(a.files) == 0 {
		return answer, misused("say what to apply: -f FILE or -f DIR")
	}
	d, err := readDeclaration(a.files)
	if err != nil {
		return answer, err
	}
	why := toWrite
	if a.dryRun {
		why = toTry
	}
	err = p.with(ctx, why, func(c *client.Client) error {
		defer p.working("Applying " + counted(len(d.Edits), "change", "changes"))()
		data, err := d.apply(ctx, c, a.message, a.dryRun)
		if err == nil {
			answer = data.answer(a.dryRun)
		}
		return err
	})
	return answer, err
}

// apply sends the manifest as one change of the catalog. Faults come back as problems of the files.
func (d declaration) apply(ctx context.Context, c *client.Client, message string, dryRun bool) (*applyData, error) {
	input := map[string]any{
		"changes": d.changes(),
		"source":  d.source(),
		"dryRun":  dryRun,
	}
	if message != "" {
		input["message"] = message
	}
	var data applyData
	err := c.Do(ctx, document("apply"), map[string]any{"input": input}, &data)
	return &data, d.located(d.faults(err))
}

// faults turns the errors of an answer into problems at the lines that they are about, as far as they name a change.
func (d declaration) faults(err error) error {
	var answered client.Errors
	if !errors.As(err, &answered) {
		return err
	}
	var problems manifest.Problems
	for _, fault := range answered {
		problems = append(problems, d.Problem(changeIn(fault.Extensions.Path), fault.Message))
	}
	return problems
}

// changeIn returns the position of a change that a path leads to, -1 where it leads to none.
func changeIn(path []any) int {
	at := slices.Index(path, any("changes"))
	if at < 0 || at+1 >= len(path) {
		return -1
	}
	switch position := path[at+1].(type) {
	case float64: // as JSON has it
		return int(position)
	case int:
		return position
	}
	return -1
}
