package lineage_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/lineage"
)

func TestTheSentencesOfXclusiv(t *testing.T) {
	g := xclusiv(t)
	require.Equal(t, "Sales Planning is fed by 5 parts of 4 domains, all exact.",
		upstream(t, g, "domain:division-x/sales-planning").Summary())
	require.Equal(t, "Get Product feeds 13 parts of 5 domains, all exact.",
		downstream(t, g, "capability:division-x/product/get-product").Summary())
}

func TestTheSummaryIsASentence(t *testing.T) {
	const small = `
		port:a1 in domain:a
		port:a2 in domain:a
		port:b1 in domain:b
		port:b2 in domain:b
		port:a1 -> port:b1
		port:b1 -> port:b2
		port:b2 -> port:a2
		domain:c -> domain:d
		port:c1 in domain:c
		port:d1 in domain:d
		port:d2 in domain:d
		system:pos -> system:dwh
		system:pos -> dataset:n/orders
		system:pos -> dataset:n/lines
		system:pos -> port:b1`
	for _, test := range []struct {
		of       string
		upstream bool
		depth    int
		filter   lineage.Filter
		sentence string
	}{
		{of: "port:b1", sentence: "b1 feeds 2 parts of 2 domains, all exact."},
		{of: "port:b2", sentence: "b2 feeds 1 part of 1 domain, exact."},
		{of: "port:a2", sentence: "a2 feeds nothing recorded."},
		{of: "system:pos", upstream: true, sentence: "Nothing recorded feeds pos."},
		{of: "port:b2 system:dwh", sentence: "b2 and dwh feed 1 part of 1 domain, exact."},
		{of: "port:a2 port:d1", sentence: "a2 and d1 feed nothing recorded."},
		{of: "port:a2 port:d1", upstream: true, sentence: "a2 and d1 are fed by 4 parts of 3 domains, 1 source system and 1 domain, 2 of them coarse: may feed them."},
		{of: "system:pos", sentence: "pos feeds 3 parts of 2 domains, 1 source system and 2 datasets, all exact."},
		{of: "port:c1", sentence: "c1 feeds 2 parts of 1 domain, all coarse: they may be affected."},
		{of: "port:d1", upstream: true, sentence: "d1 is fed by 1 part of 1 domain and 1 domain, all coarse: they may feed it."},
		{of: "domain:c", sentence: "c feeds 2 parts of 1 domain and 1 domain, 2 of them coarse: may be affected."},
		{of: "port:a1", depth: 1, sentence: "a1 feeds 1 part of 1 domain, exact; 2 more lie beyond depth 1."},
		{of: "port:a1", depth: 2, sentence: "a1 feeds 2 parts of 1 domain, all exact; 1 more lies beyond depth 2."},
		{of: "port:a1", depth: -1, sentence: "a1 feeds nothing chosen; 3 others lie beyond depth 0."},
		{of: "port:a1", filter: lineage.Filter{Within: "domain:b"}, sentence: "a1 feeds 2 parts of 1 domain, all exact; 1 more is not chosen."},
		{of: "port:a1", filter: lineage.Filter{Within: "domain:a"}, depth: 2, sentence: "a1 feeds nothing chosen; 2 others are not chosen, 1 other lies beyond depth 2."},
		{of: "port:a1", filter: lineage.Filter{Within: "domain:c"}, sentence: "a1 feeds nothing chosen; 3 others are not chosen."},
		{of: "port:a2", upstream: true, filter: lineage.Filter{Within: "domain:c"}, sentence: "Nothing chosen feeds a2; 4 others are not chosen."},
		{of: "port:b2 port:a1 port:b1 port:a2", sentence: "b2, a1 and 2 others feed nothing recorded."},
	} {
		t.Run(test.sentence, func(t *testing.T) {
			g := mesh(t, small)
			o := lineage.Options{Direction: lineage.Downstream, Depth: test.depth, Choose: test.filter.Match(g)}
			if test.upstream {
				o.Direction = lineage.Upstream
			}
			require.Equal(t, test.sentence, lineage.Trace(g, ats(t, g, test.of), o).Summary())
		})
	}
}

func TestASentenceAboutNothingAndAboutWays(t *testing.T) {
	g := mesh(t, `
		port:a -> port:b
		port:b -> port:c
		port:a -> port:d
		port:c -> port:f
		port:e`)
	require.Equal(t, "Nothing feeds nothing recorded.", lineage.Trace(g, nil, lineage.Options{Direction: lineage.Downstream}).Summary())
	require.Equal(t, "On the ways from a lies 1 port, exact.", lineage.Between(g, at(t, g, "port:a"), at(t, g, "port:c")).Summary())
	require.Equal(t, "On the ways from a lie 2 ports, all exact.", lineage.Between(g, at(t, g, "port:a"), at(t, g, "port:f")).Summary())
	require.Equal(t, "Nothing lies on the ways from a.", lineage.Between(g, at(t, g, "port:a"), at(t, g, "port:e")).Summary())
}

func TestLargeNumbersAreReadable(t *testing.T) {
	var text strings.Builder
	for i := range 1_234 {
		fmt.Fprintf(&text, "port:a -> port:b%d\n", i)
	}
	g := mesh(t, text.String())
	require.Equal(t, "a feeds 1,234 ports, all exact.", downstream(t, g, graph.ID("port:a")).Summary())
}
