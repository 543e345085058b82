package access_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/server/access"
)

func TestAFileThatOthersCanReadIsRefused(t *testing.T) {
	path := filepath.Join(t.TempDir(), "tokens")
	file := access.NewFile(path)
	made(t, file, time.Hour, access.Read)
	info, err := os.Stat(path)
	require.NoError(t, err)
	require.Equal(t, os.FileMode(0o600), info.Mode().Perm())
	require.NoError(t, os.Chmod(path, 0o644))
	_, err = file.Tokens(t.Context())
	require.ErrorContains(t, err, "chmod 600")
	require.NoError(t, os.Chmod(path, 0o600))
	require.NoError(t, os.WriteFile(path, []byte(`{"tokens":[`), 0o600))
	_, err = file.Tokens(t.Context())
	require.ErrorContains(t, err, "damaged")
}

// Who writes at the same time loses nothing, and who reads sees whole states.
func TestAFileWrittenByMany(t *testing.T) {
	path := filepath.Join(t.TempDir(), "deep", "tokens")
	const writers, each = 8, 10
	var group sync.WaitGroup
	for range writers {
		group.Go(func() {
			file := access.NewFile(path)
			for range each {
				token, _, err := access.New("ci", []access.Scope{access.Read}, time.Now(), time.Now().Add(time.Hour))
				assert.NoError(t, err)
				assert.NoError(t, file.Put(t.Context(), token))
				_, err = file.Tokens(t.Context())
				assert.NoError(t, err)
			}
		})
	}
	group.Wait()
	tokens, err := access.NewFile(path).Tokens(t.Context())
	require.NoError(t, err)
	require.Len(t, tokens, writers*each)
}

const (
	asWriter   = "HEADWATER_TEST_WRITER" // makes this test binary a process that writes to the file of that name
	writesEach = 40
)

// Several processes write one file at once while it is read: nothing is lost, and what is read is always whole.
func TestAFileWrittenByProcesses(t *testing.T) {
	if path := os.Getenv(asWriter); path != "" {
		writeAndDrop(t, access.NewFile(path))
		return
	}
	path := filepath.Join(t.TempDir(), "tokens")
	const processes = 3
	ended := make(chan error, processes)
	for range processes {
		writer := exec.Command(os.Args[0], "-test.run", "^TestAFileWrittenByProcesses$")
		writer.Env = append(os.Environ(), asWriter+"="+path)
		require.NoError(t, writer.Start())
		go func() { ended <- writer.Wait() }()
	}
	file := access.NewFile(path)
	for left := processes; left > 0; {
		select {
		case err := <-ended:
			require.NoError(t, err)
			left--
		default:
			tokens, err := file.Tokens(t.Context())
			require.NoError(t, err)
			for _, token := range tokens {
				require.Equal(t, "ci", token.Name)
				require.Len(t, token.SHA256, 64)
			}
		}
	}
	tokens, err := file.Tokens(t.Context())
	require.NoError(t, err)
	require.Len(t, tokens, processes*writesEach/2)
	left, err := os.ReadDir(filepath.Dir(path))
	require.NoError(t, err)
	require.Len(t, left, 2, "the file and its lock")
}

// writeAndDrop puts tokens in a file and takes every other out again.
func writeAndDrop(t *testing.T, file *access.File) {
	for i := range writesEach {
		token, _ := made(t, file, time.Hour, access.Read)
		if i%2 == 0 {
			require.NoError(t, file.Drop(t.Context(), token.ID))
		}
	}
}

// Whoever may read the file may be anybody: every mode that lets others do anything is refused, and nothing is written to it.
func TestTheFileIsItsOwnersAlone(t *testing.T) {
	path := filepath.Join(t.TempDir(), "new", "tokens")
	file := access.NewFile(path)
	_, err := file.Tokens(t.Context())
	require.NoError(t, err)
	require.NoDirExists(t, filepath.Dir(path), "reading makes nothing")
	token, _ := made(t, file, time.Hour, access.Read)
	for _, mode := range []os.FileMode{0o604, 0o640, 0o602, 0o660, 0o777} {
		require.NoError(t, os.Chmod(path, mode))
		_, err := file.Tokens(t.Context())
		require.ErrorContains(t, err, "chmod 600")
		require.Error(t, file.Put(t.Context(), token))
		k, err := access.NewKeyring(t.Context(), file, nil)
		require.Error(t, err)
		require.True(t, k.Any(), "nobody comes in for that")
	}
	for _, text := range []string{"", `{"tokens":[{"a`, `[]`} {
		require.NoError(t, os.Chmod(path, 0o600))
		require.NoError(t, os.WriteFile(path, []byte(text), 0o600))
		require.Error(t, file.Put(t.Context(), token), "%q", text)
		left, err := os.ReadFile(path)
		require.NoError(t, err)
		require.Equal(t, text, string(left), "it is left as it is")
	}
}
