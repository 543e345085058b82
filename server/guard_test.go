package server

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"github.com/vektah/gqlparser/v2/ast"
	"pgregory.net/rapid"
)

// naive is what measure promises: the size after every fragment is written out at every spread.
func naive(set ast.SelectionSet, variables map[string]any) (s size) {
	for _, selection := range set {
		switch f := selection.(type) {
		case *ast.InlineFragment:
			if naivelyKept(f.Directives, variables) {
				s = s.and(naive(f.SelectionSet, variables))
			}
		case *ast.FragmentSpread:
			if naivelyKept(f.Directives, variables) {
				s = s.and(naive(f.Definition.SelectionSet, variables))
			}
		case *ast.Field:
			if !naivelyKept(f.Directives, variables) {
				continue
			}
			below := naive(f.SelectionSet, variables)
			times := 1
			if f.Name == "things" {
				times = naivePage(f.ArgumentMap(variables))
			}
			one := size{depth: 1 + below.depth, aliases: below.aliases, cost: 1 + times*below.cost}
			if f.Alias != f.Name {
				one.aliases++
			}
			s = s.and(one)
		}
	}
	return s
}

// naivelyKept reports whether neither @skip nor @include leaves something out.
func naivelyKept(directives ast.DirectiveList, variables map[string]any) bool {
	for _, d := range directives {
		if holds := d.ArgumentMap(variables)["if"].(bool); holds == (d.Name == "skip") {
			return false
		}
	}
	return true
}

func naivePage(args map[string]any) int {
	for _, name := range []string{"first", "last"} {
		if n, ok := args[name].(int64); ok {
			return max(1, min(1_000, int(n)))
		}
	}
	return 20
}

// drawDocument draws a valid document with fragments that spread later ones, so that there are no cycles.
func drawDocument(t *rapid.T) string {
	fragments := rapid.IntRange(0, 5).Draw(t, "fragments")
	aliases := 0
	var text strings.Builder
	text.WriteString("query($n: Int = 3, $none: Int, $yes: Boolean!, $no: Boolean = false) { hello @skip(if: false) thing {" + drawSelection(t, &aliases, 0, fragments, 3) + "} }\n")
	for i := range fragments {
		fmt.Fprintf(&text, "fragment f%d on Thing { %s }\n", i, drawSelection(t, &aliases, i+1, fragments, 2))
	}
	return text.String()
}

func drawSelection(t *rapid.T, aliases *int, next, fragments, levels int) string {
	choices := []string{"name", "id", "... on Thing { name }"}
	for i := next; i < fragments; i++ {
		choices = append(choices, fmt.Sprintf("...f%d", i))
	}
	if levels > 0 {
		choices = append(choices, "part { ? }", "... { ? }", "things { nodes { ? } }", "things(first: 7) { nodes { ? } }",
			"things(first: $n) { nodes { ? } }", "things(first: null, last: 2) { nodes { ? } }", "things(first: 0) { nodes { ? } }",
			"things(first: $none) { nodes { ? } totalCount }", "things(last: 5000) { totalCount nodes { ? } }")
	}
	conditions := []string{"", "", "", "@skip(if: true)", "@skip(if: false)", "@include(if: false)", "@skip(if: $yes)", "@skip(if: $no)",
		"@include(if: $yes)", "@include(if: $no)", "@include(if: $yes) @skip(if: $no)", "@skip(if: $yes) @include(if: true)"}
	var text strings.Builder
	for range rapid.IntRange(1, 3).Draw(t, "selections") {
		chosen := rapid.SampledFrom(choices).Draw(t, "selection")
		condition := rapid.SampledFrom(conditions).Draw(t, "condition")
		if !strings.HasPrefix(chosen, ".") { // distinct aliases: the arguments of one name would have to agree
			*aliases++
			chosen = fmt.Sprintf("a%d: %s", *aliases, chosen)
		}
		if head, below, has := strings.Cut(chosen, "{"); has {
			chosen = head + condition + " {" + below
		} else {
			chosen += " " + condition
		}
		if before, after, deeper := strings.Cut(chosen, "?"); deeper {
			chosen = before + drawSelection(t, aliases, next, fragments, levels-1) + after
		}
		text.WriteString(chosen + " ")
	}
	return text.String()
}

func TestMeasureIsTheNaiveExpansion(t *testing.T) {
	schema := newThings().schema
	rapid.Check(t, func(rt *rapid.T) {
		text := drawDocument(rt)
		doc := parseLoosely(rt, schema, text)
		variables := map[string]any{"n": int64(3), "yes": true, "no": false}
		require.Equal(rt, naive(doc.Operations[0].SelectionSet, variables), measure(doc.Operations[0], variables), text)
	})
}

// fragmentBomb is n fragments that each spread the next one twice: 2^n fields.
func fragmentBomb(n int) string {
	var text strings.Builder
	text.WriteString("{thing{...f0}}")
	for i := range n {
		fmt.Fprintf(&text, "fragment f%d on Thing{...f%d ...f%d}", i, i+1, i+1)
	}
	fmt.Fprintf(&text, "fragment f%d on Thing{part{name}}", n)
	return text.String()
}

func TestFragmentBombIsCheapToMeasure(t *testing.T) {
	for _, n := range []int{24, 90} {
		op := operation(t, fragmentBomb(n))
		least := time.Hour
		for range 10 { // whatever else the machine does, one of them is undisturbed
			start := time.Now()
			got := measure(op, nil)
			least = min(least, time.Since(start))
			require.Equal(t, min(1<<min(n+1, 40)+1, ceiling), got.cost, n)
		}
		require.Less(t, least, 10*time.Millisecond, n) // walked naively, 24 take a second
	}
}

func TestGuardNamesEachLimitWithTheNumberFound(t *testing.T) {
	var aliases strings.Builder
	for i := range 31 {
		fmt.Fprintf(&aliases, "a%d: hello ", i)
	}
	for name, test := range map[string]struct{ query, want string }{
		"depth":   {"{thing{" + strings.Repeat("part{", 14) + "name" + strings.Repeat("}", 16), "depth 16, at most 15"},
		"aliases": {"{" + aliases.String() + "}", "aliases 31, at most 30"},
		"cost":    {"{things(first:1000){nodes{things(first:1000){nodes{name}}}}}", "cost 2,002,001, at most 100,000"},
		"bomb":    {fragmentBomb(60), "cost more than 1,000,000,000, at most 100,000"},
		"tokens":  {"{" + strings.Repeat("hello ", 999) + "}", "1,001 tokens, at most 1,000"},
		"text":    {"{hello}#" + strings.Repeat("x", 64<<10), "65,544 bytes long, at most 65,536"},
	} {
		t.Run(name, func(t *testing.T) {
			answer := ask(t, Config{}, test.query)
			require.Equal(t, "QUERY_TOO_LARGE", answer.code(t))
			require.Contains(t, answer.message(t), test.want)
		})
	}
}

// A client that has one document for several views is charged only for what it asks for.
func TestWhatIsLeftOutCostsNothing(t *testing.T) {
	const large = "{things(first:1000)%s{nodes{things(first:1000){nodes{name}}}} hello}"
	for directive, refused := range map[string]bool{
		"": true, "@skip(if:false)": true, "@include(if:true)": true,
		"@skip(if:true)": false, "@include(if:false)": false, "@skip(if:true)@include(if:true)": false, "@skip(if:false)@include(if:false)": false,
	} {
		answer := ask(t, Config{}, fmt.Sprintf(large, directive))
		require.Equal(t, refused, answer.status != 200, "%s: %s", directive, answer.body)
	}
	for value, refused := range map[string]bool{"true": false, "false": true} {
		query := fmt.Sprintf("query($left: Boolean!)"+large, "@skip(if:$left)")
		answer := send(t, handlerOf(Config{}), newPost(`{"query":"`+query+`","variables":{"left":`+value+`}}`))
		require.Equal(t, refused, answer.status != 200, "%s: %s", value, answer.body)
	}
}

func TestGuardLetsThroughWhatIsAtTheLimit(t *testing.T) {
	for name, query := range map[string]string{
		"depth":         "{thing{" + strings.Repeat("part{", 13) + "name" + strings.Repeat("}", 15),
		"tokens":        "{" + strings.Repeat("hello ", 998) + "}",
		"cost":          "{things(first:1000){nodes{id}}}",
		"introspection": introspectionQuery,
	} {
		t.Run(name, func(t *testing.T) {
			require.Equal(t, 200, ask(t, Config{}, query).status)
		})
	}
}

// The shape that tools send: types of types, deeper than any document may be otherwise.
var introspectionQuery = "{__schema{types{fields{type{" +
	strings.Repeat("ofType{", 15) + "name" + strings.Repeat("}", 20)

func BenchmarkMeasure(b *testing.B) {
	op := operation(b, fragmentBomb(24))
	b.ReportAllocs()
	for b.Loop() {
		measure(op, nil)
	}
}
