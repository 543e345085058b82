package main

import (
	"context"
	"strconv"

	"github.com/spf13/pflag"

	"github.com/headwater-catalog/headwater/cmd/headwater/client"
	"github.com/headwater-catalog/headwater/cmd/headwater/render"
)

const whatIsAName = `
A NAME is an ID (domain:division-x/sale), the end of an ID's path (division-x/sale, sale), a name or a full name
("Division X / Sale"). Where several match, they are listed.`

func (p *program) upstream() question {
	return lineageIn("UPSTREAM", question{
		use:     "upstream NAME",
		short:   "What feeds it, directly or through others",
		example: "  headwater upstream division-x/sales-planning\n  headwater upstream \"Division X / Sales Planning\" --depth 1 -o json",
	})
}

func (p *program) downstream() question {
	return lineageIn("DOWNSTREAM", question{
		use:     "downstream NAME",
		short:   "What it feeds, directly or through others",
		example: "  headwater downstream division-x/customer\n  headwater downstream system:dwh -o mermaid",
	})
}

// lineageIn completes one of the two questions that differ in their direction only.
func lineageIn(direction string, q question) question {
	asked := map[string]any{"direction": direction}
	var given *pflag.FlagSet
	var depth int
	where := filter{}
	q.long = q.short + ". The answer is whole unless --depth or a choice leaves something out; it says how much." + whatIsAName
	q.args, q.names = exactly("NAME"), 1
	q.formats, q.past = render.Formats, true
	q.flags = func(flags *pflag.FlagSet) {
		given = flags
		flags.IntVar(&depth, "depth", 0, "how many flows away at most; without it all the way")
		where.flags(flags)
	}
	q.ask = func(ctx context.Context, c *client.Client, args []string, as render.Format) (render.Answer, error) {
		asked["of"] = args
		if given.Changed("depth") {
			asked["depth"] = depth
		}
		where.into(asked)
		switch as {
		case render.AsMermaid:
			return drawnLineage(ctx, c, asked)
		case render.AsDOT:
			return lineageFlows(ctx, c, asked)
		default:
			return lineageItems(ctx, c, asked)
		}
	}
	return q
}

type lineageData struct {
	Catalog struct {
		Revision string `json:"revision"`
		Lineage  struct {
			Direction string                   `json:"direction"`
			Total     int                      `json:"total"`
			Complete  bool                     `json:"complete"`
			Beyond    int                      `json:"beyond"`
			Summary   string                   `json:"summary"`
			Items     client.Page[lineageItem] `json:"items"`
		} `json:"lineage"`
	} `json:"catalog"`
}

type lineageItem struct {
	Depth     int         `json:"depth"`
	Precision string      `json:"precision"`
	Entity    ownedEntity `json:"entity"`
}

func (d *lineageData) Part() (string, *client.Page[lineageItem]) {
	return d.Catalog.Revision, &d.Catalog.Lineage.Items
}

// lineageItems returns what is reached, nearest first.
func lineageItems(ctx context.Context, c *client.Client, asked map[string]any) (render.Answer, error) {
	data, err := client.All(ctx, c, document("lineage"), asked, func() *lineageData { return new(lineageData) })
	if err != nil {
		return render.Answer{}, err
	}
	answer := render.Answer{Data: data, Lead: data.Catalog.Lineage.Summary}
	answer.Table.Columns = render.Columns("depth", "+id", "+kind", "entity", "+owner id", "owner", "precision")
	for _, item := range data.Catalog.Lineage.Items.Nodes {
		name, id := item.Entity.owned()
		answer.Table.Add(strconv.Itoa(item.Depth), item.Entity.ID, item.Entity.Kind, item.Entity.FullName, id, name, item.Precision)
		answer.IDs = append(answer.IDs, item.Entity.ID)
	}
	return answer, nil
}

type lineageDrawn struct {
	Catalog struct {
		Lineage struct {
			Mermaid string `json:"mermaid"`
		} `json:"lineage"`
	} `json:"catalog"`
}

// drawnLineage returns the diagram that the server draws.
func drawnLineage(ctx context.Context, c *client.Client, asked map[string]any) (render.Answer, error) {
	var data lineageDrawn
	err := c.Do(ctx, document("lineage_mermaid"), asked, &data)
	return render.Answer{Mermaid: data.Catalog.Lineage.Mermaid}, err
}
