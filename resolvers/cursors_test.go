package resolvers_test

import (
	"encoding/base64"
	"fmt"
	"testing"

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
