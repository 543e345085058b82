package access

import "context"

// Shelf is where tokens are kept, for all servers of a catalog. Its methods may be called at the same time, also from
// several processes.
type Shelf interface {
	// Tokens returns all of them, in any order.
	Tokens(ctx context.Context) ([]Token, error)
	// Put keeps tokens, each in the place of the one with its id.
	Put(ctx context.Context, tokens ...Token) error
	// Drop forgets tokens by their ids.
	Drop(ctx context.Context, ids ...string) error
}
