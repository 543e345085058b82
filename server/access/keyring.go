package access

import (
	"context"
	"errors"
	"sync"
	"time"

	"github.com/headwater-catalog/headwater/graph"
)

const (
	pause    = time.Second            // between looks at the shelf
	readTime = 3 * time.Second        // for one look
	trust    = time.Hour              // in what was seen last, while the shelf cannot be read: reading goes on in an outage, and not for ever
	between  = 200 * time.Millisecond // looks for the sake of unknown tokens: whoever guesses must not wear the shelf out
)

// Keyring knows the tokens of a shelf. All methods may be called at the same time.
type Keyring struct {
	shelf Shelf
	now   func() time.Time

	looking sync.Mutex // held while the shelf is read

	mu     sync.Mutex
	tokens map[string]Token // by id
	seen   time.Time        // when the shelf was last read
	tried  time.Time        // when that was last tried
	why    error            // of the last try, if it failed
	held   map[*hold]struct{}
	ever   bool // there was a token at some time
}

// NewKeyring reads a shelf. The clock is [time.Now] if it is nil. The keyring that comes with an error lets nobody in until
// the shelf can be read.
func NewKeyring(ctx context.Context, shelf Shelf, now func() time.Time) (*Keyring, error) {
	if now == nil {
		now = time.Now
	}
	k := &Keyring{shelf: shelf, now: now, held: map[*hold]struct{}{}}
	return k, k.Refresh(ctx)
}

// Follow reads the shelf every second until a context is done.
func (k *Keyring) Follow(ctx context.Context) {
	again := time.NewTicker(pause)
	defer again.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-again.C:
			_ = k.Refresh(ctx) // why not is kept, and told to who calls
		}
	}
}

// Refresh reads the shelf now.
func (k *Keyring) Refresh(ctx context.Context) error {
	k.looking.Lock()
	defer k.looking.Unlock()
	return k.read(ctx)
}

// read reads the shelf. The caller holds looking.
func (k *Keyring) read(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, readTime)
	defer cancel()
	begun := k.now()
	tokens, err := k.shelf.Tokens(ctx)
	k.mu.Lock()
	defer k.mu.Unlock()
	k.tried, k.why = begun, err
	if err == nil {
		k.seen = begun
		k.ever = k.ever || len(tokens) > 0
		k.tokens = make(map[string]Token, len(tokens))
		for _, t := range tokens {
			k.tokens[t.ID] = t
		}
	}
	k.letGo()
	return err
}

// Any reports whether there is a token, or was one while this keyring looked: from then on whoever calls must show one, though
// the shelf be emptied by hand. It says so also while the shelf was never read.
func (k *Keyring) Any() bool {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.seen.IsZero() || k.ever
}

// Authenticate returns who shows a secret. Errors are Unauthenticated, or Unavailable where nobody can know.
func (k *Keyring) Authenticate(ctx context.Context, s Secret) (Caller, error) {
	t, err := k.token(ctx, s)
	if err != nil {
		return Caller{}, err
	}
	return Caller{Name: t.Name, Scopes: t.Scopes, Expires: t.Expires, token: t.ID}, nil
}

// token returns the token of a secret, if it is good for anything now.
func (k *Keyring) token(ctx context.Context, s Secret) (Token, error) {
	id, wellFormed := s.id()
	if !wellFormed {
		return Token{}, errUnknown
	}
	t, known := k.known(id)
	if !known {
		k.look(ctx) // it may have been made a moment ago, by another process
		t, known = k.known(id)
	}
	if err := k.Trouble(); err != nil {
		return Token{}, err
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	if !known || !t.matches(s) {
		return Token{}, errUnknown
	}
	return t, k.good(t)
}

var errUnknown = &graph.Error{Kind: graph.Unauthenticated, Op: "authenticate",
	Message: "this token is not known here, or was revoked: ask whoever runs the server for another"}

// good returns why a token is no good now, if so. The caller holds mu.
func (k *Keyring) good(t Token) error {
	if !t.Revoked.IsZero() {
		return errUnknown
	}
	if !k.now().Before(t.Expires) {
		return &graph.Error{Kind: graph.Unauthenticated, Op: "authenticate", Message: "this token has expired: ask whoever runs the server for another"}
	}
	if t.Parent == "" {
		return nil
	}
	parent, known := k.tokens[t.Parent]
	if !known {
		return errUnknown
	}
	return k.good(parent)
}

func (k *Keyring) known(id string) (Token, bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	t, known := k.tokens[id]
	return t, known
}

// Trouble returns why nobody can be let in: the shelf was not read for too long, or never. nil if it was.
func (k *Keyring) Trouble() error {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.why == nil || k.now().Sub(k.seen) <= trust {
		return nil
	}
	because := ""
	if known, is := errors.AsType[*graph.Error](k.why); is {
		because = ": " + known.Message
	}
	return &graph.Error{Kind: graph.Unavailable, Op: "authenticate", Err: k.why,
		Message: "who may call cannot be read at the moment, so nobody is let in; it is tried again all the time" + because}
}

// look reads the shelf anew, but not sooner than some time after the last look: those who come meanwhile share one.
func (k *Keyring) look(ctx context.Context) {
	came := k.now()
	k.mu.Lock()
	wait := between - came.Sub(k.tried)
	k.mu.Unlock()
	if wait > 0 {
		timer := time.NewTimer(wait)
		defer timer.Stop()
		select {
		case <-timer.C:
		case <-ctx.Done():
			return
		}
	}
	k.looking.Lock()
	defer k.looking.Unlock()
	k.mu.Lock()
	looked := k.tried.After(came)
	k.mu.Unlock()
	if !looked {
		_ = k.read(context.WithoutCancel(ctx)) // others share it; why not is kept
	}
}
