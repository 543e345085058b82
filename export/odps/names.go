package odps

import (
	"fmt"
	"strings"

	"github.com/headwater-catalog/headwater/graph"
)

// once returns a name that no port of the product has yet in that version: both together are a port's key.
func once(used map[string]int, name, version string) string {
	key := name + " " + version
	used[key]++
	if n := used[key]; n > 1 {
		return once(used, fmt.Sprintf("%s %d", name, n), version)
	}
	return name
}

func version(e *graph.Entity) string {
	return property(e, "version", property(e, "contract-version", "1.0.0"))
}

// called returns a port's name without the version, which ingest/odps puts behind it.
func called(e *graph.Entity) string { return strings.TrimSuffix(e.Name, " "+version(e)) }

// property returns what an entity's property says, or else what is usual.
func property(e *graph.Entity, key, usual string) string {
	for _, p := range e.Properties {
		if p.Key == key && strings.TrimSpace(p.Value) != "" {
			return p.Value
		}
	}
	return usual
}

func compare(a, b string) int { return strings.Compare(a, b) }
