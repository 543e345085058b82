package main

import (
	"fmt"

	"github.com/spf13/cobra"
)

const welcome = `Headwater is a data catalog: what feeds what, and who owns it, asked in GraphQL.

  headwater demo             a sample company in memory, with its answers in the browser
  headwater serve            your own catalog, kept in a file
  headwater apply -f DIR     declare what you have, as YAML files
  headwater import dbt DIR   take over what dbt knows
  headwater upstream NAME    what feeds it; also downstream, owner, path, search, gaps, map
  headwater impact NAME      what a change of it breaks, and whom to tell; also plan, diff, log, border, ci

All commands: headwater help. Documentation: README.md with the code; in the playground, every field of the schema.
`

// root returns the tree of commands.
func (p *program) root() *cobra.Command {
	root := &cobra.Command{
		Use:               "headwater",
		Version:           thisBuild().Version,
		Short:             "A data catalog: what feeds what, and who owns it",
		Args:              cobra.ArbitraryArgs, // to say so when the command is unknown, in RunE
		SilenceErrors:     true,
		SilenceUsage:      true,
		PersistentPreRunE: p.understand,
		RunE:              p.greet,

		SuggestionsMinimumDistance: 2,
	}
	root.SetIn(p.stdin)
	root.SetOut(p.stdout)
	root.SetErr(p.stderr)
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return wrongUsage{err.Error()} })
	root.AddGroup(&cobra.Group{ID: "ask", Title: "Ask:"}, &cobra.Group{ID: "keep", Title: "Keep:"})
	p.globalFlags(root)
	root.AddCommand(p.demo(), p.serve(), p.apply(), p.importing(), p.export(), p.mapDatasets(), p.verify(), p.adopt(), p.copy(), p.backup(), p.restore(), p.compact(), p.doctor(), p.token(), p.schema(),
		p.alternatives(), p.deadLetters(), p.version(), p.query(), p.plan(), p.diff(), p.ci(), p.config(), p.man())
	for _, q := range []question{p.upstream(), p.downstream(), p.owner(), p.path(), p.search(), p.gaps(), p.roundup(),
		p.impact(), p.border(), p.history(), p.listSources()} {
		root.AddCommand(p.ask(q))
	}
	root.SetHelpCommand(help(root))
	root.InitDefaultCompletionCmd()
	refuseUnknownShells(root)
	p.completeFlags(root)
	return root
}

// refuseUnknownShells has the command that Cobra brings fail for a shell that it doesn't know: it shows its help and is content.
func refuseUnknownShells(root *cobra.Command) {
	completion, _, _ := root.Find([]string{"completion"}) // it is there
	completion.Args = cobra.ArbitraryArgs
	completion.RunE = func(command *cobra.Command, args []string) error {
		if len(args) > 0 {
			return unknownCommand(command, args[0])
		}
		return command.Help()
	}
}

// understand reads the settings, once the command line itself turned out to be right.
func (p *program) understand(command *cobra.Command, _ []string) error {
	p.reread = func() (settings, error) { return readSettings(p.env, command.Flags()) }
	read, err := p.reread()
	if err != nil {
		return err
	}
	p.settings = read
	p.understood = true
	p.warnOfStrays()
	return nil
}

// greet is what headwater alone says.
func (p *program) greet(root *cobra.Command, args []string) error {
	if len(args) == 0 {
		_, err := fmt.Fprint(p.stdout, welcome)
		return err
	}
	return unknownCommand(root, args[0])
}

// unknownCommand is the error of a command that a parent does not have.
func unknownCommand(parent *cobra.Command, name string) error {
	message := fmt.Sprintf("there is no command %q", name)
	if near := parent.SuggestionsFor(name); len(near) > 0 {
		message += "; did you mean " + joined(near, " or ") + "?"
	}
	return wrongUsage{message}
}

// exactly returns a check that there is one argument for each of the names.
func exactly(names ...string) cobra.PositionalArgs {
	return func(command *cobra.Command, args []string) error {
		switch {
		case len(args) < len(names):
			return misused("%s is missing", names[len(args)])
		case len(args) > len(names) && len(names) == 0:
			return misused("%s takes no argument such as %q, only flags", command.Name(), args[0])
		case len(args) > len(names):
			return misused("%q is too much: only %s is wanted; put quotes around what has blanks", args[len(names)], joined(names, " "))
		}
		return nil
	}
}

// atMost returns a check that there is an argument for each of the names or fewer.
func atMost(names ...string) cobra.PositionalArgs {
	return func(_ *cobra.Command, args []string) error {
		if len(args) > len(names) {
			return misused("%q is too much: at most %s is wanted; put quotes around what has blanks", args[len(names)], joined(names, " "))
		}
		return nil
	}
}
