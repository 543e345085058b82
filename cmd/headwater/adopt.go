package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"github.com/headwater-catalog/headwater/cmd/headwater/render"
	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/graph/neo4j"
)

func (p *program) adopt() *cobra.Command {
	var r neo4j.Request
	command := &cobra.Command{
		Use:   "adopt --store neo4j://HOST:PORT",
		Short: "Take over what was edited in Neo4j by hand, or put it back",
		Long: "Take over into the log what was edited in Neo4j by hand, as one commit of the source neo4j in your name: names, descriptions\n" +
			"and other properties of entities, links with their reasons, denials, what is part of what, and what was added or deleted.\n" +
			"What the model has no place for is put back. Where the model refuses an edit, nothing is changed. Servers may go on.",
		Example: "  headwater adopt --store neo4j://db.example:7687 --dry-run\n" +
			"  headwater adopt --store neo4j://db.example:7687 -m \"Stock moves to Buying\"\n  headwater adopt --store neo4j://db.example:7687 --put-back",
		Args:    exactly(),
		GroupID: "keep",
		RunE: func(command *cobra.Command, _ []string) error {
			if command.Flags().Changed("server") {
				return misused("adopt reads and writes a store itself; name it with --store neo4j://HOST:PORT")
			}
			if r.PutBack && r.Message != "" {
				return misused("--put-back makes no commit, so there is nothing for --message to say")
			}
			at, err := findPlace(p.settings, p.env)
			if err != nil {
				return err
			}
			if at.address == "" {
				return misused("only in Neo4j is anything edited by hand; name it with --store neo4j://HOST:PORT")
			}
			return p.adoptStore(command.Context(), at, r)
		},
	}
	flags := command.Flags()
	flags.StringVarP(&r.Message, "message", "m", "", "why, for those who read the history")
	flags.BoolVar(&r.PutBack, "put-back", false, "take nothing over: restore all that the log says")
	flags.BoolVar(&r.DryRun, "dry-run", false, "show what would be done, and change nothing")
	return command
}

func (p *program) adoptStore(ctx context.Context, at place, r neo4j.Request) (err error) {
	store, err := neo4j.Open(ctx, at.address, at.login)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	r.Actor, r.Time = me(ctx), time.Now().UTC()
	did, err := store.Adopt(ctx, r)
	if faults, are := errors.AsType[graph.Faults](err); are {
		return fmt.Errorf("the model refuses what was edited, and nothing was changed. Correct it in Neo4j, or restore everything with --put-back:\n%s", indented(faults))
	}
	if err != nil {
		return err
	}
	return p.tellAdopted(at, did, r)
}

// indented writes faults below what introduces them.
func indented(faults graph.Faults) (text string) {
	for _, f := range faults {
		text += "  " + f.Message + "\n"
	}
	return text
}

// tellAdopted lists what was done, or would be.
func (p *program) tellAdopted(at place, did *neo4j.Adopted, r neo4j.Request) error {
	for _, d := range did.Adopted {
		if err := p.tell("adopted   %s", d); err != nil {
			return err
		}
	}
	for _, d := range did.PutBack {
		if err := p.tell("put back  %s", d); err != nil {
			return err
		}
	}
	done := fmt.Sprintf("%d adopted, %d put back", len(did.Adopted), len(did.PutBack))
	switch {
	case len(did.Adopted)+len(did.PutBack) == 0:
		return p.tell("Nothing to do: %s is what its log says.", at)
	case r.DryRun:
		return p.tell("Would be %s. Nothing was changed.", done)
	case did.Revision != 0:
		done += fmt.Sprintf(", as revision %s", did.Revision)
	}
	return p.tell("%s. %s is what its log says.", done, at)
}

// tell writes a line of a result.
func (p *program) tell(format string, args ...any) error {
	_, err := fmt.Fprintln(p.stdout, render.Plain(fmt.Sprintf(format, args...)))
	return err
}
