package dbt

import (
	"cmp"
	"slices"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// columns is those of a node, in the order in which they were found.
type columns []col

// col is a column, as the manifest documents it and the catalog found it. There are many: what few say is apart.
type col struct {
	name, about, dataType string
	labels                *labels // nil for none
}

// labels is what is said of a column beside.
type labels struct {
	tags []string
	meta []meta // the later wins
}

// documented is a column as a manifest has it.
type documented struct {
	Name        string `json:"name"`
	Description string `json:"description"`
	DataType    string `json:"data_type"`
	Tags        texts  `json:"tags"`
	Meta        meta   `json:"meta"`
	Config      struct {
		Meta meta  `json:"meta"`
		Tags texts `json:"tags"`
	} `json:"config"`
}

// UnmarshalJSONFrom reads an object of columns.
func (c *columns) UnmarshalJSONFrom(d *jsontext.Decoder) error {
	if d.PeekKind() != '{' {
		return json.UnmarshalDecode(d, &map[string]documented{}) // null, or an error that says so
	}
	if _, err := d.ReadToken(); err != nil {
		return err
	}
	var room [32]col // more than most have
	all := room[:0]
	var column documented // room as well
	for d.PeekKind() != '}' {
		token, err := d.ReadToken()
		if err != nil {
			return err
		}
		key := token.String()
		column = documented{}
		if err := json.UnmarshalDecode(d, &column); err != nil {
			return err
		}
		all = append(all, column.named(key))
	}
	*c = append(*c, all...)
	_, err := d.ReadToken()
	return err
}

// named returns the column, called as its key where it says no name.
func (d *documented) named(key string) col {
	c := col{name: cmp.Or(d.Name, key), about: d.Description, dataType: d.DataType}
	tags := once(d.Tags, d.Config.Tags)
	if len(tags)+len(d.Meta)+len(d.Config.Meta) == 0 {
		return c
	}
	c.labels = &labels{tags: tags}
	for _, m := range []meta{d.Meta, d.Config.Meta} {
		if len(m) > 0 {
			c.labels.meta = append(c.labels.meta, m)
		}
	}
	return c
}

// spelled returns the places of columns by their names, and by these in lower case.
func (c columns) spelled() (exactly, folded map[string]int) {
	exactly, folded = map[string]int{}, map[string]int{}
	for at, column := range c {
		exactly[column.name], folded[strings.ToLower(column.name)] = at, at
	}
	return exactly, folded
}

// inOrder returns the columns by name, each once.
func (c columns) inOrder() columns {
	c = slices.Clone(c)
	slices.SortStableFunc(c, func(a, b col) int { return cmp.Compare(a.name, b.name) })
	return slices.CompactFunc(c, func(a, b col) bool { return a.name == b.name })
}
