package sqlite_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestEveryFormatOpens opens a store of each format as a Headwater of its time wrote it. These files are never made anew: a new
// format gets another.
func TestEveryFormatOpens(t *testing.T) {
	for format := 1; format <= 2; format++ {
		t.Run(fmt.Sprintf("format %d", format), func(t *testing.T) {
			golden := filepath.Join("testdata", fmt.Sprintf("format-%d", format))
			listed, err := os.ReadFile(golden + ".json")
			require.NoError(t, err)
			var want map[string]string
			require.NoError(t, json.Unmarshal(listed, &want))
			whole := read(t, golden+".db")
			require.EqualValues(t, format, whole[""][63], "its header names the format")

			path := whole.write(t)
			store := open(t, path)
			require.NoError(t, store.Verify(t.Context()))
			all, err := contents(t, store)
			require.NoError(t, err)
			require.Equal(t, want, all)
			appendChanges(t, store, 13, 14, 2)
			require.NoError(t, store.Close())
			store = open(t, path)
			require.NoError(t, store.Verify(t.Context()))
			require.NoError(t, store.Close())
		})
	}
}
