package main

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/pflag"

	"github.com/headwater-catalog/headwater/cmd/headwater/client"
	"github.com/headwater-catalog/headwater/cmd/headwater/render"
	"github.com/headwater-catalog/headwater/ingest/manifest"
	"github.com/headwater-catalog/headwater/resolvers"
)

func (p *program) alternativePlan() question {
	var at string
	fail := newFailOn()
	return question{
		use:   "plan NAME|FILE.yaml",
		short: "What an alternative would do, and who must be told",
		long: "What would break or change if an alternative were chosen, and which teams must be told. Nothing is written.\n" +
			"It is the name of one, or a file that need not be in the folder.\n" + howFailOn,
		example: "  headwater alternatives plan sell-stores\n  headwater alternatives plan drafts/sell-stores.yaml -o markdown",
		args:    exactly("NAME|FILE.yaml"),
		formats: impactFormats,
		flags: func(flags *pflag.FlagSet) {
			atFlag(flags, &at)
			fail.flag(flags)
		},
		check: func() error { return checkPoint("at", at) },
		ask: func(ctx context.Context, c *client.Client, args []string, as render.Format) (render.Answer, error) {
			chosen, err := chosenAlternative(ctx, c, args[0])
			if err != nil {
				return render.Answer{}, err
			}
			asked := map[string]any{"changes": chosen.changes}
			pointInto(asked, "at", at)
			answer, err := askImpact(ctx, c, asked, as, fail)
			return answer, chosen.located(err)
		},
	}
}

// chosenChanges is the changes of an alternative, and how faults of them are brought to their lines.
type chosenChanges struct {
	changes []json.RawMessage
	located func(error) error
}

// chosenAlternative returns the changes of an alternative that the server knows by name, or of a file here.
func chosenAlternative(ctx context.Context, c *client.Client, name string) (chosenChanges, error) {
	if extension := filepath.Ext(name); extension == ".yaml" || extension == ".yml" {
		return readAlternative(name)
	}
	var data struct {
		Alternative struct {
			Input    string               `json:"input"`
			Problems []alternativeProblem `json:"problems"`
		} `json:"alternative"`
	}
	if err := c.Do(ctx, document("alternative"), map[string]any{"name": name}, &data); err != nil {
		return chosenChanges{}, err
	}
	if err := broken(data.Alternative.Problems); err != nil {
		return chosenChanges{}, err
	}
	chosen := chosenChanges{located: func(err error) error { return err }}
	return chosen, json.Unmarshal([]byte(data.Alternative.Input), &chosen.changes)
}

// broken returns the error of an alternative with problems, nil without any.
func broken(problems []alternativeProblem) error {
	if len(problems) == 0 {
		return nil
	}
	lines := make([]string, len(problems))
	for i, p := range problems {
		lines[i] = p.Excerpt
	}
	return errors.New(strings.Join(lines, "\n"))
}

// readAlternative reads a file here. Problems name it as the user did.
func readAlternative(path string) (chosenChanges, error) {
	folder := filepath.Dir(path)
	if _, err := os.Stat(path); err != nil {
		return chosenChanges{}, err
	}
	a := resolvers.AlternativeFormat().Read(os.DirFS(folder), filepath.Base(path))
	under := func(problems manifest.Problems) error { return problems.Under(filepath.ToSlash(folder)) }
	if len(a.Problems) > 0 {
		return chosenChanges{}, under(a.Problems)
	}
	return chosenChanges{a.Changes, func(err error) error {
		answered, is := errors.AsType[client.Errors](err)
		if !is {
			return err
		}
		var problems manifest.Problems
		for _, fault := range answered {
			problems = append(problems, a.Problem(fault.Extensions.Path, fault.Message))
		}
		return under(problems)
	}}, nil
}
