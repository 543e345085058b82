package dbt

import (
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// node is what is kept of an entry of a manifest, of whatever section: they differ in what they leave out.
type node struct {
	UniqueID     string       `json:"unique_id"`
	ResourceType string       `json:"resource_type"`
	Package      string       `json:"package_name"`
	File         string       `json:"original_file_path"`
	Name         string       `json:"name"`
	Description  string       `json:"description"`
	Tags         texts        `json:"tags"`
	Meta         meta         `json:"meta"`
	Group        string       `json:"group"`
	DependsOn    dependencies `json:"depends_on"`
	Config       config       `json:"config"`
	Owner        owner        `json:"owner"` // of an exposure or a group
	Columns      columns      `json:"columns"`

	Database string `json:"database"`
	Schema   string `json:"schema"`
	Alias    string `json:"alias"` // of what dbt builds

	Access         string  `json:"access"` // of a model
	Version        literal `json:"version"`
	LatestVersion  literal `json:"latest_version"`
	DeprecatedFrom string  `json:"deprecation_date"`

	SourceName  string `json:"source_name"` // of a source
	SourceAbout string `json:"source_description"`
	Identifier  string `json:"identifier"`
	Loader      string `json:"loader"`
	SourceMeta  meta   `json:"source_meta"`

	Type     string `json:"type"` // of an exposure
	Label    string `json:"label"`
	URL      string `json:"url"`
	Maturity string `json:"maturity"`
}

// config is what is kept of how a node is configured.
type config struct {
	Materialized string   `json:"materialized"`
	Enabled      *bool    `json:"enabled"`
	Group        string   `json:"group"`
	Meta         meta     `json:"meta"`
	Tags         texts    `json:"tags"`
	Contract     contract `json:"contract"`
}

// contract says whether dbt refuses a model whose columns are not as documented. In early manifests of version 9 it is true or
// false, and not yet an object.
type contract struct {
	Enforced bool `json:"enforced"`
}

// UnmarshalJSONFrom reads either form.
func (c *contract) UnmarshalJSONFrom(d *jsontext.Decoder) error {
	if kind := d.PeekKind(); kind != '{' {
		c.Enforced = kind == 't'
		return d.SkipValue()
	}
	type object contract
	return json.UnmarshalDecode(d, (*object)(c))
}

type dependencies struct {
	Nodes texts `json:"nodes"`
}

type owner struct {
	Name  string `json:"name"`
	Email texts  `json:"email"`
}

// ephemeral reports whether a node is written into what selects from it, and is never built.
func (n *node) ephemeral() bool { return n.Config.Materialized == "ephemeral" }

// isDataset reports whether a node stands for a table, a view or a file.
func (n *node) isDataset() bool {
	switch n.ResourceType {
	case "model", "seed", "snapshot", "source":
		return !n.ephemeral()
	}
	return false
}

// passes reports whether what feeds a node feeds what depends on it: it is no dataset itself.
func (n *node) passes() bool {
	switch n.ResourceType {
	case "model", "metric", "semantic_model", "saved_query", "function":
		return !n.isDataset()
	}
	return false
}

// disabled reports whether a node is in the manifest only to say that it is not built.
func (n *node) disabled() bool { return n.Config.Enabled != nil && !*n.Config.Enabled }

// table is what the node is called in its database.
func (n *node) table() string {
	if n.ResourceType == "source" {
		return firstOf(n.Identifier, n.Name)
	}
	return firstOf(n.Alias, n.Name)
}

// relation is the full name in the database: OpenLineage's name of the dataset.
func (n *node) relation() string {
	var parts []string
	for _, part := range []string{n.Database, n.Schema, n.table()} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, ".")
}

// title is what dbt's own pages call the node.
func (n *node) title() string {
	switch {
	case n.ResourceType == "source":
		return n.SourceName + "." + n.Name
	case n.Version != "":
		return n.Name + ".v" + string(n.Version)
	}
	return firstOf(n.Label, n.Name)
}

// tags are those of the node and of its configuration, each once.
func (n *node) tags() []string { return once(n.Tags, n.Config.Tags) }

// group is the name of the node's group.
func (n *node) group() string { return firstOf(n.Config.Group, n.Group) }

// origin says where the project says it: the file, and the node in it.
func (n *node) origin() string { return strings.TrimSpace(n.File + " " + n.UniqueID) }

func firstOf(texts ...string) string {
	for _, text := range texts {
		if text != "" {
			return text
		}
	}
	return ""
}
