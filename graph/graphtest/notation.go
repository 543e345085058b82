package graphtest

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/graph"
)

// verb is a word of the notation: the relation that it means, and what a bare word on either side of it is.
type verb struct {
	relation graph.Relation
	from, to graph.Kind
	denied   bool
}

const (
	partOf = "in"
	via    = "via"
)

var verbs = map[string]verb{
	"->":         {relation: graph.Feeds, from: graph.Domain, to: graph.Domain},
	"-/>":        {relation: graph.Feeds, from: graph.Domain, to: graph.Domain, denied: true},
	partOf:       {relation: graph.PartOf, from: graph.Domain, to: graph.Domain},
	"owns":       {relation: graph.Owns, from: graph.Team, to: graph.Domain},
	"consumes":   {relation: graph.Consumes, from: graph.Team, to: graph.Domain},
	"operates":   {relation: graph.Operates, from: graph.Team, to: graph.SourceSystem},
	"runs-in":    {relation: graph.RunsIn, from: graph.Domain, to: graph.SourceSystem},
	"serves":     {relation: graph.Serves, from: graph.Team, to: graph.Division},
	"variant-of": {relation: graph.VariantOf, from: graph.Domain, to: graph.Domain},
	"reads":      {relation: graph.Reads, from: graph.Job, to: graph.Dataset},
	"writes":     {relation: graph.Writes, from: graph.Job, to: graph.Dataset},
}

// Edits reads the notation: what one would do to bring the graph about that a text shows, one line a link.
//
//	a -> b                 domain:a feeds domain:b; with " via job:…" at the end, by that job
//	a -/> b                the same, and it was denied
//	a in b                 domain:a is part of domain:b
//	t owns a               team:t; also consumes, and operates s, which is system:s
//	a runs-in s            domain:a, system:s
//	t serves d             team:t, division:d
//	a variant-of b
//	n/j reads n/d          job:n/j, dataset:n/d; also writes
//	a                      domain:a is there
//
// A bare word is what the verb makes of it, a domain where the verb leaves it open; anything with a colon is an ID as it
// is. Only domains are part of domains, so bare words give forests of any depth. What is mentioned is claimed: it stays
// when its links go. Empty lines mean nothing, nor does what follows a #.
func Edits(text string) ([]graph.Edit, error) {
	var r notation
	for i, line := range strings.Split(text, "\n") {
		line, _, _ = strings.Cut(line, "#")
		if err := r.read(strings.Fields(line)); err != nil {
			return nil, fmt.Errorf("line %d: %w", i+1, err)
		}
	}
	return r.edits, nil
}

// notation is a text that is being read.
type notation struct {
	edits     []graph.Edit
	mentioned map[graph.ID]bool
}

func (r *notation) read(words []string) error {
	switch {
	case len(words) == 0:
		return nil
	case len(words) == 1:
		r.mention(id(words[0], graph.Domain))
		return nil
	case len(words) != 3 && (len(words) != 5 || words[3] != via):
		return fmt.Errorf("%q is not of the form: a -> b", strings.Join(words, " "))
	}
	v, known := verbs[words[1]]
	if !known {
		return fmt.Errorf("there is no verb %q", words[1])
	}
	join := graph.Join{Relation: v.relation, From: id(words[0], v.from), To: id(words[2], v.to)}
	r.mention(join.From)
	r.mention(join.To)
	if len(words) == 5 {
		join.Via = graph.ID(words[4])
		r.mention(join.Via)
	}
	r.edits = append(r.edits, join)
	if v.denied {
		r.edits = append(r.edits, graph.Deny{From: join.From, To: join.To})
	}
	return nil
}

// mention claims an entity, once.
func (r *notation) mention(id graph.ID) {
	if r.mentioned == nil {
		r.mentioned = map[graph.ID]bool{}
	}
	if !r.mentioned[id] {
		r.mentioned[id] = true
		r.edits = append(r.edits, graph.Put{ID: id})
	}
}

// id reads a word as an ID, a bare one as of a kind.
func id(word string, bare graph.Kind) graph.ID {
	if strings.Contains(word, ":") {
		return graph.ID(word)
	}
	return graph.ID(bare.Prefix() + ":" + word)
}

// Parse returns the graph that a text of the notation shows, at revision 1, as people declared it at [Noon].
func Parse(t testing.TB, text string) *graph.Graph {
	t.Helper()
	edits, err := Edits(text)
	require.NoError(t, err)
	changes, err := graph.Empty().Draft(graph.Draft{Source: graph.People, Revision: 1, Time: Noon, Edits: edits})
	require.NoError(t, err)
	g, err := graph.Empty().With(1, changes...)
	require.NoError(t, err)
	return g
}
