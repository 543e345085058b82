package main

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/headwater-catalog/headwater/server/access"
)

// completeFlags has shells complete the values of all flags of a tree of commands, those that somebody did already left out:
// words by what a flag takes, and names by what is in the catalog.
func (p *program) completeFlags(command *cobra.Command) {
	for _, flags := range []*pflag.FlagSet{command.Flags(), command.PersistentFlags()} {
		flags.VisitAll(func(flag *pflag.Flag) {
			if complete := p.valuesOf(flag); complete != nil {
				_ = command.RegisterFlagCompletionFunc(flag.Name, complete) // an error says that somebody did already
			}
		})
	}
	if command.ValidArgsFunction == nil && !strings.Contains(command.Use, " ") { // it takes no argument, so no file either
		command.ValidArgsFunction = cobra.NoFileCompletions
	}
	for _, below := range command.Commands() {
		p.completeFlags(below)
	}
}

// valuesOf returns what completes a flag, nil where the shell completes files.
func (p *program) valuesOf(flag *pflag.Flag) cobra.CompletionFunc {
	if c, is := flag.Value.(*choice); is {
		return listOf(c.words()...)
	}
	switch flag.Name {
	case "within", "lineage", "move-to":
		return p.entities()
	case "replace-by":
		return p.entities("SOURCE_SYSTEM")
	case "market":
		return p.entities("MARKET")
	case "owner", "team", "hand-over-to":
		return p.entities("TEAM")
	case "division":
		return p.entities("DIVISION")
	case "log-level":
		return listOf("debug", "info", "warn", "error", "disabled")
	case "scope", "user-scopes":
		return listOf(scopeNames()...)
	case "store":
		return storeNames("memory")
	case "at":
		return p.points
	case "server":
		return begun("http://127.0.0.1:4280", "https://")
	case "file", "config", "dir", "variables", "from", "to":
		return nil
	}
	return listOf() // nothing, rather than files
}

func scopeNames() (names []string) {
	for _, s := range access.Scopes {
		names = append(names, string(s))
	}
	return names
}

// listOf completes one or more of some words, separated by commas.
func listOf(words ...string) cobra.CompletionFunc {
	return func(_ *cobra.Command, _ []string, typed string) ([]cobra.Completion, cobra.ShellCompDirective) {
		given, last := "", typed
		if i := strings.LastIndexByte(typed, ','); i >= 0 {
			given, last = typed[:i+1], typed[i+1:]
		}
		var known []cobra.Completion
		for _, word := range words {
			if strings.HasPrefix(word, last) && !slices.Contains(strings.Split(given, ","), word) {
				known = append(known, given+word)
			}
		}
		return known, cobra.ShellCompDirectiveNoFileComp
	}
}

// storeNames completes the beginning of a store's name, and others.
func storeNames(others ...string) cobra.CompletionFunc {
	return begun(append([]string{"sqlite:", "neo4j://", "neo4j+s://"}, others...)...)
}

// begun completes the beginning of a value that goes on.
func begun(words ...string) cobra.CompletionFunc {
	return cobra.FixedCompletions(words, cobra.ShellCompDirectiveNoSpace|cobra.ShellCompDirectiveNoFileComp)
}
