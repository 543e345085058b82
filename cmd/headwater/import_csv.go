package main

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/headwater-catalog/headwater/cmd/headwater/render"
	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/ingest/csv"
	"github.com/headwater-catalog/headwater/ingest/manifest"
)

// csvImport is one use of headwater import csv.
type csvImport struct {
	source, message, namespace string
	create                     *choice
	dryRun                     bool
}

func (p *program) importCSV() *cobra.Command {
	i := csvImport{create: kindsOfEntities()}
	command := &cobra.Command{
		Use:   "csv FILE",
		Short: "What feeds what, or who owns what, out of a spreadsheet",
		Long: "Take over what feeds what (columns from, to and perhaps via and reason) or who owns what (entity, owner and perhaps reason);\n" +
			"the header decides. Names are IDs, ends of IDs' paths or names of what is there. What an ID names is made where it is not there;\n" +
			"what a name names, with --create. The file is the whole word of its source: a row that goes is withdrawn. See docs/sources/csv.md.",
		Example: "  headwater import csv flows.csv --dry-run\n  headwater import csv owners.csv --create team -m \"The list of the data office\"",
		Args:    exactly("FILE"),
		RunE: func(command *cobra.Command, args []string) error {
			as, err := p.format(command, importFormats)
			if err != nil {
				return err
			}
			if err := i.check(); err != nil {
				return err
			}
			answer, err := p.takeTable(command.Context(), args[0], i)
			if err != nil {
				return err
			}
			return p.write(answer, as)
		},
	}
	outputFlag(command, importFormats)
	flags := command.Flags()
	flags.StringVar(&i.source, "source", "", "who says this, always the same; left out, csv: and the file's name, if it said any of this before or nothing at all")
	flags.Var(i.create, "create", "make what is not there as one of these kinds: "+strings.Join(i.create.words(), ", "))
	flags.StringVar(&i.namespace, "namespace", "", "of the datasets and jobs that --create makes")
	flags.StringVarP(&i.message, "message", "m", "", "why, for those who read the history")
	flags.BoolVar(&i.dryRun, "dry-run", false, "show what would change, and change nothing")
	return command
}

// check says what cannot be meant.
func (i csvImport) check() error {
	for _, constant := range i.create.chosen {
		kind, _ := graph.KindNamed(constant)
		switch {
		case kind == graph.Field:
			return misused("a field cannot be made by its name alone: write its ID, such as field:warehouse/orders/id")
		case (kind == graph.Dataset || kind == graph.Job) && i.namespace == "":
			return misused("--create %s needs --namespace: where the names of the %s are unique", spoken(constant), kind.Word(2))
		}
	}
	return nil
}

// takeTable reads a table, finds what its names mean and applies it as the whole word of its source.
func (p *program) takeTable(ctx context.Context, path string, i csvImport) (answer render.Answer, err error) {
	folder, name := filepath.Split(path)
	table, err := csv.Read(files(filepath.Clean(folder), []string{name}), name)
	if err != nil {
		return answer, declaration{folder: folder}.located(err)
	}
	assumed := i.source == ""
	if assumed {
		i.source = "csv:" + name
	}
	why := toWrite
	if i.dryRun {
		why = toTry
	}
	err = p.reach(ctx, why, func(at inReach) error {
		names, err := findNames(ctx, at.Client, table.Names())
		if err != nil {
			return err
		}
		edits, places, err := table.Edits(func(n csv.Name) (csv.Meaning, error) { return i.mean(n, names[n]) })
		if err != nil {
			return declaration{folder: folder}.located(err)
		}
		defer p.working("Importing " + counted(len(edits), "change", "changes"))()
		word := imported{source: graph.Source{Name: i.source, Rank: graph.Declared}, edits: edits, from: path, assumed: assumed,
			problem: func(edit int, message string) manifest.Problem { return places[edit].Problem("%s", message) }}
		data, err := word.apply(ctx, at, importation{message: i.message, dryRun: i.dryRun})
		if err != nil {
			return declaration{folder: folder}.located(err)
		}
		answer = data.answer(i.dryRun)
		return nil
	})
	return answer, err
}

// mean says what a name stands for: what was found, what an ID names, or what is to be made.
func (i csvImport) mean(n csv.Name, found foundName) (csv.Meaning, error) {
	id := graph.ID(n.Text)
	isID := id.Kind() != 0 && id.Check() == nil
	switch {
	case found.ID != "":
		return csv.Meaning{ID: found.ID, Claim: found.saidBy(i.source), Called: called(n.Text, found.ID)}, nil
	case isID:
		return csv.Meaning{ID: id, Claim: true}, nil
	case found.fault.Extensions.Code != string(graph.NotFound):
		return csv.Meaning{}, found.fault
	}
	return i.made(n, found)
}

// made says what a name stands for that nothing has, where that may be made.
func (i csvImport) made(n csv.Name, found foundName) (csv.Meaning, error) {
	for _, constant := range i.create.chosen {
		kind, _ := graph.KindNamed(constant)
		if !n.Role.Allows(kind) {
			continue
		}
		id := graph.ID(kind.Prefix() + ":" + graph.Slug(n.Text))
		switch kind {
		case graph.Dataset:
			id = graph.DatasetID(i.namespace, n.Text)
		case graph.Job:
			id = graph.JobID(i.namespace, n.Text)
		}
		if err := id.Check(); err != nil {
			return csv.Meaning{}, fmt.Errorf("%q cannot be the name of a %s that is made: %w; write an ID", n.Text, kind.Word(1), err)
		}
		return csv.Meaning{ID: id, Claim: true, Called: called(n.Text, id)}, nil
	}
	return csv.Meaning{}, fmt.Errorf("%s; --create KIND makes it, and an ID such as %s is made as well", strings.TrimSuffix(found.fault.Message, "."), n.Role.Example())
}

// called returns the name that a text gives to the entity with an ID, "" where it is a way of writing the ID.
func called(text string, id graph.ID) string {
	if text == id.Last() || graph.Slug(text) != id.Last() {
		return ""
	}
	return text
}
