package main

import (
	"context"
	"fmt"

	"github.com/spf13/pflag"

	"github.com/headwater-catalog/headwater/cmd/headwater/client"
	"github.com/headwater-catalog/headwater/cmd/headwater/render"
)

func (p *program) search() question {
	kinds := kindsOfEntities()
	var most int
	return question{
		use:     "search TEXT",
		short:   "What a text may mean, the best match first",
		example: "  headwater search \"sales forecast\"\n  headwater search stock --kind domain -o name",
		args:    exactly("TEXT"),
		formats: render.Listed,
		past:    true,
		flags: func(flags *pflag.FlagSet) {
			flags.Var(kinds, "kind", "only these kinds, such as domain,port")
			flags.IntVar(&most, "limit", 50, "how many to list at most; 0 for all")
		},
		ask: func(ctx context.Context, c *client.Client, args []string, _ render.Format) (render.Answer, error) {
			asked := map[string]any{"text": args[0]}
			if len(kinds.chosen) > 0 {
				asked["kinds"] = kinds.chosen
			}
			return askSearch(ctx, c, asked, most)
		},
	}
}

type searchData struct {
	Catalog struct {
		Revision string             `json:"revision"`
		Search   client.Page[found] `json:"search"`
	} `json:"catalog"`
}

type found struct {
	entity
	Description *string `json:"description"`
	Owner       *owner  `json:"owner"`
}

func (d *searchData) Part() (string, *client.Page[found]) {
	return d.Catalog.Revision, &d.Catalog.Search
}

// askSearch reads at most so many matches, all of them for 0. The list is best first: what is cut off is the worst.
func askSearch(ctx context.Context, c *client.Client, asked map[string]any, most int) (render.Answer, error) {
	data := new(searchData)
	var err error
	if most > 0 && most <= client.MaxPage {
		asked["first"] = most
		err = c.Do(ctx, document("search"), asked, data)
	} else {
		data, err = client.All(ctx, c, document("search"), asked, func() *searchData { return new(searchData) })
	}
	if err != nil {
		return render.Answer{}, err
	}
	if list := &data.Catalog.Search; most > 0 && most < len(list.Nodes) {
		list.Nodes = list.Nodes[:most]
	}
	return data.answer(asked["text"]), nil
}

func (d *searchData) answer(wanted any) render.Answer {
	list := d.Catalog.Search
	answer := render.Answer{Data: d}
	switch {
	case list.TotalCount == 0:
		answer.Lead = fmt.Sprintf("Nothing matches %q.", wanted)
	case list.TotalCount > len(list.Nodes):
		answer.Lead = fmt.Sprintf("The best %d of %d that match; --limit 0 lists all.", len(list.Nodes), list.TotalCount)
	}
	answer.Table.Columns = render.Columns("id", "kind", "name", "+owner id", "owner", "+description")
	for _, e := range list.Nodes {
		name, id := ownedEntity{e.entity, e.Owner}.owned()
		answer.Table.Add(e.ID, e.Kind, e.FullName, id, name, text(e.Description))
		answer.IDs = append(answer.IDs, e.ID)
	}
	return answer
}
