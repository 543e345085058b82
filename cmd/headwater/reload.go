package main

import (
	"context"
	"os"
	"os/signal"
	"reflect"
	"slices"
	"strings"
	"sync"
	"syscall"

	"github.com/mattn/go-isatty"
	"github.com/rs/zerolog"

	"github.com/headwater-catalog/headwater/ingest/mapping"
	"github.com/headwater-catalog/headwater/server"
	"github.com/headwater-catalog/headwater/server/access"
)

// reloader takes settings anew at SIGHUP: what can be changed while a server runs, its tokens, and its rules of mapping.
type reloader struct {
	program *program
	log     *zerolog.Logger
	ring    *access.Keyring // nil for none
	rules   *mapper         // nil for none
	renewal *server.Renewal
	counts  settings // by which the server runs now
}

// during runs a server, and reloads whenever a hang-up is signalled. Where the terminal that it was started in has gone, a
// hang-up ends it: nobody would know that it still runs.
func (r *reloader) during(ctx context.Context, run func(context.Context) error) error {
	ctx, stop := context.WithCancel(ctx)
	asked := make(chan os.Signal, 1)
	signal.Notify(asked, syscall.SIGHUP)
	terminal := isatty.IsTerminal(os.Stdin.Fd())
	var listening sync.WaitGroup
	listening.Go(func() {
		for {
			select {
			case <-ctx.Done():
				return
			case <-asked:
				if terminal && !isatty.IsTerminal(os.Stdin.Fd()) {
					stop()
					return
				}
				r.reload(ctx)
			}
		}
	})
	defer listening.Wait()
	defer stop()
	defer signal.Stop(asked)
	return run(ctx)
}

// reload reads the settings, the tokens and the rules. What is wrong is logged, and all stays as it was.
func (r *reloader) reload(ctx context.Context) {
	fresh, err := r.program.reread()
	next := r.next(fresh)
	var proxy server.Proxy
	if err == nil {
		proxy, err = next.proxy()
	}
	if err == nil && r.ring != nil {
		err = r.ring.Refresh(ctx)
	}
	var rules *mapping.Rules
	if err == nil {
		rules, err = r.rules.read()
	}
	if err == nil {
		err = r.program.level.set(fresh.LogLevel)
	}
	if err != nil {
		r.log.Error().Str("reason", explain(err)).Msg("the settings were not read anew")
		return
	}
	r.rules.take(rules)
	r.renewal.Renew(server.Renewable{Limits: server.Limits{BodyBytes: int64(next.MaxBody)}, AllowedHosts: next.AllowedHosts, Proxy: proxy})
	log := r.log.Sample(always{}) // whatever the level: somebody wants to know
	event := log.Info().Str("log-level", fresh.LogLevel)
	if changed := differing(r.counts, next); len(changed) > 0 {
		event = event.Strs("changed", changed)
	}
	r.counts = next
	if waiting := differing(next, fresh); len(waiting) > 0 {
		event = event.Strs("need a restart", waiting)
	}
	event.Msg("the settings and tokens were read anew")
}

// next returns the settings that count from now on: those of the fresh ones that need no restart. Those of a proxy need none as long as its
// header is the same: whether callers have to sign in at all is decided when a server begins to listen.
func (r *reloader) next(fresh settings) settings {
	next := r.counts
	next.LogLevel, next.MaxBody, next.AllowedHosts = fresh.LogLevel, fresh.MaxBody, fresh.AllowedHosts
	if fresh.UserHeader == r.counts.UserHeader {
		next.TrustedProxies, next.UserScopes = fresh.TrustedProxies, fresh.UserScopes
	}
	return next
}

// always lets everything be logged.
type always struct{}

// Sample implements [zerolog.Sampler].
func (always) Sample(zerolog.Level) bool { return true }

// differing returns the keys of settings that are set otherwise.
func differing(before, after settings) (keys []string) {
	b, a := reflect.ValueOf(before), reflect.ValueOf(after)
	for i := range b.NumField() {
		key := b.Type().Field(i).Tag.Get("koanf")
		if key != "" && !reflect.DeepEqual(b.Field(i).Interface(), a.Field(i).Interface()) {
			keys = append(keys, key)
		}
	}
	slices.SortFunc(keys, strings.Compare)
	return keys
}
