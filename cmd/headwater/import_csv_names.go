package main

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/headwater-catalog/headwater/cmd/headwater/client"
	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/ingest/csv"
)

// foundName is what the catalog knows of a name: an entity and who says that it is there, or why it is none.
type foundName struct {
	ID     graph.ID `json:"id"`
	Claims []struct {
		Source string `json:"source"`
	} `json:"claims"`
	fault client.Error
}

// saidBy reports whether a source has to say that the entity is there: it said so before, and would otherwise take it back.
func (f foundName) saidBy(source string) bool {
	for _, c := range f.Claims {
		if c.Source == source {
			return true
		}
	}
	return false
}

// namesAtOnce is how many names one document asks for: a server allows 30 aliases.
const namesAtOnce = 30

// findNames asks what names mean.
func findNames(ctx context.Context, c *client.Client, names []csv.Name) (map[csv.Name]foundName, error) {
	all := map[csv.Name]foundName{}
	for start := 0; start < len(names); start += namesAtOnce {
		if err := findSome(ctx, c, names[start:min(start+namesAtOnce, len(names))], all); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// findSome asks for some names in one document, each under an alias of its own, so that each has its own fault.
func findSome(ctx context.Context, c *client.Client, names []csv.Name, into map[csv.Name]foundName) error {
	var declared, fields strings.Builder
	variables := map[string]any{}
	for i, n := range names {
		field := "entity(by: {ref: $r%[1]d})"
		if n.Role == csv.Owner {
			field = "team(ref: $r%[1]d)"
		}
		fmt.Fprintf(&declared, "$r%d: String! ", i)
		fmt.Fprintf(&fields, "  e%[1]d: "+field+" { id claims { source } }\n", i)
		variables[fmt.Sprintf("r%d", i)] = n.Text
	}
	answer, err := c.Send(ctx, "query Names("+declared.String()+") { catalog {\n"+fields.String()+"} }", variables, "")
	if err != nil {
		return err
	}
	var data struct {
		Catalog map[string]*foundName `json:"catalog"`
	}
	if len(answer.Data) > 0 {
		if err := json.Unmarshal(answer.Data, &data); err != nil {
			return fmt.Errorf("the catalog answered something else than was asked: %w", err)
		}
	}
	if data.Catalog == nil {
		return answer.Errors
	}
	for i, n := range names {
		if found := data.Catalog[fmt.Sprintf("e%d", i)]; found != nil {
			into[n] = *found
		} else {
			into[n] = foundName{fault: faultAt(answer.Errors, fmt.Sprintf("e%d", i))}
		}
	}
	return nil
}

// faultAt returns why there is nothing at an alias.
func faultAt(faults client.Errors, alias string) client.Error {
	for _, fault := range faults {
		for _, step := range fault.Path {
			if step == alias {
				return fault
			}
		}
	}
	return client.Error{Message: "there is no such thing", Extensions: client.Extensions{Code: string(graph.NotFound)}}
}
