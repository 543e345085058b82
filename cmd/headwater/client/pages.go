package client

import (
	"context"
	"fmt"
	"maps"
)

// MaxPage is the most that a server gives of a list at once.
const MaxPage = 1000

const maxRestarts = 5

// Page is a part of a list, as GraphQL connections give it.
type Page[T any] struct {
	TotalCount int      `json:"totalCount"`
	PageInfo   PageInfo `json:"pageInfo"`
	Nodes      []T      `json:"nodes"`
}

// PageInfo says whether and where a list goes on.
type PageInfo struct {
	HasNextPage bool    `json:"hasNextPage"`
	EndCursor   *string `json:"endCursor"`
}

// Paged is the data of a document that takes the variables first and after, and answers one list in pages.
type Paged[T any] interface {
	// Part returns the revision that the data comes from, and the page.
	Part() (revision string, page *Page[T])
}

// All sends a document for one page after the other, until the list in the first one's data is whole. Where the catalog
// changed on the way it begins again, so that an answer is of one revision.
func All[D Paged[T], T any](ctx context.Context, c *Client, document string, variables map[string]any, fresh func() D) (D, error) {
	for range maxRestarts {
		data, same, err := readAll(ctx, c, document, variables, fresh)
		if err != nil || same {
			return data, err
		}
	}
	var none D
	return none, fmt.Errorf("the catalog changed %d times while it was read; try again when less is written", maxRestarts)
}

// readAll reads one page after the other, and reports whether all were of the same revision.
func readAll[D Paged[T], T any](ctx context.Context, c *Client, document string, variables map[string]any, fresh func() D) (D, bool, error) {
	asked := map[string]any{"first": MaxPage}
	maps.Copy(asked, variables)
	whole := fresh()
	if err := c.Do(ctx, document, asked, whole); err != nil {
		return whole, false, err
	}
	revision, list := whole.Part()
	for list.PageInfo.HasNextPage && list.PageInfo.EndCursor != nil {
		asked["after"] = *list.PageInfo.EndCursor
		more := fresh()
		if err := c.Do(ctx, document, asked, more); err != nil {
			return whole, false, err
		}
		now, page := more.Part()
		if now != revision {
			return whole, false, nil
		}
		list.Nodes, list.PageInfo = append(list.Nodes, page.Nodes...), page.PageInfo
	}
	return whole, true, nil
}
