package neo4j

import (
	"context"
	"maps"
	"slices"

	"github.com/headwater-catalog/headwater/graph"
)

// mendAll makes of what was edited by hand what the log says, and looks whether nothing deviates any more.
func (s *Store) mendAll(ctx context.Context, f *folded, found []Deviation) error {
	only := map[spot]bool{}
	for _, d := range found {
		only[d.at] = true
	}
	if err := s.transact(ctx, loadTime, func(tx transaction) error { return s.mend(tx, f, only) }); err != nil {
		return err
	}
	left, err := s.Deviations(ctx)
	if err == nil && len(left) > 0 {
		err = &graph.Error{Kind: graph.Unavailable, Message: "some of it is still, or again, not what the log says: " + left[0].String() +
			". Was it edited meanwhile? Then run headwater adopt again. A foreign label on a node that hangs on nodes of others is for you to remove"}
	}
	return err
}

// mending is what is to be written, as rows of statements.
type mending struct {
	wanted   contents
	ids      []any // of nodes without a text as their id
	drop     []any
	labeled  []any
	strip    []any
	put      map[string][]any // by the label of the kind, "" for none
	cut      []any
	joined   map[string][]any // by type
	commits  []any
	stray    bool // there are relationships whose ends are no entities
	noCommit bool // there are nodes of commits without a revision: the log has all it needs, so they are none
	head     properties
	anew     map[string]bool // nodes that are made anew, with their links
	reworked map[spot]bool
}

// mend puts spots right, under the head's lock: so everything that was committed can be seen, and nobody commits meanwhile.
func (s *Store) mend(tx transaction, f *folded, only map[spot]bool) error {
	head, err := s.lock(tx)
	if err != nil {
		return err
	}
	if err := s.goOn(tx, f, head); err != nil {
		return err
	}
	there := contents{}
	if err := there.read(tx); err != nil {
		return err
	}
	m := mending{put: map[string][]any{}, joined: map[string][]any{}, anew: map[string]bool{}, reworked: map[spot]bool{}}
	if m.wanted, err = f.expected(); err != nil {
		return err
	}
	digest, err := f.digest()
	if err != nil {
		return err
	}
	m.head = properties{"time": m.wanted[theHead]["time"], "digest": digest}
	for _, at := range places(differences(m.wanted, there)) {
		if only[spot{at.From, at.Type, at.To, 1, at.Odd}] || only[at] {
			m.plan(at, there[at])
		}
	}
	for at := range m.wanted {
		if at.isLink() && (m.anew[at.From] || m.anew[at.To]) {
			m.link(at)
		}
	}
	return m.write(tx)
}

// plan notes what puts a spot right.
func (m *mending) plan(at spot, found properties) {
	want := m.wanted[at]
	switch {
	case at.Type == headSpot: // is written in any case
	case at.Type == commitSpot:
		m.noCommit = m.noCommit || want == nil
		if want != nil {
			m.commits = append(m.commits, row{"revision": want["revision"], "properties": map[string]any(want)})
		}
	case at.isLink():
		m.stray = m.stray || at.Odd
		if !at.Odd {
			m.cut = append(m.cut, row{"from": at.From, "to": at.To, "type": at.Type})
			m.link(spot{at.From, at.Type, at.To, 1, false})
		}
	case at.Odd:
		m.ids = append(m.ids, found["id"])
	case want == nil:
		m.drop = append(m.drop, row{"id": at.From})
	default:
		m.node(at, want, found)
	}
}

// node notes how a node is written anew.
func (m *mending) node(at spot, want, found properties) {
	own, _ := found[labels].([]string)
	if slices.ContainsFunc(own, func(label string) bool { return label != entityLabel && !isKind(label) }) {
		m.labeled = append(m.labeled, row{"id": at.From})
		m.anew[at.From] = true
	}
	kind := ""
	for _, label := range want[labels].([]string) {
		if isKind(label) {
			kind = label
		}
	}
	p := maps.Clone(map[string]any(want))
	delete(p, labels)
	m.strip = append(m.strip, row{"id": at.From})
	m.put[kind] = append(m.put[kind], p)
}

func isKind(label string) bool {
	return slices.Contains(slices.Collect(maps.Values(kindLabels)), label)
}

// link notes that a relationship is to be written, where there should be one.
func (m *mending) link(at spot) {
	if want := m.wanted[at]; want != nil && !m.reworked[at] {
		m.reworked[at] = true
		r := row{"from": at.From, "to": at.To, "properties": map[string]any(want)}
		if at.Type == graph.PartOf.String() {
			r = row{"id": at.From, "container": at.To}
		}
		m.joined[at.Type] = append(m.joined[at.Type], r)
	}
}

// step is a statement and the rows that it is run over.
type step struct {
	statement cypher
	rows      []any
}

// write does everything that was noted.
func (m *mending) write(tx transaction) error {
	if len(m.ids) > 0 {
		if err := tx.run(dropOdd, map[string]any{"ids": m.ids}, nil); err != nil {
			return err
		}
	}
	if m.stray {
		if err := tx.run(dropStray, nil, nil); err != nil {
			return err
		}
	}
	if m.noCommit {
		if err := tx.run(dropCommit, nil, nil); err != nil {
			return err
		}
	}
	steps := []step{
		{dropNode, m.drop}, {dropLabeled, m.labeled}, {bare, m.strip}, {putBare, m.put[""]}, {dropLink, m.cut}, {putCommit, m.commits},
	}
	for _, kind := range graph.Kinds {
		steps = append(steps, step{putKind[kind], m.put[kindLabels[kind]]})
	}
	for _, relation := range graph.Relations {
		put := links[relation].put
		if relation == graph.PartOf {
			put = part
		}
		steps = append(steps, step{put, m.joined[relation.String()]})
	}
	for _, step := range steps {
		if err := inParts(tx, step.statement, step.rows); err != nil {
			return err
		}
	}
	return tx.run(putHead, m.head, nil)
}
