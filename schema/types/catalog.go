package types

import (
	"context"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/lineage"
)

// Catalog is a whole catalog at one revision. All that is reached from it is read from its one graph.
type Catalog struct {
	g        *graph.Graph
	stale    bool
	failures Failures // nil: unknown
}

// NewCatalog returns the catalog that a graph shows. It is stale if newer graphs may exist that nobody here can see.
func NewCatalog(g *graph.Graph, stale bool) *Catalog { return &Catalog{g: g, stale: stale} }

// Knowing returns the same catalog, which knows what its sources sent in vain.
func (c *Catalog) Knowing(failures Failures) *Catalog {
	return &Catalog{c.g, c.stale, failures}
}

// Stale reports whether newer revisions may exist that this server cannot see.
func (c Catalog) Stale() bool { return c.stale }

// Revision returns the revision that all answers come from.
func (c Catalog) Revision() graph.Revision { return c.g.Revision() }

// Entity returns the entity that a reference names.
func (c Catalog) Entity(by EntityRef) (Entity, error) {
	n, err := by.find(c.g)
	if err != nil {
		return nil, err
	}
	return Of(c.g, n), nil
}

// Domain returns a domain by a ref.
func (c Catalog) Domain(ref string) (*Domain, error) { return one[Domain](c, ref, graph.Domain) }

// Team returns a team by a ref.
func (c Catalog) Team(ref string) (*Team, error) { return one[Team](c, ref, graph.Team) }

// System returns a source system by a ref.
func (c Catalog) System(ref string) (*SourceSystem, error) {
	return one[SourceSystem](c, ref, graph.SourceSystem)
}

// Product returns a data product by a ref.
func (c Catalog) Product(ref string) (*DataProduct, error) {
	return one[DataProduct](c, ref, graph.DataProduct)
}

// Division returns a division by a ref.
func (c Catalog) Division(ref string) (*Division, error) {
	return one[Division](c, ref, graph.Division)
}

// Market returns a market by a ref.
func (c Catalog) Market(ref string) (*Market, error) { return one[Market](c, ref, graph.Market) }

// Dataset returns a dataset by its names.
func (c Catalog) Dataset(namespace, name string) (*Dataset, error) {
	return one[Dataset](c, string(graph.DatasetID(namespace, name)), graph.Dataset)
}

func one[T typed](c Catalog, ref string, kind graph.Kind) (*T, error) {
	n, err := c.g.Find(ref, kind)
	if err != nil {
		return nil, err
	}
	return asOne[T](c.g, n), nil
}

// RollUp returns the map of the whole mesh, or of what lies within an entity.
func (c Catalog) RollUp(to graph.Kind, within *graph.ID) (*RollUp, error) {
	whole, err := findOptional(c.g, within)
	if err != nil {
		return nil, err
	}
	return &RollUp{c.g, lineage.Map(c.g, to, whole)}, nil
}

// Lineage returns what is upstream or downstream of several entities at once.
func (c Catalog) Lineage(ctx context.Context, of []graph.ID, direction lineage.Direction, depth *int, where *EntityFilter) (*Lineage, error) {
	start, err := findAll(c.g, of)
	if err != nil {
		return nil, err
	}
	return trace(ctx, c.g, start, direction, depth, where)
}

// Path returns a shortest way from one entity to another, nil where there is none.
func (c Catalog) Path(from, to graph.ID) (*Path, error) {
	a, b, err := c.ends(from, to)
	if err != nil {
		return nil, err
	}
	path, found := lineage.Shortest(c.g, a, b)
	if !found {
		return nil, nil
	}
	return &Path{c.g, path}, nil
}

// Between returns what lies on the ways from one entity to another.
func (c Catalog) Between(from, to graph.ID) (*Lineage, error) {
	a, b, err := c.ends(from, to)
	if err != nil {
		return nil, err
	}
	return &Lineage{lineage.Between(c.g, a, b), query{"between", c.g.ID(a), c.g.ID(b)}}, nil
}

func (c Catalog) ends(from, to graph.ID) (a, b graph.Node, err error) {
	if a, err = find(c.g, from); err != nil {
		return
	}
	b, err = find(c.g, to)
	return
}
