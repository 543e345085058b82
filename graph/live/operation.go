package live

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"

	"github.com/headwater-catalog/headwater/graph"
)

// repeated returns what a request did earlier under its operation id, nothing if it did not.
func (g *group) repeated(w *waiter) (Applied, error) {
	id := w.request.OperationID
	if id == "" {
		return Applied{}, nil
	}
	commit, err := g.catalog.operation(w.ctx, id)
	if err != nil || commit == nil {
		return Applied{}, err
	}
	if commit.Fingerprint != w.print {
		return Applied{}, &graph.Error{Kind: graph.OpIDReused, Op: "apply", Message: fmt.Sprintf(
			"the operation id %q was used for another request, which made revision %s; choose a new one", id, commit.Revision)}
	}
	if g.catalog.Graph().Revision() < commit.Revision {
		if err := g.catchUp(w.ctx); err != nil {
			return Applied{}, err
		}
	}
	newest := g.catalog.Graph()
	return Applied{Before: newest, After: newest, Commit: commit, Changes: commit.Changes}, nil
}

// operation finds the commit of an operation id, nil if there is none. A store that cannot look it up is read from the
// beginning of what it keeps.
func (c *Catalog) operation(ctx context.Context, id string) (*graph.Commit, error) {
	if finder, ok := c.store.(graph.OperationFinder); ok {
		return finder.Operation(ctx, id)
	}
	for commit, err := range c.store.Log(ctx, 0) {
		if err != nil {
			return nil, err
		}
		if commit.OperationID == id {
			return commit, nil
		}
	}
	return nil, nil
}

// fingerprint tells requests under one operation id apart: SHA-256 over everything that is asked, not who asks, nor
// where in the caller's input an edit stands. It is "" without an operation id. Commits keep it: it must stay the same
// from one version to the next.
func fingerprint(r Request) (string, error) {
	if r.OperationID == "" {
		return "", nil
	}
	type edit struct {
		Does string
		Edit graph.Edit
	}
	asked := struct {
		Source     graph.Source
		Whole      bool
		Message    string
		IfRevision *graph.Revision
		Edits      []edit
	}{r.Source, r.Whole, r.Message, r.IfRevision, make([]edit, len(r.Edits))}
	for i, e := range r.Edits {
		does, e := named(e)
		asked.Edits[i] = edit{does, e}
	}
	encoded, err := json.Marshal(asked)
	if err != nil {
		return "", &graph.Error{Kind: graph.Internal, Op: "apply", Err: err}
	}
	sum := sha256.Sum256(encoded)
	return hex.EncodeToString(sum[:]), nil
}

// named returns what an edit does, and the edit without its path.
func named(e graph.Edit) (string, graph.Edit) {
	switch e := e.(type) {
	case graph.Put:
		e.Path = nil
		return "put", e
	case graph.Remove:
		e.Path = nil
		return "remove", e
	case graph.Join:
		e.Path = nil
		return "join", e
	case graph.Part:
		e.Path = nil
		return "part", e
	case graph.Withdraw:
		e.Path = nil
		return "withdraw", e
	case graph.Alias:
		e.Path = nil
		return "alias", e
	case graph.Deny:
		e.Path = nil
		return "deny", e
	case graph.Allow:
		e.Path = nil
		return "allow", e
	case graph.Move:
		e.Path = nil
		return "move", e
	case graph.HandOver:
		e.Path = nil
		return "handOver", e
	case graph.ReplaceSystem:
		e.Path = nil
		return "replaceSystem", e
	case graph.Divest:
		e.Path = nil
		return "divest", e
	case graph.Acquire:
		e.Path = nil
		return "acquire", e
	case graph.Alter:
		e.Path = nil
		return "alter", e
	}
	return "", e
}
