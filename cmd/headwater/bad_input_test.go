//go:build unix

package main

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/graph"
)

// badInput is one line of the list of bad inputs: what is sent, and what must come back. A status over 1000 is a WebSocket's.
type badInput struct {
	name   string
	send   func(a *attacked) reaction
	status int
	code   string
}

func sending(q request) func(*attacked) reaction { return q.send }

// asking sends a document.
func asking(text string) func(*attacked) reaction { return inDocument(text, "").send }

// body sends a body as it is.
func body(text string) func(*attacked) reaction { return request{body: text}.send }

// showing asks with these Authorization headers.
func showing(values ...string) func(*attacked) reaction {
	return inDocument("{catalog {revision}}", "").with("Authorization", values...).send
}

// showingThe asks with the token of that name.
func showingThe(name, document string) func(*attacked) reaction {
	return func(a *attacked) reaction {
		return inDocument(document, "").with("Authorization", "Bearer "+a.secrets[name]).send(a)
	}
}

// bomb is n fragments that each spread the next one twice.
func bomb(n int) string {
	var text strings.Builder
	text.WriteString("{catalog {domain(ref: \"d0\") {...f0}}}")
	for i := range n {
		fmt.Fprintf(&text, " fragment f%d on Domain {...f%d ...f%d}", i, i+1, i+1)
	}
	fmt.Fprintf(&text, " fragment f%d on Domain {name}", n)
	return text.String()
}

// copying is n changes, each two of which double what there is.
func copying(n int) string {
	var changes strings.Builder
	changes.WriteString(`{"put":{"id":"division:d0"}},{"put":{"id":"domain:d0/a","container":"division:d0"}},{"put":{"id":"domain:d0/b","container":"domain:d0/a"}}`)
	for i := range n {
		fmt.Fprintf(&changes, `,{"acquire":{"division":"division:d%d","like":"division:d0"}},{"move":{"id":"domain:d%[1]d/a","to":"domain:d0/a"}}`, i+1)
	}
	return `{"changes":[` + changes.String() + `]}`
}

// tags are n different ones, as JSON lists them.
func tags(n int) string {
	all := make([]string, n)
	for i := range all {
		all[i] = fmt.Sprintf(`"t%d"`, i)
	}
	return strings.Join(all, ",")
}

// planning plans changes, which are JSON.
func planning(changes string) func(*attacked) reaction {
	return inDocument(`query ($changes: [Change!]!) {plan(changes: $changes) {after {entities {totalCount}}}}`, changes).send
}

// tenThousand are ids, as a variable holds them.
var tenThousand = "[" + strings.Repeat(`"domain:d0",`, 9_999) + `"domain:d0"]`

const (
	bad     = string(graph.BadUserInput)
	parse   = "GRAPHQL_PARSE_FAILED"
	invalid = "GRAPHQL_VALIDATION_FAILED"
	large   = string(graph.QueryTooLarge)
	unknown = string(graph.Unauthenticated)

	aChange = `mutation {apply(input: {changes: [{put: {id: "team:a"}}]}) {revision}}`
	aStream = `{"type":"subscribe","id":"1","payload":{"query":"subscription {commits {revision}}"}}`
)

var badInputs = []badInput{
	{"1 an empty body", body(""), 400, bad},
	{"2 null", body("null"), 400, bad},
	{"2 a list", body("[]"), 400, bad},
	{"2 a number", body("1"), 400, bad},
	{"3 an empty query", body(`{"query":""}`), 400, bad},
	{"4 unclosed", asking("{"), 400, parse},
	{"5 a batch", body(`[{"query":"{catalog{revision}}"},{"query":"{catalog{revision}}"}]`), 400, bad},
	{"6 something behind", body(`{"query":"{catalog{revision}}"} ` + marker), 400, bad},
	{"7 a key twice", body(`{"query":"{catalog{revision}}","query":"` + marker + `"}`), 400, bad},
	{"8 variables that are a list", body(`{"query":"{catalog{revision}}","variables":["` + marker + `"]}`), 400, bad},
	{"9 NUL in the query", asking("{cata\x00log{revision}}"), 400, parse},
	{"9 a byte order mark within", asking("{catalog\ufeff{revision}}"), 200, ""}, // which the grammar passes over
	{"9 a byte order mark at the start", asking("\ufeff{catalog{revision}}"), 200, ""},
	{"10 invalid UTF-8", body("{\"query\":\"{catalog(\xff)}\"}"), 400, bad},
	{"10 half a surrogate pair", body(`{"query":"{catalog{revision}}","variables":{"a":"\ud800"}}`), 400, bad},
	{"11 UTF-16", sending(request{body: `{"query":"{catalog{revision}}"}`}.with("Content-Type", "application/json; charset=utf-16")), 415, bad},
	{"12 two without a name", asking("{catalog{revision}} {catalog{revision}}"), 400, invalid},
	{"13 an unknown operationName", body(`{"query":"query A {catalog{revision}}","operationName":"` + marker + `"}`), 400, invalid},
	{"14 a fragment bomb", asking(bomb(24)), 400, large},
	{"14 the largest fragment bomb", asking(bomb(120)), 400, large},
	{"15 fragments in a cycle", asking(`{catalog{domain(ref:"a"){...a}}} fragment a on Domain {...b} fragment b on Domain {...a}`), 400, invalid},
	{"16 nested 100,000 deep", asking(strings.Repeat("{a", 100_000)), 413, large},
	{"16 nested 30,000 deep", asking(strings.Repeat("{a", 30_000)), 400, large},
	{"16 lists nested", body(`{"query":"{catalog{revision}}","variables":{"a":` + strings.Repeat("[", 1_000_000) + "}}"), 400, bad},
	{"17 1,001 tokens", asking("{" + strings.Repeat("a ", 999) + "}"), 400, large},
	{"18 31 aliases", asking("{" + strings.Repeat("a:__typename ", 31) + "}"), 400, large},
	{"19 10,000 directives", asking("{__typename " + strings.Repeat("@a ", 10_000) + "}"), 400, large},
	{"19 490 directives", asking("{__typename " + strings.Repeat("@a", 490) + "}"), 400, invalid},
	{"20 first of -1", asking("{catalog{entities(first:-1){totalCount}}}"), 200, bad},
	{"20 first of 1,001", asking("{catalog{entities(first:1001){totalCount}}}"), 200, bad},
	{"20 first of 2^31", asking("{catalog{entities(first:2147483648){totalCount}}}"), 200, bad},
	{"20 first of 1e3", asking("{catalog{entities(first:1e3){totalCount}}}"), 400, invalid},
	{"21 a cursor forged", asking(`{catalog{entities(after:"AAAAAAAAAAAAAAAA"){totalCount}}}`), 200, string(graph.BadCursor)},
	{"21 a cursor of another query", func(a *attacked) reaction {
		given := asking("{catalog{entities(first:1){pageInfo{endCursor}}}}")(a).body
		cursor := given[strings.Index(given, `Cursor":`)+len(`Cursor":`) : strings.Index(given, "}")]
		return asking(`{catalog{search(text:"d",after:` + cursor + `){totalCount}}}`)(a)
	}, 200, string(graph.BadCursor)},
	{"22 an undefined variable", asking("{__typename @skip(if:$x)}"), 400, invalid},
	{"23 a mutation by GET", sending(request{method: "GET", path: "/graphql?query=mutation{apply(input:{changes:[]}){revision}}"}), 405, bad},
	{"24 64 KiB of text and one more", asking("{__typename}#" + strings.Repeat("x", 64<<10-12)), 413, large},
	{"25 names of prototypes", body(`{"query":"{catalog{revision}}","variables":{"__proto__":{"x":1},"constructor":{}}}`), 200, ""},
	{"26 10,000 ids", sending(inDocument(`query ($ids: [ID!]!) {nodes(ids: $ids) {id}}`, `{"ids":`+tenThousand+`}`)), 200, bad},
	{"26 10,000 kinds", sending(inDocument(`query ($kinds: [Kind!]) {catalog {entities(where: {kinds: $kinds}) {totalCount}}}`,
		`{"kinds":`+strings.ReplaceAll(tenThousand, "domain:d0", "TEAM")+`}`)), 200, ""}, // each is looked for once
	{"26 a text of 1 MiB", sending(inDocument(`query ($t: String!) {catalog {search(text: $t) {totalCount}}}`, `{"t":"`+strings.Repeat("a ", 1<<19)+`"}`)), 200, bad},
	{"26 changes that double all there is, again and again", planning(copying(40)), 200, large},
	{"26 the same, to be made", sending(inDocument(`mutation ($changes: [Change!]!) {apply(input: {changes: $changes}) {revision}}`, copying(40))), 200, large},
	{"26 10,000 tags", planning(`{"changes":[{"put":{"id":"domain:a","tags":[` + tags(10_000) + `]}},{"remove":{"id":"domain:b"}}]}`), 200, string(graph.NotFound)},
	{"27 a subscription by POST", asking("subscription {commits {revision}}"), 400, bad},

	{"81 no token", sending(request{stranger: true, body: `{"query":"{catalog{revision}}"}`}), 401, unknown},
	{"82 no scheme", showing(marker), 401, unknown},
	{"82 no secret", showing("Bearer"), 401, unknown},
	{"82 two headers", showing("Bearer "+marker, "Bearer "+marker), 400, bad},
	{"82 a token of 64 KiB", showing("Bearer " + strings.Repeat("a", 64<<10)), 401, unknown},
	{"83 expired", showingThe("expired", "{catalog{revision}}"), 401, unknown},
	{"83 revoked", showingThe("revoked", "{catalog{revision}}"), 401, unknown},
	{"83 the wrong scope", showingThe("read", aChange), 403, string(graph.Forbidden)},
	{"83 the wrong scope to read", showingThe("ingest", "{catalog{revision}}"), 403, string(graph.Forbidden)},
	{"84 a JWT without alg", showing("Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZG1pbiJ9."), 401, unknown},
	{"84 a JWT with a path as kid", showing("Bearer eyJhbGciOiJIUzI1NiIsImtpZCI6Ii4uLy4uL2V0Yy9wYXNzd2QifQ.eyJzdWIiOiJhZG1pbiJ9.AAAA"), 401, unknown},
	{"85 a token in the address", func(a *attacked) reaction {
		return request{stranger: true, method: "GET", path: "/graphql?query={catalog{revision}}&access_token=" + a.secrets["write"]}.send(a)
	}, 401, unknown},
	{"86 another host", sending(request{local: true, host: "evil.test", body: `{"query":"{catalog{revision}}"}`}), 421, string(graph.Forbidden)},
	{"87 an opaque origin", sending(request{local: true, body: `{"query":"{catalog{revision}}"}`}.with("Origin", "null")), 403, string(graph.Forbidden)},
	{"88 forwarded for this machine", sending(request{stranger: true, body: `{"query":"{catalog{revision}}"}`}.with("X-Forwarded-For", "127.0.0.1").
		with("X-Forwarded-User", marker)), 401, unknown},
	{"89 10,000 headers", func(a *attacked) reaction {
		return a.bytes("GET /healthz HTTP/1.1\r\nHost: localhost\r\n" + strings.Repeat("X-Some: value\r\n", 10_000) + "\r\n")
	}, 431, ""},
	{"89 a header of 1 MB", func(a *attacked) reaction {
		return a.bytes("GET /healthz HTTP/1.1\r\nHost: localhost\r\nX-Some: " + strings.Repeat("x", 1<<20) + "\r\n\r\n")
	}, 431, ""},
	{"90 headers that do not end", func(a *attacked) reaction { return a.bytes("GET /healthz HTTP/1.1\r\nHost: loc") }, 0, ""},
	{"91 a WebSocket of a bad version", func(a *attacked) reaction {
		return a.bytes("GET /graphql HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 7\r\n" +
			"Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Protocol: graphql-transport-ws\r\n\r\n")
	}, 400, ""},
	{"92 a message over 1 MiB", func(a *attacked) reaction { return a.says(a.inits("read"), `{"x":"`+strings.Repeat("x", 1<<20)+`"}`) }, 1009, ""},
	{"92 a message over 16 KiB from nobody yet", func(a *attacked) reaction { return a.says(`{"x":"` + strings.Repeat("x", 16<<10) + `"}`) }, 1009, ""},
	{"93 the same id twice", func(a *attacked) reaction { return a.says(a.inits("read"), aStream, aStream) }, 4409, ""},
	{"94 before init", func(a *attacked) reaction { return a.says(aStream) }, 4401, ""},
	{"94 init without a token", func(a *attacked) reaction { return a.says(`{"type":"connection_init"}`) }, 4403, ""},
	{"95 a right lost meanwhile", (*attacked).losesItsRight, 401, unknown},
}

// What bad input may cost. Of several tries one is undisturbed by what the machine does besides.
const (
	mostCPU   = 100 * time.Millisecond
	mostBytes = 32 << 20
	mostReply = 8 << 10
	tries     = 5
)

// affordable holds what something costs against what bad input may cost. Under the race detector, which makes everything cost several
// times as much, it is only done: make bounds runs these tests without it.
func affordable(t *testing.T, try func() spent) {
	t.Helper()
	var cost spent
	for range tries {
		if cost = try(); raceDetector || cost.cpu < mostCPU && cost.bytes < mostBytes {
			break
		}
	}
	t.Logf("%s of CPU, %d KiB", cost.cpu, cost.bytes>>10)
	if raceDetector {
		return
	}
	require.Less(t, cost.cpu, mostCPU)
	require.Less(t, cost.bytes, uint64(mostBytes))
}

func TestBadInputsAreCheapAndChangeNothing(t *testing.T) {
	a := newAttacked(t)
	before := a.catalog.Graph()
	for _, input := range badInputs {
		t.Run(input.name, func(t *testing.T) {
			affordable(t, func() spent {
				var got reaction
				cost := spentBy(func() { got = input.send(a) })
				require.Equal(t, input.status, got.status, got.body)
				require.Equal(t, input.code, got.code, got.body)
				require.NotContains(t, got.body, marker)
				require.Less(t, len(got.body), mostReply)
				return cost
			})
		})
	}
	require.Same(t, before, a.catalog.Graph(), "nothing is written")
	require.Equal(t, 200, inDocument("{catalog {revision}}", "").send(a).status, "and it goes on")
}

// The bomb that gqlgen's own limit of complexity takes 17 s for.
func TestAFragmentBombCostsLessThanTenMilliseconds(t *testing.T) {
	a := newAttacked(t)
	least := time.Hour
	for range 20 {
		cost := spentBy(func() { require.Equal(t, 400, asking(bomb(24))(a).status) })
		least = min(least, cost.cpu)
	}
	require.Less(t, least, 10*time.Millisecond)
}
