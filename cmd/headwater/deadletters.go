package main

import (
	"context"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/headwater-catalog/headwater/cmd/headwater/client"
	"github.com/headwater-catalog/headwater/cmd/headwater/render"
)

// deadLetters is the command that lists events that were refused, and has one below it that sends them again.
func (p *program) deadLetters() *cobra.Command {
	most := 50
	command := p.ask(question{
		use:   "deadletters",
		short: "The events of OpenLineage that were refused, and why",
		long: "The events of OpenLineage that were refused for good, the latest first: their senders do not look at the answer, most likely.\n" +
			"About the last 1,000 different ones are kept beside the catalog. -o json has the events themselves.",
		example: "  headwater deadletters\n  headwater deadletters -o json | jq '.deadLetters[0].event | fromjson'\n  headwater deadletters replay",
		args:    exactly(),
		formats: render.Listed,
		flags: func(flags *pflag.FlagSet) {
			flags.IntVarP(&most, "limit", "n", most, "how many to list at most, 1,000 at most")
		},
		ask: func(ctx context.Context, c *client.Client, _ []string, _ render.Format) (render.Answer, error) {
			var data lettersData
			if err := c.Do(ctx, document("deadletters"), map[string]any{"first": most}, &data); err != nil {
				return render.Answer{}, err
			}
			return data.answer(), nil
		},
	})
	command.Aliases = []string{"dead-letters"}
	command.AddCommand(p.ask(p.replay()))
	for _, below := range command.Commands() {
		below.GroupID = ""
	}
	return command
}

type lettersData struct {
	DeadLetters []struct {
		ID     string    `json:"id"`
		Time   time.Time `json:"time"`
		Sender string    `json:"sender"`
		Source string    `json:"source,omitempty"`
		Code   string    `json:"code"`
		Reason string    `json:"reason"`
		Event  string    `json:"event"`
		Whole  bool      `json:"whole"`
	} `json:"deadLetters"`
}

func (d *lettersData) answer() render.Answer {
	answer := render.Answer{Data: d, Lead: "No event was refused."}
	if n := len(d.DeadLetters); n > 0 {
		answer.Lead = counted(n, "event was", "events were") + " refused."
	}
	answer.Table = render.Table{Columns: render.Columns("id", "time", "sender", "+source", "+code", "why")}
	for _, l := range d.DeadLetters {
		answer.Table.Add(l.ID, l.Time.Format(time.RFC3339), l.Sender, l.Source, l.Code, strings.ReplaceAll(l.Reason, "\n", "; "))
		answer.IDs = append(answer.IDs, l.ID)
	}
	return answer
}

func (p *program) replay() question {
	return question{
		use:     "replay [ID...]",
		short:   "Send events again that were refused",
		long:    "Send events again that were refused: all that are kept, or those of the given IDs. What is taken now is kept no longer.",
		example: "  headwater deadletters replay\n  headwater deadletters replay 5f0c2a7be1d09c44",
		args:    cobra.ArbitraryArgs,
		formats: []render.Format{render.AsTable, render.AsJSON, render.AsYAML},
		ask: func(ctx context.Context, c *client.Client, args []string, _ render.Format) (render.Answer, error) {
			var data replayData
			asked := map[string]any{}
			if len(args) > 0 {
				asked["ids"] = args
			}
			if err := c.Do(ctx, document("replay"), asked, &data); err != nil {
				return render.Answer{}, err
			}
			done := data.ReplayDeadLetters
			return render.Answer{Data: data, Lead: counted(done.Taken, "event was", "events were") + " taken, " +
				counted(done.Refused, "is", "are") + " refused still."}, nil
		},
	}
}

type replayData struct {
	ReplayDeadLetters struct {
		Taken   int `json:"taken"`
		Refused int `json:"refused"`
	} `json:"replayDeadLetters"`
}
