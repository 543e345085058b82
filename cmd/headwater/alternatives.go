package main

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"github.com/headwater-catalog/headwater/cmd/headwater/client"
	"github.com/headwater-catalog/headwater/cmd/headwater/render"
)

const whereAlternativesAre = "\nThey are files in a folder that the server is told of (--alternatives), or in alternatives beside the catalog's file;\n" +
	"headwater schema alternative describes them."

// alternatives is the command that lists what is considered, and has commands of its own below it.
func (p *program) alternatives() *cobra.Command {
	command := p.ask(question{
		use:     "alternatives",
		short:   "The changes that are considered, planned and compared",
		long:    "The changes to the catalog that are considered, each with what is wrong with it." + whereAlternativesAre,
		example: "  headwater alternatives\n  headwater alternatives plan sell-stores\n  headwater alternatives compare",
		args:    exactly(),
		formats: render.Listed,
		ask: func(ctx context.Context, c *client.Client, _ []string, _ render.Format) (render.Answer, error) {
			data, err := askAlternatives(ctx, c)
			if err != nil {
				return render.Answer{}, err
			}
			return data.answer(), nil
		},
	})
	alternativesFlag(command.PersistentFlags())
	command.AddCommand(p.ask(p.alternativePlan()), p.ask(p.alternativesCompared()))
	for _, below := range command.Commands() {
		below.GroupID = ""
	}
	return command
}

type alternativesData struct {
	Catalog struct {
		Revision string `json:"revision"`
	} `json:"catalog"`
	Alternatives []alternativeListed `json:"alternatives"`
}

type alternativeListed struct {
	Name     string               `json:"name"`
	Title    string               `json:"title"`
	Reason   *string              `json:"reason"`
	Author   *string              `json:"author"`
	File     string               `json:"file"`
	Problems []alternativeProblem `json:"problems"`
}

type alternativeProblem struct {
	File    string `json:"file"`
	Line    *int   `json:"line"`
	Column  *int   `json:"column"`
	Message string `json:"message"`
	Excerpt string `json:"excerpt"`
}

// askAlternatives asks what is considered, and at which revision it is laid over the catalog.
func askAlternatives(ctx context.Context, c *client.Client) (*alternativesData, error) {
	var data alternativesData
	return &data, c.Do(ctx, document("alternatives"), nil, &data)
}

// answer lists the alternatives, a line each, and below them what is wrong with some.
func (d *alternativesData) answer() render.Answer {
	answer := render.Answer{Data: d, Lead: "Nothing is considered: there is no file of an alternative."}
	if n := len(d.Alternatives); n > 0 {
		answer.Lead = counted(n, "alternative", "alternatives") + "."
	}
	answer.Table.Columns = render.Columns("name", "title", "+author", "+file", "problem")
	for _, a := range d.Alternatives {
		problem := ""
		if len(a.Problems) > 0 {
			problem, _, _ = strings.Cut(a.Problems[0].Excerpt, "\n")
		}
		answer.Table.Add(a.Name, a.Title, text(a.Author), a.File, problem)
		answer.IDs = append(answer.IDs, a.Name)
	}
	return answer
}
