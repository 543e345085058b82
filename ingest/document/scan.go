package document

import (
	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/scanner"
	"github.com/goccy/go-yaml/token"
)

// firstLook is how many bytes of a file are looked at before more of it is.
const firstLook = 8 << 10

// scan returns a file's tokens, or what makes it not worth parsing. The scanner reads a whole text at once, and makes some
// hundreds of bytes of one that a sender has to write. So of a long file the beginning is looked at first, then four times as much,
// and so on: what nests too deep or is too wide is refused there, and costs little more than where it first is.
func (f *File) scan(content string) (token.Tokens, Problems) {
	for size := firstLook; size < len(content); size *= 4 {
		if g := f.guarded(beginning(content[:size])); g.stopped {
			return nil, g.problems
		}
	}
	tokens := repair(lexer.Tokenize(content))
	return tokens, f.guarded(tokens).problems
}

// beginning returns the tokens of a text that was cut off, but for the last ones, which the cut may have made, and for all
// behind the first that is none.
func beginning(text string) token.Tokens {
	const unsure = 2
	var s scanner.Scanner
	s.Init(text)
	scanned, _ := s.Scan()
	var tokens token.Tokens
	tokens.Add(scanned[:max(0, len(scanned)-unsure)]...)
	return repair(tokens)
}
