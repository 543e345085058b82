package lineage_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/lineage"
)

// found writes findings a line each: what they are about and the others.
func found(g *graph.Graph, findings []lineage.Finding) string {
	var lines []string
	for _, f := range findings {
		lines = append(lines, strings.TrimSpace(ids(g, append([]graph.Node{f.Node}, f.Others...))))
	}
	return strings.Join(lines, "\n")
}

func everywhere(g *graph.Graph, k lineage.FindingKind) []lineage.Finding {
	return lineage.Findings(g, []lineage.FindingKind{k}, graph.None)
}

// sortedByID writes the findings of an oracle as found does.
func sortedByID(g *graph.Graph, nodes [][]graph.Node) string {
	slices.SortFunc(nodes, func(a, b []graph.Node) int { return slices.CompareFunc(a, b, g.CompareID) })
	var lines []string
	for _, n := range nodes {
		lines = append(lines, ids(g, n))
	}
	return strings.Join(lines, "\n")
}

func TestTheGapsOfXclusiv(t *testing.T) {
	g := xclusiv(t)
	require.Equal(t, `port:division-x/sale/weekly-sales-report
port:division-x/stock/stock-levels
port:division-x/stock/stock-location
port:division-x/stock/weekly-stock-position`,
		found(g, lineage.Findings(g, []lineage.FindingKind{lineage.FindingUnsourced}, at(t, g, "division:division-x"))))
	for _, k := range []lineage.FindingKind{
		lineage.FindingUnowned, lineage.FindingOwnerConflict, lineage.FindingCycle, lineage.FindingCrossesDivision, lineage.FindingDeniedFlow,
	} {
		require.Empty(t, everywhere(g, k), k)
	}
	require.Equal(t, "UNSOURCED", lineage.FindingUnsourced.String())
}

func TestAllFindingsComeByKindThenID(t *testing.T) {
	g := xclusiv(t)
	all := lineage.Findings(g, nil, graph.None)
	require.NotEmpty(t, all)
	require.True(t, slices.IsSortedFunc(all, func(a, b lineage.Finding) int {
		if a.Kind != b.Kind {
			return int(a.Kind) - int(b.Kind)
		}
		return g.CompareID(a.Node, b.Node)
	}))
}

func TestWhatNobodyOwnsIsReportedOnceAtTheHighestPlace(t *testing.T) {
	g := mesh(t, `
		domain:a in division:d
		product:p in domain:a
		port:x in product:p
		port:y in product:p
		team:t owns port:y
		dataset:n/s in system:pos
		domain:b in domain:a
		team:t owns domain:c
		product:q in domain:c`)
	require.Equal(t, "dataset:n/s\ndomain:a", found(g, everywhere(g, lineage.FindingUnowned)))
	require.Equal(t, "No team is accountable for the domain d / a: say which team owns it.",
		everywhere(g, lineage.FindingUnowned)[1].Message)
}

func TestMessagesSayWhatIsFoundAndWhatToDo(t *testing.T) {
	g := mesh(t, `
		team:s owns domain:a
		team:t owns domain:a
		port:p in domain:a
		system:excel
		domain:b -/> domain:a
		system:mdm -> system:pos
		system:pos -> system:mdm
		domain:b -> domain:b
		domain:l in division:left
		domain:r in division:right
		domain:l -> domain:r
		team:u serves division:left
		team:u owns domain:r`)
	messages := map[string]bool{}
	for _, f := range lineage.Findings(g, nil, graph.None) {
		messages[f.Kind.String()+": "+f.Message] = true
	}
	for _, want := range []string{
		"OWNER_CONFLICT: The domain a has 2 accountable teams, s and t: agree on one and take the other links away.",
		"UNSOURCED: Nothing recorded feeds the port a / p: record what does.",
		"UNUSED: The port a / p feeds nothing recorded and no team consumes it: record who uses it, or retire it.",
		"SHADOW_SYSTEM: No team owns or operates the source system excel: say which team does, or retire it.",
		"CYCLE: The domain b feeds itself: if that is not meant, deny the flow.",
		"CYCLE: The source system mdm feeds itself through pos: if that is not meant, deny the flow that is wrong.",
		"CROSSES_DIVISION: The domain left / l feeds the domain right / r of another division: " +
			"a divestment would cut this flow; let each division have its own.",
		"CROSSES_DIVISION: The domain right / r is owned by the team u of another division: let a team of its own division own it.",
		"DENIED_FLOW: files still says that the domain b feeds the domain a, which people denied (it is not so): " +
			"correct the source, or allow the flow again.",
	} {
		require.True(t, messages[want], "%s\nis not among\n%v", want, messages)
	}
}

func TestUnownedIsWhatNoTeamOwnsAllTheWayUp(t *testing.T) {
	onRandomMeshes(t, func(rt *rapid.T, g *graph.Graph) {
		var want [][]graph.Node
		for n := range g.Nodes() {
			if ownableOracle(g, n) && ownershipOracle(g, n) == "" && !slices.ContainsFunc(slices.Collect(g.Containers(n)),
				func(c graph.Node) bool { return ownableOracle(g, c) && ownershipOracle(g, c) == "" }) {
				want = append(want, []graph.Node{n})
			}
		}
		require.Equal(rt, sortedByID(g, want), found(g, everywhere(g, lineage.FindingUnowned)))
	})
}

func ownableOracle(g *graph.Graph, n graph.Node) bool {
	return strings.Contains("DOMAIN DATA_PRODUCT PORT CAPABILITY DATASET JOB", g.Kind(n).String())
}

func offersOracle(g *graph.Graph, n graph.Node) bool {
	return g.Kind(n) == graph.DataProduct || g.Kind(n) == graph.Port && g.Entity(n).Direction == graph.Output
}

func TestUnsourcedIsWhatNoEffectiveFlowReachesNorAPartOfIt(t *testing.T) {
	onRandomMeshes(t, func(rt *rapid.T, g *graph.Graph) {
		o := oracleOf(g)
		var want [][]graph.Node
		for n := range g.Nodes() {
			reached := false
			for step := range o.effective {
				reached = reached || o.within(step.to, int(g.Rank(n)))
			}
			if offersOracle(g, n) && !reached {
				want = append(want, []graph.Node{n})
			}
		}
		require.Equal(rt, sortedByID(g, want), found(g, everywhere(g, lineage.FindingUnsourced)))
	})
}

func TestWhatIsUnsourcedHasNothingUpstreamAndAllElseIsFedIfOnlyByItself(t *testing.T) {
	onRandomMeshes(t, func(rt *rapid.T, g *graph.Graph) {
		unsourced := everywhere(g, lineage.FindingUnsourced)
		for n := range g.Nodes() {
			gap := slices.ContainsFunc(unsourced, func(f lineage.Finding) bool { return f.Node == n })
			total := lineage.Trace(g, []graph.Node{n}, lineage.Options{Direction: lineage.Upstream}).Total()
			switch {
			case gap:
				require.Zero(rt, total, g.ID(n))
			case offersOracle(g, n) && total == 0:
				require.True(rt, feedsWithin(oracleOf(g), int(g.Rank(n))), g.ID(n))
			}
		}
	})
}

// feedsWithin reports whether an effective flow leads from an entity or a part of it to another of these.
func feedsWithin(o *oracle, whole int) bool {
	for step := range o.effective {
		if o.within(step.from, whole) && o.within(step.to, whole) {
			return true
		}
	}
	return false
}

func TestUnusedIsWhatHasNothingDownstreamAndNoConsumer(t *testing.T) {
	onRandomMeshes(t, func(rt *rapid.T, g *graph.Graph) {
		o := oracleOf(g)
		var want [][]graph.Node
		for n := range g.Nodes() {
			down := distances(o.effective, o.whole(int(g.Rank(n))), true)
			if offersOracle(g, n) && len(down) == 0 && !linkedOracle(g, graph.Consumes, n) {
				want = append(want, []graph.Node{n})
			}
		}
		require.Equal(rt, sortedByID(g, want), found(g, everywhere(g, lineage.FindingUnused)))
	})
}

// linkedOracle reports whether a link by a relation leads to an entity or to something that it is part of.
func linkedOracle(g *graph.Graph, r graph.Relation, n graph.Node) bool {
	for l := range g.Links(r) {
		if g.Contains(l.To, n) {
			return true
		}
	}
	return false
}

func TestACycleIsWhatReachesItself(t *testing.T) {
	onRandomMeshes(t, func(rt *rapid.T, g *graph.Graph) {
		o := oracleOf(g)
		var want [][]graph.Node
		for n := range g.Nodes() {
			var members []graph.Node
			for m := range g.Nodes() {
				if o.length(o.recorded, set{int(g.Rank(n)): true}, set{int(g.Rank(m)): true}) > 0 && o.length(o.recorded, set{int(g.Rank(m)): true}, set{int(g.Rank(n)): true}) > 0 {
					members = append(members, m)
				}
			}
			slices.SortFunc(members, g.CompareID)
			if len(members) > 0 && members[0] == n {
				want = append(want, members)
			}
		}
		require.Equal(rt, sortedByID(g, want), found(g, everywhere(g, lineage.FindingCycle)))
	})
}

func TestALongCycleNeedsNoDeepStack(t *testing.T) {
	var text strings.Builder
	const length = 20_000
	for i := range length {
		fmt.Fprintf(&text, "capability:c%d -> capability:c%d\n", i, (i+1)%length)
	}
	g := mesh(t, text.String())
	cycles := everywhere(g, lineage.FindingCycle)
	require.Len(t, cycles, 1)
	require.Len(t, cycles[0].Others, length-1)
	require.Equal(t, graph.ID("capability:c0"), g.ID(cycles[0].Node))
}

func TestACrossingJoinsDifferentDivisions(t *testing.T) {
	onRandomMeshes(t, func(rt *rapid.T, g *graph.Graph) {
		var want [][]graph.Node
		for _, r := range []graph.Relation{graph.Feeds, graph.Owns, graph.Consumes, graph.RunsIn} {
			for l := range g.Links(r) {
				about, other := l.From, l.To
				if r == graph.Owns || r == graph.Consumes {
					about, other = other, about
				}
				a, b := divisionsOracle(g, about), divisionsOracle(g, other)
				if l.Denial == nil && a != "" && b != "" && !strings.ContainsAny(a, b) {
					want = append(want, []graph.Node{about, other})
				}
			}
		}
		require.Equal(rt, sortedByID(g, want), found(g, everywhere(g, lineage.FindingCrossesDivision)))
	})
}

// divisionsOracle writes the divisions that an entity belongs to, a digit each.
func divisionsOracle(g *graph.Graph, n graph.Node) string {
	divisions := ""
	for m := n; m != graph.None; m = g.Container(m) {
		if g.Kind(m) == graph.Division {
			divisions += g.ID(m).Last()[1:]
		}
		for l := range g.Links(graph.Serves) {
			if l.From == m && g.Kind(l.To) == graph.Division {
				divisions += g.ID(l.To).Last()[1:]
			}
		}
	}
	return divisions
}

func TestDivisionsAreThoseOfTheWholeOrServed(t *testing.T) {
	onRandomMeshes(t, func(rt *rapid.T, g *graph.Graph) {
		for n := range g.Nodes() {
			got := ""
			for _, d := range lineage.Divisions(g, n) {
				got += g.ID(d).Last()[1:]
			}
			want := []byte(divisionsOracle(g, n))
			slices.Sort(want)
			require.Equal(rt, string(want), got, g.ID(n))
		}
	})
}

func TestShadowSystemsAndDeniedFlows(t *testing.T) {
	onRandomMeshes(t, func(rt *rapid.T, g *graph.Graph) {
		var shadows, denied [][]graph.Node
		for n := range g.Of(graph.SourceSystem) {
			if !linkedOracle(g, graph.Owns, n) && !linkedOracle(g, graph.Operates, n) {
				shadows = append(shadows, []graph.Node{n})
			}
		}
		for l := range g.Links(graph.Feeds) {
			if l.Denial != nil && len(l.Claims) > 0 {
				denied = append(denied, []graph.Node{l.From, l.To})
			}
		}
		require.Equal(rt, sortedByID(g, shadows), found(g, everywhere(g, lineage.FindingShadowSystem)))
		require.Equal(rt, sortedByID(g, denied), found(g, everywhere(g, lineage.FindingDeniedFlow)))
	})
}

func TestADeniedFlowThatNobodyClaimsAnyMoreIsNoFinding(t *testing.T) {
	g := mesh(t, "domain:a -/> domain:b")
	require.Len(t, everywhere(g, lineage.FindingDeniedFlow), 1)
	g = remesh(t, g, "domain:a\ndomain:b")
	require.Empty(t, everywhere(g, lineage.FindingDeniedFlow))
	_, found := g.Link(graph.Feeds, at(t, g, "domain:a"), at(t, g, "domain:b"))
	require.True(t, found, "the denial stays")
}

func TestADeniedFlowCrossesNothing(t *testing.T) {
	g := mesh(t, `
		domain:a in division:left
		domain:b in division:right
		domain:a -/> domain:b`)
	require.Empty(t, everywhere(g, lineage.FindingCrossesDivision))
}

func TestEachLinkThatCrossesIsAFindingOfItsOwn(t *testing.T) {
	g := mesh(t, `
		team:t serves division:left
		domain:b in division:right
		team:t consumes domain:b
		team:t owns domain:b`)
	var relations []graph.Relation
	for _, f := range everywhere(g, lineage.FindingCrossesDivision) {
		require.Equal(t, "domain:b team:t", ids(g, append([]graph.Node{f.Node}, f.Others...)))
		relations = append(relations, f.Relation)
	}
	require.Equal(t, []graph.Relation{graph.Owns, graph.Consumes}, relations)
}

func TestNoTwoFindingsAreTheSame(t *testing.T) {
	onRandomMeshes(t, func(rt *rapid.T, g *graph.Graph) {
		known := map[string]bool{}
		for _, f := range lineage.Findings(g, nil, graph.None) {
			key := fmt.Sprint(f.Kind, f.Node, f.Others, f.Relation)
			require.False(rt, known[key], key)
			known[key] = true
		}
	})
}

func TestWhatOnlyItsContainerFeedsIntoItselfIsUnused(t *testing.T) {
	g := mesh(t, `
		port:p in domain:d
		domain:d -> port:p
		port:q in domain:e
		port:r in domain:e
		domain:e -> domain:e`)
	require.Equal(t, "port:p", found(g, everywhere(g, lineage.FindingUnused)))
}

func TestACrossingIsWithinBothSides(t *testing.T) {
	g := mesh(t, `
		domain:a in division:left
		domain:b in division:right
		domain:a -> domain:b
		domain:c in division:third`)
	for _, division := range []graph.ID{"division:left", "division:right"} {
		require.Len(t, lineage.Findings(g, []lineage.FindingKind{lineage.FindingCrossesDivision}, at(t, g, division)), 1, division)
	}
	require.Empty(t, lineage.Findings(g, []lineage.FindingKind{lineage.FindingCrossesDivision}, at(t, g, "division:third")))
}
