package mapping_test

import (
	"errors"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/ingest/document"
	"github.com/headwater-catalog/headwater/ingest/mapping"
)

func read(content string) (*mapping.Rules, error) {
	return mapping.Read(fstest.MapFS{"mapping.yaml": {Data: []byte(content)}}, "mapping.yaml")
}

func rules(t require.TestingT, content string) *mapping.Rules {
	r, err := read(content)
	require.NoError(t, err)
	return r
}

func TestFaultsOfRulesSayWhereTheyAre(t *testing.T) {
	for name, test := range map[string]struct{ content, want string }{
		"nothing":                {"", "mapping.yaml: there are no rules in it"},
		"no mapping":             {"- a\n", "mapping.yaml:1:1: a file of rules is a mapping with the key rules, not a list"},
		"another key":            {"rule: []\n", `mapping.yaml:1:1: "rule" is no key here; did you mean "rules"?`},
		"no list":                {"rules: x\n", "mapping.yaml:1:1: rules is a list of rules"},
		"no rule":                {"rules: [x]\n", "mapping.yaml:1:9: a rule is a mapping with match and set, not a text"},
		"nothing set":            {"rules:\n- match: {name: x}\n", "mapping.yaml:2:3: the rule does not say what to set"},
		"an empty set":           {"rules:\n- set: {}\n", "the rule sets nothing"},
		"a key mistyped":         {"rules:\n- match: {nmae: x}\n  set: {domain: a}\n", `mapping.yaml:2:11: "nmae" is no key here; did you mean "name"?`},
		"a pattern that is none": {"rules:\n- match: {name: \"{x\"}\n  set: {domain: a}\n", "mapping.yaml:2:17: the pattern opens a {"},
		"a kind that is none":    {"rules:\n- match: {kind: team}\n  set: {domain: a}\n", "kind is dataset or job"},
		"domain and product":     {"rules:\n- set: {domain: a, product: b}\n", "mapping.yaml:2:20: a dataset is part of one thing"},
		"a market alone":         {"rules:\n- set: {market: france}\n", "a market is served by a system"},
		"a word nobody captures": {"rules:\n- match: {name: \"{a}\"}\n  set: {domain: \"{b}\"}\n", "mapping.yaml:3:17: {b} is captured by nothing that the rule matches"},
		"an ID that is none":     {"rules:\n- set: {domain: Division X}\n", `mapping.yaml:2:17: "Division X" is no domain`},
		"an ID of another kind":  {"rules:\n- set: {domain: \"team:finance\"}\n", `"team:finance" names a team; what is meant here is a domain`},
		"a text missing":         {"rules:\n- set: {domain: }\n", "domain says nothing"},
		"properties as a list":   {"rules:\n- match: {meta: [a]}\n  set: {domain: a}\n", "meta is a mapping of keys to patterns, not a list"},
		"two of a key":           {"rules:\n- set: {domain: a, domain: b}\n", "mapping.yaml:2:20"},
		"an alias":               {"rules: &a [*a]\n", "anchors are not read here"},
		"depth":                  {"rules: " + strings.Repeat("[", 200_000), "stand inside each other"},
		"too many rules":         {"rules:\n" + strings.Repeat("- set: {domain: a}\n", mapping.MaxRules+1), "there are more than 1000 rules"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := read(test.content)
			var problems document.Problems
			require.True(t, errors.As(err, &problems), "%v", err)
			require.Contains(t, err.Error(), test.want)
		})
	}
}

func TestAllFaultsOfRulesAreToldAtOnce(t *testing.T) {
	_, err := read("rules:\n- set: {domain: A B}\n- match: {kind: x}\n  set: {owner: \"{y}\"}\n")
	var problems document.Problems
	require.True(t, errors.As(err, &problems))
	require.Len(t, problems, 3)
}

func FuzzRules(f *testing.F) {
	f.Add([]byte("rules:\n- name: n\n  match: {kind: dataset, namespace: 'p://{host}', name: '{a}.*', source: dbt:*, tags: [x, 'y*'], meta: {k: '{b}'}, properties: {p: v}}\n  set: {domain: '{a}', system: '{host}', market: m, owner: 'team:{b}'}\n"))
	for _, seed := range []string{
		"rules:\n- set: {product: 'a/{'}\n", "rules:\n- match: {name: '{a}{b}'}\n  set: {domain: '{b}/{a}'}\n", "rules:\n- match: {name: '" + strings.Repeat("*a", 50) + "'}\n  set: {system: s}\n",
		"rules:\n- match: {name: '\\{\\*'}\n  set: {domain: x, owner: '{c}'}\n", "rules:\n- match: {meta: [a], kind: team}\n  set: {market: france}\n", "rules: &a [*a]\n", "\xff", "",
	} {
		f.Add([]byte(seed))
	}
	g := shop(f)
	f.Fuzz(func(t *testing.T, content []byte) {
		r, err := mapping.Read(fstest.MapFS{"mapping.yaml": {Data: content}}, "mapping.yaml")
		if err != nil {
			require.NotEmpty(t, err.Error())
			return
		}
		_, err = g.Draft(draft(g, r.Apply(g).Edits))
		require.NoError(t, err, "what the rules say can always be claimed")
	})
}
