package main

import "github.com/spf13/cobra"

// help returns the command that explains others. Cobra's own says of a command that there is not that it is fine.
func help(root *cobra.Command) *cobra.Command {
	return &cobra.Command{
		Use:   "help [COMMAND]",
		Short: "Explain a command",
		RunE: func(_ *cobra.Command, args []string) error {
			command, left, err := root.Find(args)
			switch {
			case err != nil:
				return wrongUsage{err.Error()}
			case len(left) > 0:
				return unknownCommand(command, left[0])
			}
			command.InitDefaultHelpFlag() // or it would not be listed
			return command.Help()
		},
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
			parent, left, err := root.Find(args)
			if err != nil || len(left) > 0 {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			var known []cobra.Completion
			for _, c := range parent.Commands() {
				if c.IsAvailableCommand() {
					known = append(known, cobra.CompletionWithDesc(c.Name(), c.Short))
				}
			}
			return known, cobra.ShellCompDirectiveNoFileComp
		},
	}
}
