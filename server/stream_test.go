package server

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/graph"
)

func TestStreamsAreCounted(t *testing.T) {
	var open int
	s := streams{tell: func(change int) { open += change }}
	s.running.Store(mostStreams - 1)
	leave, refused := s.enter()
	require.Nil(t, refused)
	_, refused = s.enter()
	require.Equal(t, graph.Unavailable, refused.kind)
	require.Contains(t, refused.message, "10,000")
	leave()
	require.Zero(t, open)
	_, refused = s.enter()
	require.Nil(t, refused)
	require.Equal(t, 1, open)
}

// An event may take for ever to come, and the limit of time to be answered once it has.
func TestTheLimitOfTimeIsOfEachEvent(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		o := once{limits: Limits{}.withDefaults()}
		start := time.Now()
		o.event(t.Context(), func(ctx context.Context) *graphql.Response {
			time.Sleep(time.Hour)
			require.NoError(t, ctx.Err())
			return answerBounds{o.limits.AnswerBytes}.InterceptResponse(ctx, func(ctx context.Context) *graphql.Response {
				_, err := answerBounds{o.limits.AnswerBytes}.InterceptField(ctx, func(ctx context.Context) (any, error) {
					<-ctx.Done()
					return nil, ctx.Err()
				})
				require.ErrorIs(t, err, context.Canceled)
				return nil
			})
		})
		require.Equal(t, time.Hour+o.limits.Timeout, time.Since(start))
	})
}
