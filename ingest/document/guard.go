package document

import (
	"github.com/goccy/go-yaml/token"
)

// refused says which parts of YAML are not read, and why. They are refused as tokens, before anything is built from
// them: aliases can grow without bound, and a file is to be understood where it is read.
var refused = map[token.Type]string{
	token.AnchorType:     "anchors are not read here; say it again where it is meant",
	token.AliasType:      "aliases are not read here; say again what is meant, or quote a text that begins with *",
	token.MergeKeyType:   "<< is not read here; say again what is meant",
	token.TagType:        "tags are not read here; every value is a text, a list or a mapping",
	token.DirectiveType:  "directives are not read here",
	token.MappingKeyType: "keys that begin with ? are not read here; quote a text that begins with ?",
}

// guarded looks through a file's tokens in linear time and notes what is wrong with them, before the parser, whose
// time grows with the square of depth and keys, sees them.
func (f *File) guarded(tokens token.Tokens) *guard {
	g := &guard{file: f}
	for _, t := range tokens {
		if why, no := refused[t.Type]; no {
			g.report(t, "%s", why)
		}
		g.step(t)
		if g.stopped {
			break
		}
	}
	return g
}

// guard follows the nesting of a file's tokens.
type guard struct {
	file     *File
	frames   []frame
	problems Problems
	stopped  bool
	cost     int // of the parser: the sum of the squares of the mappings' keys, halved
}

// maxCost keeps the parser to about a second a file. It takes some fifty mappings of MaxKeys to get there.
const maxCost = 100_000_000

// frame is a mapping or list that is open. Brackets close it, or where flow is false, a token further to the left.
type frame struct {
	flow   bool
	list   bool
	column int
	keys   int
}

func (g *guard) step(t *token.Token) {
	switch t.Type {
	case token.SequenceStartType, token.MappingStartType:
		g.push(t, frame{flow: true})
	case token.SequenceEndType, token.MappingEndType:
		g.closeFlow(t)
	case token.DocumentHeaderType, token.DocumentEndType:
		g.frames = nil
	case token.SequenceEntryType:
		g.block(t, true)
	case token.MappingValueType:
		if t.Prev != nil {
			g.block(t.Prev, false)
		}
	}
}

// block notes a list's dash or a mapping's key: in the innermost brackets, or at its column.
func (g *guard) block(t *token.Token, list bool) {
	column := t.Position.Column
	for n := len(g.frames); n > 0; n = len(g.frames) {
		top := &g.frames[n-1]
		switch {
		case top.flow, top.column == column && top.list == list:
			g.count(t, top, list)
			return
		case top.column < column || top.column == column && list:
			g.push(t, frame{list: list, column: column, keys: 1})
			return
		}
		g.frames = g.frames[:n-1]
	}
	g.push(t, frame{list: list, column: column, keys: 1})
}

func (g *guard) count(t *token.Token, top *frame, list bool) {
	if list {
		return
	}
	top.keys++
	g.cost += top.keys
	switch {
	case top.keys > MaxKeys:
		g.stop(t, "this mapping has more than %d keys; split it over several files", MaxKeys)
	case g.cost > maxCost:
		g.stop(t, "the mappings of this file have too many keys together; split it over several files")
	}
}

func (g *guard) push(t *token.Token, f frame) {
	if g.frames = append(g.frames, f); len(g.frames) > MaxDepth {
		g.stop(t, "more than %d mappings and lists stand inside each other", MaxDepth)
	}
}

func (g *guard) closeFlow(t *token.Token) {
	for n := len(g.frames); n > 0; n = len(g.frames) {
		flow := g.frames[n-1].flow
		g.frames = g.frames[:n-1]
		if flow {
			return
		}
	}
	g.stop(t, "this bracket closes none; quote a text that begins with one")
}

func (g *guard) report(t *token.Token, format string, args ...any) {
	g.problems = append(g.problems, g.file.at(t).Problem(format, args...))
	g.stopped = len(g.problems) > MaxProblems
}

func (g *guard) stop(t *token.Token, format string, args ...any) {
	g.report(t, format, args...)
	g.stopped = true
}
