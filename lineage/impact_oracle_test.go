package lineage_test

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/lineage"
)

// idSet is a set of entities whatever graph they are in.
type idSet map[graph.ID]bool

// impactOracle is the definition of an impact, sentence by sentence, with nothing done to make it fast.
type impactOracle struct {
	before, after *graph.Graph
	o             *oracle // of the graph before
	lost          idSet   // what changes so that its downstream breaks
	cut           []graph.Key
	changed       idSet
	items         map[graph.ID]string // severity and depth
}

func newImpactOracle(p *lineage.Plan) *impactOracle {
	i := &impactOracle{before: p.Before, after: p.After, o: oracleOf(p.Before), lost: idSet{}, changed: idSet{}, items: map[graph.ID]string{}}
	for _, id := range p.Altered {
		i.lose(id)
	}
	for id := range entities(i.before) {
		if !entities(i.after)[id] {
			i.lose(id)
		}
	}
	i.findCut()
	i.findChanged()
	i.findBroken()
	i.findInforms()
	return i
}

func entities(graphs ...*graph.Graph) idSet {
	all := idSet{}
	for _, g := range graphs {
		for n := range g.Nodes() {
			all[g.ID(n)] = true
		}
	}
	return all
}

// lose takes an entity that was there before, its parts, and what runs in it with its parts.
func (i *impactOracle) lose(id graph.ID) {
	if !entities(i.before)[id] {
		return
	}
	wholes := idSet{id: true}
	for k := range links(i.before, graph.RunsIn) {
		if k.To == id {
			wholes[k.From] = true
		}
	}
	for x := range entities(i.before) {
		for whole := range wholes {
			if x == whole || slices.Contains(wholesOf(i.before, x), whole) {
				i.lost[x] = true
			}
		}
	}
}

// wholesOf is all that an entity is part of, nearest first.
func wholesOf(g *graph.Graph, id graph.ID) []graph.ID {
	n, _ := g.Node(id)
	var all []graph.ID
	for c := range g.Containers(n) {
		all = append(all, g.ID(c))
	}
	return all
}

// links is the links by a relation that nobody denied.
func links(g *graph.Graph, r graph.Relation) map[graph.Key]bool {
	all := map[graph.Key]bool{}
	for l := range g.Links(r) {
		if l.Denial == nil {
			all[graph.Key{Relation: r, From: g.ID(l.From), To: g.ID(l.To)}] = true
		}
	}
	return all
}

func (i *impactOracle) stays(id graph.ID) bool {
	return entities(i.before)[id] && entities(i.after)[id]
}

func (i *impactOracle) findCut() {
	for k := range links(i.before, graph.Feeds) {
		if !links(i.after, graph.Feeds)[k] && i.stays(k.From) && i.stays(k.To) {
			i.cut = append(i.cut, k)
		}
	}
}

func (i *impactOracle) findChanged() {
	maps.Copy(i.changed, i.lost)
	for _, k := range i.cut {
		i.changed[k.From] = true
	}
	for id := range entities(i.after) {
		n, was := i.before.Node(id)
		m, _ := i.after.Node(id)
		if !was || !sameAttributes(*i.before.Entity(n), *i.after.Entity(m)) {
			i.changed[id] = true
		}
	}
	for _, r := range graph.Relations {
		was, is := links(i.before, r), links(i.after, r)
		subject := func(k graph.Key) (subject, other graph.ID) {
			if r == graph.Owns || r == graph.Consumes || r == graph.Operates {
				return k.To, k.From
			}
			return k.From, k.To
		}
		if r == graph.Feeds {
			continue
		}
		for k := range is {
			if s, _ := subject(k); !was[k] {
				i.changed[s] = true
			}
		}
		for k := range was {
			if s, other := subject(k); !is[k] && entities(i.after)[other] && entities(i.after)[s] {
				i.changed[s] = true
			}
		}
	}
}

func sameAttributes(a, b graph.Entity) bool {
	a.Claims, b.Claims = nil, nil
	return reflect.DeepEqual(a, b)
}

// findBroken spreads over E, and over F alone, from what is lost and from what the cut flows put into E.
func (i *impactOracle) findBroken() {
	number := map[graph.ID]int{}
	for n, name := range i.o.names {
		number[graph.ID(name)] = n
	}
	depth, exact := map[int]int{}, map[int]bool{}
	for id := range i.lost {
		depth[number[id]], exact[number[id]] = 0, true
	}
	for _, k := range i.cut {
		if i.lost[k.From] {
			continue
		}
		f := pair{number[k.From], number[k.To]}
		for step, because := range i.o.because {
			if _, known := depth[step.to]; slices.Contains(because, f) && !known {
				depth[step.to] = 1
			}
		}
		exact[f.to] = true
	}
	for again := true; again; {
		again = false
		for step := range i.o.effective {
			from, reached := depth[step.from]
			if to, known := depth[step.to]; reached && (!known || to > from+1) {
				depth[step.to], again = from+1, true
			}
			if i.o.recorded[step] && exact[step.from] && !exact[step.to] {
				exact[step.to], again = true, true
			}
		}
	}
	for n, d := range depth {
		id := graph.ID(i.o.names[n])
		switch {
		case i.changed[id]:
		case exact[n]:
			i.items[id] = fmt.Sprint("BREAKING ", d)
		default:
			i.items[id] = fmt.Sprint("POSSIBLE ", d)
		}
	}
}

func (i *impactOracle) findInforms() {
	inform := func(id graph.ID, depth int) {
		if _, known := i.items[id]; !known && !i.changed[id] && i.stays(id) {
			i.items[id] = fmt.Sprint("INFORM ", depth)
		}
	}
	for k := range links(i.after, graph.Feeds) {
		if !links(i.before, graph.Feeds)[k] {
			inform(k.To, 1)
		}
	}
	for id := range entities(i.before) {
		if i.stays(id) && (!slices.Equal(wholesOf(i.before, id), wholesOf(i.after, id)) || !slices.Equal(owners(i.before, id), owners(i.after, id))) {
			inform(id, 0)
		}
	}
}

// owners is the teams at the nearest place that has any.
func owners(g *graph.Graph, id graph.ID) []graph.ID {
	for _, at := range append([]graph.ID{id}, wholesOf(g, id)...) {
		var teams []graph.ID
		for k := range links(g, graph.Owns) {
			if k.To == at {
				teams = append(teams, k.From)
			}
		}
		if len(teams) > 0 {
			slices.Sort(teams)
			return teams
		}
	}
	return nil
}

// notices writes for each team its roles with the entities behind each: "team:t CONSUMER domain:a".
func (i *impactOracle) notices() []string {
	lines := map[string]bool{}
	tell := func(id graph.ID, owner lineage.NoticeRole) {
		say := func(team graph.ID, role lineage.NoticeRole) { lines[fmt.Sprint(team, " ", role, " ", id)] = true }
		owned := false
		for _, g := range []*graph.Graph{i.before, i.after} {
			if !entities(g)[id] {
				continue
			}
			for _, team := range owners(g, id) {
				say(team, owner)
				owned = true
			}
			for k := range links(g, graph.Consumes) {
				if k.To == id || slices.Contains(wholesOf(g, id), k.To) {
					say(k.From, lineage.Consumer)
				}
			}
			for k := range links(g, graph.Operates) {
				if k.To == id {
					say(k.From, lineage.Operator)
				}
			}
		}
		if !owned && id.Kind() != graph.Team {
			say("", owner)
		}
	}
	for id := range i.changed {
		tell(id, lineage.OwnerOfChanged)
	}
	for id := range i.items {
		tell(id, lineage.OwnerOfAffected)
	}
	return slices.Sorted(maps.Keys(lines))
}

// behind counts the distinct entities of the lines about a team.
func behind(lines []string, team graph.ID) int {
	distinct := map[string]bool{}
	for _, line := range lines {
		if words := strings.Split(line, " "); words[0] == string(team) {
			distinct[words[2]] = true
		}
	}
	return len(distinct)
}
