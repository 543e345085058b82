package access

import "context"

// hold is a request that ends when its caller's token does.
type hold struct {
	token string
	end   context.CancelFunc
}

// Hold returns a context that ends when the caller's token expires or is found revoked: for what goes on for long, such as
// a stream. cancel lets go of it.
func (k *Keyring) Hold(ctx context.Context, c Caller) (held context.Context, cancel context.CancelFunc) {
	if c.token == "" {
		return context.WithCancel(ctx)
	}
	ctx, end := context.WithCancel(ctx)
	h := &hold{c.token, end}
	k.mu.Lock()
	k.held[h] = struct{}{}
	k.mu.Unlock()
	return ctx, func() {
		k.mu.Lock()
		delete(k.held, h)
		k.mu.Unlock()
		end()
	}
}

// letGo ends what is held for tokens that are no good any more. The caller holds mu.
func (k *Keyring) letGo() {
	for h := range k.held {
		t, known := k.tokens[h.token]
		if !known || k.good(t) != nil {
			h.end()
		}
	}
}
