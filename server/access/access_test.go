package access_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/server/access"
)

func TestASecretIsShownOnceAndKeptNowhere(t *testing.T) {
	token, secret, err := access.New("ci", []access.Scope{access.Read}, time.Now(), time.Now().Add(time.Hour))
	require.NoError(t, err)
	require.Len(t, token.SHA256, 64)
	random := string(secret)[16:59]
	require.Len(t, random, 43, "256 bits")
	require.NotContains(t, fmt.Sprintf("%v %+v %#v", token, token, token), random)
	require.NotContains(t, fmt.Sprintf("%v %+v %#v %s %q", secret, secret, secret, secret, secret), random, "it does not print itself")
	_, other, err := access.New("ci", []access.Scope{access.Read}, time.Now(), time.Now().Add(time.Hour))
	require.NoError(t, err)
	require.NotEqual(t, string(secret), string(other))
}

func TestWhoShowsAToken(t *testing.T) {
	s := newShelf()
	_, secret := made(t, s, time.Hour, access.Write)
	k := keyring(t, s)
	caller, err := k.Authenticate(t.Context(), secret)
	require.NoError(t, err)
	require.Equal(t, "ci", caller.Name)
	for scope, may := range map[access.Scope]bool{access.Read: true, access.Write: true, access.Ingest: false, access.Admin: false} {
		require.Equal(t, may, caller.May(scope), scope)
	}
	text := string(secret)
	flipped := text[:20] + string(text[20]^1) + text[21:]
	_, stranger, err := access.New("x", []access.Scope{access.Admin}, time.Now(), time.Now().Add(time.Hour))
	require.NoError(t, err)
	for _, wrong := range []string{"", "hw_", text[:len(text)-1], text + "0", flipped, strings.ToUpper(text), string(stranger), " " + text} {
		refused(t, k, access.Secret(wrong), graph.Unauthenticated, "not known here")
	}
}

func TestScopes(t *testing.T) {
	includes := map[access.Scope][]access.Scope{
		access.Read: {access.Read, access.Metrics}, access.Write: {access.Read, access.Write, access.Metrics}, access.Ingest: {access.Ingest},
		access.Metrics: {access.Metrics}, access.Admin: access.Scopes,
	}
	for has, may := range includes {
		for _, wanted := range access.Scopes {
			require.Equal(t, slices.Contains(may, wanted), access.Named("a", []access.Scope{has}).May(wanted), "%s %s", has, wanted)
		}
	}
	_, err := access.ParseScopes([]string{"owner"})
	require.ErrorContains(t, err, `no scope "owner"`)
	_, err = access.ParseScopes(nil)
	require.Error(t, err)
}

func TestATokenExpires(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newShelf()
		_, secret := made(t, s, time.Hour, access.Read)
		k := keyring(t, s)
		time.Sleep(time.Hour - time.Nanosecond)
		_, err := k.Authenticate(t.Context(), secret)
		require.NoError(t, err)
		time.Sleep(time.Nanosecond)
		refused(t, k, secret, graph.Unauthenticated, "has expired")
	})
}

// What one server revokes others know within 2 s, and what goes on for long ends; what one makes others know at once.
func TestServersThatShareAShelf(t *testing.T) {
	file := access.NewFile(filepath.Join(t.TempDir(), "catalog.db.tokens"))
	synctest.Test(t, func(t *testing.T) {
		s := newShelf()
		one, two := keyring(t, s), keyring(t, s)
		require.False(t, two.Any())
		ctx, stop := context.WithCancel(t.Context())
		defer stop()
		for _, k := range []*access.Keyring{one, two} {
			go k.Follow(ctx)
		}
		time.Sleep(time.Minute)
		token, secret := made(t, s, time.Hour, access.Read)
		for _, k := range []*access.Keyring{one, two} {
			time.Sleep(300 * time.Millisecond) // the last look may have been just now
			caller, err := k.Authenticate(t.Context(), secret)
			require.NoError(t, err)
			require.True(t, k.Any())
			held, cancel := k.Hold(t.Context(), caller)
			defer cancel()
			defer func() { require.Error(t, held.Err()) }()
		}
		token.Revoked = time.Now()
		require.NoError(t, s.Put(t.Context(), token))
		time.Sleep(2 * time.Second)
		for _, k := range []*access.Keyring{one, two} {
			refused(t, k, secret, graph.Unauthenticated, "was revoked")
			require.True(t, k.Any(), "from the first token on whoever calls must show one")
		}
	})
	token, secret := made(t, file, time.Hour, access.Read) // the same by a file, without a clock
	k := keyring(t, file)
	_, err := k.Authenticate(t.Context(), secret)
	require.NoError(t, err)
	token.Revoked = time.Now()
	require.NoError(t, file.Put(t.Context(), token))
	require.NoError(t, k.Refresh(t.Context()))
	refused(t, k, secret, graph.Unauthenticated, "was revoked")
}

func TestGuessingDoesNotWearTheShelfOut(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newShelf()
		k := keyring(t, s)
		time.Sleep(time.Minute)
		before := s.reads
		var guesses sync.WaitGroup
		begun := time.Now()
		for range 1000 {
			guesses.Go(func() {
				_, guess, err := access.New("x", []access.Scope{access.Read}, time.Now(), time.Now().Add(time.Hour))
				assert.NoError(t, err)
				for range 10 {
					_, err = k.Authenticate(t.Context(), guess)
					assert.Equal(t, graph.Unauthenticated, graph.KindOf(err))
				}
			})
		}
		guesses.Wait()
		require.LessOrEqual(t, s.reads-before, int(time.Since(begun)/(200*time.Millisecond))+1)
	})
}

// While the shelf is away what is known holds for an hour, and then nobody is let in. Nor is anybody before it was read.
func TestAShelfThatIsAway(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newShelf()
		_, secret := made(t, s, 30*24*time.Hour, access.Read)
		k := keyring(t, s)
		ctx, stop := context.WithCancel(t.Context())
		defer stop()
		go k.Follow(ctx)
		caller, err := k.Authenticate(t.Context(), secret)
		require.NoError(t, err)
		held, cancel := k.Hold(t.Context(), caller)
		defer cancel()
		s.set(errors.New("away"))
		time.Sleep(50 * time.Minute)
		require.NoError(t, held.Err())
		_, err = k.Authenticate(t.Context(), secret)
		require.NoError(t, err)
		time.Sleep(20 * time.Minute)
		require.Error(t, held.Err(), "a stream does not outlive what is known")
		refused(t, k, secret, graph.Unavailable, "nobody is let in")
		s.set(nil)
		time.Sleep(2 * time.Second)
		_, err = k.Authenticate(t.Context(), secret)
		require.NoError(t, err)

		s.set(errors.New("away"))
		never, err := access.NewKeyring(t.Context(), s, nil)
		require.Error(t, err)
		require.True(t, never.Any())
		refused(t, never, secret, graph.Unavailable, "nobody is let in")
	})
}

func TestSessions(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newShelf()
		token, secret := made(t, s, 30*time.Hour, access.Read)
		k := keyring(t, s)
		session, caller, err := k.SignIn(t.Context(), secret)
		require.NoError(t, err)
		require.Equal(t, "ci", caller.Name)
		require.Equal(t, 12*time.Hour, time.Until(caller.Expires))
		other := keyring(t, s)
		_, err = other.Authenticate(t.Context(), session)
		require.NoError(t, err, "all servers know it")
		_, _, err = k.SignIn(t.Context(), session)
		require.Error(t, err, "a session makes none")

		again, _, err := k.SignIn(t.Context(), secret)
		require.NoError(t, err)
		require.NoError(t, k.SignOut(t.Context(), session))
		refused(t, k, session, graph.Unauthenticated, "not known")
		require.NoError(t, k.SignOut(t.Context(), secret), "which is no session")
		_, err = k.Authenticate(t.Context(), secret)
		require.NoError(t, err)

		time.Sleep(25 * time.Hour)
		refused(t, k, again, graph.Unauthenticated, "expired")
		last, caller, err := k.SignIn(t.Context(), secret)
		require.NoError(t, err)
		require.InDelta(t, 5*time.Hour, time.Until(caller.Expires), float64(time.Second), "no longer than the token")
		require.Len(t, s.tokens, 2, "what is over is forgotten")
		token.Revoked = time.Now()
		require.NoError(t, s.Put(t.Context(), token))
		require.NoError(t, k.Refresh(t.Context()))
		refused(t, k, last, graph.Unauthenticated, "revoked")
	})
}

func TestSessionsOfOneTokenAreBounded(t *testing.T) {
	s := newShelf()
	_, secret := made(t, s, time.Hour, access.Read)
	k := keyring(t, s)
	for range 100 {
		_, _, err := k.SignIn(t.Context(), secret)
		require.NoError(t, err)
	}
	_, _, err := k.SignIn(t.Context(), secret)
	require.Equal(t, graph.Forbidden, graph.KindOf(err))
}

func TestNewRefuses(t *testing.T) {
	now := time.Now()
	for words, c := range map[string]struct {
		name  string
		until time.Time
	}{
		"1 to 100 bytes":  {"", now.Add(time.Hour)},
		"can be seen":     {"a\u202eb", now.Add(time.Hour)},
		"expired already": {"ci", now},
		"365 days":        {"ci", now.Add(366 * 24 * time.Hour)},
	} {
		_, _, err := access.New(c.name, []access.Scope{access.Read}, now, c.until)
		require.ErrorContains(t, err, words)
	}
	for _, name := range []string{"a\nb", "a\x00b", "\x1b[2Jb", "a\u200fb", "a\u061cb", "a\u2028b", "\xff"} {
		require.Error(t, access.CheckName(name), "%q", name)
	}
}

func TestNamesAreComposed(t *testing.T) {
	token, _, err := access.New("Zoe\u0308", []access.Scope{access.Read}, time.Now(), time.Now().Add(time.Hour))
	require.NoError(t, err)
	require.Equal(t, "Zo\u00eb", token.Name)
	require.Equal(t, "Zo\u00eb", access.Named("Zoe\u0308", nil).Name)
}

// No text makes the keyring let anybody in, or panic.
func FuzzAuthenticate(f *testing.F) {
	s := newShelf()
	token, secret, err := access.New("ci", []access.Scope{access.Admin}, time.Now(), time.Now().Add(time.Hour))
	require.NoError(f, err)
	require.NoError(f, s.Put(context.Background(), token))
	k, err := access.NewKeyring(context.Background(), s, nil)
	require.NoError(f, err)
	for _, seed := range []string{"", "hw_", string(secret)[1:], string(secret) + "x", strings.Replace(string(secret), "_", "-", 1)} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if _, err := k.Authenticate(t.Context(), access.Secret(text)); (err == nil) != (text == string(secret)) {
			t.Errorf("%q: %v", text, err)
		}
	})
}

// A shelf that is emptied by hand opens no door that was shut.
func TestOnceThereWasATokenThereAlwaysWas(t *testing.T) {
	s := newShelf()
	made, _ := made(t, s, time.Hour, access.Read)
	k := keyring(t, s)
	require.NoError(t, s.Drop(t.Context(), made.ID))
	require.NoError(t, k.Refresh(t.Context()))
	require.True(t, k.Any())
}

func TestASecretIsNotEncoded(t *testing.T) {
	_, secret, err := access.New("x", []access.Scope{access.Read}, time.Now(), time.Now().Add(time.Hour))
	require.NoError(t, err)
	text, err := json.Marshal(map[string]any{"secret": secret, "list": []access.Secret{secret}})
	require.NoError(t, err)
	require.NotContains(t, string(text), string(secret)[16:59])
}

// Nobody is told to be signed out whose session goes on.
func TestSigningOutOfAShelfThatIsAway(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newShelf()
		_, secret := made(t, s, time.Hour, access.Read)
		k := keyring(t, s)
		session, _, err := k.SignIn(t.Context(), secret)
		require.NoError(t, err)
		s.set(errors.New("away"))
		require.Equal(t, graph.Unavailable, graph.KindOf(k.SignOut(t.Context(), session)))
		time.Sleep(2 * time.Minute)
		require.Error(t, k.Refresh(t.Context()))
		require.Equal(t, graph.Unavailable, graph.KindOf(k.SignOut(t.Context(), session)))
		s.set(nil)
		require.NoError(t, k.Refresh(t.Context()))
		_, err = k.Authenticate(t.Context(), session)
		require.NoError(t, err)
		require.NoError(t, k.SignOut(t.Context(), session))
		require.NoError(t, k.SignOut(t.Context(), session), "twice")
		refused(t, k, session, graph.Unauthenticated, "was revoked")
	})
}

// What began before there was a token ends with the first one.
func TestAnybodyEndsWithTheFirstToken(t *testing.T) {
	s := newShelf()
	k := keyring(t, s)
	held, cancel := k.Hold(t.Context(), access.Anybody)
	defer cancel()
	require.NoError(t, k.Refresh(t.Context()))
	require.NoError(t, held.Err())
	made(t, s, time.Hour, access.Read)
	require.NoError(t, k.Refresh(t.Context()))
	require.Error(t, held.Err())
}
