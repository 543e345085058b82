package main

import (
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"
)

func (p *program) man() *cobra.Command {
	var folder string
	command := &cobra.Command{
		Use:   "man [COMMAND]",
		Short: "Write the manual, as man reads it",
		Long: "Write the page of a command, or of headwater itself, to standard output; with --dir a page for each command to a folder.\n" +
			"They are dated as the program is, so that the same program writes the same pages.",
		Example: "  headwater man upstream | man -l -\n  headwater man --dir /usr/local/share/man/man1",
		GroupID: "keep",
		RunE: func(command *cobra.Command, args []string) error {
			root := command.Root()
			root.DisableAutoGenTag = true
			if folder != "" {
				return writeManual(root, folder)
			}
			of, left, err := root.Find(args)
			switch {
			case err != nil:
				return wrongUsage{err.Error()}
			case len(left) > 0:
				return unknownCommand(of, left[0])
			}
			return doc.GenMan(of, manualHeader(), p.stdout)
		},
		ValidArgsFunction: func(command *cobra.Command, args []string, begun string) ([]cobra.Completion, cobra.ShellCompDirective) {
			return help(command.Root()).ValidArgsFunction(command, args, begun)
		},
	}
	command.Flags().StringVar(&folder, "dir", "", "a folder to write a page for each command to, which is made where there is none")
	return command
}

func writeManual(root *cobra.Command, folder string) error {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	if err := doc.GenManTree(root, manualHeader(), folder); err != nil {
		return err
	}
	pages, err := filepath.Glob(filepath.Join(folder, "headwater*.1"))
	if err == nil && len(pages) == 0 {
		return os.ErrNotExist // nothing was written
	}
	return err
}

// manualHeader dates the manual as the program is.
func manualHeader() *doc.GenManHeader {
	date := programDate()
	return &doc.GenManHeader{Section: "1", Source: "Headwater " + strings.TrimPrefix(thisBuild().Version, "v"), Manual: "Headwater", Date: &date}
}

// programDate is that of the commit that the program was built of, or of its file where nobody recorded that.
func programDate() time.Time {
	if date, err := time.Parse(time.RFC3339, thisBuild().Date); err == nil {
		return date
	}
	if path, err := os.Executable(); err == nil {
		if file, err := os.Stat(path); err == nil {
			return file.ModTime().UTC()
		}
	}
	return time.Now().UTC()
}
