package csv_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/ingest/csv"
)

// mean takes every name for the end of a domain's ID, or a team's; what begins with new is not there yet.
func mean(n csv.Name) (csv.Meaning, error) {
	if n.Text == "nobody" {
		return csv.Meaning{}, errors.New("nobody is called nobody")
	}
	kind := "domain:"
	if n.Role == csv.Owner {
		kind = "team:"
	}
	m := csv.Meaning{ID: graph.ID(kind + graph.Slug(n.Text))}
	if strings.HasPrefix(n.Text, "New") {
		m.Claim, m.Called = true, n.Text
	}
	return m, nil
}

func edits(t *testing.T, content string) ([]graph.Edit, error) {
	t.Helper()
	table, err := read(content)
	require.NoError(t, err)
	all, places, err := table.Edits(mean)
	require.Len(t, places, len(all))
	return all, err
}

func TestATableClaimsWhatOnlyItKnowsAndItsLinks(t *testing.T) {
	all, err := edits(t, "from,to,reason\nsale,New Stock,to plan\nNew Stock,crm,\n")
	require.NoError(t, err)
	require.Equal(t, []graph.Edit{
		graph.Put{Place: graph.Place{Origin: "t.csv:2"}, ID: "domain:new-stock", Values: []graph.Value{{Attribute: graph.AttrName, Text: "New Stock"}}},
		graph.Join{Place: graph.Place{Origin: "t.csv:2"}, Relation: graph.Feeds, From: "domain:sale", To: "domain:new-stock", Reason: "to plan"},
		graph.Join{Place: graph.Place{Origin: "t.csv:3"}, Relation: graph.Feeds, From: "domain:new-stock", To: "domain:crm"},
	}, all)
}

func TestAnOwnersRowIsAnOwnership(t *testing.T) {
	all, err := edits(t, "entity,owner\nsale,finance\n")
	require.NoError(t, err)
	require.Equal(t, []graph.Edit{graph.Join{Place: graph.Place{Origin: "t.csv:2"}, Relation: graph.Owns, From: "team:finance", To: "domain:sale"}}, all)
}

func TestWhatNamesMeanNothingIsSaidAtEachPlace(t *testing.T) {
	_, err := edits(t, "from,to\nnobody,a\nb,nobody\n")
	require.ErrorContains(t, err, "t.csv:2:1: nobody is called nobody")
	require.ErrorContains(t, err, "t.csv:3:3: nobody is called nobody")
}

func TestALinkThatIsSaidTwiceIsAFault(t *testing.T) {
	_, err := edits(t, "from,to\na,b\nA,b\n")
	require.ErrorContains(t, err, "t.csv:3:1: domain:a FEEDS domain:b is said twice; first at t.csv:2:1")
}

func TestAnEndOfTheWrongKindIsAFault(t *testing.T) {
	table, err := read("from,to\na,b\n")
	require.NoError(t, err)
	_, _, err = table.Edits(func(csv.Name) (csv.Meaning, error) { return csv.Meaning{ID: "team:t"}, nil })
	require.ErrorContains(t, err, "t.csv:2:1: team:t is a team, which cannot stand here")
}

func TestNoCellBeginsLikeAFormula(t *testing.T) {
	for _, dangerous := range []string{"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"} {
		require.Equal(t, "'"+dangerous, csv.Inert(dangerous))
		require.Equal(t, dangerous, csv.Plain(csv.Inert(dangerous)))
	}
	for _, harmless := range []string{"", "'", "'tis", "a=1", "''"} {
		require.Equal(t, harmless, csv.Inert(harmless))
		require.Equal(t, harmless, csv.Plain(harmless))
	}
}

func TestEveryTextComesBackFromASpreadsheet(t *testing.T) {
	letters := rapid.StringOfN(rapid.SampledFrom([]rune("'=+-@\ta\",;\n é")), 0, 12, -1)
	rapid.Check(t, func(t *rapid.T) {
		from, reason := norm.NFC.String(strings.TrimSpace(letters.Draw(t, "from"))), norm.NFC.String(letters.Draw(t, "reason"))
		if graph.CheckName(from) != nil {
			return
		}
		require.Equal(t, reason, csv.Plain(csv.Inert(reason)))
		require.NotContains(t, "=+-@\t\r", (csv.Inert(reason) + "x")[:1])
		var out bytes.Buffer
		require.NoError(t, csv.Write(&out, [][]string{{"from", "to", "reason"}, {from, "b", reason}}))
		table, err := read(out.String())
		require.NoError(t, err)
		require.Equal(t, []string{from, "b", reason}, []string{table.Rows[0].From.Text, table.Rows[0].To.Text, table.Rows[0].Reason})
	})
}
