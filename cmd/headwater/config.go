package main

import (
	"encoding/json"
	"errors"
	"io/fs"
	"maps"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/headwater-catalog/headwater/cmd/headwater/render"
)

func (p *program) config() *cobra.Command {
	command := &cobra.Command{
		Use:   "config",
		Short: "What the settings are, where they come from, and where things are kept",
		Long: "Show the settings. Each is a flag, an environment variable and a key of the configuration file, all of one name:\n" +
			"--log-level is HEADWATER_LOG_LEVEL is log-level. A flag counts before a variable, and that before the file.",
		Args:    exactly(),
		GroupID: "keep",
		RunE: func(*cobra.Command, []string) error {
			return misused("say what: headwater config print or paths")
		},
	}
	command.AddCommand(p.printConfig(), p.configPaths())
	return command
}

func (p *program) printConfig() *cobra.Command {
	var origin bool
	formats := []render.Format{render.AsYAML, render.AsJSON}
	command := &cobra.Command{
		Use:   "print",
		Short: "Write the settings as a configuration file would say them",
		Long: "Write all settings as they count now, in the form of a configuration file; with --origin who said each. Secrets are\n" +
			"variables only, and are not shown.",
		Example: "  headwater config print --origin\n  headwater config print > config.yaml",
		Args:    exactly(),
		RunE: func(command *cobra.Command, _ []string) error {
			as, err := p.format(command, formats)
			if err != nil {
				return err
			}
			all := p.everySetting(command.Flags())
			if as == render.AsJSON {
				return p.write(render.Answer{Data: append(all, p.setVariables()...)}, as)
			}
			return p.tell("%s", configText(all, p.setVariables(), origin))
		},
	}
	outputFlag(command, formats)
	serverFlags(command.Flags())
	command.Flags().BoolVar(&origin, "origin", false, "say who said each: a flag, a variable, a file, or nobody")
	return command
}

// setVariables returns what only the environment says, as far as it says it.
func (p *program) setVariables() (set []setting) {
	for _, name := range slices.Sorted(maps.Keys(variables)) {
		value := lookup(p.env, name)
		if value == "" {
			continue
		}
		if !variables[name] {
			value = hidden
		}
		set = append(set, setting{name, value, name})
	}
	return set
}

// configText returns a configuration file that says the settings. What only variables can say is a comment.
func configText(all, variables []setting, origin bool) string {
	var lines []string
	for _, s := range all {
		value, _ := json.Marshal(s.Value) // which is YAML; texts, numbers and lists of texts can be written
		line := s.Key + ": " + string(value)
		if origin {
			line += "  # " + s.Origin
		}
		lines = append(lines, line)
	}
	for _, v := range variables {
		lines = append(lines, "# "+v.Key+"="+v.Value.(string))
	}
	return strings.Join(lines, "\n")
}

// kept is a place where something is kept.
type kept struct {
	What  string `json:"what"`
	Path  string `json:"path"`
	There bool   `json:"there"`
}

func (p *program) configPaths() *cobra.Command {
	formats := []render.Format{render.AsTable, render.AsJSON, render.AsYAML}
	command := &cobra.Command{
		Use:   "paths",
		Short: "Say where the settings, the catalog and its tokens are kept",
		Long: "Say where things are kept. Removing the catalog's files while nothing serves it begins anew; nothing else is left\n" +
			"anywhere.",
		Args: exactly(),
		RunE: func(command *cobra.Command, _ []string) error {
			as, err := p.format(command, formats)
			if err != nil {
				return err
			}
			at, err := findPlace(p.settings, p.env)
			if err != nil {
				return err
			}
			settings, _ := configFile(p.env, command.Flags())
			places := []kept{keptAt("settings", settings)}
			if at.path != "" {
				places = append(places, keptAt("catalog", at.path), keptAt("tokens", at.path+".tokens"))
			} else {
				places = append(places, kept{"catalog", at.String(), at.address != ""})
			}
			return p.write(pathsAnswer(places), as)
		},
	}
	outputFlag(command, formats)
	return command
}

func keptAt(what, path string) kept {
	_, err := os.Stat(path)
	return kept{what, path, !errors.Is(err, fs.ErrNotExist)}
}

func pathsAnswer(places []kept) render.Answer {
	table := render.Table{Columns: render.Columns("WHAT", "PATH", "STATE")}
	for _, k := range places {
		state := "there"
		if !k.There {
			state = "not there"
		}
		table.Add(k.What, k.Path, state)
	}
	return render.Answer{Data: places, Table: table}
}
