package dbt

import (
	"crypto/md5" //nolint:gosec // dbt's own way to make an ID of a name, nothing is protected by it
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/headwater-catalog/headwater/ingest/document"
)

// Project is what is kept of one project's manifest.
type Project struct {
	Name        string // "" where the manifest does not tell
	AdapterType string // the kind of database: duckdb, postgres, snowflake …
	DbtVersion  string
	Warnings    []string // what was read, but maybe not as it was meant

	nodes     map[string]*node // by unique ID: of every kind that data can come from or go to
	exposures map[string]*node
	groups    map[string]*node // by name
}

// ReadManifest reads a manifest. The error is a [document.Problems] that names the file as it is called here, if the manifest is
// at fault. Linear in the document.
func ReadManifest(file string, r io.Reader) (*Project, error) {
	p := &Project{nodes: map[string]*node{}, exposures: map[string]*node{}, groups: map[string]*node{}}
	s := newStream(r)
	var about metadata
	err := s.document(func(section string) error {
		switch section {
		case "metadata":
			return p.metadata(s, &about, "manifest", oldestManifest, newestManifest)
		case "nodes", "sources", "metrics", "semantic_models", "saved_queries", "functions":
			return s.object(func(id string) error { return p.node(s, id, p.nodes) })
		case "exposures":
			return s.object(func(id string) error { return p.node(s, id, p.exposures) })
		case "groups":
			return s.object(func(id string) error { return p.group(s, id) })
		}
		return s.SkipValue()
	})
	if err == nil && about.Schema == "" {
		_, err = about.check("manifest", oldestManifest, newestManifest)
	}
	if err != nil {
		return nil, s.problem(file, err)
	}
	p.AdapterType, p.DbtVersion = about.AdapterType, about.Version
	p.Name = p.named(about)
	return p, nil
}

// metadata reads what an artifact is of, and refuses it where it is another or too old.
func (p *Project) metadata(s *stream, about *metadata, artifact string, oldest, newest int) error {
	if err := s.take(about); err != nil {
		return err
	}
	warning, err := about.check(artifact, oldest, newest)
	if warning != "" {
		p.Warnings = append(p.Warnings, warning)
	}
	if err != nil {
		s.path = nil // the message says it all
	}
	return err
}

// node reads one entry of a section, and keeps it where it is part of the lineage.
func (p *Project) node(s *stream, id string, into map[string]*node) error {
	if isNothing(id) {
		return s.SkipValue()
	}
	n := &node{}
	if err := s.take(n); err != nil {
		return err
	}
	if n.UniqueID == "" {
		n.UniqueID = id
	}
	if n.ResourceType == "" {
		n.ResourceType, _, _ = strings.Cut(id, ".")
	}
	if n.UniqueID != id {
		return fmt.Errorf("its unique_id is %s: one of the two belongs to another node", document.Quoted(n.UniqueID))
	}
	if other := p.entry(id); other != nil {
		return fmt.Errorf("it is said twice: in %s and in %s", other.File, n.File)
	}
	if err := n.check(); err != nil {
		return err
	}
	if !n.disabled() && (n.ResourceType == "exposure" || n.isDataset() || n.passes()) {
		into[id] = n
	}
	return nil
}

// isNothing reports whether the node with this unique ID hands no data on, whatever else is said of it.
func isNothing(id string) bool {
	kind, _, _ := strings.Cut(id, ".")
	switch kind {
	case "test", "unit_test", "analysis", "operation", "sql_operation", "rpc":
		return true
	}
	return false
}

// entry returns the node or exposure with this unique ID, nil where none was read.
func (p *Project) entry(id string) *node {
	if n := p.nodes[id]; n != nil {
		return n
	}
	return p.exposures[id]
}

// check says what no manifest of dbt says.
func (n *node) check() error {
	if slices.Contains(strings.FieldsFunc(n.File, func(r rune) bool { return r == '/' || r == '\\' }), "..") {
		return fmt.Errorf("original_file_path %s leads out of the project", document.Quoted(n.File))
	}
	if n.isDataset() && n.table() == "" {
		return errors.New("it has no name")
	}
	return n.checkMeta()
}

func (p *Project) group(s *stream, id string) error {
	g := &node{}
	if err := s.take(g); err != nil {
		return err
	}
	if g.UniqueID == "" {
		g.UniqueID = id
	}
	if g.Name == "" {
		return errors.New("the group has no name")
	}
	p.groups[g.Name] = g
	return nil
}

// named returns the project's name: as the manifest gives it, or else, before dbt 1.7, the package whose name has the
// project's ID, or the only one.
func (p *Project) named(about metadata) string {
	if about.ProjectName != "" {
		return about.ProjectName
	}
	packages := map[string]bool{}
	for _, n := range p.nodes {
		packages[n.Package] = true
		sum := md5.Sum([]byte(n.Package)) //nolint:gosec // see above
		if hex.EncodeToString(sum[:]) == about.ProjectID {
			return n.Package
		}
	}
	if len(packages) == 1 {
		return slices.Collect(maps.Keys(packages))[0]
	}
	return ""
}

// ids returns the unique IDs of entries, sorted.
func ids(of map[string]*node) []string { return slices.Sorted(maps.Keys(of)) }
