package server

import (
	"encoding/json"
	"strconv"

	"github.com/vektah/gqlparser/v2/ast"
)

const (
	// ceiling is where counting stops: counts that grow as 2^n would overflow. Two of them still multiply within an int64.
	ceiling = 1_000_000_000

	pageLeftOut = 20    // what a page counts whose size is not given
	pageMost    = 1_000 // more is refused where the page is made, in words of its own, and so is not counted here
)

// size says how much a selection asks for, with its fragments expanded. Depth and aliases are plain counts; cost is one
// for each field and, below a field that takes `first`, that many times what is below. What @skip or @include leaves out is not
// asked for, and counts nothing.
type size struct {
	depth, aliases, cost int
	defers               bool // it has @defer anywhere
}

// and is the size of two selections side by side.
func (s size) and(other size) size {
	return size{
		depth:   max(s.depth, other.depth),
		aliases: min(s.aliases+other.aliases, ceiling),
		cost:    min(s.cost+other.cost, ceiling),
		defers:  s.defers || other.defers,
	}
}

// measure returns the size of a validated operation. Each fragment is read once, however often it is spread, so it is
// linear in the document while the numbers are those of the naive expansion.
func measure(op *ast.OperationDefinition, variables map[string]any) size {
	m := measurer{variables: variables, fragments: map[string]size{}}
	return m.selections(op.SelectionSet)
}

type measurer struct {
	variables map[string]any
	fragments map[string]size // by name, which validation made unique
}

func (m measurer) selections(set ast.SelectionSet) size {
	var sum size
	for _, selection := range set {
		if m.leftOut(directivesOf(selection)) {
			continue
		}
		switch s := selection.(type) {
		case *ast.Field:
			sum = sum.and(m.field(s))
		case *ast.InlineFragment:
			sum = sum.and(m.selections(s.SelectionSet)).and(deferred(s.Directives))
		case *ast.FragmentSpread:
			sum = sum.and(m.fragment(s.Definition)).and(deferred(s.Directives))
		}
	}
	return sum
}

func directivesOf(selection ast.Selection) ast.DirectiveList {
	switch s := selection.(type) {
	case *ast.Field:
		return s.Directives
	case *ast.InlineFragment:
		return s.Directives
	case *ast.FragmentSpread:
		return s.Directives
	}
	return nil
}

// leftOut reports whether @skip or @include leaves a selection out.
func (m measurer) leftOut(directives ast.DirectiveList) bool {
	return m.condition(directives.ForName("skip"), false) || !m.condition(directives.ForName("include"), true)
}

// condition returns whether a directive's condition holds, from its text or its variable; another value where there is no
// directive, or nobody can say.
func (m measurer) condition(directive *ast.Directive, otherwise bool) bool {
	if directive == nil {
		return otherwise
	}
	argument := directive.Arguments.ForName("if")
	if argument == nil {
		return otherwise
	}
	value, err := argument.Value.Value(m.variables)
	holds, known := value.(bool)
	if err != nil || !known {
		return otherwise
	}
	return holds
}

func deferred(directives ast.DirectiveList) size {
	return size{defers: directives.ForName("defer") != nil}
}

// fragment returns the size of a fragment's selection. Validation refuses cycles; should one come through, it counts as
// more than any limit.
func (m measurer) fragment(def *ast.FragmentDefinition) size {
	if known, ok := m.fragments[def.Name]; ok {
		return known
	}
	m.fragments[def.Name] = size{depth: ceiling, aliases: ceiling, cost: ceiling}
	m.fragments[def.Name] = m.selections(def.SelectionSet)
	return m.fragments[def.Name]
}

func (m measurer) field(f *ast.Field) size {
	s := m.selections(f.SelectionSet)
	s.depth = min(s.depth+1, ceiling)
	if f.Name == "__schema" || f.Name == "__type" {
		s.depth = 0 // a rule of the validation bounds it: tools ask for types of types of types
	}
	if f.Alias != f.Name {
		s.aliases = min(s.aliases+1, ceiling)
	}
	s.cost = min(1+m.page(f)*s.cost, ceiling)
	return s
}

// page returns how many times what is below f is answered: the size of its page, 1 if it has none. An empty page counts
// as one, else anything at all could hide below `first: 0`.
func (m measurer) page(f *ast.Field) int {
	if f.Definition == nil || f.Definition.Arguments.ForName("first") == nil {
		return 1
	}
	for _, name := range []string{"first", "last"} {
		if n, given := m.number(f.Arguments.ForName(name)); given {
			return max(1, min(n, pageMost))
		}
	}
	return pageLeftOut
}

// number returns the value of an argument, from its text or its variable; null counts as left out, and a number that does
// not fit an int64 as the largest page.
func (m measurer) number(arg *ast.Argument) (n int, given bool) {
	if arg == nil {
		return 0, false
	}
	if arg.Value.Kind != ast.Variable {
		return wholeNumber(arg.Value.Raw), arg.Value.Kind == ast.IntValue
	}
	switch v := m.variables[arg.Value.Raw].(type) {
	case int64:
		return int(v), true
	case int:
		return v, true
	case json.Number:
		return wholeNumber(v.String()), true
	}
	return 0, false
}

func wholeNumber(text string) int {
	n, err := strconv.Atoi(text)
	if err != nil {
		return pageMost
	}
	return n
}
