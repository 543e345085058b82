package lineage

import "github.com/headwater-catalog/headwater/graph"

// Grain is how fine a drawing is, the coarsest first. What is finer than a drawing is drawn as what it is part of.
type Grain uint8

// The grains, by what is drawn as itself at each of them at the finest.
const (
	GrainDivision Grain = iota
	GrainDomain
	GrainProduct
	GrainPort
	GrainDataset
	GrainColumn
)

// coarsest is the coarsest grain at which each kind is drawn as itself.
var coarsest = map[graph.Kind]Grain{
	graph.Division:     GrainDivision,
	graph.Market:       GrainDivision,
	graph.Team:         GrainDivision,
	graph.Domain:       GrainDomain,
	graph.SourceSystem: GrainDomain,
	graph.DataProduct:  GrainProduct,
	graph.Port:         GrainPort,
	graph.Capability:   GrainPort,
	graph.Dataset:      GrainDataset,
	graph.Job:          GrainDataset,
	graph.Field:        GrainColumn,
}

// Place returns what stands for an entity at a grain: the nearest of itself and what it is part of that is no finer, or
// where all is finer, the outermost.
func (grain Grain) Place(g *graph.Graph, n graph.Node) graph.Node {
	for {
		whole := g.Container(n)
		if whole == graph.None || coarsest[g.Kind(n)] <= grain {
			return n
		}
		n = whole
	}
}

var grainNames = [...]string{"DIVISION", "DOMAIN", "PRODUCT", "PORT", "DATASET", "COLUMN"}

// String returns the grain's name in the schema.
func (grain Grain) String() string { return grainNames[grain] }
