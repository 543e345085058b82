package main

import (
	"context"
	"errors"

	"github.com/headwater-catalog/headwater/cmd/headwater/client"
	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/graph/live"
	"github.com/headwater-catalog/headwater/lineage"
	"github.com/headwater-catalog/headwater/schema/types"
)

// here is a catalog in this process, which takes edits as they are.
type here struct{ *live.Catalog }

func (h here) takeWord(ctx context.Context, w word) (*applyData, error) {
	if err := types.CheckRequest(len(w.edits), w.message); err != nil {
		return nil, answered(err)
	}
	w = w.composed()
	request := live.Request{Actor: me(ctx), Source: w.source, Whole: true, Edits: w.edits, Message: w.message, DryRun: w.dryRun, Path: []any{"input"}}
	applied, err := h.Apply(ctx, request)
	if _, faulty := errors.AsType[graph.Faults](err); faulty {
		request.Edits = placed(w.edits) // only to say which of them are at fault is it worth while to number them
		applied, err = h.Apply(ctx, request)
	}
	if err != nil {
		return nil, answered(err)
	}
	return becameOf(applied, w.listed), nil
}

// placed returns edits that say which they are.
func placed(edits []graph.Edit) []graph.Edit {
	all := make([]graph.Edit, len(edits))
	for i, edit := range edits {
		path := []any{"input", "changes", i}
		switch edit := edit.(type) {
		case graph.Put:
			edit.Path = append(path, "put")
			all[i] = edit
		case graph.Join:
			edit.Path = append(path, "link")
			all[i] = edit
		}
	}
	return all
}

// answered returns an error as a server would have answered it.
func answered(err error) error {
	if faults, several := errors.AsType[graph.Faults](err); several {
		all := make(client.Errors, len(faults))
		for i, fault := range faults {
			all[i] = asAnswered(fault)
		}
		return all
	}
	if known, is := errors.AsType[*graph.Error](err); is && known.Message != "" {
		return client.Errors{asAnswered(known)}
	}
	return err
}

func asAnswered(e *graph.Error) client.Error {
	extensions := client.Extensions{Code: string(e.Kind), Path: e.Path}
	for _, id := range e.Candidates {
		extensions.Candidates = append(extensions.Candidates, string(id))
	}
	return client.Error{Message: e.Message, Extensions: extensions}
}

// becameOf returns what a request did, or would do, as GraphQL's apply answers it.
func becameOf(applied live.Applied, listed bool) *applyData {
	var data applyData
	data.Apply.Revision, data.Apply.Touched = applied.Before.Revision().String(), len(applied.Changes)
	if applied.Commit != nil {
		data.Apply.Revision = applied.Commit.Revision.String()
	}
	if listed {
		data.Apply.Diff = differenceOf(applied)
	}
	return &data
}

// differenceOf returns what is otherwise after a request, as GraphQL's Diff.
func differenceOf(applied live.Applied) difference {
	keys := make([]graph.Key, len(applied.Changes))
	for i, change := range applied.Changes {
		keys[i] = change.Key()
	}
	d := difference{Entities: []entityDiff{}, Links: []linkDiff{}}
	found := lineage.Diff(applied.Before, applied.After, keys)
	for _, e := range found.Entities {
		d.Entities = append(d.Entities, entityDiff{e.Action.String(), shownIn(applied, e.Action, e.ID), fieldDiffs(e.Fields)})
	}
	for _, l := range found.Links {
		from, to := shownIn(applied, l.Action, l.Key.From), shownIn(applied, l.Action, l.Key.To)
		d.Links = append(d.Links, linkDiff{l.Action.String(), l.Key.Relation.String(), from, to, fieldDiffs(l.Fields)})
	}
	return d
}

// shownIn returns an entity as it is afterwards, or as it was where it is gone.
func shownIn(applied live.Applied, action lineage.Action, id graph.ID) entity {
	g := applied.After
	if action == lineage.Removed {
		g = applied.Before
	}
	n, _ := g.Node(id)
	return entity{string(id), g.Kind(n).String(), g.FullName(n)}
}

func fieldDiffs(found []lineage.FieldDiff) []fieldDiff {
	fields := make([]fieldDiff, len(found))
	for i, f := range found {
		fields[i] = fieldDiff{f.Name, orNull(f.Before), orNull(f.After)}
	}
	return fields
}

func orNull(text string) *string {
	if text == "" {
		return nil
	}
	return &text
}
