//go:build !faultpoints

package fault

import (
	"os"
	"os/exec"
	"testing"

	"github.com/stretchr/testify/require"
)

const childVariable = "HEADWATER_TEST_CHILD"

// What kills is compiled in for tests only: whoever builds the program as usual cannot be killed by a variable.
func TestAProgramThatIsBuiltAsUsualCannotBeKilled(t *testing.T) {
	if os.Getenv(childVariable) != "" {
		for _, step := range Steps {
			Reach(step)
		}
		return
	}
	for _, step := range Steps {
		child := exec.Command(os.Args[0], "-test.run=^"+t.Name()+"$")
		child.Env = append(os.Environ(), childVariable+"=1", Variable+"="+string(step)+":1")
		out, err := child.CombinedOutput()
		require.NoError(t, err, string(out))
	}
}

func TestStepsAreDistinct(t *testing.T) {
	seen := map[Step]bool{}
	for _, step := range Steps {
		require.False(t, seen[step], step)
		seen[step] = true
	}
}
