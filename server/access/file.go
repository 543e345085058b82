package access

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/gofrs/flock"
)

// File is a shelf in a file, for servers of one machine. Others than its owner may not read it, or it is refused. A lock
// beside it keeps those who write apart; who reads sees the whole of one state or another.
type File struct{ path string }

// NewFile returns the shelf in the file at a path, which is made with its folder when something is put there.
func NewFile(path string) *File { return &File{path} }

var _ Shelf = (*File)(nil)

type content struct {
	Tokens []Token `json:"tokens"`
}

// Tokens implements [Shelf].
func (f *File) Tokens(context.Context) ([]Token, error) {
	info, err := os.Stat(f.path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("the tokens in %s cannot be read: %w", f.path, err)
	}
	if runtime.GOOS != "windows" && info.Mode().Perm()&0o077 != 0 {
		return nil, fmt.Errorf("%s can be read by others: chmod 600 it, and revoke the tokens if you do not know who has read it", f.path)
	}
	text, err := os.ReadFile(f.path)
	if err != nil {
		return nil, fmt.Errorf("the tokens in %s cannot be read: %w", f.path, err)
	}
	var kept content
	if err := json.Unmarshal(text, &kept); err != nil {
		return nil, fmt.Errorf("%s is damaged (%w): restore it, or delete it and make new tokens", f.path, err)
	}
	return kept.Tokens, nil
}

// Put implements [Shelf].
func (f *File) Put(ctx context.Context, tokens ...Token) error {
	return f.change(ctx, func(kept []Token) []Token {
		for _, t := range tokens {
			kept = append(without(kept, t.ID), t)
		}
		return kept
	})
}

// Drop implements [Shelf].
func (f *File) Drop(ctx context.Context, ids ...string) error {
	return f.change(ctx, func(kept []Token) []Token {
		for _, id := range ids {
			kept = without(kept, id)
		}
		return kept
	})
}

func without(tokens []Token, id string) []Token {
	return slices.DeleteFunc(tokens, func(t Token) bool { return t.ID == id })
}

// change puts another content in the file's place.
func (f *File) change(ctx context.Context, to func([]Token) []Token) error {
	if err := os.MkdirAll(filepath.Dir(f.path), 0o700); err != nil {
		return err
	}
	lock := flock.New(f.path+".lock", flock.SetPermissions(0o600))
	if held, err := lock.TryLockContext(ctx, 10*time.Millisecond); err != nil || !held {
		return fmt.Errorf("%s is being written by somebody else: %w", f.path, err)
	}
	defer func() { _ = lock.Unlock() }() // it ends with the process at the latest
	tokens, err := f.Tokens(ctx)
	if err != nil {
		return err
	}
	tokens = to(tokens)
	slices.SortFunc(tokens, func(a, b Token) int { return strings.Compare(a.ID, b.ID) })
	text, err := json.MarshalIndent(content{tokens}, "", "  ")
	if err != nil {
		return err
	}
	return replace(f.path, text)
}

// replace puts a content in a file's place, whole or not at all.
func replace(path string, text []byte) error {
	file, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".*") // 0600
	if err != nil {
		return err
	}
	defer func() { _ = os.Remove(file.Name()) }() // which is not there any more if all went well
	_, err = file.Write(text)
	if err == nil {
		err = file.Sync()
	}
	if closing := file.Close(); err == nil {
		err = closing
	}
	if err != nil {
		return err
	}
	if err := os.Rename(file.Name(), path); err != nil {
		return err
	}
	return syncFolder(filepath.Dir(path))
}

// syncFolder makes a rename durable, so that what was revoked is so after a power failure. Windows has no such call, and
// does it with the file.
func syncFolder(path string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	folder, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(folder.Sync(), folder.Close())
}
