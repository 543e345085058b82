package access_test

import (
	"context"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/server/access"
)

// shelf keeps tokens in memory, and fails when it is told to.
type shelf struct {
	mu     sync.Mutex
	tokens map[string]access.Token
	fails  error
	reads  int
}

func newShelf() *shelf { return &shelf{tokens: map[string]access.Token{}} }

func (s *shelf) Tokens(context.Context) ([]access.Token, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.reads++
	var tokens []access.Token
	for _, t := range s.tokens {
		tokens = append(tokens, t)
	}
	return tokens, s.fails
}

func (s *shelf) Put(_ context.Context, tokens ...access.Token) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.fails != nil {
		return s.fails
	}
	for _, t := range tokens {
		s.tokens[t.ID] = t
	}
	return nil
}

func (s *shelf) Drop(_ context.Context, ids ...string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.fails != nil {
		return s.fails
	}
	for _, id := range ids {
		delete(s.tokens, id)
	}
	return nil
}

func (s *shelf) set(fails error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.fails = fails
}

// made puts a new token on a shelf.
func made(t *testing.T, s access.Shelf, life time.Duration, scopes ...access.Scope) (access.Token, access.Secret) {
	t.Helper()
	token, secret, err := access.New("ci", scopes, time.Now(), time.Now().Add(life))
	require.NoError(t, err)
	require.NoError(t, s.Put(t.Context(), token))
	return token, secret
}

func keyring(t *testing.T, s access.Shelf) *access.Keyring {
	t.Helper()
	k, err := access.NewKeyring(t.Context(), s, nil)
	require.NoError(t, err)
	return k
}

func refused(t *testing.T, k *access.Keyring, s access.Secret, kind graph.ErrorKind, words string) {
	t.Helper()
	_, err := k.Authenticate(t.Context(), s)
	require.Equal(t, kind, graph.KindOf(err))
	require.ErrorContains(t, err, words)
	require.True(t, len(s) < 20 || !strings.Contains(err.Error(), string(s)))
}
