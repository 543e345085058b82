package main

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/graph/sqlite"
)

func (p *program) backup() *cobra.Command {
	var to string
	command := &cobra.Command{
		Use:   "backup --to FILE",
		Short: "Write a verified copy of a catalog's file, also while it is served",
		Long: "Write the catalog as it is now, with its whole history, to a new file. A server may have the catalog and go on writing: run this on\n" +
			"the machine of the server. The new file gets its name when all of it was verified; one that is there is never replaced.\n" +
			"What a killed backup leaves beside it (FILE.partial-…) the next one into the same folder deletes.\n" +
			"Tokens are not in it (they are beside the catalog), nor are alternatives. headwater restore puts it back.",
		Example: "  headwater backup --to backups/2026-11-25.db\n  headwater backup --store sqlite:catalog.db --to /mnt/backup/catalog.db",
		Args:    exactly(),
		GroupID: "keep",
		RunE: func(command *cobra.Command, _ []string) error {
			if command.Flags().Changed("server") {
				return misused("backup reads a file itself, beside the server that has it; name it with --store sqlite:PATH")
			}
			if to == "" {
				return misused("say which new file with --to FILE")
			}
			at, err := p.fileOf(p.settings)
			if err != nil {
				return err
			}
			return p.transferFile(command.Context(), "a backup", sqlite.Backup, at, to)
		},
	}
	command.Flags().StringVar(&to, "to", "", "the new file")
	return command
}

func (p *program) restore() *cobra.Command {
	var from, to string
	command := &cobra.Command{
		Use:   "restore --from FILE [--to FILE]",
		Short: "Put a backup where no catalog is",
		Long: "Put a backup where no catalog is, after all of it was verified: where --store names, or --to. A catalog that is there is never replaced;\n" +
			"stop its server and move it away first, with its -wal file. What came after the backup is lost: programs that follow the\n" +
			"catalog and know a later revision have to read it anew.",
		Example: "  headwater restore --from backups/2026-11-25.db\n  headwater restore --from backups/2026-11-25.db --to catalog.db",
		Args:    exactly(),
		GroupID: "keep",
		RunE: func(command *cobra.Command, _ []string) error {
			if command.Flags().Changed("server") {
				return misused("restore writes a file itself; name it with --to FILE")
			}
			if from == "" {
				return misused("say which backup with --from FILE")
			}
			if to == "" {
				at, err := p.fileOf(p.settings)
				if err != nil {
					return err
				}
				to = at
			}
			return p.transferFile(command.Context(), "a copy", sqlite.Restore, from, to)
		},
	}
	command.Flags().StringVar(&from, "from", "", "the backup")
	command.Flags().StringVar(&to, "to", "", "the new file; else the one of --store")
	return command
}

// fileOf returns the file of the settings' catalog. One in Neo4j is backed up by the means of Neo4j.
func (p *program) fileOf(s settings) (string, error) {
	at, err := findPlace(s, p.env)
	if err != nil {
		return "", err
	}
	if at.path == "" {
		return "", misused("only a catalog in a file is backed up and restored so; name it with --store sqlite:PATH. " +
			"Neo4j has means of its own, and headwater copy makes a file of what is in it")
	}
	return at.path, nil
}

// transferFile backs up or restores, and says what the new file is.
func (p *program) transferFile(ctx context.Context, what string, by func(context.Context, string, string) (graph.Revision, error), from, to string) error {
	done := p.working("Copying and verifying " + from)
	revision, err := by(ctx, from, to)
	done()
	if err != nil {
		return err
	}
	return p.tell("%s is %s of %s, whole up to revision %s.", to, what, from, revision)
}
