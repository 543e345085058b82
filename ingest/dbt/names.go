package dbt

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"

	"github.com/headwater-catalog/headwater/graph"
)

// Dataset returns the ID of the dataset that a node of the project stands for, in a namespace of OpenLineage's naming, such
// as duckdb://shop.duckdb or postgres://host:5432. Its name is database.schema.table, as far as dbt says them, in dbt's own
// spelling: as openlineage-dbt names it (openlineage.common.provider.dbt, 1.54.0), but for a source whose identifier is not its
// name. There openlineage-dbt says the name, and the table's columns flow from the identifier, which is what the table is called.
func (p *Project) Dataset(namespace, uniqueID string) (graph.ID, bool) {
	n := p.nodes[uniqueID]
	if n == nil || !n.isDataset() {
		return "", false
	}
	return graph.DatasetID(namespace, n.relation()), true
}

// ownNamespace is that of what has no place in a database: the jobs that stand for exposures, and what is missing. dbt-ol gives it
// to its jobs where nobody says otherwise.
const ownNamespace = "dbt"

// entityNamed returns the ID that a text means, and the name to give what has it: "" where the text is an ID or its path.
func entityNamed(kind graph.Kind, text string) (id graph.ID, name string) {
	text = strings.TrimSpace(text)
	if id := graph.ID(text); id.Check() == nil && id.Kind() == kind {
		return id, ""
	}
	text = withoutScheme(kind, text)
	segments := strings.Split(text, "/")
	slugs := make([]string, len(segments))
	same := true
	for i, segment := range segments {
		slugs[i] = graph.Slug(segment)
		same = same && slugs[i] == segment
	}
	id = graph.ID(kind.Prefix() + ":" + strings.Join(slugs, "/"))
	if same {
		return id, ""
	}
	return id, strings.TrimSpace(segments[len(segments)-1])
}

// teamNamed is entityNamed of an owner, whom people call as they like: a name without a letter that an ID can have is told by
// its sum.
func teamNamed(text string) (id graph.ID, name string) {
	if id, name = entityNamed(graph.Team, text); id.Check() == nil {
		return id, name
	}
	if slug := graph.Slug(text); slug != "" && len(slug) < graph.MaxID/2 {
		return graph.ID(graph.Team.Prefix() + ":" + slug), text
	}
	sum := sha256.Sum256([]byte(text))
	return graph.ID(graph.Team.Prefix() + ":owner-" + hex.EncodeToString(sum[:6])), text
}

// withoutScheme returns what follows the kind in what looks like an ID; of a team also what follows group:, as the names of owners
// in OpenLineage do.
func withoutScheme(kind graph.Kind, text string) string {
	text = strings.TrimPrefix(text, kind.Prefix()+":")
	if kind == graph.Team {
		text = strings.TrimPrefix(text, "group:")
	}
	return text
}
