package sqlite_test

import (
	"bytes"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/graph/sqlite"
)

// files are the contents of a catalog's files by what follows its path.
type files map[string][]byte

func read(t testing.TB, path string) files {
	f := files{}
	for _, suffix := range []string{"", "-wal", ".head"} {
		if content, err := os.ReadFile(path + suffix); err == nil {
			f[suffix] = content
		}
	}
	return f
}

func (f files) write(t testing.TB) (path string) {
	path = newPath(t)
	for suffix, content := range f {
		require.NoError(t, os.WriteFile(path+suffix, content, 0o600))
	}
	return path
}

func (f files) with(suffix string, content []byte) files {
	changed := maps.Clone(f)
	changed[suffix] = content
	return changed
}

// sample is a catalog with a checkpoint, commits before and after it, documents beside it, and all it says. Killed, it has its last commits
// in the -wal file only.
func sample(t testing.TB, killed bool) (files, map[string]string) {
	path := newPath(t)
	store := open(t, path)
	appendChanges(t, store, 1, 6, 12)
	_, err := store.Checkpoint()
	require.NoError(t, err)
	if killed {
		require.NoError(t, store.Close())
		store = open(t, path)
	}
	putLetters(t, store)
	appendChanges(t, store, 7, 12, 12)
	all, err := contents(t, store)
	require.NoError(t, err)
	f := read(t, path)
	require.NoError(t, store.Close())
	if !killed {
		f = read(t, path)
	}
	return f, all
}

// outcome opens damaged files. Whatever is said without an error must be what was written; verified reports whether
// opening or Verify found the damage.
func outcome(t *testing.T, f files, want map[string]string) (found error) {
	path := f.write(t)
	store, err := sqlite.Open(t.Context(), path)
	if err != nil {
		requireRefusal(t, err, path)
		return err
	}
	defer store.Close()
	all, err := contents(t, store)
	if err == nil {
		require.Equal(t, want, all, "wrong data without an error")
	} else {
		requireRefusal(t, err, path)
	}
	verified := store.Verify(t.Context())
	if err != nil {
		require.Error(t, verified, "Verify overlooks what reading found: %v", err)
	}
	return verified
}

func requireRefusal(t *testing.T, err error, path string) {
	t.Helper()
	require.Contains(t, []graph.ErrorKind{graph.StoreCorrupt, graph.BadUserInput, graph.Unavailable}, graph.KindOf(err), "%v", err)
	require.ErrorContains(t, err, path)
}

func flips(t testing.TB) int {
	if os.Getenv("HEADWATER_SOAK") != "" {
		return 1000
	}
	if testing.Short() {
		return 20
	}
	return 150
}

func TestACutFileIsNeverServed(t *testing.T) {
	whole, want := sample(t, false)
	size := len(whole[""])
	lengths := []int{size - 1, size - 4096, size / 2, size / 3, 8192, 4096, 4095, 100, 99, 16, 1, 0}
	if os.Getenv("HEADWATER_SOAK") != "" {
		for random := rand.New(rand.NewPCG(3, 4)); len(lengths) < 200; {
			lengths = append(lengths, random.IntN(size))
		}
	}
	for _, length := range lengths {
		t.Run(fmt.Sprintf("%d bytes", length), func(t *testing.T) {
			require.Error(t, outcome(t, whole.with("", whole[""][:length]), want))
		})
	}
}

// What SQLite itself finds damaged says as much as what we find: the file, what is wrong with it, where as far as that is known, and what to do.
func TestWhatSQLiteFindsDamagedSaysWhatWhereAndWhatToDo(t *testing.T) {
	path := newPath(t)
	store := open(t, path)
	appendChanges(t, store, 1, 60, 6)
	require.NoError(t, store.Close())
	whole := read(t, path)
	damaged := func(at int, with ...byte) string {
		content := bytes.Clone(whole[""])
		copy(content[at:], with)
		return whole.with("", content).write(t)
	}
	const page = 4096
	last := bytes.Index(whole[""], []byte(`"revision":60`))
	require.Positive(t, last)
	path = damaged(last/page*page, 0) // what kind of page it is
	refused(t, path, graph.StoreCorrupt, "SQLite finds pages in it that are not as it wrote them", "Restore it from a backup")
	_, err := sqlite.Open(t.Context(), path)
	require.Regexp(t, path+` is damaged at revision (5\d|60), or just after: `, err)

	always := []string{"headwater verify --store sqlite:", "restore it from a backup"}
	for at, want := range map[string]struct {
		path string
		what string
	}{
		"the first page": {damaged(100, 0), "SQLite finds pages in it that are not as it wrote them"},
		"the header":     {damaged(16, 0, 3), "its first page is not that of an SQLite database"},
	} {
		t.Run(at, func(t *testing.T) {
			refused(t, want.path, graph.StoreCorrupt, append(always, want.path+" is damaged: "+want.what)...)
		})
	}

	path = whole.write(t)
	edit(t, path, `DROP TABLE commits`)
	refused(t, path, graph.StoreCorrupt, path+" is damaged", "a table, or a column of one, is not there any more", "backup")
}

func TestALostWalIsFound(t *testing.T) {
	whole, want := sample(t, true)
	require.NoError(t, outcome(t, whole, want))
	for _, length := range []int{len(whole["-wal"]) - 1, len(whole["-wal"]) / 2, 32, 0} {
		path := whole.with("-wal", whole["-wal"][:length]).write(t)
		refused(t, path, graph.StoreCorrupt, "revision", "had reached 12", path+"-wal is damaged or missing", "delete "+path+".head")
	}
}

// Whoever looks after a damage finds the files as they were: what SQLite cannot use of a -wal file, somebody may.
func TestADamagedWalIsLeftAsItIs(t *testing.T) {
	whole, _ := sample(t, true)
	wal := bytes.Clone(whole["-wal"])
	wal[len(wal)/2] ^= 1
	for name, damaged := range map[string]files{
		"a bit in the middle":         whole.with("-wal", wal),
		"a byte off the end":          whole.with("-wal", whole["-wal"][:len(whole["-wal"])-1]),
		"no file of the catalog left": whole.with("", []byte{}).with("-wal", wal),
	} {
		t.Run(name, func(t *testing.T) {
			path := damaged.write(t)
			for range 2 {
				refused(t, path, graph.StoreCorrupt, "had reached 12", path+"-wal is damaged or missing", "delete "+path+".head")
				require.Equal(t, damaged, read(t, path))
			}
		})
	}
}

func TestAnOlderCopyIsRefusedUntilTheNoteIsDeleted(t *testing.T) {
	path := newPath(t)
	store := open(t, path)
	appendChanges(t, store, 1, 2, 1)
	require.NoError(t, store.Close())
	old := read(t, path)
	store = open(t, path)
	appendChanges(t, store, 3, 4, 1)
	require.NoError(t, store.Close())

	require.NoError(t, os.WriteFile(path, old[""], 0o600))
	refused(t, path, graph.StoreCorrupt, "ends at revision 2", "had reached 4", "delete "+path+".head")
	require.NoError(t, os.Remove(path+".head"))
	store = open(t, path)
	appendChanges(t, store, 3, 3, 2) // another history
	require.NoError(t, store.Close())
}

func TestAnotherHistoryIsRefused(t *testing.T) {
	one, _ := sample(t, false)
	path := newPath(t)
	store := open(t, path)
	appendChanges(t, store, 1, 20, 1)
	require.NoError(t, store.Close())
	require.NoError(t, os.WriteFile(path+".head", one[".head"], 0o600))
	refused(t, path, graph.StoreCorrupt, "another revision 12", "delete "+path+".head")
}

func TestAnEmptyFileBesideANoteIsRefused(t *testing.T) {
	whole, _ := sample(t, false)
	path := whole.with("", nil).write(t)
	refused(t, path, graph.StoreCorrupt, "ends at revision 0", "had reached 12")
}

func TestAMissingFileBesideANoteIsRefusedAndNoneIsPutInItsPlace(t *testing.T) {
	whole, want := sample(t, false)
	path := whole.write(t)
	require.NoError(t, os.Remove(path))
	refused(t, path, graph.StoreCorrupt, path+" is missing", "had reached revision 12", "delete "+path+".head")
	require.NoFileExists(t, path)
	require.NoError(t, os.WriteFile(path, whole[""], 0o600))
	require.NoError(t, outcome(t, read(t, path), want), "put back, it is what it was")
}

func TestANoteThatCannotBeReadIsRefused(t *testing.T) {
	whole, _ := sample(t, false)
	for _, note := range []string{"", "12\n", "12 abc\n", "-1 " + string(whole[".head"][21:]), "many words here"} {
		path := whole.with(".head", []byte(note)).write(t)
		refused(t, path, graph.StoreCorrupt, path+".head", "delete")
	}
}

func TestWhatWasEditedByHandIsFound(t *testing.T) {
	for statement, words := range map[string]string{
		`UPDATE commits SET content = replace(content, 'ada', 'eve') WHERE revision = 9`: "revision 9",
		`UPDATE commits SET operation_id = 'other' WHERE revision = 9`:                   "revision 9",
		`UPDATE commits SET time = '2026-11-02T12:00:08Z' WHERE revision = 9`:            "revision 9",
		`DELETE FROM commits WHERE revision = 9`:                                         "revision 9",
		`DELETE FROM commits WHERE revision = 12`:                                        "ends at revision 11",
		`UPDATE commits SET content = replace(content, 'ada', 'eve') WHERE revision = 3`: "revision 3",
		`DELETE FROM commits WHERE revision = 3`:                                         "revision 3",
		`UPDATE chunks SET content = replace(content, 'new', 'old')`:                     "checkpoint of revision 6",
		`DELETE FROM chunks`: "checkpoint of revision 6",
		`UPDATE checkpoint SET hash = replace(hash, 'a', 'b')`:   "revision 6",
		`UPDATE checkpoint SET revision = 5`:                     "revision 5",
		`UPDATE checkpoint SET records = 1`:                      "checkpoint of revision 6",
		`UPDATE checkpoint SET checksum = upper(checksum)`:       "checkpoint of revision 6",
		`UPDATE chunks SET checksum = replace(checksum,'a','b')`: "checkpoint of revision 6",
		`DROP TABLE chunks`:                                      "chunks",
		`DROP VIEW history`:                                      `view "history" is missing or another`,
	} {
		t.Run(statement, func(t *testing.T) {
			whole, want := sample(t, false)
			path := whole.write(t)
			edit(t, path, statement)
			require.ErrorContains(t, outcome(t, read(t, path), want), words)
		})
	}
}

func TestADamagedCheckpointCanBeMadeAnew(t *testing.T) {
	whole, want := sample(t, false)
	path := whole.write(t)
	edit(t, path, `UPDATE chunks SET content = replace(content, 'new', 'old')`)
	edit(t, path, `DELETE FROM checkpoint`) // what the message says
	store := open(t, path)
	defer store.Close()
	require.NoError(t, store.Verify(t.Context()))
	all, err := contents(t, store)
	require.NoError(t, err)
	require.Equal(t, want, all)
	revision, err := store.Checkpoint()
	require.NoError(t, err)
	require.Equal(t, graph.Revision(12), revision)
	require.NoError(t, store.Verify(t.Context()))
}

// What people add to look at their catalog is theirs.
func TestAViewOfSomebodysOwnIsNoDamage(t *testing.T) {
	whole, want := sample(t, false)
	path := whole.write(t)
	edit(t, path, `CREATE VIEW mine AS SELECT count(*) FROM commits`)
	require.NoError(t, outcome(t, read(t, path), want))
}
