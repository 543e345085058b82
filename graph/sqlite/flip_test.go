package sqlite_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestEachFlippedBitIsFoundOrChangesNothing flips one bit after the other, each in a fresh copy. One in a byte that means something is
// found, at opening or by Verify. One in a byte that means nothing (free pages, room between cells: see meaning) may be found; if not, all that is
// served is byte for byte what was written. Nothing else is ever served, and nothing panics.
func TestEachFlippedBitIsFoundOrChangesNothing(t *testing.T) {
	t.Run("of a closed catalog", func(t *testing.T) {
		whole, want := sample(t, false)
		flipEach(t, whole, want, "", meaningOf(t, whole.write(t)))
	})
	t.Run("of a compacted one", func(t *testing.T) {
		whole, want := compactSample(t)
		flipEach(t, whole, want, "", meaningOf(t, whole.write(t)))
	})
	t.Run("of the log that a killed process left, every one", func(t *testing.T) {
		whole, want := sample(t, true)
		flipEach(t, whole, want, "-wal", always(len(whole["-wal"])))
	})
	t.Run("of the second note of the head", func(t *testing.T) {
		whole, want := sample(t, false)
		means := always(len(whole[".head"]))
		for at, b := range whole[".head"] {
			means[at] = b != ' ' && b != '\n' // what it is filled up with
		}
		flipEach(t, whole, want, ".head", means)
	})
}

func always(size int) []bool {
	means := make([]bool, size)
	for i := range means {
		means[i] = true
	}
	return means
}

func count(means []bool) (n int) {
	for _, m := range means {
		if m {
			n++
		}
	}
	return n
}

// flipEach flips as many bits as flips says in a file of a catalog, of which each byte means something or not.
func flipEach(t *testing.T, whole files, want map[string]string, file string, means []bool) {
	require.NoError(t, outcome(t, whole, want))
	require.Greater(t, count(means), len(means)/3, "a file is not mostly of bytes that mean nothing")
	random := rand.New(rand.NewPCG(1, 2))
	found, meaningless := 0, 0
	for range flips(t) {
		content := append([]byte(nil), whole[file]...)
		at, bit := random.IntN(len(content)), random.IntN(8)
		content[at] ^= 1 << bit
		t.Run(fmt.Sprintf("bit %d of byte %d", bit, at), func(t *testing.T) {
			damage := outcome(t, whole.with(file, content), want)
			switch {
			case damage != nil:
				found++
			case means[at]:
				t.Errorf("nobody noticed, and the byte means something")
			default:
				meaningless++
			}
		})
	}
	t.Logf("%d of %d found; %d in bytes that mean nothing, with the contents as they were", found, flips(t), meaningless)
	require.Equal(t, flips(t), found+meaningless)
}
