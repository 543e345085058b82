package neo4j

import "github.com/headwater-catalog/headwater/graph"

// CheckAgent is what Open asks of a server's name for itself.
var CheckAgent = checkAgent

// Final is what becomes of an error of a statement before the driver decides whether to try again.
var Final = final

// NewReader returns what decodes records for Load.
func NewReader() func(content string) (*graph.Record, error) {
	var r reader
	return r.record
}
