package types

import (
	"net/url"
	"slices"
	"strings"

	"github.com/headwater-catalog/headwater/graph"
)

// Container returns what the entity is directly part of, nil if nothing.
func (h Handle) Container() Entity { return Of(h.g, h.g.Container(h.n)) }

// Containers returns all that the entity is part of, nearest first.
func (h Handle) Containers() []Entity { return allOf(h.g, slices.Collect(h.g.Containers(h.n))) }

// Parts returns a page of what is directly part of the entity.
func (h Handle) Parts(kinds []graph.Kind, first *int, after *string) (*EntityConnection, error) {
	return h.parts(kinds).page(h.query("parts", distinct(kinds)), first, after)
}

func (h Handle) parts(kinds []graph.Kind) nodes {
	return h.choose(slices.Collect(h.g.Parts(h.n)), kinds)
}

// partsOf returns a page of the direct parts of one kind.
func partsOf[T typed](h Handle, field string, kind graph.Kind, first *int, after *string) (*Connection[T], error) {
	return pageOf[T](h.parts([]graph.Kind{kind}), h.query(field), first, after)
}

// nearest returns the entity's nearest container of a kind, nil if there is none.
func nearest[T typed](h Handle, kind graph.Kind) *T {
	if h.g.Container(h.n) == graph.None {
		return nil
	}
	return asOne[T](h.g, h.g.Nearest(h.g.Container(h.n), kind))
}

// Page returns the path of the entity's page in the web app: /entity/ and its ID. The escapes of a dataset's ID are
// escaped once more, so that undoing them once gives the ID, and a slash within a name does not become one of the path.
func (h Handle) Page() string {
	segments := strings.Split(string(h.ID()), "/")
	for i, s := range segments {
		segments[i] = url.PathEscape(s)
	}
	return "/entity/" + strings.Join(segments, "/")
}
