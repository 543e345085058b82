package main

import (
	"context"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/headwater-catalog/headwater/cmd/headwater/client"
)

type namesData struct {
	Catalog struct {
		Entities namesPage `json:"entities"`
		Search   namesPage `json:"search"`
	} `json:"catalog"`
}

type namesPage struct {
	Nodes []namedEntity `json:"nodes"`
}

type namedEntity struct {
	entity
	Name string `json:"name"`
}

// names completes a NAME from what is in the catalog. A shell has no place for messages: where something fails, nothing
// is completed.
func (p *program) names(most int) cobra.CompletionFunc {
	return func(command *cobra.Command, args []string, begun string) ([]cobra.Completion, cobra.ShellCompDirective) {
		if len(args) >= most {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		return p.entities()(command, args, begun)
	}
}

// entities completes a name of one of some kinds, of any where there are none.
func (p *program) entities(kinds ...string) cobra.CompletionFunc {
	return func(command *cobra.Command, args []string, begun string) (all []cobra.Completion, _ cobra.ShellCompDirective) {
		if p.understand(command, args) != nil {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		_ = p.with(command.Context(), toRead, func(c *client.Client) (err error) {
			all, err = goingOn(command.Context(), c, begun, kinds)
			return err
		})
		return all, cobra.ShellCompDirectiveNoFileComp
	}
}

// goingOn returns the refs that go on from what was begun, one for each entity. Of a catalog in which more than 1,000 entities
// have to do with that, only the 1,000 that fit it best are known here: a ref may then mean another one, too.
func goingOn(ctx context.Context, c *client.Client, begun string, kinds []string) ([]cobra.Completion, error) {
	variables := map[string]any{"text": begun, "any": strings.TrimSpace(begun) == ""}
	if len(kinds) > 0 {
		variables["kinds"] = kinds
	}
	var data namesData
	if err := c.Do(ctx, document("names"), variables, &data); err != nil {
		return nil, err
	}
	return completions(slices.Concat(data.Catalog.Entities.Nodes, data.Catalog.Search.Nodes), begun), nil
}

// completions returns for each entity the first of its refs that goes on from what was begun and that no other has. One that
// several have comes once, with what tells them apart: a shell inserts only what begins as what was typed.
func completions(entities []namedEntity, begun string) []cobra.Completion {
	var all []cobra.Completion
	known := bearersOf(entities)
	offered := map[string]bool{}
	for _, e := range entities {
		if ref, found := known.own(e, begun); found {
			all = append(all, cobra.CompletionWithDesc(ref, e.FullName))
		} else if ref, found = known.shared(e, begun); found && !offered[ref] {
			offered[ref] = true
			all = append(all, cobra.CompletionWithDesc(ref, known.apart(ref)))
		}
	}
	return all
}
