package main

import (
	"context"
	"errors"
	"fmt"
	"strconv"

	"github.com/headwater-catalog/headwater/cmd/headwater/client"
	"github.com/headwater-catalog/headwater/cmd/headwater/render"
)

func (p *program) path() question {
	return question{
		use:     "path FROM TO",
		short:   "A shortest way that data takes from one to the other",
		long:    "A shortest way that data takes from one entity, or a part of it, to another, or a part of that.\nWhere there is none, the exit code is 1." + whatIsAName,
		example: "  headwater path division-x/customer division-x/sales-planning",
		args:    exactly("FROM", "TO"),
		names:   2,
		formats: render.Formats,
		past:    true,
		ask:     askPath,
	}
}

type pathData struct {
	Catalog struct {
		Revision string    `json:"revision"`
		Path     *wayTaken `json:"path"`
	} `json:"catalog"`
}

type wayTaken struct {
	Entities []ownedEntity `json:"entities"`
	Flows    []step        `json:"flows"`
}

type identified struct {
	ID string `json:"id"`
}

type step struct {
	Precision string      `json:"precision"`
	Via       *identified `json:"via"`
	From      identified  `json:"from"`
	To        identified  `json:"to"`
	Claims    []struct {
		Source string  `json:"source"`
		Origin *string `json:"origin"`
		Reason *string `json:"reason"`
	} `json:"claims"`
}

func askPath(ctx context.Context, c *client.Client, args []string, _ render.Format) (render.Answer, error) {
	var data pathData
	if err := c.Do(ctx, document("path"), map[string]any{"from": args[0], "to": args[1]}, &data); err != nil {
		return render.Answer{}, err
	}
	way := data.Catalog.Path
	if way == nil || len(way.Entities) == 0 {
		return render.Answer{}, fmt.Errorf("no data flows from %s to %s, as far as is recorded; headwater downstream %s shows where it goes",
			args[0], args[1], strconv.Quote(args[0]))
	}
	if len(way.Flows) != len(way.Entities)-1 {
		return render.Answer{}, errors.New("the answer has not one flow for each step; the server may be of another version")
	}
	return way.answer(data), nil
}

func (w *wayTaken) answer(data pathData) render.Answer {
	first, last := w.Entities[0], w.Entities[len(w.Entities)-1]
	answer := render.Answer{Data: data, Lead: fmt.Sprintf("From %s to %s in %s.", first.FullName, last.FullName, counted(len(w.Flows), "step", "steps"))}
	answer.Table.Columns = render.Columns("step", "+id", "+kind", "entity", "+owner id", "owner", "flow", "+source", "+origin")
	var drawn drawing
	for i, e := range w.Entities {
		name, id := e.owned()
		precision, source, origin := "", "", ""
		if i > 0 {
			justified := w.Flows[i-1]
			precision = justified.Precision
			if len(justified.Claims) > 0 {
				source, origin = justified.Claims[0].Source, text(justified.Claims[0].Origin)
			}
			drawn.arrow(w.Entities[i-1].entity, e.entity, render.Edge{Coarse: precision == "COARSE"})
		}
		answer.Table.Add(strconv.Itoa(i), e.ID, e.Kind, e.FullName, id, name, precision, source, origin)
		answer.IDs = append(answer.IDs, e.ID)
	}
	answer.Diagram = drawn.Diagram
	return answer
}

// counted returns a number and the word that goes with it.
func counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + many
}
