package lineage_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/lineage"
)

func TestSearchPutsTheBestFirst(t *testing.T) {
	g := mesh(t, `
		domain:x/sales-planning named Sales Planning
		port:x/sales-planning/input in domain:x/sales-planning
		port:z named Sales Planning Forecast
		port:y named Planning of Sales
		port:xx named Presales Preplanning
		port:d says the sales planning of old
		port:e tagged sales+planning
		port:f named Sales`)
	require.Equal(t, "domain:x/sales-planning port:z port:y port:xx port:x/sales-planning/input port:d port:e",
		ids(g, lineage.Search(g, " sales   PLANNING", nil, nil)))
	require.Equal(t, "port:z port:y port:xx port:x/sales-planning/input port:d port:e",
		ids(g, lineage.Search(g, "sales planning", []graph.Kind{graph.Port}, nil)))
}

func TestSearchLooksOnlyAmongWhatIsChosen(t *testing.T) {
	g := mesh(t, `
		domain:x/sales named Sales
		port:x/sales/top in domain:x/sales
		port:x/sales/top named Top Sales
		port:y named Sales of others`)
	inSales := lineage.Filter{Within: "domain:x/sales"}.Match(g)
	require.Equal(t, "domain:x/sales port:x/sales/top", ids(g, lineage.Search(g, "sales", nil, inSales)))
	require.Equal(t, "port:x/sales/top", ids(g, lineage.Search(g, "sales", []graph.Kind{graph.Port}, inSales)))
	require.Equal(t, "port:x/sales/top", ids(g, lineage.Search(g, "tops salse", []graph.Kind{graph.Port}, inSales)), "slips are forgiven where nothing of it fits")
	require.Empty(t, lineage.Search(g, "others", nil, lineage.Filter{Within: "domain:gone"}.Match(g)))
}

func TestSearchTakesWhatIsTyped(t *testing.T) {
	g := mesh(t, `
		domain:x/sales-planning named Sales Planning
		domain:x/sale in division:x
		domain:x/sale named Sale
		domain:a/x/sales named Elsewhere
		port:copy named domain:x/sale in short
		capability:a named Get Customer
		domain:zc named Customer
		team:retail named Équipe Vente`)
	for _, test := range []struct{ text, first string }{
		{"domain:x/sales-planning", "domain:x/sales-planning"},
		{"domain:x/sale", "domain:x/sale"},
		{"x/sale", "domain:x/sale"},
		{"sale", "domain:x/sale"},
		{"x / sale", "domain:x/sale"},
		{"plan", "domain:x/sales-planning"},
		{"plan sal", "domain:x/sales-planning"},
		{"équipe", "team:retail"},
		{"slaes planing", "domain:x/sales-planning"},
		{"plannnning", "domain:x/sales-planning"},
		{"ventte", "team:retail"},
		{"custmer", "domain:zc"},
		{"planet", ""},
		{"xale", "domain:x/sale"},
		{"sle", ""},
		{"", ""},
		{strings.Repeat("sale ", 5_000), "domain:x/sale"},
		{strings.Repeat("z", 100_000), ""},
	} {
		found := ids(g, lineage.Search(g, test.text, nil, nil))
		first, _, _ := strings.Cut(found, " ")
		require.Equal(t, test.first, first, "%.40q found %s", test.text, found)
	}
}

func TestEveryNameFindsItselfFirst(t *testing.T) {
	g := xclusiv(t)
	for n := range g.Of() {
		found := lineage.Search(g, strings.ToUpper(g.FullName(n)), nil, nil)
		require.Contains(t, found, n)
		require.Equal(t, g.FullName(n), g.FullName(found[0]))
	}
}
