package manifest

import (
	"errors"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"
)

// shape says what a value is made of.
type shape uint8

const (
	nothing shape = iota // nothing was written, or null
	scalar
	list
	mapping
)

// words says a shape in words.
func (s shape) words() string {
	return [...]string{"nothing", "a text", "a list", "a mapping"}[s]
}

// node is one value of a file with its place. Every scalar is a text, as it was written.
type node struct {
	shape   shape
	at      position
	text    string
	items   []*node
	entries []entry
}

// entry is one key of a mapping and its value. No two of a mapping have the same key.
type entry struct {
	key   string
	at    position
	value *node
}

// parse returns the file's documents, without those that say nothing, or all that is wrong with its YAML.
func (f *file) parse(content []byte) (documents []*node, problems Problems) {
	defer func() {
		if recover() != nil { // the parser is not ours, and hostile input is expected
			documents, problems = nil, Problems{{File: f.name, Message: "the file cannot be read as YAML"}}
		}
	}()
	tokens := repair(lexer.Tokenize(string(content)))
	if problems = f.guard(tokens); len(problems) > 0 {
		return nil, problems
	}
	parsed, err := parser.Parse(tokens, 0, parser.AllowDuplicateMapKey())
	if err != nil {
		return nil, Problems{f.syntax(err)}
	}
	t := tree{file: f}
	for _, document := range parsed.Docs {
		if document.Body != nil {
			documents = append(documents, t.node(document.Body, position{f, 1, 1, 1}))
		}
	}
	return documents, t.problems
}

// syntax says where the parser gave up and why.
func (f *file) syntax(err error) Problem {
	var placed yaml.Error
	if errors.As(err, &placed) && placed.GetToken() != nil {
		if strings.Contains(placed.GetMessage(), "\t") {
			return f.at(placed.GetToken()).problem("a tab stands here: indent with blanks")
		}
		return f.at(placed.GetToken()).problem("%s", placed.GetMessage())
	}
	return Problem{File: f.name, Message: err.Error()}
}

// at returns the place of a token. Its width is that of its text, or 1 where that has several lines.
func (f *file) at(t *token.Token) position {
	at := position{f, t.Position.Line, t.Position.Column, 1}
	written := strings.TrimSpace(t.Origin)
	if !strings.Contains(written, "\n") {
		at.width = max(1, utf8.RuneCountInString(written))
	}
	return at
}

// tree turns the parser's nodes into ours and collects what it cannot.
type tree struct {
	file     *file
	problems Problems
}

// node returns the value that n stands for. A value that was left out has no place of its own and is given one.
func (t *tree) node(n ast.Node, at position) *node {
	switch n := n.(type) {
	case *ast.NullNode:
		return &node{at: at}
	case *ast.LiteralNode:
		return &node{shape: scalar, at: t.file.at(n.GetToken()), text: n.Value.Value}
	case *ast.SequenceNode:
		return t.list(n)
	case *ast.MappingNode:
		return t.mapping(n.GetToken(), n.Values)
	case *ast.MappingValueNode:
		return t.mapping(n.Key.GetToken(), []*ast.MappingValueNode{n})
	case ast.ScalarNode:
		return &node{shape: scalar, at: t.file.at(n.GetToken()), text: n.GetToken().Value}
	}
	t.problems = append(t.problems, at.problem("this is no text, list or mapping"))
	return &node{at: at}
}

func (t *tree) list(n *ast.SequenceNode) *node {
	value := &node{shape: list, at: t.file.at(n.GetToken())}
	for _, item := range n.Values {
		value.items = append(value.items, t.node(item, value.at))
	}
	return value
}

func (t *tree) mapping(start *token.Token, values []*ast.MappingValueNode) *node {
	if len(values) > 0 && start.Type != token.MappingStartType {
		start = values[0].Key.GetToken() // a block has no beginning of its own
	}
	value := &node{shape: mapping, at: t.file.at(start)}
	seen := map[string]position{}
	for _, v := range values {
		key := entry{key: v.Key.GetToken().Value, at: t.file.at(v.Key.GetToken())}
		if first, twice := seen[key.key]; twice {
			t.problems = append(t.problems, key.at.problem("the key %s stands here twice; first at %s", quoted(key.key), first.precise()))
			continue
		}
		seen[key.key] = key.at
		key.value = t.node(v.Value, key.at)
		value.entries = append(value.entries, key)
	}
	return value
}
