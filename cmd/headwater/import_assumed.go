package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/headwater-catalog/headwater/cmd/headwater/client"
	"github.com/headwater-catalog/headwater/graph"
)

// An import takes back what its source said before and does not say now. Where nobody gave the source a name, it has that of the
// folder or file; and another folder of that name must not take back what this one said. So an import under an assumed name goes
// on only where something of what the source said before is in it, from a file of the same name; or where it says nothing at all, which
// can only be meant.

// checkAssumed refuses an import under an assumed name that has nothing in common with what the source said before.
func (w *imported) checkAssumed(ctx context.Context, c *client.Client) error {
	if !w.assumed || len(w.edits) == 0 {
		return nil
	}
	now := map[saidThing]bool{}
	for _, edit := range w.edits {
		switch edit := edit.(type) {
		case graph.Put:
			now[saidThing{graph.EntityKey(edit.ID), fileOf(edit.Origin)}] = true
		case graph.Join:
			now[saidThing{graph.Key{Relation: edit.Relation, From: edit.From, To: edit.To}, fileOf(edit.Origin)}] = true
		}
	}
	asked := map[string]any{"source": w.source.Name, "kinds": ownKinds(), "first": client.MaxPage}
	entities, same, err := inCommon(asked, now, func() (saidPage, error) { return entitiesSaid(ctx, c, asked) })
	if err != nil || same {
		return err
	}
	asked = map[string]any{"source": w.source.Name, "first": client.MaxPage}
	links, same, err := inCommon(asked, now, func() (saidPage, error) { return linksSaid(ctx, c, asked) })
	if err != nil || same {
		return err
	}
	for _, before := range append(entities, links...) {
		return fmt.Errorf("the source %[1]s is what %[2]s says, such as %[3]s, and nothing of that is in %[4]s: this import would take all of it back.\n"+
			"If these are other things, call their source otherwise: --source NAME. If they come in the place of the former ones: --source %[1]s",
			w.source.Name, before.file, before.key, w.from)
	}
	return nil
}

// saidThing is an entity or a link, and the file that it stands in.
type saidThing struct {
	key  graph.Key
	file string
}

// fileOf returns the file of an origin, which is file:line.
func fileOf(origin string) string {
	if i := strings.LastIndex(origin, ":"); i >= 0 {
		return origin[:i]
	}
	return origin
}

// ownKinds are the kinds of what files describe, and not merely mention, as they do domains and teams.
func ownKinds() (names []string) {
	for _, k := range graph.Kinds {
		switch k {
		case graph.Division, graph.Market, graph.Domain, graph.Team:
		default:
			names = append(names, k.String())
		}
	}
	return names
}

// saidPage is a page of what a source says.
type saidPage struct {
	things []saidThing
	info   client.PageInfo
}

// inCommon reads what a source says, page by page, until something of it is said now as well. It returns the first that is not, if
// there is any, and whether it found something that is.
func inCommon(asked map[string]any, now map[saidThing]bool, read func() (saidPage, error)) (first []saidThing, same bool, err error) {
	for {
		page, err := read()
		if err != nil {
			return nil, false, err
		}
		for _, thing := range page.things {
			if now[thing] {
				return nil, true, nil
			}
			if first == nil {
				first = []saidThing{thing}
			}
		}
		if !page.info.HasNextPage || page.info.EndCursor == nil {
			return first, false, nil
		}
		asked["after"] = *page.info.EndCursor
	}
}

type saidClaims []struct {
	Source string `json:"source"`
	Origin string `json:"origin"`
}

// file returns the file that a source says something in.
func (c saidClaims) file(source any) string {
	for _, one := range c {
		if one.Source == source {
			return fileOf(one.Origin)
		}
	}
	return ""
}

// entitiesSaid asks for a page of the entities that a source says are there.
func entitiesSaid(ctx context.Context, c *client.Client, asked map[string]any) (page saidPage, err error) {
	var data struct {
		Catalog struct {
			Entities client.Page[struct {
				ID     graph.ID   `json:"id"`
				Claims saidClaims `json:"claims"`
			}] `json:"entities"`
		} `json:"catalog"`
	}
	err = c.Do(ctx, document("source_entities"), asked, &data)
	for _, one := range data.Catalog.Entities.Nodes {
		page.things = append(page.things, saidThing{graph.EntityKey(one.ID), one.Claims.file(asked["source"])})
	}
	page.info = data.Catalog.Entities.PageInfo
	return page, err
}

// linksSaid asks for a page of the links that a source says are there.
func linksSaid(ctx context.Context, c *client.Client, asked map[string]any) (page saidPage, err error) {
	type end struct {
		ID graph.ID `json:"id"`
	}
	var data struct {
		Catalog struct {
			Links client.Page[struct {
				Relation string     `json:"relation"`
				From     end        `json:"from"`
				To       end        `json:"to"`
				Claims   saidClaims `json:"claims"`
			}] `json:"links"`
		} `json:"catalog"`
	}
	err = c.Do(ctx, document("source_links"), asked, &data)
	for _, one := range data.Catalog.Links.Nodes {
		relation, _ := graph.RelationNamed(one.Relation)
		page.things = append(page.things, saidThing{graph.Key{Relation: relation, From: one.From.ID, To: one.To.ID}, one.Claims.file(asked["source"])})
	}
	page.info = data.Catalog.Links.PageInfo
	return page, err
}
