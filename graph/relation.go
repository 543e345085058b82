package graph

import (
	"fmt"
	"strings"
)

// Relation says how the first entity of a link relates to the second.
type Relation uint8

// The relations. The zero Relation is none: a [Key] with it names an entity.
const (
	Feeds Relation = iota + 1
	PartOf
	Owns
	Consumes
	Operates
	RunsIn
	Serves
	VariantOf
	Reads
	Writes
)

// Relations lists every relation, in the order in which they are declared.
var Relations = []Relation{Feeds, PartOf, Owns, Consumes, Operates, RunsIn, Serves, VariantOf, Reads, Writes}

var relationNames = [...]string{
	Feeds: "FEEDS", PartOf: "PART_OF", Owns: "OWNS", Consumes: "CONSUMES", Operates: "OPERATES",
	RunsIn: "RUNS_IN", Serves: "SERVES", VariantOf: "VARIANT_OF", Reads: "READS", Writes: "WRITES",
}

// String returns the relation's name as in GraphQL: "PART_OF". A value that is no relation is "".
func (r Relation) String() string {
	if int(r) >= len(relationNames) {
		return ""
	}
	return relationNames[r]
}

// RelationNamed returns the relation with the given GraphQL name.
func RelationNamed(name string) (Relation, bool) {
	for _, r := range Relations {
		if relationNames[r] == name {
			return r, true
		}
	}
	return 0, false
}

var (
	anyKind = setOf(Kinds...)
	carrier = anyKind.without(Division, Market, Team) // what data can flow through
)

// ends says which kinds a relation may lead from and to. PART_OF depends on both at once: see containers.
var ends = [...]struct{ from, to kindSet }{
	Feeds:     {carrier, carrier},
	Owns:      {setOf(Team), anyKind.without(Team)},
	Consumes:  {setOf(Team), anyKind.without(Team)},
	Operates:  {setOf(Team), setOf(SourceSystem)},
	RunsIn:    {setOf(Domain, DataProduct, Capability, Dataset, Job), setOf(SourceSystem)},
	Serves:    {setOf(Team, SourceSystem), setOf(Division, Market)},
	VariantOf: {anyKind, anyKind},
	Reads:     {setOf(Job), setOf(Dataset)},
	Writes:    {setOf(Job), setOf(Dataset)},
}

// containers says for each kind what it may be PART_OF; the empty set is nothing.
var containers = [Job + 1]kindSet{
	Field:       setOf(Dataset),
	Dataset:     setOf(DataProduct, Domain, SourceSystem),
	Job:         setOf(DataProduct, Domain, SourceSystem),
	DataProduct: setOf(Domain),
	Capability:  setOf(Domain),
	Port:        setOf(DataProduct, Domain),
	Domain:      setOf(Domain, Division),
}

// checkEnds says in words why a relation cannot lead from one kind to another; "" if it can.
func checkEnds(r Relation, from, to Kind) string {
	if r == PartOf {
		return checkContainer(from, to)
	}
	rule := ends[r]
	switch {
	case !rule.from.has(from):
		return fmt.Sprintf("%s leads from %s, not from %s", r, words(rule.from), article(from))
	case !rule.to.has(to):
		return fmt.Sprintf("%s leads to %s, not to %s", r, words(rule.to), article(to))
	case r == VariantOf && from != to:
		return fmt.Sprintf("VARIANT_OF joins two of one kind, not %s and %s", article(from), article(to))
	}
	return ""
}

func checkContainer(part, container Kind) string {
	allowed := containers[part]
	switch {
	case allowed == 0:
		return fmt.Sprintf("%s is part of nothing", article(part))
	case !allowed.has(container):
		return fmt.Sprintf("%s can be part of %s, not of %s", article(part), words(allowed), article(container))
	}
	return ""
}

// words lists the kinds of a set: "a domain or a division".
func words(s kindSet) string {
	var parts []string
	for _, k := range s.list() {
		parts = append(parts, article(k))
	}
	if len(parts) < 2 {
		return strings.Join(parts, "")
	}
	return strings.Join(parts[:len(parts)-1], ", ") + " or " + parts[len(parts)-1]
}

// article puts "a" before the kind's word; no kind's word begins with a vowel.
func article(k Kind) string { return "a " + k.Word(1) }
