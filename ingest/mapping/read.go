package mapping

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/ingest/document"
)

// Read reads the rules in a file. What is wrong with them is a [document.Problems], all of it at once; all else is the file
// system's error.
func Read(fsys fs.FS, name string) (*Rules, error) {
	f, content, err := document.Load(fsys, name)
	if err != nil {
		return nil, err
	}
	documents, problems := f.Parse(content)
	r := reader{problems: problems}
	for _, root := range documents {
		r.file(root)
	}
	if len(r.rules.rules) == 0 && len(r.problems) == 0 {
		r.problems = append(r.problems, document.Problem{File: name, Message: "there are no rules in it; write rules: and a list of them"})
	}
	if len(r.problems) > 0 {
		return nil, r.problems.Sorted()
	}
	return &r.rules, nil
}

type reader struct {
	rules    Rules
	problems document.Problems
}

func (r *reader) report(at document.Position, format string, args ...any) {
	r.problems = append(r.problems, at.Problem(format, args...))
}

// file reads a document, which has the one key rules.
func (r *reader) file(root *document.Node) {
	for _, e := range r.mapping(root, "a file of rules is a mapping with the key rules", "rules") {
		if e.Value.Shape != document.List {
			r.report(e.At, "rules is a list of rules, each with match and set, not %s", e.Value.Shape.Words())
			continue
		}
		for _, item := range e.Value.Items {
			if len(r.rules.rules) == MaxRules {
				r.report(item.At, "there are more than %d rules", MaxRules)
				return
			}
			r.rule(item)
		}
	}
}

// mapping returns the entries of a mapping that are known, and reports the others.
func (r *reader) mapping(n *document.Node, what string, known ...string) []document.Entry {
	if n.Shape != document.Mapping {
		r.report(n.At, "%s, not %s", what, n.Shape.Words())
		return nil
	}
	return slices.DeleteFunc(slices.Clone(n.Entries), func(e document.Entry) bool {
		if slices.Contains(known, e.Key) {
			return false
		}
		r.report(e.At, "%s is no key here%s", document.Quoted(e.Key), document.KeyHint(e.Key, known))
		return true
	})
}

// rule reads one rule.
func (r *reader) rule(n *document.Node) {
	one := rule{name: fmt.Sprintf("rule %d", len(r.rules.rules)+1), at: n.At}
	var said document.Entry
	before := len(r.problems)
	for _, e := range r.mapping(n, "a rule is a mapping with match and set", "name", "match", "set") {
		switch e.Key {
		case "name":
			one.name = r.text(e)
		case "match":
			one.when = r.condition(e.Value)
		case "set":
			said = e
		}
	}
	switch {
	case said.Value == nil && len(r.problems) == before:
		r.report(n.At, "the rule does not say what to set: domain, product, system, market or owner")
	case said.Value != nil:
		one.says = r.saying(said.Value, one.when.words())
	}
	r.rules.rules = append(r.rules.rules, one)
}

// condition reads what must hold.
func (r *reader) condition(n *document.Node) (c condition) {
	for _, e := range r.mapping(n, "match is a mapping of what must hold: kind, namespace, name, source, tags, meta, properties",
		"kind", "namespace", "name", "source", "tags", "meta", "properties") {
		switch e.Key {
		case "kind":
			c.kind = r.kind(e)
		case "namespace":
			c.namespace = r.pattern(e)
		case "name":
			c.name = r.pattern(e)
		case "source":
			c.source = r.pattern(e)
		case "tags":
			c.tags = r.patterns(e)
		case "meta":
			r.keyed(e, metaProperty, &c)
		case "properties":
			r.keyed(e, "", &c)
		}
	}
	return c
}

// metaProperty is what the keys of a dbt project's meta begin with where they are kept as properties.
const metaProperty = "dbt.meta."

func (r *reader) kind(e document.Entry) graph.Kind {
	switch text := r.text(e); text {
	case "dataset":
		return graph.Dataset
	case "job":
		return graph.Job
	case "":
	default:
		r.report(e.Value.At, "kind is dataset or job, not %s", document.Quoted(text))
	}
	return 0
}

// text reads a text, "" where there is none.
func (r *reader) text(e document.Entry) string {
	text := strings.TrimSpace(e.Value.Text)
	if e.Value.Shape != document.Scalar || text == "" {
		r.report(e.At, "%s says nothing; write a text or leave the line out", e.Key)
	}
	return text
}

func (r *reader) pattern(e document.Entry) *pattern {
	text := r.text(e)
	p, err := parsePattern(text)
	if err != nil {
		r.report(e.Value.At, "%s", err)
		return nil
	}
	return p
}

// patterns reads one pattern or a list of them.
func (r *reader) patterns(e document.Entry) (all []*pattern) {
	items := []*document.Node{e.Value}
	if e.Value.Shape == document.List {
		items = e.Value.Items
	}
	for _, item := range items {
		all = append(all, r.pattern(document.Entry{Key: e.Key, At: e.At, Value: item}))
	}
	return all
}

// keyed reads patterns by the keys of properties.
func (r *reader) keyed(e document.Entry, prefix string, c *condition) {
	if e.Value.Shape != document.Mapping {
		r.report(e.At, "%s is a mapping of keys to patterns, not %s", e.Key, e.Value.Shape.Words())
		return
	}
	if c.properties == nil {
		c.properties = map[string]*pattern{}
	}
	for _, one := range e.Value.Entries {
		c.properties[prefix+one.Key] = r.pattern(one)
	}
}

// saying reads what a rule sets. Each word in a target must be captured by the rule's conditions.
func (r *reader) saying(n *document.Node, captured []string) (s saying) {
	entries := r.mapping(n, "set is a mapping of what is said: domain, product, system, market, owner", "domain", "product", "system", "market", "owner")
	for _, e := range entries {
		switch e.Key {
		case "domain", "product":
			if s.container.text != "" {
				r.report(e.At, "a dataset is part of one thing: say domain or product, not both")
			}
			s.container = r.target(e, captured)
		case "system":
			s.system = r.target(e, captured)
		case "market":
			s.market = r.target(e, captured)
		case "owner":
			s.owner = r.target(e, captured)
		}
	}
	if s.market.text != "" && s.system.text == "" {
		r.report(n.At, "a market is served by a system: say the system as well")
	}
	if len(entries) == 0 && n.Shape == document.Mapping && len(n.Entries) == 0 {
		r.report(n.At, "the rule sets nothing")
	}
	return s
}

var targetKinds = map[string]graph.Kind{
	"domain": graph.Domain, "product": graph.DataProduct, "system": graph.SourceSystem, "market": graph.Market, "owner": graph.Team,
}

// target reads what a rule points at: the path of an ID, or a whole one.
func (r *reader) target(e document.Entry, captured []string) target {
	t := target{text: r.text(e), kind: targetKinds[e.Key]}
	sample := map[string]string{}
	for _, word := range t.words() {
		if !slices.Contains(captured, word) {
			r.report(e.Value.At, "{%s} is captured by nothing that the rule matches", word)
		}
		sample[word] = "x"
	}
	switch id := t.id(sample); {
	case t.text == "":
	case id.Check() != nil:
		r.report(e.Value.At, "%s is no %s: %s", document.Quoted(t.text), t.kind.Word(1), id.Check())
	case id.Kind() != t.kind:
		r.report(e.Value.At, "%s names a %s; what is meant here is a %s", document.Quoted(t.text), id.Kind().Word(1), t.kind.Word(1))
	}
	return t
}
