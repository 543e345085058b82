package main

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os/exec"
	"strings"
)

// repository is the Git repository that a folder is in, asked by the program git. Nothing in it is changed.
type repository struct {
	folder string
	env    []string
}

// tree returns the folder as it was at a commit, nil where it was not there then. It is read into memory: a catalog's
// folder is small. What Git leaves out of archives (export-ignore) is left out.
func (r repository) tree(ctx context.Context, ref string) (fs.FS, error) {
	if strings.HasPrefix(ref, "-") {
		return nil, misused("%q is no revision of Git", ref)
	}
	commit, err := r.git(ctx, "rev-parse", "--verify", "--quiet", ref+"^{commit}")
	if failed, is := errors.AsType[*exec.ExitError](err); is && len(failed.Stderr) == 0 {
		return nil, fmt.Errorf("git knows no commit %s here: fetch it first, as by git fetch origin %s", ref, strings.TrimPrefix(ref, "origin/"))
	} else if err != nil {
		return nil, unanswered(err)
	}
	place, err := r.git(ctx, "rev-parse", "--show-toplevel", "--show-prefix")
	if err != nil {
		return nil, unanswered(err)
	}
	top, below, _ := strings.Cut(line(place), "\n")
	tree, err := r.git(ctx, "rev-parse", "--verify", "--quiet", line(commit)+":"+strings.TrimSuffix(below, "/"))
	if failed, is := errors.AsType[*exec.ExitError](err); is && len(failed.Stderr) == 0 {
		return nil, nil
	} else if err != nil {
		return nil, unanswered(err)
	}
	archive, err := repository{top, r.env}.git(ctx, "archive", "--format=zip", line(tree))
	if err != nil {
		return nil, unanswered(err)
	}
	return zip.NewReader(bytes.NewReader(archive), int64(len(archive)))
}

// git runs git in the folder and returns what it says.
func (r repository) git(ctx context.Context, args ...string) ([]byte, error) {
	command := exec.CommandContext(ctx, "git", args...)
	command.Dir, command.Env = r.folder, r.env
	return command.Output()
}

func line(out []byte) string { return strings.TrimRight(string(out), "\r\n") }

// unanswered says why git did not answer, in its own words.
func unanswered(err error) error {
	if errors.Is(err, exec.ErrNotFound) {
		return errors.New("--base-ref needs the program git, which is not there; or check the base out and give --base DIR")
	}
	if failed, is := errors.AsType[*exec.ExitError](err); is {
		return fmt.Errorf("git does not answer: %s", line(failed.Stderr))
	}
	return fmt.Errorf("git does not answer: %w", err)
}
