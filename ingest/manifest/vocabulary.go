package manifest

import (
	"slices"

	"github.com/headwater-catalog/headwater/graph"
)

// form says how the value of a key is written.
type form uint8

const (
	word       form = iota + 1 // one short text
	prose                      // one text, possibly of several lines
	words                      // a text or a list of them
	others                     // an ID, or a list of them, of the kind it stands in
	pairs                      // texts by keys of one's own
	choice                     // one of a few words
	place                      // a reference to the one thing that this is part of
	section                    // entities by the ends of their IDs
	namespaces                 // entities by namespace, then name
	ties                       // links: references, alone or with a reason
	flows                      // a list of flows
)

// key is a word of the format: what a file or an entity of some kind can say. The parser and the JSON Schema are both
// made from these.
type key struct {
	name      string
	form      form
	says      string       // for people, in the schema
	attribute string       // of word, prose, words and choice: what is given a value, if it is an entity's attribute
	kind      graph.Kind   // of section and namespaces: what stands in it
	tie       *tie         // of ties
	to        []graph.Kind // of place: what it may be
}

// tie is how a key makes links of one relation between the entity it stands in and those it names.
type tie struct {
	relation graph.Relation
	inward   bool   // the entity it stands in is the link's To
	nouns    []noun // what the other end is called where a reason stands beside it
	reason   string // what the reason is called
}

// noun is a key for the other end of a link, and what that may be; no kinds: the same as the entity it stands in.
type noun struct {
	name  string
	kinds []graph.Kind
}

var (
	teams    = []graph.Kind{graph.Team}
	systems  = []graph.Kind{graph.SourceSystem}
	datasets = []graph.Kind{graph.Dataset}
	owned    = without(graph.Kinds, graph.Team)
	carriers = without(graph.Kinds, graph.Division, graph.Market, graph.Team) // what data can flow through
)

func without(kinds []graph.Kind, left ...graph.Kind) []graph.Kind {
	return slices.DeleteFunc(slices.Clone(kinds), func(k graph.Kind) bool { return slices.Contains(left, k) })
}

// The keys that several kinds share.
var (
	keyName  = key{name: "name", form: word, attribute: graph.AttrName, says: "The name for people. It need not be unique. Left out: the last part of the ID."}
	keyText  = key{name: "description", form: prose, attribute: graph.AttrDescription, says: "What it is, for people who do not know it."}
	keyTags  = key{name: "tags", form: words, attribute: graph.AttrTags, says: "Words to find it by, such as personal-data."}
	keyNames = key{name: "aliases", form: others, attribute: graph.AttrAliases, says: "Whole IDs under which others speak of the same dataset, such as dataset:hive/sales: they lead to this one."}
	keyURL   = key{name: "url", form: word, attribute: graph.AttrURL, says: "Where there is more about it."}
	keyType  = key{name: "type", form: word, attribute: graph.AttrType, says: "What sort of its kind it is, in your own words: ERP, table, varchar, REST."}
	keyPairs = key{name: "properties", form: pairs, says: "Anything else worth keeping, as texts by keys of your own."}

	keyOwner     = key{name: "owner", form: ties, tie: &tie{graph.Owns, true, []noun{{"team", teams}}, "reason"}, says: "The team that is accountable for it and for its parts. Two at one place are a conflict, which the catalog reports."}
	keyConsumers = key{name: "consumers", form: ties, tie: &tie{graph.Consumes, true, []noun{{"team", teams}}, "purpose"}, says: "The teams that use it, and what for."}
	keyVariantOf = key{name: "variantOf", form: ties, tie: &tie{graph.VariantOf, false, []noun{{"of", nil}}, "reason"}, says: "What this is a division's or market's own form of; of the same kind."}
	keyRunsIn    = key{name: "runsIn", form: ties, tie: &tie{graph.RunsIn, false, []noun{{"system", systems}}, "reason"}, says: "The systems it runs in or is stored in. Says nothing of ownership."}
	keyOperators = key{name: "operators", form: ties, tie: &tie{graph.Operates, true, []noun{{"team", teams}}, "reason"}, says: "The teams that run it day by day. Says nothing of ownership."}
	keyServes    = key{name: "serves", form: ties, tie: &tie{graph.Serves, false, []noun{{"division", []graph.Kind{graph.Division}}, {"market", []graph.Kind{graph.Market}}}, "reason"}, says: "The divisions and markets that it serves."}

	keyOwns     = key{name: "owns", form: ties, tie: &tie{graph.Owns, false, []noun{{"what", owned}}, "reason"}, says: "What the team is accountable for, where its own files do not say it."}
	keyConsumes = key{name: "consumes", form: ties, tie: &tie{graph.Consumes, false, []noun{{"what", owned}}, "purpose"}, says: "What the team uses and what for, where its own files do not say it."}
	keyOperates = key{name: "operates", form: ties, tie: &tie{graph.Operates, false, []noun{{"system", systems}}, "reason"}, says: "The systems that the team runs day by day, where their own files do not say it."}
	keyReads    = key{name: "reads", form: ties, tie: &tie{graph.Reads, false, []noun{{"dataset", datasets}}, "reason"}, says: "The datasets it reads; shown beside flows that are `via` this job, and not followed."}
	keyWrites   = key{name: "writes", form: ties, tie: &tie{graph.Writes, false, []noun{{"dataset", datasets}}, "reason"}, says: "The datasets it writes; shown beside flows that are `via` this job, and not followed."}
	keyInputs   = key{name: "inputs", form: ties, tie: &tie{graph.Feeds, true, []noun{{"what", carriers}}, "reason"}, says: "What flows into the job, where nothing finer is known than that all its inputs flow to all its outputs."}
	keyOutputs  = key{name: "outputs", form: ties, tie: &tie{graph.Feeds, false, []noun{{"what", carriers}}, "reason"}, says: "What the job's inputs flow to."}

	keyCapabilities = key{name: "capabilities", form: section, kind: graph.Capability, says: "What it does in daily business, such as create-sale: Create Sale."}
	keyProducts     = key{name: "products", form: section, kind: graph.DataProduct, says: "Data that is made for others to use."}
	keyPorts        = key{name: "ports", form: section, kind: graph.Port, says: "Where data goes out, such as an analytical endpoint, or with direction: input, comes in."}
	keyDomains      = key{name: "domains", form: section, kind: graph.Domain, says: "Areas of the business, each owned by a team. Inside a domain: parts of it."}
	keyDatasets     = key{name: "datasets", form: namespaces, kind: graph.Dataset, says: "Tables, files, topics: by namespace (such as postgres://host:5432), then by name."}
	keyJobs         = key{name: "jobs", form: namespaces, kind: graph.Job, says: "What moves data: by namespace (such as airflow://prod), then by name."}
	keyFlows        = key{name: "flows", form: flows, says: "What feeds what, from upstream to downstream."}
	keyFields       = key{name: "fields", form: section, kind: graph.Field, says: "Its columns, by name; a list of names will do."}

	keyDirection = key{name: "direction", form: choice, attribute: graph.AttrDirection, says: "input or output; left out: output."}
	keyContact   = key{name: "contact", form: word, attribute: graph.AttrContact, says: "Whom to ask: an address, a channel. Of a team, where it is reached."}
)

func keyPartOf(kinds ...graph.Kind) key {
	return key{name: "partOf", form: place, to: kinds, attribute: graph.AttrContainer, says: "What it is part of, where it does not stand inside it."}
}

// about is what every kind can say of itself.
var about = []key{keyName, keyText, keyTags, keyURL, keyContact, keyType, keyPairs, keyVariantOf}

func of(lists ...[]key) []key { return slices.Concat(lists...) }

// vocabulary holds for each kind the keys that its entities can have; for 0, those of a file.
var vocabulary = map[graph.Kind][]key{
	0: {
		{name: "source", form: word, says: "Who says all this: a name of your own for this set of files. Once is enough in a folder. What the source no longer says is withdrawn when it is applied; nobody else's word is touched."},
		{name: "division", form: place, to: []graph.Kind{graph.Division}, says: "The division that this file is about: the IDs of what stands below begin with it, and its domains are part of it."},
		{name: "divisions", form: section, kind: graph.Division, says: "Parts of the company that are run almost as businesses of their own."},
		{name: "markets", form: section, kind: graph.Market, says: "Countries or regions."},
		{name: "teams", form: section, kind: graph.Team, says: "Who owns, uses and runs things."},
		{name: "systems", form: section, kind: graph.SourceSystem, says: "The systems that things run in."},
		keyDomains, keyCapabilities, keyProducts, keyPorts, keyDatasets, keyJobs, keyFlows,
	},
	graph.Division:     of(about, []key{keyOwner, keyConsumers}),
	graph.Market:       of(about, []key{keyOwner, keyConsumers}),
	graph.Team:         of(about, []key{keyServes, keyOwns, keyConsumes, keyOperates}),
	graph.SourceSystem: of(about, []key{keyOwner, keyConsumers, keyOperators, keyServes, keyDatasets, keyJobs}),
	graph.Domain: of(about, []key{keyPartOf(graph.Domain, graph.Division), keyOwner, keyConsumers, keyRunsIn,
		keyCapabilities, keyPorts, keyProducts, keyDomains, keyDatasets, keyJobs, keyFlows}),
	graph.Capability: of(about, []key{keyPartOf(graph.Domain), keyOwner, keyConsumers, keyRunsIn}),
	graph.DataProduct: of(about, []key{keyPartOf(graph.Domain), keyOwner, keyConsumers, keyRunsIn,
		keyPorts, keyDatasets, keyJobs, keyFlows}),
	graph.Port:    of(about, []key{keyPartOf(graph.DataProduct, graph.Domain), keyDirection, keyOwner, keyConsumers}),
	graph.Dataset: of(about, []key{keyPartOf(graph.DataProduct, graph.Domain, graph.SourceSystem), keyNames, keyOwner, keyConsumers, keyRunsIn, keyFields}),
	graph.Field:   of(about, []key{keyOwner, keyConsumers}),
	graph.Job: of(about, []key{keyPartOf(graph.DataProduct, graph.Domain, graph.SourceSystem), keyOwner, keyConsumers, keyRunsIn,
		keyInputs, keyOutputs, keyReads, keyWrites}),
}

// lookUp returns the key of this name among those of a kind.
func lookUp(kind graph.Kind, name string) (key, bool) {
	keys := vocabulary[kind]
	i := slices.IndexFunc(keys, func(k key) bool { return k.name == name })
	if i < 0 {
		return key{}, false
	}
	return keys[i], true
}

// names returns the names of a kind's keys.
func names(kind graph.Kind) []string {
	var all []string
	for _, k := range vocabulary[kind] {
		all = append(all, k.name)
	}
	return all
}
