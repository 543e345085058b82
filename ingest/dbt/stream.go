package dbt

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/headwater-catalog/headwater/ingest/document"
)

// MaxDocument is how many bytes of a document are read.
const MaxDocument = 512 << 20

// stream is a JSON document that is read value by value.
type stream struct {
	*jsontext.Decoder
	limit *io.LimitedReader
	path  []string // of the entry that is read, for messages
}

func newStream(r io.Reader) *stream {
	limit := &io.LimitedReader{R: r, N: MaxDocument + 1}
	return &stream{Decoder: jsontext.NewDecoder(limit, jsontext.AllowDuplicateNames(true)), limit: limit} // see object
}

// document reads the one object of the document, member by member.
func (s *stream) document(member func(key string) error) error {
	if kind := s.PeekKind(); kind != '{' && kind != 0 {
		return errors.New("it is no JSON object")
	}
	if err := s.object(member); err != nil {
		return err
	}
	if _, err := s.ReadToken(); !errors.Is(err, io.EOF) {
		return errors.New("something follows after the end of the document")
	}
	return nil
}

// object reads an object; member reads the value behind each key. null is an object without members. A key that comes twice is
// an error, which member may give first, in its own words.
func (s *stream) object(member func(key string) error) error {
	opening, err := s.ReadToken()
	switch {
	case err != nil:
		return err
	case opening.Kind() == 'n':
		return nil
	case opening.Kind() != '{':
		return errors.New("it is no JSON object")
	}
	seen := map[string]bool{}
	for s.PeekKind() != '}' {
		token, err := s.ReadToken()
		if err != nil {
			return err
		}
		key := token.String()
		s.path = append(s.path, key)
		if err := member(key); err != nil {
			return err
		}
		if seen[key] {
			return fmt.Errorf("it is said twice: the second time ends at byte %d", s.InputOffset())
		}
		seen[key] = true
		s.path = s.path[:len(s.path)-1]
	}
	_, err = s.ReadToken()
	return err
}

// take reads a value into what out points to.
func (s *stream) take(out any) error { return json.UnmarshalDecode(s.Decoder, out) }

// problem says what is wrong with a file, and where as far as it was read.
func (s *stream) problem(file string, err error) error {
	at := ""
	if len(s.path) > 0 {
		at = strings.Join(s.path, ".") + ": "
	}
	return document.Problems{document.Position{File: &document.File{Name: file}}.Problem("%s%s", at, s.explain(err))}
}

// kindWords says in words what a JSON value is.
var kindWords = map[jsontext.Kind]string{'n': "null", 'f': "false", 't': "true", '"': "a text", '0': "a number", '{': "an object", '[': "a list"}

func (s *stream) explain(err error) string {
	meant, isMeant := errors.AsType[*json.SemanticError](err)
	syntax, isSyntax := errors.AsType[*jsontext.SyntacticError](err)
	switch {
	case s.limit.N <= 0:
		return fmt.Sprintf("the file is larger than %d MiB, which is the most that is read", MaxDocument>>20)
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF):
		return fmt.Sprintf("the file ends in the middle, after %d bytes: it was cut off; let dbt write it anew", s.InputOffset())
	case isMeant:
		within := strings.TrimPrefix(string(meant.JSONPointer), "/"+strings.Join(s.path, "/"))
		return strings.TrimSpace(strings.TrimPrefix(within, "/") + " cannot be " + kindWords[meant.JSONKind])
	case isSyntax:
		return fmt.Sprintf("it is no JSON near byte %d: %s", syntax.ByteOffset, syntax.Err)
	}
	return err.Error()
}
