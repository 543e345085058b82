package document

import (
	"errors"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"
	"golang.org/x/text/unicode/norm"
)

// Shape says what a value is made of.
type Shape uint8

// The shapes of a value.
const (
	Nothing Shape = iota // nothing was written, or null
	Scalar
	List
	Mapping
)

// Words says a shape in words.
func (s Shape) Words() string {
	return [...]string{"nothing", "a text", "a list", "a mapping"}[s]
}

// Node is one value of a file with its place. Every scalar is a text, as it was written.
type Node struct {
	Shape   Shape
	At      Position
	Text    string
	Items   []*Node
	Entries []Entry
}

// Entry is one key of a mapping and its value. No two of a mapping have the same key.
type Entry struct {
	Key   string
	At    Position
	Value *Node
}

// Parse returns the file's documents, without those that say nothing, or all that is wrong with its YAML.
func (f *File) Parse(content []byte) (documents []*Node, problems Problems) {
	defer func() {
		if recover() != nil { // the parser is not ours, and hostile input is expected
			documents, problems = nil, Problems{{File: f.Name, Message: "the file cannot be read as YAML"}}
		}
	}()
	tokens, problems := f.scan(string(content))
	if len(problems) > 0 {
		return nil, problems
	}
	t := tree{file: f}
	for _, one := range eachDocument(tokens) {
		parsed, err := parser.Parse(one, 0, parser.AllowDuplicateMapKey())
		if err != nil {
			return nil, Problems{f.syntax(err)}
		}
		for _, document := range parsed.Docs {
			if document.Body != nil {
				documents = append(documents, t.node(document.Body, Position{f, 1, 1, 1}))
			}
		}
	}
	return documents, t.problems
}

// syntax says where the parser gave up and why.
func (f *File) syntax(err error) Problem {
	var placed yaml.Error
	if errors.As(err, &placed) && placed.GetToken() != nil {
		if strings.Contains(placed.GetMessage(), "\t") {
			return f.at(placed.GetToken()).Problem("a tab stands here: indent with blanks")
		}
		return f.at(placed.GetToken()).Problem("%s", placed.GetMessage())
	}
	return Problem{File: f.Name, Message: err.Error()}
}

// at returns the place of a token. Its width is that of its text, or 1 where that has several lines.
func (f *File) at(t *token.Token) Position {
	at := Position{f, t.Position.Line, t.Position.Column, 1}
	written := strings.TrimSpace(t.Origin)
	if !strings.Contains(written, "\n") {
		at.Width = max(1, utf8.RuneCountInString(written))
	}
	return at
}

// tree turns the parser's nodes into ours and collects what it cannot.
type tree struct {
	file     *File
	problems Problems
}

// Node returns the value that n stands for. A value that was left out has no place of its own and is given one.
func (t *tree) node(n ast.Node, at Position) *Node {
	switch n := n.(type) {
	case *ast.NullNode:
		return &Node{At: at}
	case *ast.LiteralNode:
		return &Node{Shape: Scalar, At: t.file.at(n.GetToken()), Text: composed(n.Value.Value)}
	case *ast.SequenceNode:
		return t.list(n)
	case *ast.MappingNode:
		return t.mapping(n.GetToken(), n.Values)
	case *ast.MappingValueNode:
		return t.mapping(n.Key.GetToken(), []*ast.MappingValueNode{n})
	case ast.ScalarNode:
		return &Node{Shape: Scalar, At: t.file.at(n.GetToken()), Text: composed(n.GetToken().Value)}
	}
	t.problems = append(t.problems, at.Problem("this is no text, list or mapping"))
	return &Node{At: at}
}

// composed returns a text in Unicode's NFC: whoever writes é as one character or as two means the same name.
func composed(text string) string { return norm.NFC.String(text) }

func (t *tree) list(n *ast.SequenceNode) *Node {
	value := &Node{Shape: List, At: t.file.at(n.GetToken())}
	for _, item := range n.Values {
		value.Items = append(value.Items, t.node(item, value.At))
	}
	return value
}

func (t *tree) mapping(start *token.Token, values []*ast.MappingValueNode) *Node {
	if len(values) > 0 && start.Type != token.MappingStartType {
		start = values[0].Key.GetToken() // a block has no beginning of its own
	}
	value := &Node{Shape: Mapping, At: t.file.at(start)}
	seen := map[string]Position{}
	for _, v := range values {
		key := Entry{Key: composed(v.Key.GetToken().Value), At: t.file.at(v.Key.GetToken())}
		if first, twice := seen[key.Key]; twice {
			t.problems = append(t.problems, key.At.Problem("the key %s stands here twice; first at %s", Quoted(key.Key), first.Precise()))
			continue
		}
		seen[key.Key] = key.At
		key.Value = t.node(v.Value, key.At)
		value.Entries = append(value.Entries, key)
	}
	return value
}
