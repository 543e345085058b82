package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"github.com/headwater-catalog/headwater/graph"
)

// choice is a flag whose value is one or more of GraphQL's constants, written as people write them: data-product for
// DATA_PRODUCT, and in any case.
type choice struct {
	known  []string // the constants
	chosen []string
	single bool // one only
}

var _ pflag.Value = (*choice)(nil)

// Set adds what is given, separated by commas.
func (c *choice) Set(given string) error {
	if c.single {
		c.chosen = nil
	}
	for word := range strings.SplitSeq(given, ",") {
		constant, known := c.constant(word)
		if !known {
			return fmt.Errorf("there is no %q; did you mean %s? There are %s",
				word, nearest(spoken(word), c.words()), strings.Join(c.words(), ", "))
		}
		c.chosen = append(c.chosen, constant)
	}
	return nil
}

// constant returns the constant that a word stands for. A kind is also known by what its IDs begin with.
func (c *choice) constant(word string) (string, bool) {
	constant := strings.ToUpper(strings.NewReplacer("-", "_", " ", "_").Replace(strings.TrimSpace(word)))
	if kind, is := graph.KindNamed(strings.ToLower(strings.TrimSpace(word))); is && slices.Contains(c.known, kind.String()) {
		return kind.String(), true
	}
	return constant, slices.Contains(c.known, constant)
}

// words returns the constants as people write them.
func (c *choice) words() []string {
	words := make([]string, len(c.known))
	for i, constant := range c.known {
		words[i] = spoken(constant)
	}
	return words
}

func spoken(constant string) string {
	return strings.ToLower(strings.ReplaceAll(constant, "_", "-"))
}

// String returns the choice as it would be written.
func (c *choice) String() string {
	words := make([]string, len(c.chosen))
	for i, constant := range c.chosen {
		words[i] = spoken(constant)
	}
	return strings.Join(words, ",")
}

// Type names the flag's value in the help.
func (c *choice) Type() string { return "word" }

// kindsOfEntities returns a choice among the kinds of entities.
func kindsOfEntities() *choice {
	c := &choice{}
	for _, kind := range graph.Kinds {
		c.known = append(c.known, kind.String())
	}
	return c
}
