package main

import (
	"fmt"
	"runtime"
	"strings"

	"github.com/spf13/cobra"

	"github.com/headwater-catalog/headwater/cmd/headwater/render"
	"github.com/headwater-catalog/headwater/server"
)

// What make and releases say of the build: go build -ldflags "-X main.version=v1.2.3". What they leave out, Go may have recorded.
var version, sourceCommit, sourceDate string

// thisBuild returns what is known of the program.
func thisBuild() server.Build {
	return server.ReadBuild(server.Build{Version: version, Commit: sourceCommit, Date: sourceDate})
}

// stores are the kinds of stores that this program can open.
var stores = []string{"sqlite", "neo4j", "memory"}

// built is what the program is made of, as the server's /version says it and a little more.
type built struct {
	server.Build
	Platform string   `json:"platform"`
	Stores   []string `json:"stores"`
}

func (p *program) version() *cobra.Command {
	var asJSON bool
	formats := []render.Format{render.AsTable, render.AsJSON, render.AsYAML}
	command := &cobra.Command{
		Use:     "version",
		Short:   "What this program is made of",
		Args:    exactly(),
		GroupID: "keep",
		RunE: func(command *cobra.Command, _ []string) error {
			as, err := p.format(command, formats)
			if err != nil {
				return err
			}
			if asJSON {
				as = render.AsJSON
			}
			b := built{thisBuild(), runtime.GOOS + "/" + runtime.GOARCH, stores}
			return p.write(render.Answer{Data: b, Lead: b.String()}, as)
		},
	}
	outputFlag(command, formats)
	command.Flags().BoolVar(&asJSON, "json", false, "the same as -o json")
	return command
}

// String returns the build in a few lines, without what is not known.
func (b built) String() string {
	text := "headwater " + b.Version
	if b.Commit != "" {
		text += fmt.Sprintf("\ncommit %s of %s", b.Commit, b.Date)
	}
	if b.Modified {
		text += ", with changes"
	}
	return text + fmt.Sprintf("\n%s, %s\nstores: %s", b.Go, b.Platform, strings.Join(b.Stores, ", "))
}
