package dbt

import "strings"

// source is a node that data comes from, and what it passes through on the way.
type source struct {
	id      string
	through []string
}

// sources returns what feeds a node: what it depends on, and for what passes through what feeds that. Those that are in no
// section of the manifest come as they are. By the fewest that are passed, then in the manifest's order; each once.
func (p *Project) sources(n *node) []source {
	var found []source
	seen := map[string]bool{}
	edge := []source{{id: n.UniqueID}}
	for depth := 0; len(edge) > 0; depth++ {
		var next []source
		for _, at := range edge {
			for _, id := range p.dependencies(at.id) {
				if seen[id] || !isData(id) {
					continue
				}
				seen[id] = true
				through := at.through
				if depth > 0 {
					through = append(append([]string{}, at.through...), at.id)
				}
				if passed := p.nodes[id]; passed != nil && passed.passes() {
					next = append(next, source{id, through})
					continue
				}
				found = append(found, source{id, through})
			}
		}
		edge = next
	}
	return found
}

func (p *Project) dependencies(id string) texts {
	if n := p.entry(id); n != nil {
		return n.DependsOn.Nodes
	}
	return nil
}

// isData reports whether the node with this unique ID can be one that data comes from: a test, an analysis or a hook is not.
func isData(id string) bool {
	kind, _, _ := strings.Cut(id, ".")
	switch kind {
	case "model", "seed", "snapshot", "source", "metric", "semantic_model", "saved_query", "function":
		return true
	}
	return false
}

// reason says what a flow passes through, "" for nothing.
func (s source) reason() string {
	if len(s.through) == 0 {
		return ""
	}
	return "through " + strings.Join(s.through, ", ")
}
