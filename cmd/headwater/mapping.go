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
	most := 50
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
			if most < 0 {
				return misused("--limit %d: how many to list is 0 for all, or more", most)
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
				data, err := applyRules(command.Context(), at, rules, message, dryRun)
				if err != nil {
					return err
				}
				return p.write(data.answer(dryRun, shownOf(as, most)), as)
			})
		},
	}
	outputFlag(command, formats)
	command.Flags().StringVarP(&message, "message", "m", "", "why, for those who read the history")
	command.Flags().BoolVar(&dryRun, "dry-run", false, "show what the rules match, and change nothing")
	command.Flags().IntVar(&most, "limit", most, "how many matches to show at most, and how many that are unplaced; 0 for all, as in JSON, YAML, CSV and names")
	return command
}

// shownOf returns how many of a list are shown in a format, 0 for all: people are told how many more there are, programs want all.
func shownOf(as render.Format, most int) int {
	if as == render.AsTable || as == render.AsMarkdown {
		return most
	}
	return 0
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
func applyRules(ctx context.Context, at inReach, rules *mapping.Rules, message string, dryRun bool) (*mappingData, error) {
	g, err := download(ctx, at.Client)
	if err != nil {
		return nil, err
	}
	out := rules.Apply(g)
	word := imported{source: mapping.Source, edits: out.Edits}
	applied, err := word.apply(ctx, at, importation{message: message, dryRun: dryRun, as: render.AsJSON})
	if err != nil {
		return nil, err
	}
	after, err := lineage.Drafting(g, graph.Draft{Source: mapping.Source, Whole: true, Time: time.Now(), Edits: out.Edits})
	if err != nil {
		return nil, err
	}
	data := mappingDataOf(out, after.After)
	data.applyData = applied.applyData
	return data, nil
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

// answer shows what matched, then what nobody places: of each so many at most, all for 0.
func (d *mappingData) answer(dryRun bool, most int) render.Answer {
	answer := render.Answer{Data: d, Lead: d.tally(dryRun), Table: render.Table{Columns: render.Columns("entity", "rule", "says", "what", "state")}}
	matches, unplaced := firstOf(d.Mapping.Matches, most), firstOf(d.Mapping.Unplaced, most)
	for _, m := range matches {
		answer.Table.Add(string(m.Entity), m.Rule, m.Says, string(m.Target), m.shown())
	}
	for _, u := range unplaced {
		answer.Table.Add(string(u.Entity), "", "", u.shown(), "unplaced")
	}
	if answer.Table.Left = len(d.Mapping.Matches) - len(matches) + len(d.Mapping.Unplaced) - len(unplaced); answer.Table.Left > 0 {
		answer.Lead += fmt.Sprintf(" Here are %d of %s and %d of %d unplaced; --limit 0 lists all.",
			len(matches), counted(len(d.Mapping.Matches), "match", "matches"), len(unplaced), len(d.Mapping.Unplaced))
	}
	for _, u := range d.Mapping.Unplaced {
		answer.IDs = append(answer.IDs, string(u.Entity))
	}
	return answer
}

// firstOf returns the first of a list, so many at most, all for 0.
func firstOf[T any](all []T, most int) []T {
	if most == 0 {
		return all
	}
	return all[:min(len(all), most)]
}

// tally says how much came of the rules.
func (d *mappingData) tally(dryRun bool) string {
	state := map[string]int{}
	for _, m := range d.Mapping.Matches {
		state[m.State]++
	}
	_, count := d.Apply.Diff.answer()
	return fmt.Sprintf("%s tried, %d of them placed by nobody. Of what the rules say: %d claimed, %d said already, %d not there. %s",
		counted(d.Mapping.Subjects, "dataset or job", "datasets and jobs"), len(d.Mapping.Unplaced), state[mapping.Claimed.String()], state[mapping.Said.String()],
		state[mapping.Missing.String()], outcome{d.Apply.Touched, d.Apply.Revision, count}.closing(dryRun))
}

// shown says what became of what a rule says.
func (m mappedMatch) shown() string {
	if m.By == "" {
		return m.State
	}
	return m.State + " by " + m.By
}

// shown says where something may belong.
func (u unplaced) shown() string {
	if u.Perhaps == "" {
		return "nobody says; it is like nothing that is placed"
	}
	return "perhaps " + string(u.Perhaps)
}
