package graph

import "context"

// Shelf is what a Store can do besides: keep small texts beside the catalog. They are no part of it: neither its state nor its
// history has them, and they are not copied with it. Errors are as those of Store.
type Shelf interface {
	// Documents returns the texts on a shelf by their names; none where there is no such shelf. With StoreCorrupt may come those that
	// are whole, where others are not what was put there; nil comes where nothing could be read.
	Documents(ctx context.Context, shelf string) (map[string]string, error)

	// PutDocuments keeps texts on a shelf durably, each in the place of the one with its name: all of them or none.
	PutDocuments(ctx context.Context, shelf string, documents map[string]string) error

	// DropDocuments forgets texts of a shelf by their names, also where there are none.
	DropDocuments(ctx context.Context, shelf string, names ...string) error
}
