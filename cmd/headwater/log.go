package main

import (
	"context"

	"github.com/spf13/pflag"

	"github.com/headwater-catalog/headwater/cmd/headwater/client"
	"github.com/headwater-catalog/headwater/cmd/headwater/render"
)

// chosenCommits is which part of the history is asked for.
type chosenCommits struct {
	actor, source, since, until string
	most                        int
	changes                     bool
}

// history is the command log; p.log is what a server writes.
func (p *program) history() question {
	var which chosenCommits
	return question{
		use:   "log [NAME]",
		short: "Who changed what, when and why, the newest first",
		long: "The commits, the newest first; with a NAME those that concern it, which may be gone by now. -o json has them as the server\n" +
			"gives them, the oldest first." + whatIsAName,
		example: "  headwater log -n 5\n  headwater log division-x/sale --changes\n  headwater log --actor ada --since 2026-06-01 -o csv",
		args:    atMost("NAME"),
		names:   1,
		formats: []render.Format{render.AsTable, render.AsJSON, render.AsYAML, render.AsMarkdown, render.AsCSV},
		flags:   which.flags,
		check:   which.check,
		ask: func(ctx context.Context, c *client.Client, args []string, _ render.Format) (render.Answer, error) {
			data, err := askLog(ctx, c, which.asked(args), which.most)
			if err != nil {
				return render.Answer{}, err
			}
			return data.answer(which.changes), nil
		},
	}
}

func (w *chosenCommits) flags(flags *pflag.FlagSet) {
	flags.StringVar(&w.actor, "actor", "", "only those of this person or token")
	flags.StringVar(&w.source, "source", "", "only those in the name of this source")
	flags.StringVar(&w.since, "since", "", "only those at this date or time or later")
	flags.StringVar(&w.until, "until", "", "only those at this date or time or earlier")
	flags.IntVarP(&w.most, "limit", "n", 20, "how many to list at most; 0 for all")
	flags.BoolVar(&w.changes, "changes", false, "with what each changed, before and after")
}

func (w *chosenCommits) check() error {
	if w.most < 0 {
		return misused("-n %d: a number of commits is 0 for all, or more", w.most)
	}
	if err := checkTime("since", w.since); err != nil {
		return err
	}
	return checkTime("until", w.until)
}

// asked returns the variables of the document.
func (w *chosenCommits) asked(args []string) map[string]any {
	asked := map[string]any{"changes": w.changes}
	if len(args) > 0 {
		asked["touching"] = args
	}
	for name, value := range map[string]string{"actor": w.actor, "source": w.source, "since": w.since, "until": w.until} {
		if value != "" {
			asked[name] = value
		}
	}
	return asked
}

type logData struct {
	Commits struct {
		PageInfo struct {
			HasPreviousPage bool    `json:"hasPreviousPage"`
			StartCursor     *string `json:"startCursor"`
		} `json:"pageInfo"`
		Nodes []commit `json:"nodes"`
	} `json:"commits"`
}

type commit struct {
	Revision string      `json:"revision"`
	Time     string      `json:"time"`
	Actor    string      `json:"actor"`
	Source   string      `json:"source"`
	Message  *string     `json:"message"`
	Diff     *difference `json:"diff,omitempty"`
}

// The commits that are asked for at once: with their changes a server would refuse more.
const (
	pageOfCommits = 500
	pageOfChanges = 20
)

// askLog reads the newest commits, page by page backwards: at most so many, all for 0. What is committed meanwhile is not
// in it.
func askLog(ctx context.Context, c *client.Client, asked map[string]any, most int) (*logData, error) {
	page := pageOfCommits
	if asked["changes"] == true {
		page = pageOfChanges
	}
	whole := new(logData)
	for {
		asked["last"] = page
		if most > 0 {
			asked["last"] = min(page, most-len(whole.Commits.Nodes))
		}
		older := new(logData)
		if err := c.Do(ctx, document("log"), asked, older); err != nil {
			return nil, err
		}
		older.Commits.Nodes = append(older.Commits.Nodes, whole.Commits.Nodes...)
		whole = older
		at := whole.Commits.PageInfo
		if !at.HasPreviousPage || at.StartCursor == nil || len(whole.Commits.Nodes) == most {
			return whole, nil
		}
		asked["before"] = *at.StartCursor
	}
}
