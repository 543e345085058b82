package types

import (
	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/lineage"
)

// PictureGroups is a picture from farther away.
type PictureGroups struct {
	picture *lineage.Picture
	found   lineage.Groups
}

// Groups returns what is drawn, counted at what stands for it at a grain. What is opened and is not in the catalog opens nothing.
func (p *Picture) Groups(grain lineage.Grain, most *int, open []graph.ID, where *EntityFilter) (*PictureGroups, error) {
	g := p.picture.Graph()
	if len(open) > maxOpened {
		return nil, badInput("%d entities are open; at most %d are in one picture", len(open), maxOpened)
	}
	meant, err := where.filter(g)
	if err != nil {
		return nil, err
	}
	o := lineage.GroupOptions{Grain: grain, Most: maxPage, Choose: meant.Match(g), Always: p.start}
	if most != nil {
		if o.Most = *most; o.Most < 1 || o.Most > maxPage {
			return nil, badInput("most is %d; it must be 1 to 1,000", *most)
		}
	}
	for _, id := range open {
		if n, found := g.Node(id); found {
			o.Open = append(o.Open, n)
		}
	}
	return &PictureGroups{p.picture, p.picture.Groups(o)}, nil
}

// Grain returns the grain that they are grouped at.
func (p *PictureGroups) Grain() lineage.Grain { return p.found.Grain }

// TotalCount returns how many groups there are.
func (p *PictureGroups) TotalCount() int { return p.found.Total }

// Groups returns what stands for what stays.
func (p *PictureGroups) Groups() []PictureGroup {
	groups := make([]PictureGroup, len(p.found.Groups))
	for i, group := range p.found.Groups {
		groups[i] = PictureGroup{PicturedEntity{p.picture, group.Node}, group.Count}
	}
	return groups
}

// Places returns all that the groups are part of.
func (p *PictureGroups) Places() []PicturedEntity {
	places := make([]PicturedEntity, len(p.found.Places))
	for i, place := range p.found.Places {
		places[i] = PicturedEntity{p.picture, place}
	}
	return places
}

// Flows returns the flows between two of the groups.
func (p *PictureGroups) Flows() []PictureGroupFlow {
	g := p.picture.Graph()
	flows := make([]PictureGroupFlow, len(p.found.Flows))
	for i, f := range p.found.Flows {
		flows[i] = PictureGroupFlow{Of(g, f.From), Of(g, f.To), f.Count, f.Precision, f.Between}
	}
	return flows
}

// PictureGroup is an entity that stands for some that are drawn. As any of them it says how many more it could show.
type PictureGroup struct {
	PicturedEntity
	Count int
}

// PictureGroupFlow is how data gets from what one group stands for to what another does.
type PictureGroupFlow struct {
	From, To  Entity
	Count     int
	Precision lineage.Precision
	Between   int
}
