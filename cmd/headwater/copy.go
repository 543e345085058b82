package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/graph/transfer"
)

// progressPause is how long nothing is said of a copy that goes on.
const progressPause = 3 * time.Second

func (p *program) copy() *cobra.Command {
	var from, to string
	command := &cobra.Command{
		Use:   "copy --from STORE --to STORE",
		Short: "Copy a catalog with its whole history to another store",
		Long: "Copy a catalog to another store: each commit that it keeps as it is, with its time, operation id and hash. What was interrupted goes on\n" +
			"where it ended when it is run again. The target must be empty or an earlier copy of the same catalog; the source is not\n" +
			"changed. Stop whatever serves either of them first, and serve the target from then on: the two are not kept alike.",
		Example: "  headwater copy --from sqlite:catalog.db --to neo4j://db.example:7687\n  headwater copy --from neo4j://db.example:7687 --to sqlite:backup.db",
		Args:    exactly(),
		GroupID: "keep",
		RunE: func(command *cobra.Command, _ []string) error {
			if command.Flags().Changed("server") || command.Flags().Changed("store") {
				return misused("copy reads and writes stores itself; name them with --from and --to")
			}
			source, err := p.durablePlace("--from", from)
			if err != nil {
				return err
			}
			target, err := p.durablePlace("--to", to)
			if err != nil {
				return err
			}
			if source == target {
				return misused("--from and --to are the same store")
			}
			return p.copyStore(command.Context(), source, target)
		},
	}
	command.Flags().StringVar(&from, "from", "", "the store to copy: sqlite:PATH or neo4j://HOST:PORT")
	command.Flags().StringVar(&to, "to", "", "the store to copy it to, which is made where there is none")
	for _, flag := range []string{"from", "to"} {
		_ = command.RegisterFlagCompletionFunc(flag, storeNames()) // the flags are there
	}
	return command
}

// durablePlace returns the place that a flag names, which must outlive this process.
func (p *program) durablePlace(flag, store string) (place, error) {
	if store == "" || store == "memory" {
		return place{}, misused("say which store with %s sqlite:PATH or %s neo4j://HOST:PORT", flag, flag)
	}
	return findPlace(settings{Store: store}, p.env)
}

func (p *program) copyStore(ctx context.Context, from, to place) (err error) {
	source, err := openStore(ctx, from, toRead)
	if err != nil {
		return fmt.Errorf("the source: %w", itself(err, "copy", "copy a backup, which headwater backup makes beside it"))
	}
	defer func() { err = errors.Join(err, source.Close()) }()
	target, err := openStore(ctx, to, toWrite)
	if err != nil {
		return fmt.Errorf("the target: %w", itself(err, "copy", "choose another target"))
	}
	defer func() { err = errors.Join(err, target.Close()) }()
	done := p.working("Copying " + from.String())
	result, err := transfer.Copy(ctx, source, target, p.progress(time.Now()))
	done()
	if err != nil {
		return err
	}
	if _, err = fmt.Fprintf(p.stdout, "%s is a copy of %s: revision %s, of which %s came now; hash %s, and the same records.\n",
		to, from, result.Revision, counted(int(result.Revision-max(result.Found, result.Base.Revision)), "commit", "commits"), result.Hash); err != nil {
		return err
	}
	if begins := result.Base; begins.Revision > 0 {
		return p.tell("Its history begins at revision %s, of %s (%s).", begins.Revision, begins.Time.Format(time.RFC3339), begins.Why)
	}
	return nil
}

// progress returns what says every few seconds how far a copy is.
func (p *program) progress(said time.Time) transfer.Progress {
	begin := ""
	if isTerminal(p.stderr) { // where a line says that it goes on
		begin = clearLine
	}
	return func(copied, of graph.Revision) {
		if time.Since(said) < progressPause {
			return
		}
		said = time.Now()
		if of == 0 {
			p.say(begin+"Revision %s is there already.", copied)
			return
		}
		p.say(begin+"%s of %s commits are copied.", copied, of)
	}
}
