package dbt

import (
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// texts is a list of texts, or one alone, or null. Whatever else stands in it is left out.
type texts []string

// UnmarshalJSONFrom reads any of the forms.
func (t *texts) UnmarshalJSONFrom(d *jsontext.Decoder) error {
	if d.PeekKind() != '[' {
		return t.add(d)
	}
	if _, err := d.ReadToken(); err != nil {
		return err
	}
	for d.PeekKind() != ']' {
		if err := t.add(d); err != nil {
			return err
		}
	}
	_, err := d.ReadToken()
	return err
}

// add reads one value, and keeps it if it is a text that says something.
func (t *texts) add(d *jsontext.Decoder) error {
	if d.PeekKind() != '"' {
		return d.SkipValue()
	}
	token, err := d.ReadToken()
	if text := token.String(); err == nil && text != "" {
		*t = append(*t, text)
	}
	return err
}

// literal is a text, a number or true and false, as text; null is "".
type literal string

// UnmarshalJSONFrom takes a text as it says, and all else as it is written.
func (l *literal) UnmarshalJSONFrom(d *jsontext.Decoder) error {
	value, err := d.ReadValue()
	if err == nil {
		*l = literal(plain(value))
	}
	return err
}

// once returns the texts of all lists in their order, each once, blank ones left out.
func once(lists ...texts) []string {
	var all []string
	seen := map[string]bool{}
	for _, list := range lists {
		for _, text := range list {
			if !seen[text] && strings.TrimSpace(text) != "" {
				seen[text] = true
				all = append(all, text)
			}
		}
	}
	return all
}
