package sqlite_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/graph/sqlite"
)

const letters = "letters"

// putLetters keeps documents beside a catalog: short ones, and some that no page holds.
func putLetters(t testing.TB, store *sqlite.Store) {
	t.Helper()
	documents := map[string]string{}
	for i := range 12 {
		documents[fmt.Sprintf("letter %d", i)] = fmt.Sprintf("{\"event\": \"%s\"}", strings.Repeat("refused ", 1+i%4*300))
	}
	require.NoError(t, store.PutDocuments(t.Context(), letters, documents))
	require.NoError(t, store.PutDocuments(t.Context(), "others", map[string]string{"letter 1": "of another shelf"}))
}

// Whatever is wrong with a document, it is never served; the others are; and reading and Verify name it.
func TestADamagedDocumentIsLeftOutAndReported(t *testing.T) {
	whole, want := sample(t, false)
	for statement, words := range map[string]string{
		`UPDATE shelved SET content = replace(content, 'refused', 'rEfused') WHERE name = 'letter 3'`: `the document "letter 3" on its shelf "letters"`,
		`UPDATE shelved SET content = '' WHERE name = 'letter 3'`:                                     `"letter 3" on its shelf "letters"`,
		`UPDATE shelved SET checksum = upper(checksum) WHERE name = 'letter 3'`:                       `"letter 3" on its shelf "letters"`,
		`UPDATE shelved SET name = 'letter x' WHERE name = 'letter 3'`:                                `"letter x" on its shelf "letters"`,
		`UPDATE shelved SET shelf = 'elsewhere' WHERE name = 'letter 3'`:                              `"letter 3" on its shelf "elsewhere"`,
	} {
		t.Run(statement, func(t *testing.T) {
			path := whole.write(t)
			edit(t, path, statement)
			store := open(t, path)
			defer store.Close()

			documents, err := store.Documents(t.Context(), letters)
			require.Equal(t, graph.StoreCorrupt, graph.KindOf(err))
			require.ErrorContains(t, err, words)
			require.Len(t, documents, 11)
			for name, content := range documents {
				require.Equal(t, want["document "+name], content)
			}
			err = store.Verify(t.Context())
			require.Equal(t, graph.StoreCorrupt, graph.KindOf(err))
			require.ErrorContains(t, err, words)
		})
	}
}

// What its message says to do helps, and a text that is put in its place does too.
func TestADamagedDocumentCanBeGivenUpOrPutAnew(t *testing.T) {
	whole, want := sample(t, false)
	path := whole.write(t)
	edit(t, path, `UPDATE shelved SET content = 'x' WHERE shelf = 'letters' AND name IN ('letter 3', 'letter 4')`)
	var row int
	query(t, path, `SELECT rowid FROM shelved WHERE shelf = 'letters' AND name = 'letter 3'`, &row)
	edit(t, path, fmt.Sprintf(`DELETE FROM shelved WHERE rowid = %d`, row))
	store := open(t, path)
	defer store.Close()
	require.ErrorContains(t, store.Verify(t.Context()), `"letter 4"`)
	require.NoError(t, store.PutDocuments(t.Context(), letters, map[string]string{"letter 4": want["document letter 4"]}))
	require.NoError(t, store.Verify(t.Context()))
	documents, err := store.Documents(t.Context(), letters)
	require.NoError(t, err)
	require.Len(t, documents, 11)
}

// Each byte of a stored text, not only those that a few random flips meet.
func TestEachFlippedByteOfADocumentIsFound(t *testing.T) {
	path := newPath(t)
	store := open(t, path)
	const text = `{"event": "an event that was refused"}`
	require.NoError(t, store.PutDocuments(t.Context(), letters, map[string]string{"a": text}))
	want, err := contents(t, store)
	require.NoError(t, err)
	require.NoError(t, store.Close())
	whole := read(t, path)
	begin := strings.Index(string(whole[""]), text)
	require.Positive(t, begin)
	for at := begin; at < begin+len(text); at++ {
		content := []byte(string(whole[""]))
		content[at] ^= 1 << (at % 8)
		require.ErrorContains(t, outcome(t, whole.with("", content), want), `the document "a" on its shelf "letters"`)
	}
}

// What was put or dropped last and is in the -wal file only is all there or missed, wherever that is damaged, and never other than it was put.
func TestDocumentsOfADamagedWalAreThereOrMissed(t *testing.T) {
	for name, write := range map[string]func(*sqlite.Store){
		"put": func(store *sqlite.Store) { putLetters(t, store) },
		"dropped": func(store *sqlite.Store) {
			require.NoError(t, store.DropDocuments(t.Context(), letters, "letter 1", "letter 2"))
		},
	} {
		t.Run(name, func(t *testing.T) {
			path := newPath(t)
			store := open(t, path)
			appendChanges(t, store, 1, 2, 2)
			putLetters(t, store)
			require.NoError(t, store.Close())
			store = open(t, path)
			write(store)
			want, err := store.Documents(t.Context(), letters)
			require.NoError(t, err)
			killed := read(t, path)
			require.NoError(t, store.Close())

			missed := 0
			for at := 0; at < len(killed["-wal"]); at += 1 + len(killed["-wal"])/40 {
				content := []byte(string(killed["-wal"]))
				content[at] ^= 4
				path := killed.with("-wal", content).write(t)
				if store, err := sqlite.Open(t.Context(), path); err != nil {
					missed++
					refused(t, path, graph.StoreCorrupt, "changes of the documents beside the catalog", path+"-wal is damaged", "delete "+path+".head")
					require.NoError(t, os.Remove(path+".head"))
					require.NoError(t, open(t, path).Close(), "as the message says")
				} else {
					documents, err := store.Documents(t.Context(), letters)
					require.NoError(t, err)
					require.Equal(t, want, documents)
					require.NoError(t, store.Verify(t.Context()))
					require.NoError(t, store.Close())
				}
			}
			require.Positive(t, missed)
		})
	}
}

// An older copy of the file that has the same commits and fewer documents is refused; a backup has them all, and is whole by itself.
func TestAnOlderCopyWithFewerDocumentsIsRefused(t *testing.T) {
	path := newPath(t)
	store := open(t, path)
	appendChanges(t, store, 1, 2, 1)
	putLetters(t, store)
	require.NoError(t, store.Close())
	old := read(t, path)
	store = open(t, path)
	require.NoError(t, store.PutDocuments(t.Context(), letters, map[string]string{"letter x": "the last"}))
	backup := newPath(t)
	_, err := sqlite.Backup(t.Context(), path, backup)
	require.NoError(t, err)
	require.NoError(t, store.Close())

	require.NoError(t, os.WriteFile(path, old[""], 0o600))
	refused(t, path, graph.StoreCorrupt, "knows 2 changes of the documents", "there had been 3", "delete "+path+".head")
	_, err = sqlite.Backup(t.Context(), path, newPath(t))
	require.ErrorContains(t, err, "knows 2 changes of the documents")

	restored := open(t, backup)
	defer restored.Close()
	documents, err := restored.Documents(t.Context(), letters)
	require.NoError(t, err)
	require.Equal(t, "the last", documents["letter x"])
}

// A note of before there were documents, and one that a power cut left behind, refuse nothing.
func TestAnOlderNoteRefusesNoDocuments(t *testing.T) {
	path := newPath(t)
	store := open(t, path)
	appendChanges(t, store, 1, 2, 1)
	older := [][]byte{read(t, path)[".head"], read(t, path)[".head"][:85]}
	putLetters(t, store)
	older = append(older, read(t, path)[".head"])
	require.NoError(t, store.DropDocuments(t.Context(), letters, "letter 1"))
	require.NoError(t, store.Close())
	whole := read(t, path)
	for _, note := range older {
		store := open(t, whole.with(".head", note).write(t))
		require.NoError(t, store.Verify(t.Context()))
		require.NoError(t, store.Close())
	}
}

// That the count of what was done to documents is damaged is told, keeps nobody from the catalog, and passes with the next document.
func TestADamagedCountOfDocumentsIsToldAndMended(t *testing.T) {
	whole, want := sample(t, false)
	path := whole.write(t)
	edit(t, path, `UPDATE shelved SET content = '1' WHERE shelf = ''`)
	store := open(t, path)
	require.ErrorContains(t, store.Verify(t.Context()), "how often documents beside the catalog were put or dropped")
	require.NoError(t, store.PutDocuments(t.Context(), letters, map[string]string{"letter 4": want["document letter 4"]}))
	require.NoError(t, store.Verify(t.Context()))
	require.NoError(t, store.Close())
	require.NoError(t, outcome(t, read(t, path), want))
}
