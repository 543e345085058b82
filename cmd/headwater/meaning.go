package main

import (
	"context"
	"fmt"

	"github.com/headwater-catalog/headwater/cmd/headwater/client"
)

// meaning finds what people's names mean, in a catalog at a point. Changes take IDs only.
type meaning struct {
	c  *client.Client
	at any // nil for now
}

// find returns the ID of the one entity that a name means, of any kind or of one: team, system, market or division. Where
// several match, the error lists them.
func (m meaning) find(ctx context.Context, kind, name string) (string, error) {
	if kind == "" {
		kind = "any"
	}
	asked := map[string]any{"ref": name, kind: true}
	if m.at != nil {
		asked["at"] = m.at
	}
	var data struct {
		Catalog map[string]entity `json:"catalog"`
	}
	if err := m.c.Do(ctx, document("resolve"), asked, &data); err != nil {
		return "", err
	}
	for _, found := range data.Catalog { // the one that was asked for
		if found.ID != "" {
			return found.ID, nil
		}
	}
	return "", fmt.Errorf("nothing is called %q", name)
}

// orNothing is find for a name that may be left empty; nil is null.
func (m meaning) orNothing(ctx context.Context, name string) (any, error) {
	if name == "" {
		return nil, nil
	}
	return m.find(ctx, "", name)
}
