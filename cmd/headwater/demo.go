package main

import (
	"context"
	"errors"
	"io/fs"

	"github.com/rs/zerolog"
	"github.com/spf13/cobra"

	"github.com/headwater-catalog/headwater/cmd/headwater/client"
	"github.com/headwater-catalog/headwater/cmd/headwater/render"
	"github.com/headwater-catalog/headwater/examples"
)

// shown is the entity that the demo's first answer is about.
const shown = "domain:division-x/sales-planning"

func (p *program) demo() *cobra.Command {
	later := false
	command := &cobra.Command{
		Use:     "demo",
		Short:   "A sample company in memory; nothing is left behind",
		Long:    "Serve the catalog of a sample company, XclusiV, to this machine, from memory. Nothing is left behind.",
		Args:    exactly(),
		GroupID: "keep",
		RunE: func(command *cobra.Command, _ []string) error {
			if flags := command.Flags(); flags.Changed("store") || flags.Changed("server") {
				return misused("the demo is a server of its own and keeps nothing; headwater serve takes a --store")
			}
			return p.show(command.Context(), later)
		},
	}
	serverFlags(command.Flags())
	command.Flags().BoolVar(&later, "later", false, "add what the later posts of the case study tell")
	return command
}

// show hosts a catalog in memory, filled with the examples.
func (p *program) show(ctx context.Context, later bool) error {
	log, err := p.log(zerolog.WarnLevel)
	if err != nil {
		return err
	}
	p.considered = examples.Alternatives()
	told := []fs.FS{examples.XclusiV()}
	if later {
		told = append(told, examples.Later())
	}
	return p.host(ctx, place{}, log, func(ctx context.Context, c *client.Client, url string) error {
		for _, files := range told {
			if err := fill(ctx, c, files); err != nil {
				return err
			}
		}
		if err := p.firstAnswer(ctx, c); err != nil {
			return err
		}
		p.say("\nAsk on: headwater owner \"Division X / Stock\" --server %s", url)
		return nil
	})
}

// fill applies a folder of manifests that is part of the program.
func fill(ctx context.Context, c *client.Client, files fs.FS) error {
	d, err := declared(files)
	if err != nil {
		return err
	}
	_, err = d.apply(ctx, c, "The example that comes with Headwater", false)
	return err
}

// firstAnswer writes what feeds Sales Planning, and who owns it.
func (p *program) firstAnswer(ctx context.Context, c *client.Client) error {
	owned, err := askOwner(ctx, c, []string{shown}, render.AsTable)
	fed, failed := lineageItems(ctx, c, map[string]any{"of": []string{shown}, "direction": "UPSTREAM"})
	if err := errors.Join(err, failed); err != nil {
		return err
	}
	p.say("")
	return p.write(render.Answer{Lead: owned.Lead + "\n" + fed.Lead, Table: fed.Table}, render.AsTable)
}
