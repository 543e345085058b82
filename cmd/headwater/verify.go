package main

import (
	"context"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/graph/neo4j"
	"github.com/headwater-catalog/headwater/graph/sqlite"
)

// verifier is what a store can do besides: read everything that it keeps and say whether it is what was written.
type verifier interface {
	graph.Store
	graph.Compactor
	Verify(ctx context.Context) error
}

func (p *program) verify() *cobra.Command {
	return &cobra.Command{
		Use:   "verify",
		Short: "Read everything in a store and check that it is what was written",
		Long: "Read everything in a store and check that it is what was written: the log with its chain of hashes, and that the state\n" +
			"is what the log folds to; of a log that was compacted, from the state on that it begins with. In Neo4j this finds what was changed there by hand, and says what and where.",
		Args:    exactly(),
		GroupID: "keep",
		RunE: func(command *cobra.Command, _ []string) error {
			if command.Flags().Changed("server") {
				return misused("verify reads a store itself; name it with --store sqlite:PATH or --store neo4j://HOST:PORT")
			}
			at, err := findPlace(p.settings, p.env)
			if err != nil {
				return err
			}
			return p.verifyStore(command.Context(), at)
		},
	}
}

func (p *program) verifyStore(ctx context.Context, at place) (err error) {
	unnoted := at.path != "" && sqlite.Unnoted(at.path)
	store, err := openStore(ctx, at, toRead)
	if err != nil {
		return itself(err, "verify", "make a copy beside it with headwater backup --to FILE, which is verified as well")
	}
	defer func() {
		if closing := store.Close(); err == nil {
			err = closing
		}
	}()
	checked, can := store.(verifier)
	if !can {
		return misused("only a catalog that is kept can be verified; choose one with --store sqlite:PATH or --store neo4j://HOST:PORT")
	}
	if edited, is := store.(*neo4j.Store); is {
		err = p.verifyNeo4j(ctx, at, edited)
	} else {
		done := p.working("Reading " + at.String())
		err = checked.Verify(ctx)
		done()
	}
	if err != nil {
		return err
	}
	if unnoted {
		p.say("There was no %s.head, the second note of how far this file had come: whether an older file was put in its place, nobody can know. "+
			"There is a new one now.", at.path)
	}
	base, err := checked.Base(ctx)
	if err != nil {
		return err
	}
	if base.Revision > 0 {
		return p.tell("%s is whole from revision %s on, of %s, where its log begins (%s): every commit since then is as it was written, and "+
			"the log folds from that state to the state of now.", at, base.Revision, base.Time.Format(time.RFC3339), base.Why)
	}
	return p.tell("%s is whole: every commit is as it was written, and the log folds to the state.", at)
}

// verifyNeo4j writes a line for everything that is not what the log says, and what to do.
func (p *program) verifyNeo4j(ctx context.Context, at place, store *neo4j.Store) error {
	done := p.working("Reading " + at.String())
	found, err := store.Deviations(ctx)
	done()
	if err != nil || len(found) == 0 {
		return err
	}
	for _, d := range found {
		if err := p.tell("%s", d); err != nil {
			return err
		}
	}
	return fmt.Errorf("%s is not what its log says: %s. Take them over with headwater adopt --store %s, "+
		"or restore what the log says with headwater adopt --put-back --store %s", at, counted(len(found), "edit by hand", "edits by hand"), at, at)
}
