package main

import (
	"strings"

	"github.com/spf13/cobra"

	"github.com/headwater-catalog/headwater/cmd/headwater/client"
)

type namesData struct {
	Catalog struct {
		Entities struct {
			Nodes []entity `json:"nodes"`
		} `json:"entities"`
	} `json:"catalog"`
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
	return func(command *cobra.Command, args []string, begun string) ([]cobra.Completion, cobra.ShellCompDirective) {
		if p.understand(command, args) != nil {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		_, path, found := strings.Cut(begun, ":")
		if !found {
			path = begun
		}
		variables := map[string]any{"text": path}
		if len(kinds) > 0 {
			variables["kinds"] = kinds
		}
		var data namesData
		err := p.with(command.Context(), toRead, func(c *client.Client) error {
			return c.Do(command.Context(), document("names"), variables, &data)
		})
		if err != nil {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		return completions(data.Catalog.Entities.Nodes, begun), cobra.ShellCompDirectiveNoFileComp
	}
}

// completions returns for each entity the shortest of its refs that goes on from what was begun.
func completions(entities []entity, begun string) []cobra.Completion {
	var all []cobra.Completion
	offered := map[string]bool{}
	for _, e := range entities {
		_, path, _ := strings.Cut(e.ID, ":")
		for _, ref := range []string{path, e.ID, e.FullName} {
			if strings.HasPrefix(ref, begun) {
				if !offered[ref] {
					all = append(all, cobra.CompletionWithDesc(ref, e.FullName))
				}
				offered[ref] = true
				break
			}
		}
	}
	return all
}
