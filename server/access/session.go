package access

import (
	"context"
	"fmt"

	"github.com/headwater-catalog/headwater/graph"
)

// mostSessions is how many sessions of one token there are at a time: more are a program that should use the token itself.
const mostSessions = 100

// SignIn makes a session of a token: a token of its own, with the same name and scopes, for 12 h or as long as the other
// lives. A session makes no sessions.
func (k *Keyring) SignIn(ctx context.Context, s Secret) (Secret, Caller, error) {
	parent, err := k.token(ctx, s)
	if err != nil {
		return "", Caller{}, err
	}
	if parent.Parent != "" {
		return "", Caller{}, errUnknown
	}
	over, living := k.sessions(parent.ID)
	if living >= mostSessions {
		return "", Caller{}, &graph.Error{Kind: graph.Forbidden, Op: "sign in", Message: fmt.Sprintf(
			"%q has %d sessions already: sign out of some, or wait until they end", parent.Name, living)}
	}
	now := k.now()
	expires := now.Add(sessionTime)
	if parent.Expires.Before(expires) {
		expires = parent.Expires
	}
	session, secret, err := New(parent.Name, parent.Scopes, now, expires)
	if err != nil {
		return "", Caller{}, &graph.Error{Kind: graph.Internal, Op: "sign in", Err: err}
	}
	session.Parent = parent.ID
	if err := k.write(ctx, func(ctx context.Context) error { return k.shelf.Put(ctx, session) }); err != nil {
		return "", Caller{}, err
	}
	if len(over) > 0 {
		_ = k.shelf.Drop(ctx, over...) // they are over with or without it
	}
	return secret, Caller{Name: session.Name, Scopes: session.Scopes, Expires: expires, token: session.ID}, nil
}

// sessions returns the ids of all sessions that are over, and how many of a token are not.
func (k *Keyring) sessions(of string) (over []string, living int) {
	k.mu.Lock()
	defer k.mu.Unlock()
	for id, t := range k.tokens {
		switch {
		case t.Parent == "":
		case k.good(t) != nil:
			over = append(over, id)
		case t.Parent == of:
			living++
		}
	}
	return over, living
}

// SignOut ends a session. Of a token that is no session, or no good, it does nothing. Unavailable is a session that may go on.
func (k *Keyring) SignOut(ctx context.Context, s Secret) error {
	t, err := k.token(ctx, s)
	switch {
	case graph.KindOf(err) == graph.Unauthenticated, err == nil && t.Parent == "":
		return nil
	case err != nil:
		return err
	}
	return k.write(ctx, func(ctx context.Context) error { return k.shelf.Drop(ctx, t.ID) })
}

// write changes the shelf and sees it.
func (k *Keyring) write(ctx context.Context, change func(context.Context) error) error {
	if err := change(ctx); err != nil {
		return &graph.Error{Kind: graph.Unavailable, Op: "sign in", Err: err, Message: "sessions cannot be kept at the moment: try again soon"}
	}
	return k.Refresh(ctx)
}
