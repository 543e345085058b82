package types

import (
	"time"

	"github.com/headwater-catalog/headwater/graph"
)

// Commit is one step of the catalog's history.
type Commit struct {
	commit *graph.Commit
	diff   *Diff
}

// NewCommit returns a commit and what it changed.
func NewCommit(c *graph.Commit, diff *Diff) *Commit { return &Commit{c, diff} }

// Revision returns the revision that the commit made.
func (c *Commit) Revision() graph.Revision { return c.commit.Revision }

// Time returns when it was made.
func (c *Commit) Time() time.Time { return c.commit.Time }

// Actor returns who made it.
func (c *Commit) Actor() string { return c.commit.Actor }

// Source returns in the name of which source.
func (c *Commit) Source() string { return c.commit.Source.Name }

// Message returns why, nil where nobody said.
func (c *Commit) Message() *string { return optional(c.commit.Message) }

// OperationID returns what the caller named the operation by, nil where by nothing.
func (c *Commit) OperationID() *graph.ID {
	if c.commit.OperationID == "" {
		return nil
	}
	id := graph.ID(c.commit.OperationID)
	return &id
}

// Diff returns what it changed.
func (c *Commit) Diff() *Diff { return c.diff }
