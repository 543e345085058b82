package mapping

import (
	"slices"

	"github.com/headwater-catalog/headwater/graph"
)

// Outcome is what the rules say of a graph.
type Outcome struct {
	Edits    []graph.Edit // all that they claim, for a whole source
	Matches  []Match      // by entity's ID, then by rule
	Unplaced []graph.ID   // datasets and jobs that tools tell of and that neither a rule nor anybody else places, by ID
	Subjects int          // how many datasets and jobs the rules were tried on
}

// Match is that a rule fits an entity, and what came of one thing that it says.
type Match struct {
	Entity graph.ID
	Rule   string // its name
	Says   string // domain, product, system, market or owner
	Target graph.ID
	State  State
	By     string // of Said, the source that says otherwise, or the rule
}

// State is what came of one thing that a rule says.
type State uint8

// What may come of it.
const (
	Claimed State = iota + 1 // it is claimed
	Said                     // another source says it, or an earlier rule
	Missing                  // what the rule points at is not there
)

var stateNames = [...]string{Claimed: "claimed", Said: "said already", Missing: "not there"}

// String returns the state in words.
func (s State) String() string { return stateNames[s] }

// Apply tries the rules on every dataset and job of a graph that was imported or observed. Time is linear in these times the
// rules, and in the claims on them.
func (r *Rules) Apply(g *graph.Graph) *Outcome {
	w := &applying{rules: r, g: g, out: &Outcome{}, joined: map[graph.Key]bool{}}
	for n := range g.Of(graph.Dataset, graph.Job) {
		if isSubject(g.Entity(n)) {
			w.out.Subjects++
			w.subject(n)
		}
	}
	return w.out
}

// isSubject reports whether a tool tells of an entity.
func isSubject(e *graph.Entity) bool {
	return slices.ContainsFunc(e.Claims, func(c graph.Claim) bool { return c.Source != Source.Name && c.Rank < graph.Declared })
}

// applying is rules that are being applied.
type applying struct {
	rules  *Rules
	g      *graph.Graph
	out    *Outcome
	joined map[graph.Key]bool
}

// subject is one entity, and who says what of it already: a source, or a rule that came before.
type subject struct {
	entity                   *graph.Entity
	container, system, owner string
}

func (w *applying) subject(n graph.Node) {
	s := &subject{entity: w.g.Entity(n)}
	s.container, s.system, s.owner = containerSaid(s.entity), w.linkSaid(w.g.Out(graph.RunsIn, n), n, true), w.linkSaid(w.g.In(graph.Owns, n), n, false)
	for i := range w.rules.rules {
		rule := &w.rules.rules[i]
		captured, holds := rule.when.match(s.entity)
		if !holds {
			continue
		}
		says := &rule.says
		if w.say(s, rule, says.container, captured, &s.container) {
			w.out.Edits = append(w.out.Edits, graph.Put{Place: rule.origin(), ID: s.entity.ID,
				Values: []graph.Value{{Attribute: graph.AttrContainer, Text: string(says.container.id(captured))}}})
		}
		if w.say(s, rule, says.system, captured, &s.system) {
			w.join(rule, graph.RunsIn, s.entity.ID, says.system.id(captured))
		}
		w.market(s, rule, captured)
		if w.say(s, rule, says.owner, captured, &s.owner) {
			w.join(rule, graph.Owns, says.owner.id(captured), s.entity.ID)
		}
	}
	if s.container == "" {
		w.out.Unplaced = append(w.out.Unplaced, s.entity.ID)
	}
}

// say reports whether a rule is the first to say something that nobody else says, and notes what came of it.
func (w *applying) say(s *subject, r *rule, t target, captured map[string]string, by *string) bool {
	if t.text == "" {
		return false
	}
	m := Match{Entity: s.entity.ID, Rule: r.name, Says: word(t.kind), Target: t.id(captured), State: Claimed}
	switch {
	case *by != "":
		m.State, m.By = Said, *by
	case !w.there(m.Target):
		m.State = Missing
	default:
		*by = r.name
	}
	w.out.Matches = append(w.out.Matches, m)
	return m.State == Claimed
}

// market says which market the system of a rule serves, where both are there.
func (w *applying) market(s *subject, r *rule, captured map[string]string) {
	if r.says.market.text == "" {
		return
	}
	system, market := r.says.system.id(captured), r.says.market.id(captured)
	m := Match{Entity: s.entity.ID, Rule: r.name, Says: word(graph.Market), Target: market, State: Claimed}
	if !w.there(market) || !w.there(system) {
		m.State = Missing
	} else {
		w.join(r, graph.Serves, system, market)
	}
	w.out.Matches = append(w.out.Matches, m)
}

// join claims a link once.
func (w *applying) join(r *rule, relation graph.Relation, from, to graph.ID) {
	key := graph.Key{Relation: relation, From: from, To: to}
	if !w.joined[key] {
		w.joined[key] = true
		w.out.Edits = append(w.out.Edits, graph.Join{Place: r.origin(), Relation: relation, From: from, To: to})
	}
}

// there reports whether anybody but the rules says that something is there.
func (w *applying) there(id graph.ID) bool {
	n, found := w.g.Node(id)
	return found && len(sourcesOf(w.g.Entity(n))) > 0
}

// word is what a rule calls what it sets.
func word(k graph.Kind) string {
	switch k {
	case graph.DataProduct:
		return "product"
	case graph.SourceSystem:
		return "system"
	case graph.Team:
		return "owner"
	}
	return k.Word(1)
}

// containerSaid returns the first source but the rules that says what an entity is part of.
func containerSaid(e *graph.Entity) string {
	for i := range e.Claims {
		if _, says := e.Claims[i].Value(graph.AttrContainer); says && e.Claims[i].Source != Source.Name {
			return e.Claims[i].Source
		}
	}
	return ""
}

// linkSaid returns the first source but the rules that says one of the links between an entity and some others.
func (w *applying) linkSaid(arcs []graph.Arc, n graph.Node, outward bool) string {
	for _, arc := range arcs {
		relation, from, to := graph.RunsIn, n, arc.Node()
		if !outward {
			relation, from, to = graph.Owns, arc.Node(), n
		}
		link, _ := w.g.Link(relation, from, to)
		for i := range link.Claims {
			if link.Claims[i].Source != Source.Name {
				return link.Claims[i].Source
			}
		}
	}
	return ""
}
