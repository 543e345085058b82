package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"

	"github.com/headwater-catalog/headwater/cmd/headwater/client"
	"github.com/headwater-catalog/headwater/cmd/headwater/render"
)

func (p *program) query() *cobra.Command {
	var file, variables, operation string
	formats := []render.Format{render.AsJSON, render.AsYAML}
	command := &cobra.Command{
		Use:   "query 'GRAPHQL' | -f FILE | -",
		Short: "Send one GraphQL document and write the answer as it comes",
		Long: "Send one GraphQL document, a query or a mutation, and write the whole answer. - reads the document from standard\n" +
			"input. If the answer has errors the exit code is 1.",
		Example: "  headwater query '{ catalog { revision } }'\n  headwater query 'query($ref: String!) { catalog { domain(ref: $ref) { owner { name } } } }' --variables '{\"ref\": \"division-x/sale\"}'",
		GroupID: "ask",
		RunE: func(command *cobra.Command, args []string) error {
			as, err := p.format(command, formats)
			if err != nil {
				return err
			}
			text, err := p.asked(args, file)
			if err != nil {
				return err
			}
			values, err := parseVariables(variables)
			if err != nil {
				return err
			}
			return p.with(command.Context(), toWrite, func(c *client.Client) error {
				answer, err := c.Send(command.Context(), text, values, operation)
				if err != nil {
					return err
				}
				return p.passOn(answer, as)
			})
		},
	}
	outputFlag(command, formats)
	flags := command.Flags()
	flags.StringVarP(&file, "file", "f", "", "the file that holds the document")
	flags.StringVar(&variables, "variables", "", "the variables, as a JSON object")
	flags.StringVar(&operation, "operation", "", "which operation to run, where the document has several")
	return command
}

// asked returns the document: the argument, a file, or standard input.
func (p *program) asked(args []string, file string) (string, error) {
	switch {
	case len(args)+min(len(file), 1) != 1:
		return "", misused("one document is wanted: as the argument, in quotes, by -f FILE, or - for standard input")
	case file != "":
		text, err := os.ReadFile(file)
		return string(text), err
	case args[0] == "-":
		text, err := io.ReadAll(p.stdin)
		return string(text), err
	}
	return args[0], nil
}

// parseVariables reads the variables, and keeps numbers as they are written.
func parseVariables(given string) (map[string]any, error) {
	if given == "" {
		return nil, nil
	}
	var values map[string]any
	decoder := json.NewDecoder(bytes.NewReader([]byte(given)))
	decoder.UseNumber()
	if err := decoder.Decode(&values); err != nil {
		return nil, misused("--variables is no JSON object: %v", err)
	}
	return values, nil
}

// passOn writes an answer whole, and fails with its errors if it has any.
func (p *program) passOn(answer *client.Answer, as render.Format) error {
	if err := p.write(render.Answer{Data: json.RawMessage(answer.Raw)}, as); err != nil {
		return err
	}
	if len(answer.Errors) > 0 {
		return fmt.Errorf("the answer has %s: %w", counted(len(answer.Errors), "error", "errors"), answer.Errors)
	}
	return nil
}
