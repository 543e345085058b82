package openlineage_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/headwater-catalog/headwater/graph"
)

// says is a catalog in which jobs say that a flows to x, and take it back.
type says struct {
	*catalog
	minute int
}

func (s *says) say(t require.TestingT, job int, inputs string) {
	s.minute++
	s.take(t, jobEvent(t, s.minute, fmt.Sprintf(`{"namespace":"n","name":"j%d","facets":{"lineage":{%s,"entries":[{"namespace":"n","name":"x","type":"DATASET","inputs":[%s]}]}}}`,
		job, meta, inputs), `"inputs":[]`))
}

const fromA = `{"namespace":"n","name":"a","type":"DATASET"}`

// A flow is there as long as one of the jobs that said it says so, however many there are; its `via` is one of these.
func TestAFlowStaysAsLongAsAnyJobSaysIt(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, say := says{catalog: newCatalog()}, map[int]bool{}
		most := rapid.IntRange(90, 130).Draw(t, "jobs")
		for _, job := range rapid.Permutation(numbers(most)).Draw(t, "order") {
			s.say(t, job, fromA)
			say[job] = true
		}
		for _, job := range rapid.Permutation(numbers(most)).Draw(t, "order back") {
			require.Len(t, flows(s.graph), 1)
			via, told := strings.CutPrefix(flows(s.graph)[0], "a -> x via j")
			require.True(t, !told || say[atoi(via)], "%q of %v", flows(s.graph), say)
			s.say(t, job, "")
			delete(say, job)
		}
		require.Empty(t, flows(s.graph))
	})
}

// numbers returns 0 to n-1.
func numbers(n int) []int {
	all := make([]int, n)
	for i := range all {
		all[i] = i
	}
	return all
}

func atoi(s string) (n int) {
	_, _ = fmt.Sscan(s, &n)
	return n
}

// Of more jobs than are known, nobody knows who is the last: the flow stays.
func TestAFlowOfVeryManyJobsStays(t *testing.T) {
	s := says{catalog: newCatalog()}
	for _, inputs := range []string{fromA, ""} {
		for job := range 1_105 {
			s.say(t, job, inputs)
		}
		require.Len(t, flows(s.graph), 1)
	}
	require.LessOrEqual(t, len(noteOf(s.graph)), graph.MaxText)
}

// Jobs of long names say a flow as well as any: what is noted of them is bounded.
func TestAFlowOfJobsWithLongNames(t *testing.T) {
	s := says{catalog: newCatalog()}
	long := strings.Repeat("ä", 500)
	for job := range 60 {
		s.minute++
		s.take(t, jobEvent(t, s.minute, fmt.Sprintf(`{"namespace":"n","name":"%s%d","facets":{"lineage":{%s,"entries":[{"namespace":"n","name":"x","type":"DATASET","inputs":[%s]}]}}}`,
			long, job, meta, fromA), `"inputs":[]`))
	}
	require.Len(t, flows(s.graph), 1)
	require.LessOrEqual(t, len(noteOf(s.graph)), graph.MaxText)
}

// noteOf returns what is noted with the flow from a to x.
func noteOf(g *graph.Graph) string {
	claims := g.Record(graph.Key{Relation: graph.Feeds, From: graph.DatasetID("n", "a"), To: graph.DatasetID("n", "x")}).Claims
	v, _ := claims[0].Value(graph.AttrNote)
	return v.Text
}
