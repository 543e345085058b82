package graph

// Kind says what an entity is.
type Kind uint8

// The kinds of entities. The zero Kind is none of them.
const (
	Division Kind = iota + 1
	Market
	Team
	SourceSystem
	Domain
	Capability
	DataProduct
	Port
	Dataset
	Field
	Job
)

// Kinds lists every kind, in the order in which they are declared.
var Kinds = []Kind{Division, Market, Team, SourceSystem, Domain, Capability, DataProduct, Port, Dataset, Field, Job}

// kindNames holds for each kind its name, the prefix of its IDs, and the words for one and for several.
var kindNames = [...]struct{ name, prefix, one, many string }{
	Division:     {"DIVISION", "division", "division", "divisions"},
	Market:       {"MARKET", "market", "market", "markets"},
	Team:         {"TEAM", "team", "team", "teams"},
	SourceSystem: {"SOURCE_SYSTEM", "system", "source system", "source systems"},
	Domain:       {"DOMAIN", "domain", "domain", "domains"},
	Capability:   {"CAPABILITY", "capability", "capability", "capabilities"},
	DataProduct:  {"DATA_PRODUCT", "product", "data product", "data products"},
	Port:         {"PORT", "port", "port", "ports"},
	Dataset:      {"DATASET", "dataset", "dataset", "datasets"},
	Field:        {"FIELD", "field", "field", "fields"},
	Job:          {"JOB", "job", "job", "jobs"},
}

// String returns the kind's name as in GraphQL: "DATA_PRODUCT". A value that is no kind is "".
func (k Kind) String() string {
	if int(k) >= len(kindNames) {
		return ""
	}
	return kindNames[k].name
}

// Prefix returns what the IDs of this kind begin with, before the colon: "product".
func (k Kind) Prefix() string { return kindNames[k].prefix }

// Word returns the kind in plain words, for one or for any other count: "data product", "data products".
func (k Kind) Word(count int) string {
	if count == 1 {
		return kindNames[k].one
	}
	return kindNames[k].many
}

// KindNamed returns the kind with the given GraphQL name or ID prefix.
func KindNamed(name string) (Kind, bool) {
	for _, k := range Kinds {
		if kindNames[k].name == name || kindNames[k].prefix == name {
			return k, true
		}
	}
	return 0, false
}

// set is a small set of kinds, one bit each.
type kindSet uint16

func setOf(kinds ...Kind) kindSet {
	var s kindSet
	for _, k := range kinds {
		s |= 1 << k
	}
	return s
}

func (s kindSet) has(k Kind) bool { return s&(1<<k) != 0 }

func (s kindSet) without(kinds ...Kind) kindSet { return s &^ setOf(kinds...) }

// list returns the kinds of the set in the order in which they are declared.
func (s kindSet) list() []Kind {
	var kinds []Kind
	for _, k := range Kinds {
		if s.has(k) {
			kinds = append(kinds, k)
		}
	}
	return kinds
}
