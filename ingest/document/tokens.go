package document

import (
	"unicode/utf8"

	"github.com/goccy/go-yaml/token"
)

// repair mends two things that goccy/go-yaml 1.19.2 reads otherwise than YAML 1.2 says, in linear time:
//
//   - After a document that says nothing the next one is lost. Its header is taken out, so that the two become one.
//   - In a list in brackets that stands in braces, {from: [port:x]}, a colon with no blank behind it begins a mapping.
//     The text is put together again.
func repair(tokens token.Tokens) token.Tokens {
	var kept token.Tokens
	var brackets []token.Type
	for i := 0; i < len(tokens); i++ {
		t := tokens[i]
		switch t.Type {
		case token.CommentType:
			continue
		case token.DocumentHeaderType:
			brackets = nil
			if n := len(kept); n > 0 && kept[n-1].Type == token.DocumentHeaderType {
				kept = kept[:n-1]
			}
		case token.SequenceStartType, token.MappingStartType:
			brackets = append(brackets, t.Type)
		case token.SequenceEndType, token.MappingEndType:
			brackets = brackets[:max(0, len(brackets)-1)]
		case token.MappingValueType:
			inList := len(brackets) > 0 && brackets[len(brackets)-1] == token.SequenceStartType
			if inList && len(kept) > 0 && i+1 < len(tokens) && oneText(kept[len(kept)-1], t, tokens[i+1]) {
				kept[len(kept)-1] = joined(kept[len(kept)-1], tokens[i+1])
				i++
				continue
			}
		}
		kept = append(kept, t)
	}
	return kept
}

// eachDocument returns the tokens of each document of a file. The parser is given one at a time: its time grows with the square of
// how many there are.
func eachDocument(tokens token.Tokens) (documents []token.Tokens) {
	start := 0
	for i, t := range tokens {
		end := i
		switch t.Type {
		case token.DocumentEndType:
			end = i + 1
		case token.DocumentHeaderType:
		default:
			continue
		}
		if end > start {
			documents, start = append(documents, tokens[start:end]), end
		}
	}
	if start < len(tokens) {
		documents = append(documents, tokens[start:])
	}
	return documents
}

// oneText reports whether a colon stands between two plain texts without a blank on either side.
func oneText(before, colon, after *token.Token) bool {
	return plain(before) && plain(after) && follows(before, colon) && follows(colon, after)
}

func plain(t *token.Token) bool {
	switch t.Type {
	case token.StringType, token.IntegerType, token.FloatType, token.BoolType, token.NullType:
		return true
	}
	return false
}

func follows(before, after *token.Token) bool {
	return before.Position.Line == after.Position.Line &&
		before.Position.Column+utf8.RuneCountInString(before.Value) == after.Position.Column
}

// joined returns the one text that two are with a colon between them.
func joined(before, after *token.Token) *token.Token {
	one := *before
	one.Type = token.StringType
	one.Value += ":" + after.Value
	one.Origin += ":" + after.Origin
	one.Next = after.Next
	if after.Next != nil {
		after.Next.Prev = &one
	}
	return &one
}
