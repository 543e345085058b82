package resolvers_test

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// lists are fields that are connections, as documents with %s in the place of the page's arguments, a comma before and
// no blank line, and the way to them.
var lists = []struct{ name, document, way, node string }{
	{"entities", `{catalog {entities(where: {within: "division-x"} %s) {PAGE}}}`, "catalog entities", "id"},
	{"search", `{catalog {search(text: "sale" %s) {PAGE}}}`, "catalog search", "id"},
	{"search among some", `{catalog {search(text: "sale", where: {within: "division-x"} %s) {PAGE}}}`, "catalog search", "id"},
	{"findings", `{catalog {findings(within: "division-v" %s) {PAGE}}}`, "catalog findings", "kind entity {id} others {id}"},
	{"items", `{catalog {domain(ref: "division-x/customer") {downstream {items(%s) {PAGE}}}}}`, "catalog domain downstream items", "depth entity {id}"},
	{"items of several", `{catalog {lineage(of: ["division-x/product", "division-v/stock"], direction: DOWNSTREAM) {items(%s) {PAGE}}}}`, "catalog lineage items", "depth entity {id}"},
	{"drawn", `{catalog {picture(of: ["division-x/customer"], depth: 1, opened: [{of: "division-x/product", direction: DOWNSTREAM}]) {entities(%s) {PAGE}}}}`,
		"catalog picture entities", "entity {id} hidden(direction: DOWNSTREAM)"},
	{"drawn between two", `{catalog {picture(of: ["division-x/crm"], depth: 1, between: {from: "division-x/sales-planning", to: "division-x/customer"}) {entities(%s) {PAGE}}}}`,
		"catalog picture entities", "entity {id} hidden(direction: DOWNSTREAM)"},
	{"places", `{catalog {picture(of: ["division-x/customer"]) {places(%s) {PAGE}}}}`, "catalog picture places", "entity {id} hidden(direction: DOWNSTREAM)"},
	{"drawn flows", `{catalog {picture(of: ["division-x/customer"]) {flows(%s) {PAGE}}}}`, "catalog picture flows", "from {id} to {id}"},
	{"walked flows", `{catalog {domain(ref: "division-x/customer") {downstream {flows(%s) {PAGE}}}}}`, "catalog domain downstream flows", "from {id} to {id}"},
	{"recorded flows", `{catalog {entity(by: {id: "capability:division-x/product/get-product"}) {flows(%s) {PAGE}}}}`, "catalog entity flows", "from {id} to {id}"},
	{"parts", `{catalog {division(ref: "division-x") {parts(%s) {PAGE}}}}`, "catalog division parts", "id"},
	{"domains", `{catalog {division(ref: "division-x") {domains(%s) {PAGE}}}}`, "catalog division domains", "id"},
	{"teams", `{catalog {division(ref: "division-x") {teams(%s) {PAGE}}}}`, "catalog division teams", "id"},
	{"consumes", `{catalog {team(ref: "division-x/sales") {consumes(%s) {PAGE}}}}`, "catalog team consumes", "purpose entity {id}"},
	{"runs", `{catalog {system(ref: "france/pos") {runs(%s) {PAGE}}}}`, "catalog system runs", "id"},
	{"impact items", `{plan(changes: [{alter: {id: "system:france/pos"}}, {handOver: {entity: "domain:division-x/stock", to: "team:it"}}]) {impact {items(%s) {PAGE}}}}`,
		"plan impact items", "severity depth entity {id}"},
	{"impact of an entity", `{catalog {domain(ref: "division-x/customer") {impact {items(%s) {PAGE}}}}}`, "catalog domain impact items", "depth entity {id}"},
	{"crossings", `{catalog {border(division: "division-v") {crossings(relations: [OWNS, SERVES] %s) {PAGE}}}}`, "catalog border crossings", "relation from {id} to {id}"},
}

// connection is a page as it is answered.
type connection struct {
	TotalCount int
	Nodes      []any
	Edges      []struct {
		Cursor string
		Node   any
	}
	PageInfo struct {
		HasNextPage, HasPreviousPage bool
		StartCursor, EndCursor       *string
	}
}

// page asks for a page of a list, given the arguments that choose it.
func (c client) page(document, way, node, arguments string) connection {
	c.Helper()
	fields := fmt.Sprintf("totalCount nodes {%s} edges {cursor node {%[1]s}} pageInfo {hasNextPage hasPreviousPage startCursor endCursor}", node)
	document = strings.Replace(fmt.Sprintf(document, arguments), "PAGE", fields, 1)
	var found any = c.data(document, nil)
	for _, step := range strings.Fields(way) {
		found = found.(map[string]any)[step]
	}
	text, err := json.Marshal(found)
	if err != nil {
		c.Fatal(err)
	}
	var page connection
	if err := json.Unmarshal(text, &page); err != nil {
		c.Fatal(err)
	}
	c.checkPage(page)
	return page
}

// checkPage checks what is true of every page by itself.
func (c client) checkPage(p connection) {
	c.Helper()
	for i, edge := range p.Edges {
		if !reflect.DeepEqual(edge.Node, p.Nodes[i]) {
			c.Errorf("edge %d is %v, node %v", i, edge.Node, p.Nodes[i])
		}
	}
	if n := len(p.Edges); n != len(p.Nodes) || n > 0 && (*p.PageInfo.StartCursor != p.Edges[0].Cursor || *p.PageInfo.EndCursor != p.Edges[n-1].Cursor) {
		c.Errorf("edges and nodes or cursors differ: %+v", p)
	}
}

func TestSmallPagesAreTogetherTheWhole(t *testing.T) {
	c, _ := caseStudy(t)
	for _, l := range lists {
		t.Run(l.name, func(t *testing.T) {
			c := client{t, c.ask}
			whole := c.page(l.document, l.way, l.node, "first: 1000")
			if len(whole.Nodes) == 0 || len(whole.Nodes) != whole.TotalCount || whole.PageInfo.HasNextPage || whole.PageInfo.HasPreviousPage {
				t.Fatalf("the whole: %+v", whole)
			}
			for _, size := range []int{1, 2, 3, len(whole.Nodes)} {
				got := c.through(l.document, l.way, l.node, size, whole.TotalCount)
				if !reflect.DeepEqual(got, whole.Nodes) {
					t.Errorf("pages of %d: %v, want %v", size, got, whole.Nodes)
				}
			}
		})
	}
}

// through reads a list page by page.
func (c client) through(document, way, node string, size, total int) []any {
	c.Helper()
	var all []any
	arguments := fmt.Sprintf("first: %d", size)
	for {
		p := c.page(document, way, node, arguments)
		if p.PageInfo.HasPreviousPage != (len(all) > 0) || p.TotalCount != total || len(p.Nodes) > size {
			c.Fatalf("after %d of %d: %+v", len(all), total, p.PageInfo)
		}
		all = append(all, p.Nodes...)
		if !p.PageInfo.HasNextPage {
			return all
		}
		arguments = fmt.Sprintf("first: %d, after: %q", size, *p.PageInfo.EndCursor)
	}
}

func TestEntitiesFromTheBack(t *testing.T) {
	c, _ := caseStudy(t)
	l := lists[0]
	whole := c.page(l.document, l.way, l.node, "first: 1000")
	var all []any
	arguments := "last: 7"
	for {
		p := c.page(l.document, l.way, l.node, arguments)
		all = append(slices.Clone(p.Nodes), all...)
		if !p.PageInfo.HasPreviousPage {
			break
		}
		arguments = fmt.Sprintf("last: 7, before: %q", *p.PageInfo.StartCursor)
	}
	if !reflect.DeepEqual(all, whole.Nodes) {
		t.Errorf("%v, want %v", all, whole.Nodes)
	}
	between := c.page(l.document, l.way, l.node, fmt.Sprintf("after: %q, before: %q", whole.Edges[2].Cursor, whole.Edges[5].Cursor))
	if !reflect.DeepEqual(between.Nodes, whole.Nodes[3:5]) || !between.PageInfo.HasNextPage || !between.PageInfo.HasPreviousPage {
		t.Errorf("between two cursors: %+v", between)
	}
}

// What comes and goes between two pages neither hides nor repeats what stays.
func TestCursorsOutliveRevisions(t *testing.T) {
	c, _ := caseStudy(t)
	for _, l := range lists {
		t.Run(l.name, func(t *testing.T) {
			c := client{t, c.ask}
			before := c.page(l.document, l.way, l.node, "first: 1000")
			at := len(before.Edges) / 2
			rest := before.Nodes[at:]
			if at > 0 {
				c.data(`mutation {apply(input: {changes: [
					{put: {id: "domain:division-x/aaa", container: "division:division-x"}}, {put: {id: "domain:division-x/zzz", container: "division:division-x"}}
				]}) {revision}}`, nil)
				after := c.page(l.document, l.way, l.node, fmt.Sprintf("first: 1000, after: %q", before.Edges[at-1].Cursor))
				rest = after.Nodes
			}
			for _, node := range before.Nodes[at:] {
				if !slices.ContainsFunc(rest, func(n any) bool { return reflect.DeepEqual(n, node) }) {
					t.Errorf("%v is missing", node)
				}
			}
			for _, node := range before.Nodes[:at] {
				if slices.ContainsFunc(rest, func(n any) bool { return reflect.DeepEqual(n, node) }) {
					t.Errorf("%v is repeated", node)
				}
			}
			c.data(`mutation {apply(input: {changes: [{remove: {id: "domain:division-x/aaa"}}, {remove: {id: "domain:division-x/zzz"}}]}) {revision}}`, nil)
		})
	}
}

// A page goes on where the item it ended with would stand, when that item has gone.
func TestCursorOfWhatHasGone(t *testing.T) {
	c, _ := caseStudy(t)
	for _, document := range []string{`{catalog {search(text: "sale" %s) {PAGE}}}`, `{catalog {entities(where: {text: "sale"} %s) {PAGE}}}`} {
		way := "catalog " + strings.FieldsFunc(document, func(r rune) bool { return r == '{' || r == '(' || r == ' ' })[1]
		c.data(`mutation {apply(input: {changes: [{put: {id: "domain:division-x/sale-of-old", container: "division:division-x"}}]}) {revision}}`, nil)
		before := c.page(document, way, "id", "first: 1000")
		at := slices.IndexFunc(before.Nodes, func(n any) bool { return n.(map[string]any)["id"] == "domain:division-x/sale-of-old" })
		c.data(`mutation {apply(input: {changes: [{remove: {id: "domain:division-x/sale-of-old"}}]}) {revision}}`, nil)
		after := c.page(document, way, "id", fmt.Sprintf("first: 1000, after: %q", before.Edges[at].Cursor))
		if !reflect.DeepEqual(after.Nodes, before.Nodes[at+1:]) {
			t.Errorf("%s: %v, want %v", document, after.Nodes, before.Nodes[at+1:])
		}
	}
}
