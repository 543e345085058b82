package resolvers_test

import (
	"encoding/base64"
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/graph"
)

// A cursor is good for the list that gave it, and for no other.
func TestCursorsOfAnotherQuery(t *testing.T) {
	c, _ := caseStudy(t)
	document := `{catalog {division(ref: "division-x") {parts(%s) {PAGE}}}}`
	cursor := c.page(document, "catalog division parts", "id", "first: 1").Edges[0].Cursor
	for _, other := range []string{
		`{catalog {division(ref: "division-v") {parts(after: %q) {totalCount}}}}`,
		`{catalog {division(ref: "division-x") {parts(kinds: [DOMAIN], after: %q) {totalCount}}}}`,
		`{catalog {division(ref: "division-x") {domains(after: %q) {totalCount}}}}`,
		`{catalog {entities(after: %q) {totalCount}}}`,
		`{catalog {entities(before: %q) {totalCount}}}`,
		`{catalog {search(text: "sale", after: %q) {totalCount}}}`,
		`{catalog {findings(after: %q) {totalCount}}}`,
		`{catalog {domain(ref: "division-x/sale") {downstream {items(after: %q) {totalCount}}}}}`,
		`{catalog {domain(ref: "division-x/sale") {downstream {flows(after: %q) {totalCount}}}}}`,
	} {
		if code := c.code(fmt.Sprintf(other, cursor), nil); code != graph.BadCursor {
			t.Errorf("%s: %q", other, code)
		}
	}
	items := `{catalog {domain(ref: "division-x/sale") {downstream(depth: %d) {items(%s) {PAGE}}}}}`
	cursor = c.page(fmt.Sprintf(items, 3, "%s"), "catalog domain downstream items", "depth", "first: 1").Edges[0].Cursor
	again := `{catalog {domain(ref: "division-x/sale") {downstream(depth: %d) {items(after: %q) {totalCount}}}}}`
	if code := c.code(fmt.Sprintf(again, 2, cursor), nil); code != graph.BadCursor {
		t.Errorf("another depth: %q", code)
	}
	if code := c.code(fmt.Sprintf(again, 3, cursor), nil); code != "" {
		t.Errorf("the same depth: %q", code)
	}
}

// A query is the same however it is said, and so are its cursors.
func TestCursorsOfTheSameQuerySaidOtherwise(t *testing.T) {
	c, _ := caseStudy(t)
	for _, l := range []struct{ document, way, node, said, otherwise string }{
		{`{catalog {entities(%s) {PAGE}}}`, "catalog entities", "id", ``, `where: {},`},
		{`{catalog {entities(%s) {PAGE}}}`, "catalog entities", "id", ``, `where: {kinds: [], tags: [], text: " ", within: null},`},
		{`{catalog {entities(%s) {PAGE}}}`, "catalog entities", "id", `where: {kinds: [PORT, DOMAIN]},`, `where: {kinds: [DOMAIN, PORT, DOMAIN]},`},
		{`{catalog {entities(%s) {PAGE}}}`, "catalog entities", "id", `where: {within: "division-x"},`, `where: {within: "division:division-x"},`},
		{`{catalog {entities(%s) {PAGE}}}`, "catalog entities", "id", `where: {owner: "finance"},`, `where: {owner: "team:finance"},`},
		{`{catalog {entities(%s) {PAGE}}}`, "catalog entities", "id", `where: {text: "sale Division"},`, `where: {text: " SALE  division "},`},
		{`{catalog {entities(%s) {PAGE}}}`, "catalog entities", "id", `where: {named: "sale"},`, `where: {named: "Sale"},`},
		{`{catalog {search(%s) {PAGE}}}`, "catalog search", "id", `text: "sale", kinds: [PORT, DOMAIN],`, `text: " SALE", kinds: [DOMAIN, PORT], where: {},`},
		{`{catalog {findings(%s) {PAGE}}}`, "catalog findings", "kind entity {id}", `within: "division-v", kinds: [UNUSED, UNSOURCED],`, `within: "division:division-v", kinds: [UNSOURCED, UNUSED],`},
		{`{catalog {division(ref: "division-x") {parts(%s) {PAGE}}}}`, "catalog division parts", "id", ``, `kinds: [],`},
		{`{catalog {team(ref: "finance") {owns(%s) {PAGE}}}}`, "catalog team owns", "id", `kinds: [PORT, DOMAIN],`, `kinds: [DOMAIN, PORT],`},
		{`{catalog {system(ref: "france/pos") {runs(%s) {PAGE}}}}`, "catalog system runs", "id", `kinds: [PORT, DOMAIN],`, `kinds: [DOMAIN, PORT],`},
		{`{catalog {border(division: "division-v") {crossings(%s) {PAGE}}}}`, "catalog border crossings", "relation from {id}", `relations: [SERVES, OWNS],`, `relations: [OWNS, SERVES, OWNS],`},
		{`{commits(%s) {PAGE}}`, "commits", "revision", `touching: ["division-x/sale", "team:finance"],`, `touching: ["team:finance", "domain:division-x/sale"],`},
	} {
		whole := c.page(l.document, l.way, l.node, l.said+" first: 1000")
		require.NotEmpty(t, whole.Edges, l.said)
		rest := c.page(l.document, l.way, l.node, fmt.Sprintf("%s first: 1000, after: %q", l.otherwise, whole.Edges[0].Cursor))
		require.Equal(t, whole.Nodes[1:], append([]any{}, rest.Nodes...), "%s and %s", l.said, l.otherwise)
	}
}

// What a whole answer hangs on is said in one form, too.
func TestCursorsBelowTheSameQuerySaidOtherwise(t *testing.T) {
	c, _ := caseStudy(t)
	for _, l := range []struct{ document, way, node, said, otherwise string }{
		{`{catalog {domain(ref: "division-x/customer") {downstream%s {items(%s) {PAGE}}}}}`, "catalog domain downstream items", "entity {id}", ``, `(where: {})`},
		{`{catalog {domain(ref: "division-x/customer") {downstream(where: {within: %s}) {items(%s) {PAGE}}}}}`, "catalog domain downstream items", "entity {id}", `"division-x"`, `"division:division-x"`},
		{`{catalog {lineage(of: [%s], direction: DOWNSTREAM) {flows(%s) {PAGE}}}}`, "catalog lineage flows", "from {id} to {id}", `"division-x/product", "division-v/stock"`, `"domain:division-v/stock", "division-x/product"`},
		{`{catalog {picture(of: [%s], depth: 1) {entities(%s) {PAGE}}}}`, "catalog picture entities", "entity {id}", `"division-x/customer"`, `"domain:division-x/customer"`},
		{`{catalog {picture(of: [], opened: [{of: %s, direction: DOWNSTREAM}]) {flows(%s) {PAGE}}}}`, "catalog picture flows", "from {id} to {id}", `"division-x/product"`, `"domain:division-x/product"`},
		{`{catalog {picture(of: [], between: {from: %s, to: "division-x/sales-planning"}) {places(%s) {PAGE}}}}`, "catalog picture places", "entity {id}", `"division-x/customer"`, `"domain:division-x/customer"`},
	} {
		said, otherwise := fmt.Sprintf(l.document, l.said, "%s"), fmt.Sprintf(l.document, l.otherwise, "%s")
		whole := c.page(said, l.way, l.node, "first: 1000")
		require.NotEmpty(t, whole.Edges, said)
		rest := c.page(otherwise, l.way, l.node, fmt.Sprintf("first: 1000, after: %q", whole.Edges[0].Cursor))
		require.Equal(t, whole.Nodes[1:], append([]any{}, rest.Nodes...), otherwise)
	}
}

// Whatever is changed of a cursor is noticed.
func TestForgedCursors(t *testing.T) {
	c, _ := caseStudy(t)
	cursor := c.page(`{catalog {entities(%s) {PAGE}}}`, "catalog entities", "id", "first: 1").Edges[0].Cursor
	raw, err := base64.RawURLEncoding.DecodeString(cursor)
	if err != nil {
		t.Fatal("a cursor is base64url", err)
	}
	forged := []string{"", "x", "é", cursor + "=", cursor[:len(cursor)/2], cursor + "AAAA", base64.RawURLEncoding.EncodeToString(raw[:9])}
	for i := range raw {
		flipped := append([]byte(nil), raw...)
		flipped[i] ^= 1
		forged = append(forged, base64.RawURLEncoding.EncodeToString(flipped))
	}
	for _, f := range forged {
		if code := c.code(fmt.Sprintf(`{catalog {entities(after: %q) {totalCount}}}`, f), nil); code != graph.BadCursor {
			t.Errorf("%q: %q", f, code)
		}
	}
}
