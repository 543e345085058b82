package document

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestWhatIsNearIsFound(t *testing.T) {
	known := []string{"capabilities", "consumers", "datasets", "owner", "ports"}
	for given, want := range map[string]string{
		"capabilites": "capabilities", "ownre": "owner", "Owner": "owner", "portss": "ports", "consumer": "consumers",
		"xyz": "", "": "", "flows": "",
	} {
		require.Equal(t, want, Nearest(given, known), given)
	}
	require.Equal(t, 1, distance("form", "from", 9), "a swap is one step")
	require.Equal(t, 3, distance("kitten", "sitting", 9))
	require.Equal(t, 2, distance("kitten", "sitting", 2), "at least the limit")
}
