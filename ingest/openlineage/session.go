package openlineage

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/headwater-catalog/headwater/graph"
)

// session is what one source says after some events, laid over a graph: by key what it claimed, and what it claims now. What an
// event repeats costs a look and no edit.
type session struct {
	graph  *graph.Graph
	source string
	now    time.Time
	heard  hearing
	origin origin // of the event that is being folded
	said   map[graph.Key]*saying
	ids    map[Name]graph.ID // of the datasets that events name
	unused []saying
	news   int // how often something was said that was not said before, or taken back

	touching map[graph.ID][]graph.Key // what is said by the dataset or job that it is of; made when it is asked for
	refused  *graph.Error             // why the event that is being folded cannot be

	aliases []graph.Edit            // that datasets have other names
	leads   map[graph.ID]graph.ID   // what IDs lead to since
	others  map[graph.ID][]graph.ID // the other names that datasets have since
}

// saying is what the source says of one entity or link.
type saying struct {
	key     graph.Key
	was     []graph.Value // as it was claimed, where it was
	known   bool          // whether it was
	seen    time.Time     // when it was last
	claimed bool          // now
	values  []graph.Value // now; shared with was until they differ
	changed bool
	from    string // its origin, as it was claimed
	origin  string // and as it is
	told    bool   // some event says it
	said    bool   // of a flow: in which jobs it is, be it in none
	note    stamps // of an entity that was asked for them: see facet
	session *session
}

// of returns what the source says of a key.
func (s *session) of(k graph.Key) *saying {
	if known := s.said[k]; known != nil {
		return known
	}
	y := s.saying(k)
	claims := s.claims(k)
	for i := range claims {
		if c := &claims[i]; c.Source == s.source {
			y.take(c)
		}
	}
	s.said[k] = y
	if s.touching != nil {
		s.touch(k)
	}
	return y
}

// about returns the keys of which something is said that are of a dataset or a job, its fields, or have one of them as an end.
func (s *session) about(id graph.ID) []graph.Key {
	if s.touching == nil {
		s.touching = make(map[graph.ID][]graph.Key, len(s.said))
		for k := range s.said {
			s.touch(k)
		}
	}
	return s.touching[id]
}

func (s *session) touch(k graph.Key) {
	from, to := holder(k.From), holder(k.To)
	s.touching[from] = append(s.touching[from], k)
	if to != "" && to != from {
		s.touching[to] = append(s.touching[to], k)
	}
}

// holder returns the dataset of a field, any other ID as it is.
func holder(id graph.ID) graph.ID { return cmp.Or(id.ImpliedContainer(), id) }

// refuse notes why the event cannot be folded: the first reason is told.
func (s *session) refuse(reason *graph.Error) {
	if s.refused == nil {
		s.refused = reason
	}
}

// saying returns one of which nothing is known. They are made many at a time.
func (s *session) saying(k graph.Key) *saying {
	if len(s.unused) == 0 {
		s.unused = make([]saying, usualSayings)
	}
	y := &s.unused[0]
	s.unused = s.unused[1:]
	y.key, y.session = k, s
	return y
}

// claims returns what everybody says of a key in the graph.
func (s *session) claims(k graph.Key) []graph.Claim {
	if !k.IsLink() {
		if n, found := s.graph.Node(k.From); found {
			return s.graph.Entity(n).Claims
		}
	} else if r := s.graph.Record(k); r != nil {
		return r.Claims
	}
	return nil
}

// datasetID returns the ID of a dataset as events name it.
func (s *session) datasetID(n Name) graph.ID {
	id, known := s.ids[n]
	if !known {
		id = graph.DatasetID(n.Namespace, n.Name)
		if s.ids == nil {
			s.ids = map[Name]graph.ID{}
		}
		s.ids[n] = id
	}
	return id
}

func (y *saying) take(c *graph.Claim) {
	y.known, y.claimed, y.said, y.seen, y.from, y.origin = true, true, true, c.LastSeen, c.Origin, c.Origin
	y.was = c.Values
	if i := place(y.was, graph.AttrAliases); i >= 0 { // said by edits of their own
		y.was = slices.Concat(y.was[:i], y.was[i+1:])
	}
	y.values = slices.Clip(y.was)
}

// place returns where an attribute's value stands, -1 where there is none. There are few.
func place(values []graph.Value, attribute string) int {
	return slices.IndexFunc(values, func(v graph.Value) bool { return v.Attribute == attribute })
}

// valueOf returns an attribute's value, the zero one where there is none.
func valueOf(values []graph.Value, attribute string) graph.Value {
	if i := place(values, attribute); i >= 0 {
		return values[i]
	}
	return graph.Value{}
}

// claim says that an entity or a link is there.
func (s *session) claim(k graph.Key) *saying {
	y := s.of(k)
	switch {
	case !y.claimed:
		y.claimed, y.changed, y.values, y.origin = true, true, nil, s.origin.text
		s.news++
	case y.origin != s.origin.text && s.origin.counts(y):
		y.origin = s.origin.text
	}
	y.told = true
	return y
}

func (s *session) entity(id graph.ID) *saying { return s.claim(graph.EntityKey(id)) }

// withdraw takes back that an entity or a link is there.
func (s *session) withdraw(k graph.Key) {
	if y := s.of(k); y.claimed {
		y.claimed, y.said, y.changed, y.values = false, false, true, nil
		s.news++
	}
}

// text returns what is said of an attribute.
func (y *saying) text(attribute string) string { return valueOf(y.values, attribute).Text }

// set gives an attribute a value; "" takes it away.
func (y *saying) set(attribute, text string) {
	if y.text(attribute) != text {
		y.put(graph.Value{Attribute: attribute, Text: text}, text == "")
	}
}

// setList gives an attribute a list; none takes it away.
func (y *saying) setList(attribute string, items []string) {
	if !slices.Equal(valueOf(y.values, attribute).List, items) {
		y.put(graph.Value{Attribute: attribute, List: items}, len(items) == 0)
	}
}

// put puts a value in the place of the one of its attribute, or takes that away.
func (y *saying) put(v graph.Value, away bool) {
	y.changed = true
	y.session.news++
	if !isAside(v.Attribute) {
		y.session.origin.change(y)
	}
	y.values = slices.DeleteFunc(slices.Clone(y.values), func(w graph.Value) bool { return w.Attribute == v.Attribute })
	if !away {
		y.values = append(y.values, v)
	}
}

// edits returns what leads from what the source claimed to what it claims now, by key. What it merely says again is renewed once a day.
func (s *session) edits() []graph.Edit {
	edits := s.aliases
	for _, k := range s.keys() {
		edits = s.said[k].appendEdits(edits, s.now)
	}
	return edits
}

// keys returns what something is said of, in order.
func (s *session) keys() []graph.Key {
	var keys []graph.Key // none, most often
	for k, y := range s.said {
		if y.changed || y.told && !sameDay(y.seen, s.now) || y.moved() {
			keys = append(keys, k)
		}
	}
	slices.SortFunc(keys, graph.Key.Compare)
	return keys
}

// sameDay reports whether two times are on one day of UTC. It is asked of each thing that an event names.
func sameDay(a, b time.Time) bool { return dayOf(a) == dayOf(b) }

// dayOf counts the days of UTC since year 1, before which no time is: several times as fast as to truncate it.
func dayOf(t time.Time) int64 {
	const aDay, until1970 = 24 * 60 * 60, 62_135_596_800 // seconds
	return (t.Unix() + until1970) / aDay
}

func (y *saying) appendEdits(edits []graph.Edit, now time.Time) []graph.Edit {
	switch {
	case !y.claimed && y.known:
		return append(edits, graph.Withdraw{Key: y.key})
	case !y.claimed:
		return edits
	case y.key.IsLink():
		return y.appendJoin(edits)
	}
	put := graph.Put{Place: y.place(), ID: y.key.From}
	for _, v := range y.values {
		if i := place(y.was, v.Attribute); i < 0 || y.was[i].Text != v.Text || !slices.Equal(y.was[i].List, v.List) {
			put.Values = append(put.Values, v)
		}
	}
	for _, v := range y.was {
		if place(y.values, v.Attribute) < 0 {
			put.Clear = append(put.Clear, v.Attribute)
		}
	}
	if len(put.Values)+len(put.Clear) == 0 && y.known && sameDay(y.seen, now) && !y.moved() {
		return edits
	}
	slices.SortFunc(put.Values, func(a, b graph.Value) int { return strings.Compare(a.Attribute, b.Attribute) })
	slices.Sort(put.Clear)
	return append(edits, put)
}

// appendJoin says a link anew. What is no longer said of it can only be taken back together with the link.
func (y *saying) appendJoin(edits []graph.Edit) []graph.Edit {
	for _, v := range y.was {
		if place(y.values, v.Attribute) < 0 {
			edits = append(edits, graph.Withdraw{Key: y.key})
			break
		}
	}
	return append(edits, graph.Join{Place: y.place(), Relation: y.key.Relation, From: y.key.From, To: y.key.To,
		Via: graph.ID(y.text(graph.AttrVia)), Reason: y.text(graph.AttrReason), Note: y.text(graph.AttrNote)})
}
