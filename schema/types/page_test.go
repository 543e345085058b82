package types_test

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/graph/graphtest"
	"github.com/headwater-catalog/headwater/schema/types"
)

// A page's path survives a browser and a server, and leads back to the ID.
func TestPageLeadsBackToTheID(t *testing.T) {
	for _, id := range []graph.ID{
		"domain:division-x/sale", graph.DatasetID("s3://lake", "raw/sales 2026?#1"), graph.FieldID("n", "a%2Fb", "ä;=&+"), graph.JobID("airflow", "load"),
	} {
		g := graphtest.Parse(t, string(id))
		n, _ := g.Node(id)
		page := types.Of(g, n).(interface{ Page() string }).Page()
		var got string
		server := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { got = r.URL.Path }))
		if _, err := http.Get(server.URL + page); err != nil {
			t.Fatal(err)
		}
		server.Close()
		if got != "/entity/"+string(id) {
			t.Errorf("%s: %s leads to %s", id, page, got)
		}
	}
}
