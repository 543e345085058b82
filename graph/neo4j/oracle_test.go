package neo4j_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/graph/neo4j/neo4jtest"
	"github.com/headwater-catalog/headwater/lineage"
)

// recorded is what Cypher sees of a catalog, and the effective flow by its definition, with nothing done to make it fast.
type recorded struct {
	container map[string]string // by entity; "" for none
	flows     map[[2]string]bool
	effective map[[2]string]bool
}

// readByCypher reads Neo4j's own relationships, not the records that Load believes.
func readByCypher(t *testing.T, server *neo4jtest.Server) *recorded {
	t.Helper()
	r := &recorded{container: map[string]string{}, flows: map[[2]string]bool{}, effective: map[[2]string]bool{}}
	for _, row := range server.Query(t, `MATCH (n:HeadwaterEntity) OPTIONAL MATCH (n)-[:PART_OF]->(c) RETURN n.id, coalesce(c.id, '')`, nil) {
		r.container[row[0].(string)] = row[1].(string)
	}
	for _, row := range server.Query(t, `MATCH (a)-[f:FEEDS]->(b) WHERE f.denied = false RETURN a.id, b.id`, nil) {
		r.flows[[2]string{row[0].(string), row[1].(string)}] = true
	}
	for f := range r.flows {
		r.effective[f] = true
		for n := range r.container {
			for q := range r.container {
				if (n == f[0] || r.leafOf(n, f[0])) && r.leafOf(q, f[1]) && (!r.refined(f) || !r.accounted(q, f[1])) {
					r.effective[[2]string{n, q}] = true
				}
			}
		}
	}
	return r
}

// within reports whether x is y or a part of it.
func (r *recorded) within(x, y string) bool {
	for ; x != ""; x = r.container[x] {
		if x == y {
			return true
		}
	}
	return false
}

func (r *recorded) leafOf(x, y string) bool {
	for _, container := range r.container {
		if container == x {
			return false
		}
	}
	return r.within(x, y)
}

func (r *recorded) refined(f [2]string) bool {
	for other := range r.flows {
		if other != f && r.within(other[0], f[0]) && r.within(other[1], f[1]) {
			return true
		}
	}
	return false
}

func (r *recorded) accounted(q, m string) bool {
	for f := range r.flows {
		if f[1] == q || f[1] != m && r.within(f[1], m) && r.within(q, f[1]) {
			return true
		}
	}
	return q == m
}

// reached returns how many steps of a relation lead from an entity and its parts to all that they lead to.
func (r *recorded) reached(relation map[[2]string]bool, from string, d lineage.Direction) map[string]int {
	near, far := 0, 1
	if d == lineage.Upstream {
		near, far = far, near
	}
	depths := map[string]int{}
	for x := range r.container {
		if r.within(x, from) {
			depths[x] = 0
		}
	}
	for depth, grew := 1, true; grew; depth++ {
		grew = false
		for step := range relation {
			at, known := depths[step[near]]
			if _, seen := depths[step[far]]; known && at == depth-1 && !seen {
				depths[step[far]], grew = depth, true
			}
		}
	}
	return depths
}

// closure writes what is reached: the depth and the precision of each entity, in order.
func (r *recorded) closure(from string, d lineage.Direction) []string {
	exact := r.reached(r.flows, from, d)
	var lines []string
	for id, depth := range r.reached(r.effective, from, d) {
		precision := lineage.Coarse
		if _, is := exact[id]; is {
			precision = lineage.Exact
		}
		if depth > 0 {
			lines = append(lines, fmt.Sprintf("%03d %s %s", depth, id, precision))
		}
	}
	slices.Sort(lines)
	return lines
}

// randomText is a small catalog with containers of several levels, flows at all grains and to themselves, some denied.
func randomText(r *rand.Rand) string {
	var b strings.Builder
	n, nesting := 3+r.IntN(9), r.Float64()
	depth := make([]int, n)
	for i := range n {
		fmt.Fprintf(&b, "e%d\n", i)
		if i > 0 && r.Float64() < nesting {
			if c := r.IntN(i); depth[c] < 4 {
				depth[i] = depth[c] + 1
				fmt.Fprintf(&b, "e%d in e%d\n", i, c)
			}
		}
	}
	known := map[[2]int]bool{}
	for range r.IntN(2 * n) {
		f := [2]int{r.IntN(n), r.IntN(n)}
		if known[f] {
			continue
		}
		known[f] = true
		verb := "->"
		if r.IntN(6) == 0 {
			verb = "-/>"
		}
		fmt.Fprintf(&b, "e%d %s e%d\n", f[0], verb, f[1])
	}
	return b.String()
}

// Whatever is recorded: lineage on the graph that a server loads is what Neo4j's own relationships say.
func TestLineageIsWhatNeo4jsRelationshipsSay(t *testing.T) {
	server := neo4jtest.Shared(t)
	graphs := 25
	if os.Getenv("HEADWATER_SOAK") == "1" {
		graphs = 150
	}
	items, coarse := 0, 0
	for seed := range graphs {
		server.Empty(t)
		text := randomText(rand.New(rand.NewPCG(uint64(seed), 7)))
		notation(t, catalog(t, server), text)
		g, cypher := catalog(t, server).Graph(), readByCypher(t, server)
		require.Len(t, cypher.container, g.Len(), text)
		for n := range g.Nodes() {
			for _, d := range []lineage.Direction{lineage.Upstream, lineage.Downstream} {
				var got []string
				for _, item := range lineage.Trace(g, []graph.Node{n}, lineage.Options{Direction: d}).Items() {
					got = append(got, fmt.Sprintf("%03d %s %s", item.Depth, g.ID(item.Node), item.Precision))
					if item.Precision == lineage.Coarse {
						coarse++
					}
				}
				require.Equal(t, cypher.closure(string(g.ID(n)), d), got, "seed %d, %s of %s in\n%s", seed, d, g.ID(n), text)
				items += len(got)
			}
		}
	}
	t.Logf("%d graphs, %d items, %d of them coarse", graphs, items, coarse)
	require.Greater(t, coarse, graphs)
	require.Greater(t, items, 5*graphs)
}
