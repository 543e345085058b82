package dbt

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/ingest/document"
)

// meta is what a project says for others than dbt, by key.
//
// Four things it says to a catalog, on models, seeds, snapshots, sources and exposures: the domain and the data product that the
// entity is part of, the system that it runs in, and the team, or teams, that own it. Each stands in a mapping of ours, where
// only these keys are allowed, or beside it, where a text is taken and anything else is somebody else's:
//
//	meta:
//	  headwater: {domain: division-x/sale, product: weekly-sales, system: dwh, owner: team:finance}
//	  owner: finance
//
// A value is an ID, or the path of one, or a name that one is made of. All that stands beside our mapping is kept as properties
// as well, dbt.meta.<key>.
type meta map[string]jsontext.Value

// ours is the key of the mapping that is meant for this catalog.
const ours = "headwater"

// UnmarshalJSONFrom reads an object; an empty one is none.
func (m *meta) UnmarshalJSONFrom(d *jsontext.Decoder) error {
	var read map[string]jsontext.Value
	if d.PeekKind() != '{' {
		return json.UnmarshalDecode(d, &read) // null, or an error that says so
	}
	if _, err := d.ReadToken(); err != nil {
		return err
	}
	for d.PeekKind() != '}' {
		token, err := d.ReadToken()
		if err != nil {
			return err
		}
		key := token.String()
		value, err := d.ReadValue()
		if err != nil {
			return err
		}
		if read == nil {
			read = map[string]jsontext.Value{}
		}
		read[key] = value.Clone()
	}
	*m = read
	_, err := d.ReadToken()
	return err
}

// The keys, those of our mapping first. Beside it there are other words for some.
var (
	metaKeys = []string{"domain", "product", "system", "owner"}
	metaAlso = map[string][]string{"product": {"product", "data_product"}}
)

// all returns what meta says where dbt keeps it: in the configuration since dbt 1.10, before that beside it, and of a
// source also with its group of sources. The nearest wins.
func (n *node) all() meta {
	all := meta{}
	for _, m := range []meta{n.SourceMeta, n.Meta, n.Config.Meta} {
		for key, value := range m {
			all[key] = value
		}
	}
	return all
}

// placed is what meta says to the catalog.
type placed map[string][]string // by the keys of metaKeys

// checkMeta refuses what our mapping cannot say.
func (n *node) checkMeta() error {
	_, err := n.all().placed()
	return err
}

// placed reads what meta says to the catalog. Our mapping wins over what stands beside it.
func (m meta) placed() (placed, error) {
	says := placed{}
	for _, key := range metaKeys {
		for _, word := range append(slices.Clone(metaAlso[key]), key) {
			if words, err := wordsOf(m[word]); err == nil && len(words) > 0 && (key == "owner" || len(words) == 1) {
				says[key] = words
				break
			}
		}
	}
	if mine := m[ours]; mine == nil || mine.Kind() == 'n' {
		return says, nil
	}
	var mapping map[string]jsontext.Value
	if err := json.Unmarshal(m[ours], &mapping); err != nil {
		return nil, fmt.Errorf("meta.%s is a mapping with %s", ours, document.Listed(metaKeys))
	}
	for key, raw := range mapping {
		if !slices.Contains(metaKeys, key) {
			return nil, fmt.Errorf("meta.%s: %s is no key of it%s", ours, document.Quoted(key), document.KeyHint(key, metaKeys))
		}
		words, err := wordsOf(raw)
		if err != nil || len(words) == 0 || key != "owner" && len(words) > 1 {
			return nil, fmt.Errorf("meta.%s.%s is a text", ours, key)
		}
		says[key] = words
	}
	return says, says.check()
}

// check refuses names that no ID can be made of.
func (p placed) check() error {
	for i, kind := range []graph.Kind{graph.Domain, graph.DataProduct, graph.SourceSystem, graph.Team} {
		for _, word := range p[metaKeys[i]] {
			if id, _ := entityNamed(kind, word); id.Check() != nil {
				return fmt.Errorf("meta.%s.%s: %w", ours, metaKeys[i], id.Check())
			}
		}
	}
	return nil
}

// wordsOf returns a text, or the texts of a list.
func wordsOf(raw jsontext.Value) ([]string, error) {
	var several []string
	switch raw.Kind() {
	case 0, 'n':
		return nil, nil
	case '"':
		several = []string{plain(raw)}
	default:
		if err := json.Unmarshal(raw, &several); err != nil {
			return nil, errors.New("neither a text nor a list of texts")
		}
	}
	for i, text := range several {
		several[i] = strings.TrimSpace(text)
	}
	return once(several), nil
}

// properties returns what meta says to others than us, by key.
func (m meta) properties() []graph.Value {
	var values []graph.Value
	for _, key := range slices.Sorted(maps.Keys(m)) {
		if text := plain(m[key]); key != ours && text != "" && strings.TrimSpace(key) != "" {
			values = append(values, property("meta."+key, text))
		}
	}
	return values
}

// plain returns a text as it says, null as nothing, and all else as compact JSON.
func plain(raw jsontext.Value) string {
	switch raw.Kind() {
	case 0, 'n':
		return ""
	case '"':
		text, _ := jsontext.AppendUnquote(nil, raw) // it was read as JSON
		return string(text)
	}
	compact := raw.Clone()
	if compact.Compact() != nil {
		return ""
	}
	return string(compact)
}

func property(key, text string) graph.Value {
	return graph.Value{Attribute: graph.PropertyPrefix + "dbt." + key, Text: text}
}
