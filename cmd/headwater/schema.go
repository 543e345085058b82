package main

import (
	"github.com/spf13/cobra"

	"github.com/headwater-catalog/headwater/ingest/manifest"
	"github.com/headwater-catalog/headwater/resolvers"
)

func (p *program) schema() *cobra.Command {
	command := &cobra.Command{
		Use:     "schema",
		Short:   "The contracts: of the YAML files, and of GraphQL",
		Args:    exactly(),
		GroupID: "keep",
		RunE: func(*cobra.Command, []string) error {
			return misused("say which: headwater schema manifest, headwater schema alternative, or headwater schema graphql")
		},
	}
	command.AddCommand(
		p.schemaOf("manifest", "The JSON Schema of the files that headwater apply reads, for editors", manifest.Schema),
		p.schemaOf("alternative", "The JSON Schema of the files of alternatives, for editors", func() []byte { return resolvers.AlternativeFormat().Schema() }),
		p.schemaOf("graphql", "The GraphQL schema, for clients and code generators", func() []byte { return []byte(resolvers.SDL()) }),
	)
	return command
}

func (p *program) schemaOf(name, short string, content func() []byte) *cobra.Command {
	return &cobra.Command{
		Use:   name,
		Short: short,
		Args:  exactly(),
		RunE: func(*cobra.Command, []string) error {
			_, err := p.stdout.Write(content())
			return err
		},
	}
}
