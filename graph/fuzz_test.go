package graph_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/graph"
)

// Whatever stands in a log is a commit that reads and writes the same, or StoreCorrupt; and a catalog comes of it, or
// StoreCorrupt. Nothing of it panics.
func FuzzDecodeCommit(f *testing.F) {
	for _, edits := range [][]graph.Edit{
		{put("division:x"), put("domain:x/a"), put("domain:x/b"), graph.Join{Relation: graph.PartOf, From: "domain:x/a", To: "division:x"}, feeds("domain:x/a", "domain:x/b")},
		{put(graph.FieldID("s3://b", "a/b", "ü"), graph.Value{Attribute: graph.AttrTags, List: []string{"a"}}), put(graph.JobID("n", "j"))},
	} {
		changes, err := graph.Empty().Draft(graph.Draft{Source: graph.Source{Name: "files", Rank: graph.Declared}, Revision: 1, Time: noon, Edits: edits})
		require.NoError(f, err)
		encoded, err := (&graph.Commit{Revision: 1, Time: noon, Actor: "ada", Source: graph.People, Message: "why", OperationID: "op", Changes: changes}).Encode()
		require.NoError(f, err)
		f.Add(encoded)
		f.Add(encoded[:len(encoded)/2])
	}
	for _, seed := range []string{``, `null`, `{}`, `[]`, `{"changes":[{}]}`, `{"changes":[null]}`, `{"changes":[{"a":{}}]}`, `{"revision":-1}`, `{"changes":[{"b":{},"a":null}]}`} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, encoded []byte) {
		commit, err := graph.DecodeCommit(encoded)
		if err != nil {
			require.Equal(t, graph.StoreCorrupt, graph.KindOf(err))
			return
		}
		again, err := commit.Encode()
		require.NoError(t, err)
		same, err := graph.DecodeCommit(again)
		require.NoError(t, err)
		twice, err := same.Encode()
		require.NoError(t, err)
		require.Equal(t, string(again), string(twice))
		if _, err := graph.Empty().With(1, commit.Changes...); err != nil {
			require.Equal(t, graph.StoreCorrupt, graph.KindOf(err))
		}
	})
}

// Two different names never meet in one ID, and an ID gives back what it was made of.
func FuzzEscapedIDs(f *testing.F) {
	for _, seed := range [][3]string{{"s3://b", "a/b", "ü"}, {"a%2Fb", "c", "d e"}, {"a", "b/c", "%"}, {"..", ".", "~"}, {"A+b", ":", "@"}, {"e\u0301", "\u00e9", "\u212b"}} {
		f.Add(seed[0], seed[1], seed[2])
	}
	f.Fuzz(func(t *testing.T, namespace, name, field string) {
		dataset, job, whole := graph.DatasetID(namespace, name), graph.JobID(namespace, name), graph.FieldID(namespace, name, field)
		require.Equal(t, []string{namespace, name}, dataset.Segments())
		require.Equal(t, []string{namespace, name}, job.Segments())
		require.Equal(t, []string{namespace, name, field}, whole.Segments())
		require.Equal(t, dataset, whole.ImpliedContainer())
		good := graph.CheckName(namespace) == nil && graph.CheckName(name) == nil
		require.Equal(t, good, dataset.Check() == nil, "%s: %v", dataset, dataset.Check())
		require.Equal(t, good && graph.CheckName(field) == nil, whole.Check() == nil, "%s: %v", whole, whole.Check())
		require.Equal(t, name == field, dataset == graph.DatasetID(namespace, field))
	})
}

// What Check lets through is the one way to write an ID, and can be looked for and recorded.
func FuzzIDs(f *testing.F) {
	for _, seed := range []string{"domain:division-x/sale", "dataset:ns/a%20b", "field:n/d/f", "field:n/d", "port:", ":", "job:a%2fb/c", "dataset:a/b/c", "team:A", "division:\u202e"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		id := graph.ID(text)
		err := id.Check()
		_, _, _, _ = id.Kind(), id.Last(), id.Namespace(), id.Path()
		_, findErr := graph.Empty().Find(text)
		require.Error(t, findErr)
		drafted, draftErr := graph.Empty().Draft(graph.Draft{Source: graph.People, Revision: 1, Time: noon, Edits: []graph.Edit{put(id)}})
		require.Equal(t, err == nil, draftErr == nil, "%q: %v, %v", text, err, draftErr)
		if err != nil {
			return
		}
		_ = id.ImpliedContainer()
		switch segments := id.Segments(); id.Kind() {
		case graph.Dataset:
			require.Equal(t, id, graph.DatasetID(segments[0], segments[1]))
		case graph.Job:
			require.Equal(t, id, graph.JobID(segments[0], segments[1]))
		case graph.Field:
			require.Equal(t, id, graph.FieldID(segments[0], segments[1], segments[2]))
		}
		g, err := graph.Empty().With(1, drafted...)
		require.NoError(t, err)
		_, there := g.Node(id)
		require.True(t, there)
	})
}

func FuzzParseRevision(f *testing.F) {
	for _, seed := range []string{"0", "1", "-1", "+1", "01", "1e3", "9223372036854775807", "9223372036854775808", "x", ""} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		revision, err := graph.ParseRevision(text)
		if err == nil {
			require.Equal(t, text, revision.String())
			return
		}
		require.Equal(t, graph.BadRevision, graph.KindOf(err))
		require.Less(t, len(err.Error()), 400)
	})
}
