package main

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/rs/zerolog"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/graph/live"
)

const retainUsage = "keep the log of so many days (90d), at most a tenth more, and drop what is older; else everything is kept"

// cut is what of a log is to be dropped: what is before a revision or a time, or older than some age.
type cut struct {
	revision *graph.Revision
	time     time.Time
	age      time.Duration
}

// why says what set the cut, for the messages of whoever asks for what is gone.
func (c cut) why() string {
	switch {
	case c.revision != nil:
		return "headwater compact --before " + c.revision.String()
	case c.age > 0:
		return "the last " + live.Days(c.age) + " are kept"
	}
	return "headwater compact --before " + c.time.Format(time.RFC3339)
}

func (p *program) compact() *cobra.Command {
	var before string
	var dryRun bool
	command := &cobra.Command{
		Use:   "compact --before REVISION|TIME | --retain DAYS",
		Short: "Drop the beginning of a catalog's log",
		Long: "Drop the commits before a revision or a time, or those that are older than some days. The catalog of today and all commits\n" +
			"that stay are what they were; of what is dropped only the state stays that it led to, which is then the oldest point that\n" +
			"can be asked for. Who had changed what until then, and the operation ids of then, are gone for good: back up first.\n" +
			"A file must not be served meanwhile (serve --retain does the same while it serves); a Neo4j may be.",
		Example: "  headwater compact --retain 90d --dry-run\n  headwater compact --before 2026-06-01\n  headwater compact --before 4711 --store neo4j://db.example:7687",
		Args:    exactly(),
		GroupID: "keep",
		RunE: func(command *cobra.Command, _ []string) error {
			if command.Flags().Changed("server") {
				return misused("compact changes a store itself; name it with --store sqlite:PATH or --store neo4j://HOST:PORT")
			}
			what, err := p.cut(command.Flags(), before)
			if err != nil {
				return err
			}
			at, err := findPlace(p.settings, p.env)
			if err != nil {
				return err
			}
			return p.compactStore(command.Context(), at, what, dryRun)
		},
	}
	command.Flags().StringVar(&before, "before", "", "the first revision (4711) or time (2026-06-01, 2026-06-01T12:00:00Z) that is kept")
	command.Flags().String("retain", "", retainUsage)
	command.Flags().BoolVar(&dryRun, "dry-run", false, "only say what would be dropped")
	return command
}

// cut reads what is to be dropped.
func (p *program) cut(flags *pflag.FlagSet, before string) (cut, error) {
	switch {
	case before != "" && flags.Changed("retain"):
		return cut{}, misused("--before and --retain exclude each other: say one of them")
	case before != "":
		return parseBefore(before)
	case p.settings.Retain == "":
		return cut{}, misused("say what is kept, with --before REVISION, --before TIME or --retain 90d")
	}
	age, err := parseAge(p.settings.Retain)
	return cut{age: age}, err
}

func parseBefore(text string) (cut, error) {
	if r, err := graph.ParseRevision(text); err == nil {
		return cut{revision: &r}, nil
	}
	for _, layout := range []string{time.DateOnly, time.RFC3339} {
		if t, err := time.Parse(layout, text); err == nil {
			return cut{time: t.UTC()}, nil
		}
	}
	return cut{}, misused("--before: %q is neither a revision such as 4711 nor a time such as 2026-06-01 or 2026-06-01T12:00:00Z", text)
}

// parseAge reads how much of a log is kept. Less than a day would have clients meet the end of it that were away for a while.
func parseAge(text string) (time.Duration, error) {
	days, is := strings.CutSuffix(text, "d")
	n, err := strconv.Atoi(days)
	if !is || err != nil || n < 1 || n > 36500 {
		return 0, fmt.Errorf("%q is no number of days such as 90d, at least 1d", text)
	}
	return time.Duration(n) * 24 * time.Hour, nil
}

// retention returns what has a server's catalog keep only so much of its log, nothing where all is kept.
func (p *program) retention(log *zerolog.Logger) ([]live.Option, error) {
	if p.settings.Retain == "" {
		return nil, nil
	}
	age, err := parseAge(p.settings.Retain)
	if err != nil {
		return nil, err
	}
	return []live.Option{live.Retain(age, func(err error) {
		log.Warn().Str("reason", explain(err)).Msg("the log was not compacted; it is tried again in an hour")
	})}, nil
}

func (p *program) compactStore(ctx context.Context, at place, what cut, dryRun bool) (err error) {
	catalog, err := openCatalog(ctx, at, toRead)
	if err != nil {
		return itself(err, "compact", "have the server do it while it serves, by serve --retain DAYS")
	}
	defer func() { err = errors.Join(err, catalog.Close()) }()
	before, err := catalog.Base(ctx)
	if err != nil {
		return err
	}
	to, err := what.in(ctx, catalog)
	if err != nil {
		return err
	}
	if to <= before.Revision {
		return p.tell("There is nothing to drop: the log of %s begins at revision %s.", at, before.Revision)
	}
	dropped := fmt.Sprintf("%s, revisions %s to %s", counted(int(to-before.Revision), "commit", "commits"), before.Revision+1, to)
	if dryRun {
		return p.tell("It would drop %s of %s. Revision %s would be the oldest point that can be asked for.", dropped, at, to)
	}
	base, err := catalog.Compact(ctx, to, what.why())
	if err != nil {
		return err
	}
	return p.tell("Dropped %s of %s. Revision %s, of %s, is now the oldest point that can be asked for.", dropped, at, base.Revision,
		base.Time.Format(time.RFC3339))
}

// in returns the last revision that is dropped of a catalog.
func (c cut) in(ctx context.Context, catalog *live.Catalog) (graph.Revision, error) {
	if c.revision != nil {
		to := max(*c.revision, 1) - 1
		return to, graph.CheckCompact(catalog.Graph().Revision(), to)
	}
	t := c.time
	if c.age > 0 {
		t = time.Now().Add(-c.age)
	}
	return catalog.Before(ctx, t)
}
