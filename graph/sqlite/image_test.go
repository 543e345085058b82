package sqlite_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/graph/sqlite"
)

// sameState fails unless a graph shows what the store's records say.
func sameState(t testing.TB, store *sqlite.Store, g *graph.Graph) {
	t.Helper()
	want, err := graph.New(store.Load(t.Context()))
	require.NoError(t, err)
	require.Equal(t, want.Revision(), g.Revision())
	var records []string
	for r := range want.Records() {
		records = append(records, encoded(t, r))
	}
	for r := range g.Records() {
		require.NotEmpty(t, records)
		require.Equal(t, records[0], encoded(t, r))
		records = records[1:]
	}
	require.Empty(t, records)
}

// loadedGraph is the graph that a store loads.
func loadedGraph(t testing.TB, store *sqlite.Store) *graph.Graph {
	t.Helper()
	g, err := store.LoadGraph(t.Context())
	require.NoError(t, err)
	return g
}

// imaged is a catalog with a packed graph of revision 6, and commits after it.
func imaged(t testing.TB) files {
	path := newPath(t)
	store := open(t, path)
	appendChanges(t, store, 1, 6, 12)
	store.OfferOften()
	store.OfferGraph(loadedGraph(t, store))
	require.NoError(t, store.Close(), "waits for the image")
	store = open(t, path)
	appendChanges(t, store, 7, 9, 12)
	c := change(10, 0)
	c.Changes = append(c.Changes, graph.Change{Before: record(3001, "new")})
	require.NoError(t, store.Append(t.Context(), c))
	require.NoError(t, store.Close())
	return read(t, path)
}

func TestAPackedGraphLeadsToTheState(t *testing.T) {
	path := imaged(t).write(t)
	store := open(t, path)
	at, chunks, err := store.Imaged(t.Context())
	require.NoError(t, err)
	require.Equal(t, graph.Revision(6), at)
	require.Equal(t, 1, chunks)
	require.NoError(t, store.Verify(t.Context()))
	sameState(t, store, loadedGraph(t, store))

	store.OfferOften()
	store.OfferGraph(loadedGraph(t, store)) // another one takes its place
	require.NoError(t, store.Close())
	store = open(t, path)
	defer store.Close()
	at, chunks, err = store.Imaged(t.Context())
	require.NoError(t, err)
	require.Equal(t, graph.Revision(10), at)
	require.Equal(t, 1, chunks)
	require.NoError(t, store.Verify(t.Context()))
	sameState(t, store, loadedGraph(t, store))
}

func TestAGraphIsPackedOnceTheLogIsLong(t *testing.T) {
	path := newPath(t)
	store := open(t, path)
	appendChanges(t, store, 1, 3, 2)
	store.OfferGraph(loadedGraph(t, store))
	require.NoError(t, store.Close())
	store = open(t, path)
	at, _, err := store.Imaged(t.Context())
	require.NoError(t, err)
	require.Zero(t, at, "a short log is read faster than a graph is packed")
	appendChanges(t, store, 4, 10, 4000)
	store.OfferGraph(loadedGraph(t, store))
	require.NoError(t, store.Close())
	store = open(t, path)
	defer store.Close()
	at, chunks, err := store.Imaged(t.Context())
	require.NoError(t, err)
	require.Equal(t, graph.Revision(10), at)
	require.Greater(t, chunks, 2)
	sameState(t, store, loadedGraph(t, store))
}

// TestOpeningReadsNoCommitThatIsInThePackedGraph damages a commit before the packed graph, where only reading it would tell.
func TestOpeningReadsNoCommitThatIsInThePackedGraph(t *testing.T) {
	whole := imaged(t)
	path := whole.write(t)
	edit(t, path, `UPDATE commits SET content = replace(content, 'new', 'old') WHERE revision = 3`)
	store := open(t, path)
	right := open(t, whole.write(t))
	defer right.Close()
	sameState(t, right, loadedGraph(t, store))
	require.ErrorContains(t, store.Verify(t.Context()), "revision 3", "what is not read is not served, and Verify finds it")
	require.NoError(t, store.Close())

	edit(t, path, `DELETE FROM image`)
	_, err := sqlite.Open(t.Context(), path)
	require.Equal(t, graph.StoreCorrupt, graph.KindOf(err), "where it has to be read it is found at once")
}

// TestTheLogIsCountedOnFromBeforeThePackedGraph has a checkpoint come for what a log was that nobody read at opening.
func TestTheLogIsCountedOnFromBeforeThePackedGraph(t *testing.T) {
	path := imaged(t).write(t)
	store := open(t, path)
	store.OfferOften()
	store.OfferGraph(loadedGraph(t, store))
	require.NoError(t, store.Close(), "waits for the packed graph")
	require.Zero(t, checkpointOf(t, path))
	store = open(t, path)
	store.CheckpointOften()
	require.NoError(t, store.Close(), "waits for the checkpoint")
	require.Equal(t, graph.Revision(10), checkpointOf(t, path))
}

func TestADamagedPackedGraphIsNotUsedAndVerifyTells(t *testing.T) {
	whole := imaged(t)
	for _, statement := range []string{
		`UPDATE image_chunks SET content = zeroblob(length(content))`,
		`UPDATE image_chunks SET content = substr(content, 1, length(content) - 1)`,
		`UPDATE image_chunks SET checksum = replace(checksum, 'a', 'b')`,
		`DELETE FROM image_chunks`,
		`UPDATE image SET hash = replace(hash, 'a', 'b')`,
		`UPDATE image SET revision = 5`,
		`UPDATE image SET chunks = 7`,
		`UPDATE image SET checksum = 'x'`,
	} {
		t.Run(statement, func(t *testing.T) {
			path := whole.write(t)
			edit(t, path, statement)
			store := open(t, path)
			sameState(t, store, loadedGraph(t, store))
			err := store.Verify(t.Context())
			require.Equal(t, graph.StoreCorrupt, graph.KindOf(err))
			require.ErrorContains(t, err, "its packed graph of revision")
			require.NoError(t, store.Close())
			edit(t, path, `DELETE FROM image`) // what the message says
			store = open(t, path)
			defer store.Close()
			require.NoError(t, store.Verify(t.Context()))
		})
	}
}

func TestAFlippedBitOfAPackedGraphIsNeverServed(t *testing.T) {
	whole := imaged(t)
	random := rand.New(rand.NewPCG(5, 6))
	for range flips(t) / 3 {
		content := append([]byte(nil), whole[""]...)
		at, bit := random.IntN(len(content)), random.IntN(8)
		content[at] ^= 1 << bit
		t.Run(fmt.Sprintf("bit %d of byte %d", bit, at), func(t *testing.T) {
			path := whole.with("", content).write(t)
			store, err := sqlite.Open(t.Context(), path)
			if err != nil {
				requireRefusal(t, err, path)
				return
			}
			defer store.Close()
			g, err := store.LoadGraph(t.Context())
			if err != nil {
				requireRefusal(t, err, path)
				return
			}
			right := open(t, whole.write(t))
			defer right.Close()
			sameState(t, right, g)
		})
	}
}

func TestAFormOfALaterProgramIsLeftAlone(t *testing.T) {
	path := imaged(t).write(t)
	edit(t, path, `UPDATE image SET form = form + 1`)
	store := open(t, path)
	defer store.Close()
	sameState(t, store, loadedGraph(t, store))
	require.NoError(t, store.Verify(t.Context()))
}

func TestCompactingTakesAPackedGraphOfEarlierAway(t *testing.T) {
	path := imaged(t).write(t)
	store := open(t, path)
	defer store.Close()
	require.NoError(t, store.Compact(t.Context(), 6, "a test"))
	sameState(t, store, loadedGraph(t, store))
	require.NoError(t, store.Verify(t.Context()))
	at, _, err := store.Imaged(t.Context())
	require.NoError(t, err)
	require.Equal(t, graph.Revision(6), at, "the log goes on from it")
	require.NoError(t, store.Compact(t.Context(), 8, "a test"))
	at, chunks, err := store.Imaged(t.Context())
	require.NoError(t, err)
	require.Zero(t, at)
	require.Zero(t, chunks)
	sameState(t, store, loadedGraph(t, store))
	require.NoError(t, store.Verify(t.Context()))
}
