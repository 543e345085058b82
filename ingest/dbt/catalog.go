package dbt

import (
	"io"
	"strings"
)

// found is what dbt docs found of a relation in the database.
type found struct {
	Metadata struct {
		Comment string `json:"comment"`
	} `json:"metadata"`
	Columns map[string]foundColumn `json:"columns"`
}

type foundColumn struct {
	Name    string `json:"name"`
	Type    string `json:"type"`
	Comment string `json:"comment"`
}

// AddCatalog reads a catalog.json on top of the manifest: the columns that the database has, with their types, and comments
// where the project describes nothing. A column keeps the spelling that the project documents it by, whatever case the
// database writes it in. Relations that are not in the manifest are left out: the catalog may be older.
func (p *Project) AddCatalog(file string, r io.Reader) error {
	s := newStream(r)
	var about metadata
	err := s.document(func(section string) error {
		switch section {
		case "metadata":
			return p.metadata(s, &about, "catalog", newestCatalog, newestCatalog)
		case "nodes", "sources":
			return s.object(func(id string) error { return p.found(s, id) })
		}
		return s.SkipValue()
	})
	if err == nil && about.Schema == "" {
		_, err = about.check("catalog", newestCatalog, newestCatalog)
	}
	if err != nil {
		return s.problem(file, err)
	}
	return nil
}

func (p *Project) found(s *stream, id string) error {
	n := p.nodes[id]
	if n == nil || !n.isDataset() {
		return s.SkipValue()
	}
	var f found
	if err := s.take(&f); err != nil {
		return err
	}
	n.Description = firstOf(n.Description, f.Metadata.Comment)
	n.add(f.Columns)
	return nil
}

// add takes over what the database says of columns.
func (n *node) add(found map[string]foundColumn) {
	exactly, folded := n.Columns.spelled()
	for key, f := range found {
		name := firstOf(f.Name, key)
		at, documented := exactly[name]
		if !documented {
			at, documented = folded[strings.ToLower(name)]
		}
		if !documented {
			at = len(n.Columns)
			n.Columns = append(n.Columns, col{name: name})
		}
		c := &n.Columns[at]
		c.dataType = firstOf(f.Type, c.dataType)
		c.about = firstOf(c.about, f.Comment)
	}
}
