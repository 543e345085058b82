package graph

import "iter"

// Unpack makes the graph of what [Graph.Pack] wrote, at a revision. It fails with the sequence's error, and with StoreCorrupt where
// the chunks are not what Pack wrote, or not all of it. Linear. Texts of the graph are parts of the chunks, which must not change.
func Unpack(revision Revision, chunks iter.Seq2[string, error]) (*Graph, error) {
	b := newBuilder(revision)
	var u unpacker
	for chunk, err := range chunks {
		if err != nil {
			return nil, err
		}
		if err := u.unpack(chunk, b); err != nil {
			return nil, err
		}
	}
	return b.graph()
}

// unpacker reads chunks.
type unpacker struct {
	rest    string
	bad     bool // the chunk is not what was written
	strings []string
	heads   []Claim
	sayings []*saying
	claims  []Claim // room for all of the chunk
	values  []Value
	shared  sayings
}

func (u *unpacker) unpack(chunk string, b *builder) error {
	u.rest, u.bad = chunk, len(chunk) == 0
	u.strings, u.heads, u.sayings = append(u.strings[:0], ""), u.heads[:0], nil
	if u.bad {
		return corrupt("a part of the packed graph is empty")
	}
	table := Relation(chunk[0])
	u.rest = chunk[1:]
	records, claims, values := u.count(), u.count(), u.count()
	u.claims, u.values = make([]Claim, 0, claims), make([]Value, 0, values)
	var err error
	switch {
	case table == 0:
		err = u.entities(records, b)
	case table > denied || table == PartOf:
		u.bad = true
	default:
		err = u.links(table, records, b)
	}
	if err == nil && (u.bad || len(u.rest) > 0) {
		err = corrupt("a part of the packed graph cannot be read")
	}
	return err
}

func (u *unpacker) entities(many int, b *builder) error {
	room := make([]Entity, many)
	for i := range room {
		id := ID(u.text())
		container := u.number()
		claims := u.says()
		if u.bad = u.bad || container > uint64(None); u.bad {
			return nil
		}
		if err := b.entity(&room[i], id, int(container)-1, claims); err != nil {
			return err
		}
	}
	return nil
}

func (u *unpacker) links(t Relation, many int, b *builder) error {
	from := uint64(0)
	for range many {
		from += uint64(u.signed())
		to := u.number()
		says := u.saying()
		if u.bad {
			return nil
		}
		if err := b.link(t, from, to, says, u.sayings); err != nil {
			return err
		}
	}
	return nil
}

// saying returns the number of what is said of a link.
func (u *unpacker) saying() uint32 {
	place := u.number()
	if place > uint64(len(u.sayings)) {
		u.bad = true
		return 0
	}
	if place > 0 {
		return uint32(place - 1)
	}
	r := Record{Key: Key{Relation: Feeds}, Claims: u.says(), Denial: u.denial()}
	u.sayings = append(u.sayings, u.shared.of(&r))
	return uint32(len(u.sayings) - 1)
}
