package main

import (
	"context"

	"github.com/headwater-catalog/headwater/cmd/headwater/client"
	"github.com/headwater-catalog/headwater/cmd/headwater/render"
)

func (p *program) owner() question {
	return question{
		use:     "owner NAME",
		short:   "Who is accountable for it and why, and who consumes it",
		long:    "Who is accountable for it, from where that is inherited and why, and which teams consume it and what for." + whatIsAName,
		example: "  headwater owner division-x/sales-planning",
		args:    exactly("NAME"),
		names:   1,
		formats: render.Listed,
		past:    true,
		ask:     askOwner,
	}
}

type ownerData struct {
	Catalog struct {
		Revision string `json:"revision"`
		Entity   struct {
			entity
			Ownership ownership     `json:"ownership"`
			Consumers []consumption `json:"consumers"`
		} `json:"entity"`
	} `json:"catalog"`
}

type ownership struct {
	Status        string  `json:"status"`
	Reason        *string `json:"reason"`
	Team          *team   `json:"team"`
	InheritedFrom *entity `json:"inheritedFrom"`
	Claims        []struct {
		Source string  `json:"source"`
		Rank   string  `json:"rank"`
		Origin *string `json:"origin"`
		Reason *string `json:"reason"`
		Team   *team   `json:"team"`
	} `json:"claims"`
}

type team struct {
	owner
	Contact *string `json:"contact"`
}

type consumption struct {
	Purpose *string `json:"purpose"`
	Team    team    `json:"team"`
	Entity  entity  `json:"entity"`
}

func askOwner(ctx context.Context, c *client.Client, args []string, _ render.Format) (render.Answer, error) {
	var data ownerData
	if err := c.Do(ctx, document("owner"), map[string]any{"ref": args[0]}, &data); err != nil {
		return render.Answer{}, err
	}
	about := data.Catalog.Entity
	answer := render.Answer{Data: data, Lead: about.FullName + " " + about.Ownership.sentence()}
	answer.Table.Columns = render.Columns("role", "+team id", "team", "+entity id", "of", "why", "+contact")
	place := about.entity
	if about.Ownership.InheritedFrom != nil {
		place = *about.Ownership.InheritedFrom
	}
	for _, own := range about.Ownership.teams() {
		answer.Table.Add("owner", own.team.ID, own.team.Name, place.ID, place.FullName, text(own.reason), text(own.team.Contact))
		answer.IDs = append(answer.IDs, own.team.ID)
	}
	for _, use := range about.Consumers {
		answer.Table.Add("consumer", use.Team.ID, use.Team.Name, use.Entity.ID, use.Entity.FullName, text(use.Purpose), text(use.Team.Contact))
	}
	return answer, nil
}

// sentence says who is accountable, to follow the entity's name.
func (o ownership) sentence() string {
	switch {
	case o.Team == nil && o.Status == "CONFLICT":
		return "has two owners that contradict each other: take one away."
	case o.Team == nil:
		return "has no owner, all the way up."
	case o.InheritedFrom != nil:
		return "is owned by " + o.Team.Name + ", as part of " + o.InheritedFrom.FullName + "."
	}
	return "is owned by " + o.Team.Name + "."
}

type owning struct {
	team   team
	reason *string
}

// teams returns the accountable team, or those that contradict each other, each once.
func (o ownership) teams() []owning {
	if o.Team != nil {
		return []owning{{*o.Team, o.Reason}}
	}
	var all []owning
	seen := map[string]bool{}
	for _, claim := range o.Claims {
		if claim.Team != nil && !seen[claim.Team.ID] {
			all = append(all, owning{*claim.Team, claim.Reason})
			seen[claim.Team.ID] = true
		}
	}
	return all
}
