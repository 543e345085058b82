package neo4j

import (
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/graph"
)

const (
	asOne = "caf\u00e9"  // é is one character
	asTwo = "cafe\u0301" // it is two
)

// edited returns a comparison of a catalog with what somebody made of it in Neo4j.
func edited(t *testing.T, edit func(there contents)) *comparison {
	names := map[graph.ID]string{"domain:bar": asOne, "domain:inn": "inn"}
	records := map[graph.Key]*graph.Record{}
	for id, name := range names {
		records[graph.EntityKey(id)] = &graph.Record{Key: graph.EntityKey(id), Claims: []graph.Claim{{
			Source: "hands", Rank: graph.Declared, Values: []graph.Value{{Attribute: graph.AttrName, Text: name}},
		}}}
	}
	c := &comparison{folded: &folded{records: records, commits: contents{}, end: link{revision: 1}}}
	var err error
	c.wanted, err = c.expected()
	require.NoError(t, err)
	c.there, err = c.expected()
	require.NoError(t, err)
	edit(c.there)
	return c
}

// drafted returns what Adopt would commit, and what it says that it adopts and puts back.
func drafted(t *testing.T, c *comparison) (changes []graph.Change, adopted, back []string) {
	read := c.composed()
	asked := differences(read.wanted, read.there)
	commit, err := read.draft(Request{Actor: "ada", Time: time.Unix(1e9, 0)}, asked)
	require.NoError(t, err)
	if commit != nil {
		changes = commit.Changes
	}
	after, err := read.after(commit)
	require.NoError(t, err)
	took, returned := settledBy(asked, after)
	for _, d := range took {
		adopted = append(adopted, d.Where+"/"+d.Attribute)
	}
	for _, d := range append(returned, onlySpelt(differences(c.wanted, c.there), asked)...) {
		back = append(back, d.Where+"/"+d.Attribute)
	}
	return changes, adopted, slices.Compact(back)
}

// What is adopted is composed, by the same rule as what is applied: whichever way somebody writes é, it is the same name.
func TestWhatIsAdoptedIsComposed(t *testing.T) {
	inn := nodeSpot("domain:inn")
	changes, adopted, _ := drafted(t, edited(t, func(there contents) { there[inn]["name"] = asTwo }))
	require.Len(t, changes, 1)
	require.Equal(t, asOne, changes[0].After.Entity().Name)
	require.Equal(t, []string{"domain:inn/name"}, adopted)
}

// Another spelling of the same is no edit: it is put back.
func TestAnotherSpellingIsPutBack(t *testing.T) {
	changes, adopted, back := drafted(t, edited(t, func(there contents) { there[nodeSpot("domain:bar")]["name"] = asTwo }))
	require.Empty(t, changes)
	require.Empty(t, adopted)
	require.Equal(t, []string{"domain:bar/name"}, back)
}

// An added entity has a composed id.
func TestAnAddedEntityIsComposed(t *testing.T) {
	const one, two = graph.ID("dataset:pg/caf%C3%A9"), graph.ID("dataset:pg/cafe%CC%81")
	changes, _, _ := drafted(t, edited(t, func(there contents) {
		there[nodeSpot(two)] = properties{"id": string(two), "name": asTwo, labels: []string{"Dataset", entityLabel}}
	}))
	require.Len(t, changes, 1)
	require.Equal(t, one, changes[0].After.Key.From)
	require.Equal(t, asOne, changes[0].After.Entity().Name)
}
