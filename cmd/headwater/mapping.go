package main

import (
	"context"
	"fmt"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"github.com/headwater-catalog/headwater/cmd/headwater/render"
	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/ingest/mapping"
	"github.com/headwater-catalog/headwater/lineage"
)

func (p *program) mapDatasets() *cobra.Command {
	var message string
	var dryRun bool
	formats := render.Listed
	command := &cobra.Command{
		Use:   "mapping FILE",
		Short: "Place what tools tell of in domains, by rules",
		Long: "Place the datasets and jobs that were imported or observed in domains, products and systems, and give them owners, by the\n" +
			"rules in a YAML file. A rule fills in what nobody else says. --dry-run shows what each rule matches, and what none places.\n" +
			"headwater serve --mapping FILE applies them whenever something new is told of. See docs/sources/mapping.md.",
		Example: "  headwater mapping mapping.yaml --dry-run\n  headwater mapping mapping.yaml -m \"The shop's schemas\"",
		Args:    exactly("FILE"),
		GroupID: "keep",
		RunE: func(command *cobra.Command, args []string) error {
			as, err := p.format(command, formats)
			if err != nil {
				return err
			}
			rules, err := readRules(args[0])
			if err != nil {
				return err
			}
			why := toWrite
			if dryRun {
				why = toTry
			}
			return p.reach(command.Context(), why, func(at inReach) error {
				answer, err := applyRules(command.Context(), at, rules, message, dryRun)
				if err != nil {
					return err
				}
				return p.write(answer, as)
			})
		},
	}
	outputFlag(command, formats)
	command.Flags().StringVarP(&message, "message", "m", "", "why, for those who read the history")
	command.Flags().BoolVar(&dryRun, "dry-run", false, "show what the rules match, and change nothing")
	return command
}

// readRules reads a file of rules, with its problems as seen from here.
func readRules(path string) (*mapping.Rules, error) {
	folder, name := filepath.Split(path)
	rules, err := mapping.Read(files(filepath.Clean(folder), []string{name}), name)
	return rules, declaration{folder: folder}.located(err)
}

// mappingData is the answer of a mapping, as -o json writes it.
type mappingData struct {
	Mapping struct {
		Subjects int           `json:"subjects"`
		Matches  []mappedMatch `json:"matches"`
		Unplaced []unplaced    `json:"unplaced"`
	} `json:"mapping"`
	applyData
}

type mappedMatch struct {
	Entity graph.ID `json:"entity"`
	Rule   string   `json:"rule"`
	Says   string   `json:"says"`
	Target graph.ID `json:"target"`
	State  string   `json:"state"`
	By     string   `json:"by,omitempty"`
}

type unplaced struct {
	Entity  graph.ID `json:"entity"`
	Perhaps graph.ID `json:"perhaps,omitempty"`
	Message string   `json:"message"`
}

// applyRules tries the rules on the whole catalog, and has it claim what they say, or try to.
func applyRules(ctx context.Context, at inReach, rules *mapping.Rules, message string, dryRun bool) (answer render.Answer, err error) {
	g, err := download(ctx, at.Client)
	if err != nil {
		return answer, err
	}
	out := rules.Apply(g)
	word := imported{source: mapping.Source, edits: out.Edits}
	applied, err := word.apply(ctx, at, importation{message: message, dryRun: dryRun, as: render.AsJSON})
	if err != nil {
		return answer, err
	}
	after, err := lineage.Drafting(g, graph.Draft{Source: mapping.Source, Whole: true, Time: time.Now(), Edits: out.Edits})
	if err != nil {
		return answer, err
	}
	data := mappingDataOf(out, after.After)
	data.applyData = applied.applyData
	return data.answer(dryRun), nil
}

// mappingDataOf lists what came of the rules, and what they left unplaced with the best guess where it belongs.
func mappingDataOf(out *mapping.Outcome, after *graph.Graph) *mappingData {
	var data mappingData
	data.Mapping.Subjects = out.Subjects
	for _, m := range out.Matches {
		data.Mapping.Matches = append(data.Mapping.Matches, mappedMatch{m.Entity, m.Rule, m.Says, m.Target, m.State.String(), m.By})
	}
	found := map[graph.ID]lineage.Finding{}
	for _, f := range lineage.Findings(after, []lineage.FindingKind{lineage.FindingUnmapped}, graph.None) {
		found[after.ID(f.Node)] = f
	}
	for _, id := range out.Unplaced {
		one := unplaced{Entity: id, Message: "No rule places it, and nobody else does."}
		if f, is := found[id]; is {
			one.Message = f.Message
			if len(f.Others) > 0 {
				one.Perhaps = after.ID(f.Others[0])
			}
		}
		data.Mapping.Unplaced = append(data.Mapping.Unplaced, one)
	}
	return &data
}

// answer shows what matched, then what nobody places.
func (d *mappingData) answer(dryRun bool) render.Answer {
	state := map[string]int{}
	table := render.Table{Columns: render.Columns("entity", "rule", "says", "what", "state")}
	for _, m := range d.Mapping.Matches {
		state[m.State]++
		shown := m.State
		if m.By != "" {
			shown += " by " + m.By
		}
		table.Add(string(m.Entity), m.Rule, m.Says, string(m.Target), shown)
	}
	for _, u := range d.Mapping.Unplaced {
		what := "nobody says; it is like nothing that is placed"
		if u.Perhaps != "" {
			what = "perhaps " + string(u.Perhaps)
		}
		table.Add(string(u.Entity), "", "", what, "unplaced")
	}
	_, count := d.Apply.Diff.answer()
	answer := render.Answer{Data: d, Table: table}
	answer.Lead = fmt.Sprintf("%s tried, %d of them placed by nobody. Of what the rules say: %d claimed, %d said already, %d not there. %s",
		counted(d.Mapping.Subjects, "dataset or job", "datasets and jobs"), len(d.Mapping.Unplaced), state[mapping.Claimed.String()], state[mapping.Said.String()],
		state[mapping.Missing.String()], outcome{d.Apply.Touched, d.Apply.Revision, count}.closing(dryRun))
	for _, u := range d.Mapping.Unplaced {
		answer.IDs = append(answer.IDs, string(u.Entity))
	}
	return answer
}
