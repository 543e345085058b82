package resolvers_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/ingest/openlineage/receiver"
	"github.com/headwater-catalog/headwater/resolvers"
	"github.com/headwater-catalog/headwater/resolvers/goldens"
)

// refused is what a receiver would tell of events that were refused.
type refused struct {
	failed map[string]receiver.Failed
	err    error
}

func (refused) Letters(context.Context) ([]receiver.Letter, error) { return nil, nil }

func (refused) Replay(context.Context, string, ...string) (int, int, error) { return 0, 0, nil }

func (l refused) Failures(context.Context) (map[string]receiver.Failed, error) {
	return l.failed, l.err
}

// What was refused of a source is told with it, also where it says nothing. Where that cannot be read, the sources are told without it.
func TestFailuresOfSources(t *testing.T) {
	_, catalog := caseStudy(t)
	ask := func(l resolvers.Letters) map[string]any {
		c := client{t, goldens.NewAsker(resolvers.New(catalog, nil, resolvers.WithLetters(l)))}
		sources := c.data(`{catalog {sources {nodes {name failures firstSeen}}}}`, nil)["catalog"].(map[string]any)["sources"].(map[string]any)
		failures := map[string]any{}
		for _, node := range sources["nodes"].([]any) {
			one := node.(map[string]any)
			failures[one["name"].(string)] = one["failures"]
		}
		return failures
	}
	before := ask(nil)
	require.NotEmpty(t, before)
	for name, n := range before {
		require.EqualValues(t, 0, n, name)
	}
	known := ask(refused{failed: map[string]receiver.Failed{"openlineage:n": {Count: 3, Last: time.Now()}}})
	require.Len(t, known, len(before)+1)
	require.EqualValues(t, 3, known["openlineage:n"])
	unknown := ask(refused{err: errors.New("not now")})
	require.Len(t, unknown, len(before))
	for name, n := range unknown {
		require.Nil(t, n, name)
	}
}
