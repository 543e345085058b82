package access

import (
	"context"
	"errors"
)

// ErrEnded is the cause of the end of what was held for a caller who has no right to it any more.
var ErrEnded = errors.New("your right to ask has ended, since the token has expired or was revoked, or one is wanted now: show a good one")

// hold is a request that ends when its caller's token does.
type hold struct {
	token string
	end   context.CancelCauseFunc
}

// Hold returns a context that ends when the caller's token expires or is found revoked, when nobody can know that any more,
// or, of Anybody, when there is a first token: for what goes on for long, such as a stream. Its cause is
// then ErrEnded. cancel lets go of it.
func (k *Keyring) Hold(ctx context.Context, c Caller) (held context.Context, cancel context.CancelFunc) {
	if c.token == "" && !c.anybody {
		return context.WithCancel(ctx)
	}
	ctx, end := context.WithCancelCause(ctx)
	h := &hold{c.token, end}
	k.mu.Lock()
	k.held[h] = struct{}{}
	k.mu.Unlock()
	return ctx, func() {
		k.mu.Lock()
		delete(k.held, h)
		k.mu.Unlock()
		end(nil)
	}
}

// letGo ends what is held without a right any more. The caller holds mu.
func (k *Keyring) letGo() {
	unknown := k.why != nil && k.now().Sub(k.seen) > trust
	for h := range k.held {
		if unknown || !k.stands(h) {
			h.end(ErrEnded)
		}
	}
}

// stands reports whether what is held still has a right to go on.
func (k *Keyring) stands(h *hold) bool {
	if h.token == "" {
		return len(k.tokens) == 0
	}
	t, known := k.tokens[h.token]
	return known && k.good(t) == nil
}
