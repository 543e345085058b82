package neo4j_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/graph/graphtest"
	"github.com/headwater-catalog/headwater/graph/neo4j"
	"github.com/headwater-catalog/headwater/graph/neo4j/neo4jtest"
)

var byHand = neo4j.Request{Actor: "grace", Message: "edited in Neo4j", Time: graphtest.Noon}

// edited is a catalog with something of everything.
const edited = "a in b\nc\nx -> a\ny -/> a\nx -> y via job:n/j\nfinance owns b\nport:p in a"

// what makes a text of the graph that a store loads, with what counts of each entity and link.
func what(t require.TestingT, store graph.Store) string {
	g, err := graph.New(store.Load(tContext(t)))
	require.NoError(t, err)
	var lines []string
	for r := range g.Records() {
		line := r.String()
		if !r.IsLink() {
			e := r.Entity()
			e.Claims = nil
			line = strings.TrimSpace(strings.Join([]string{line, e.Name, e.Description, string(e.Container), strings.Join(e.Tags, ","), string(e.Direction), e.Type, e.Contact, e.URL}, "|"))
			for _, p := range e.Properties {
				line += "|" + p.Key + "=" + p.Value
			}
		} else {
			for _, v := range r.Effective() {
				line += "|" + v.Attribute + "=" + v.Text
			}
			if r.Denial != nil {
				line += "|denied: " + r.Denial.Reason
			}
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}

// Each edit by hand is in the log afterwards, by the source neo4j, or is put back; and nothing deviates.
func TestAdopt(t *testing.T) {
	const a, b, x, y = `(a:Domain {id: 'domain:a'})`, `(b:Domain {id: 'domain:b'})`, `(x:Domain {id: 'domain:x'})`, `(y:Domain {id: 'domain:y'})`
	for name, c := range map[string]struct {
		edit    string
		is, not string // in the graph afterwards
		back    string // of what is put back
	}{
		"a name":                     {edit: `MATCH ` + a + ` SET a.name = 'Other'`, is: "domain:a|Other|"},
		"a name removed":             {edit: `MATCH ` + b + ` REMOVE b.name`, is: "domain:b|Bee|", back: "domain:b: name"},
		"a description":              {edit: `MATCH ` + b + ` SET b.description = 'what it is'`, is: "domain:b|Bee|what it is"},
		"a description removed":      {edit: `MATCH ` + a + ` REMOVE a.description`, is: "domain:a|a||domain:b"},
		"tags":                       {edit: `MATCH ` + a + ` SET a.tags = ['q', 'r']`, is: "|q,r|"},
		"tags removed":               {edit: `MATCH ` + a + ` REMOVE a.tags`, is: "domain:a|a|long|domain:b|||"},
		"a direction":                {edit: `MATCH (p:Port) SET p.direction = 'INPUT'`, is: "|INPUT|"},
		"a property":                 {edit: `MATCH ` + a + ` SET a.properties = ['k=v', 'n=1=2']`, is: "|k=v|n=1=2"},
		"a property of others":       {edit: `MATCH ` + a + ` REMOVE a.properties`, is: "|k=w", back: "domain:a: properties"},
		"a property nobody knows":    {edit: `MATCH ` + a + ` SET a.mine = 7`, back: "domain:a: mine"},
		"a number as a name":         {edit: `MATCH ` + a + ` SET a.name = 7`, back: "domain:a: name"},
		"the record":                 {edit: `MATCH ` + a + ` SET a.headwaterRecord = '{"f":"domain:a"}'`, back: "domain:a: headwaterRecord"},
		"sources":                    {edit: `MATCH ` + a + ` SET a.sources = ['me']`, back: "domain:a: sources"},
		"a kind's label":             {edit: `MATCH ` + a + ` SET a:Team`, back: "domain:a: label"},
		"a label removed":            {edit: `MATCH ` + a + ` REMOVE a:Domain`, back: "domain:a: label"},
		"a foreign label":            {edit: `MATCH ` + a + ` SET a:Vip`, back: "domain:a: label"},
		"a flow":                     {edit: `MATCH ` + a + `, ` + b + ` CREATE (a)-[:FEEDS {reason: 'so'}]->(b)`, is: "domain:a FEEDS domain:b|reason=so"},
		"a denied flow":              {edit: `MATCH ` + a + `, ` + b + ` CREATE (a)-[:FEEDS {denied: true, denialReason: 'no'}]->(b)`, is: "domain:a FEEDS domain:b|denied: no"},
		"a flow by a job":            {edit: `MATCH ` + a + `, ` + b + ` CREATE (a)-[:FEEDS {via: 'job:n/j'}]->(b)`, is: "domain:a FEEDS domain:b|via=job:n/j"},
		"a flow removed":             {edit: `MATCH ` + x + `-[f:FEEDS]->` + a + ` DELETE f`, not: "domain:x FEEDS domain:a"},
		"a denied flow removed":      {edit: `MATCH ` + y + `-[f:FEEDS]->` + a + ` DELETE f`, not: "domain:y FEEDS domain:a"},
		"a reason":                   {edit: `MATCH (:Team)-[o:OWNS]->() SET o.reason = 'agreed'`, is: "OWNS domain:b|reason=agreed"},
		"a via removed":              {edit: `MATCH ` + x + `-[f:FEEDS]->` + y + ` REMOVE f.via`, back: "domain:x FEEDS domain:y: via"},
		"denied":                     {edit: `MATCH ` + x + `-[f:FEEDS]->` + a + ` SET f.denied = true, f.denialReason = 'no'`, is: "domain:x FEEDS domain:a|denied: no"},
		"allowed":                    {edit: `MATCH ` + y + `-[f:FEEDS]->` + a + ` SET f.denied = false`, is: "domain:y FEEDS domain:a", not: "denied"},
		"no entity any more":         {edit: `MATCH (t:Team) REMOVE t:HeadwaterEntity`, not: "team:finance", back: "team:finance OWNS domain:b"},
		"a second flow":              {edit: `MATCH ` + x + `, ` + a + ` CREATE (x)-[:FEEDS {reason: 'two'}]->(a)`, not: "two", back: "domain:x FEEDS domain:a (number 2)"},
		"a type nobody knows":        {edit: `MATCH ` + x + `, ` + a + ` CREATE (x)-[:LIKES]->(a)`, back: "domain:x LIKES domain:a"},
		"moved":                      {edit: `MATCH ` + a + `-[e:PART_OF]->(), (c:Domain {id: 'domain:c'}) DELETE e CREATE (a)-[:PART_OF]->(c)`, is: "domain:a|a|long|domain:c"},
		"taken out":                  {edit: `MATCH ` + a + `-[e:PART_OF]->() DELETE e`, is: "domain:a|a|long||"},
		"put into":                   {edit: `MATCH ` + x + `, ` + b + ` CREATE (x)-[:PART_OF]->(b)`, is: "domain:x|x||domain:b"},
		"in two":                     {edit: `MATCH ` + a + `, ` + x + ` CREATE (a)-[:PART_OF]->(x)`, is: "domain:a|a|long|domain:b", back: "domain:a PART_OF domain:x"},
		"a new one":                  {edit: `MATCH ` + b + ` CREATE (:HeadwaterEntity:Domain {id: 'domain:new', name: 'New'})-[:PART_OF]->(b)`, is: "domain:new|New||domain:b"},
		"a new one with half a name": {edit: `CREATE (:HeadwaterEntity:Domain {id: 'domain:new', mine: 1})`, is: "domain:new|new|", back: "domain:new: mine"},
		"a new one of no kind":       {edit: `MATCH ` + b + ` CREATE (:HeadwaterEntity {id: 'domain:new'})-[:FEEDS]->(b)`, not: "domain:new", back: "domain:new was added"},
		"one without an id":          {edit: `MATCH ` + b + ` CREATE (:HeadwaterEntity:Domain)-[:FEEDS]->(b)`, back: "a node without a text as its id"},
		"one with a number":          {edit: `MATCH ` + b + ` CREATE (:HeadwaterEntity:Domain {id: 7})-[:FEEDS]->(b)`, back: "a node without a text as its id"},
		"deleted":                    {edit: `MATCH ` + x + ` DETACH DELETE x`, not: "domain:x"},
		"a container deleted":        {edit: `MATCH ` + b + ` DETACH DELETE b`, is: "domain:a|a|long||", not: "domain:b"},
		"both deleted":               {edit: `MATCH ` + a + `, ` + b + ` DETACH DELETE a, b`, is: "port:p", not: "domain:a"},
		"who committed":              {edit: `MATCH (c:HeadwaterCommit) SET c.actor = 'me', c.mine = 1`, back: "revision 1: actor"},
		"when it was":                {edit: `MATCH (h:HeadwaterHead) SET h.time = '2000-01-01T00:00:00Z'`, back: "the head: time"},
		"no commit":                  {edit: `CREATE (:HeadwaterCommit {actor: 'me'})`, back: "revision <nil>"},
	} {
		t.Run(name, func(t *testing.T) {
			server := neo4jtest.Shared(t)
			live := catalog(t, server)
			notation(t, live, edited)
			apply(t, live, graph.Put{ID: "domain:b", Values: []graph.Value{{Attribute: graph.AttrName, Text: "Bee"}}},
				graph.Put{ID: "domain:a", Values: []graph.Value{{Attribute: graph.AttrDescription, Text: "long"}, {Attribute: graph.AttrTags, List: []string{"t"}}, {Attribute: graph.PropertyPrefix + "k", Text: "w"}}})
			store := open(t, server)
			defer store.Close()
			before := what(t, store)
			server.Query(t, c.edit, nil)
			dry := byHand
			dry.DryRun = true
			would, err := store.Adopt(t.Context(), dry)
			require.NoError(t, err)
			require.Error(t, store.Verify(t.Context()))
			did, err := store.Adopt(t.Context(), byHand)
			require.NoError(t, err)
			require.NoError(t, store.Verify(t.Context()))
			after := what(t, store)
			if c.is == "" && c.not == "" {
				require.Equal(t, before, after)
				require.Empty(t, did.Adopted)
			}
			require.Contains(t, after, c.is)
			if c.not != "" {
				require.NotContains(t, after, c.not)
			}
			require.Contains(t, lines(did.PutBack), c.back)
			if c.back == "" {
				require.Empty(t, did.PutBack)
				require.Equal(t, [][]any{{"grace", "neo4j", "edited in Neo4j"}}, server.Query(t,
					`MATCH (c:HeadwaterCommit {revision: $r}) RETURN c.actor, c.source, c.message`, map[string]any{"r": int64(did.Revision)}))
			}
			require.Equal(t, lines(would.Adopted), lines(did.Adopted))
			require.Equal(t, lines(would.PutBack), lines(did.PutBack))
			again, err := store.Adopt(t.Context(), byHand)
			require.NoError(t, err)
			require.Equal(t, &neo4j.Adopted{}, again)
		})
	}
}

func lines(deviations []neo4j.Deviation) string {
	var all []string
	for _, d := range deviations {
		all = append(all, d.String())
	}
	return strings.Join(all, "\n")
}
