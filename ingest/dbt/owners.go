package dbt

import (
	"cmp"
	"strings"

	"github.com/headwater-catalog/headwater/graph"
)

// team returns the team of an owner: the group's whose owner has the same address or name, or one of its own.
func (p *Project) team(o owner) (id graph.ID, name string, contact string) {
	for _, key := range ids(p.groups) {
		g := p.groups[key]
		if sameOwner(g.Owner, o) || o.Name == g.Name && o.Name != "" {
			return p.groupTeam(g)
		}
	}
	text := firstOf(append([]string{strings.TrimSpace(o.Name)}, o.Email...)...)
	if text == "" {
		return "", "", ""
	}
	id, name = teamNamed(text)
	return id, cmp.Or(name, text), firstOf(o.Email...)
}

func sameOwner(a, b owner) bool {
	if address := firstOf(a.Email...); address != "" && strings.EqualFold(address, firstOf(b.Email...)) {
		return true
	}
	return a.Name != "" && a.Name == b.Name
}

func (p *Project) groupTeam(g *node) (id graph.ID, name string, contact string) {
	id, name = teamNamed(g.Name)
	return id, cmp.Or(name, g.Name), firstOf(g.Owner.Email...)
}

// owners returns the teams that own a node: those that meta names, else its group.
func (p *Project) owners(n *node, says placed) []graph.ID {
	var teams []graph.ID
	for _, text := range says["owner"] {
		id, _ := teamNamed(text)
		teams = append(teams, id)
	}
	if g := p.groups[n.group()]; len(teams) == 0 && g != nil {
		id, _, _ := p.groupTeam(g)
		teams = append(teams, id)
	}
	return teams
}
