package main

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/headwater-catalog/headwater/cmd/headwater/client"
	"github.com/headwater-catalog/headwater/cmd/headwater/render"
	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/ingest/manifest"
)

// importing is the command that has one below it for each format that others write.
func (p *program) importing() *cobra.Command {
	command := &cobra.Command{
		Use:   "import",
		Short: "Take over what other tools know, and show what that changes",
		Long: "Take over what other tools know, all of it at once or nothing, and show what that changes. What is imported is the whole word\n" +
			"of its source: what it said before and no longer says is withdrawn, and what others say stays.",
		Example: "  headwater import dbt target --dry-run",
		Args:    cobra.ArbitraryArgs, // to say so when the command is unknown, in RunE
		GroupID: "keep",
		RunE: func(command *cobra.Command, args []string) error {
			if len(args) > 0 {
				return unknownCommand(command, args[0])
			}
			return command.Help()
		},
	}
	command.AddCommand(p.importDbt(), p.importCSV())
	for _, format := range standardFormats() {
		command.AddCommand(p.importStandard(format))
	}
	return command
}

// imported is what a document of another tool says, ready to be applied as one whole source.
type imported struct {
	source graph.Source
	edits  []graph.Edit
	from   string // what was read, for people

	assumed bool // the source is named after the files, and not by who imports them

	// resume has the edits go on from what the catalog knows. It may be nil.
	resume func(context.Context, *client.Client) ([]graph.Edit, error)

	// problem says what is wrong with one of the edits, where the source says it. It may be nil.
	problem func(edit int, message string) manifest.Problem
}

// importation is one use of a command below headwater import.
type importation struct {
	message string
	dryRun  bool
	as      render.Format
	read    func() (*imported, error) // before the catalog is opened
}

func (i *importation) flags(flags *pflag.FlagSet) {
	flags.StringVarP(&i.message, "message", "m", "", "why, for those who read the history")
	flags.BoolVar(&i.dryRun, "dry-run", false, "show what would change, and change nothing")
}

// mostListed is up to how many changes an import shows each of what it changed to people; of more it says how many. Other formats
// are for programs, which want all.
const mostListed = 10_000

// importFormats are those that an import is shown in.
var importFormats = []render.Format{render.AsTable, render.AsJSON, render.AsYAML, render.AsCSV, render.AsNames}

// importData is the answer of an import, as -o json writes it.
type importData struct {
	Import struct {
		Source string         `json:"source"`
		From   string         `json:"from"`
		Read   map[string]int `json:"read"` // how many entities of each kind
	} `json:"import"`
	applyData
}

// take reads what is to be imported and applies it.
func (p *program) take(ctx context.Context, i importation) (answer render.Answer, err error) {
	var what *imported
	done := p.working("Reading")
	what, err = i.read()
	done()
	if err != nil {
		return answer, err
	}
	why := toWrite
	if i.dryRun {
		why = toTry
	}
	err = p.reach(ctx, why, func(at inReach) error {
		defer p.working("Importing " + counted(len(what.edits), "change", "changes"))()
		data, err := what.apply(ctx, at, i)
		if err == nil {
			answer = data.answer(i.dryRun)
		}
		return err
	})
	return answer, err
}

// apply has the catalog take all of it as one change.
func (w *imported) apply(ctx context.Context, at inReach, i importation) (*importData, error) {
	if err := w.checkAssumed(ctx, at.Client); err != nil {
		return nil, err
	}
	if w.resume != nil {
		edits, err := w.resume(ctx, at.Client)
		if err != nil {
			return nil, err
		}
		w.edits = edits
	}
	applied, err := at.takeWord(ctx, word{source: w.source, edits: w.edits, message: i.message, dryRun: i.dryRun,
		listed: i.as != render.AsTable || len(w.edits) <= mostListed})
	if err != nil {
		return nil, w.faults(err)
	}
	data := importData{applyData: *applied}
	data.Import.Source, data.Import.From, data.Import.Read = w.source.Name, w.from, w.counts()
	return &data, nil
}

// faults turns the errors of an answer into problems where the source says it, as far as they name a change.
func (w *imported) faults(err error) error {
	answered, is := errors.AsType[client.Errors](err)
	if !is || w.problem == nil {
		return err
	}
	if !slices.ContainsFunc(answered, func(e client.Error) bool { return changeIn(e.Extensions.Path) >= 0 }) {
		return err
	}
	var problems manifest.Problems
	for _, fault := range answered {
		if at := changeIn(fault.Extensions.Path); at >= 0 && at < len(w.edits) {
			problems = append(problems, w.problem(at, fault.Message))
			continue
		}
		problems = append(problems, manifest.Problem{Message: fault.Message})
	}
	return problems
}

// counts returns how many entities of each kind there are.
func (w *imported) counts() map[string]int {
	count := map[string]int{}
	for _, edit := range w.edits {
		if put, is := edit.(graph.Put); is {
			count[put.ID.Kind().String()]++
		}
	}
	return count
}

// answer shows what was read and what changed.
func (d *importData) answer(dryRun bool) render.Answer {
	answer := d.applyData.answer(dryRun)
	answer.Data = d
	if d.Apply.Touched > mostListed && answer.Steps == nil {
		answer.Closing = d.tally(dryRun)
	}
	if read := d.read(); read != "" { // of links alone the answer tells
		answer.Lead = d.Import.Source + " says of " + read + "."
	}
	return answer
}

// tally says how much changed, where that is not listed.
func (d *importData) tally(dryRun bool) string {
	changed := counted(d.Apply.Touched, "entity or link", "entities and links")
	if dryRun {
		return fmt.Sprintf("%s would change. Nothing was written: the catalog is at revision %s. -o csv lists them.", changed, d.Apply.Revision)
	}
	return fmt.Sprintf("%s changed. The catalog is at revision %s.", changed, d.Apply.Revision)
}

// read says how many entities of each kind were read, "" where none was.
func (d *importData) read() string {
	var parts []string
	for _, kind := range graph.Kinds {
		if n := d.Import.Read[kind.String()]; n > 0 {
			parts = append(parts, counted(n, kind.Word(1), kind.Word(2)))
		}
	}
	if len(parts) == 0 {
		return ""
	}
	last := len(parts) - 1
	if last == 0 {
		return parts[0]
	}
	return joined(parts[:last], ", ") + " and " + parts[last]
}
