package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/pprof"
	"net/netip"
	"time"

	"github.com/headwater-catalog/headwater/server"
)

// profiles is a server of the program's profiles on a port of its own.
type profiles struct {
	server *http.Server
	ln     net.Listener
	ended  chan struct{}
}

// checkProfiles returns why profiles are not served at an address. Whoever reads them sees much of what is in memory, so it must be
// a loopback address, written as one: a name may come to mean another.
func checkProfiles(addr string) error {
	at, err := netip.ParseAddrPort(addr)
	if err != nil || !at.Addr().Unmap().IsLoopback() {
		return fmt.Errorf("%s is no loopback address with a port: profiles show what is in memory, so they are served to this machine only, as with --pprof 127.0.0.1:6060", addr)
	}
	return nil
}

// openProfiles serves profiles at an address, nothing for "".
func openProfiles(addr string) (*profiles, error) {
	if addr == "" {
		return nil, nil
	}
	if err := checkProfiles(addr); err != nil {
		return nil, wrongUsage{err.Error()}
	}
	ln, err := net.Listen("tcp", addr)
	if err != nil {
		return nil, fmt.Errorf("profiles cannot be served at %s: %w. Choose another address with --pprof or HEADWATER_PPROF", addr, err)
	}
	p := &profiles{&http.Server{Handler: profileHandler(), ReadHeaderTimeout: 5 * time.Second}, ln, make(chan struct{})}
	go func() {
		defer close(p.ended)
		_ = p.server.Serve(ln) // until close
	}()
	return p, nil
}

// close ends what is read, too: a profile may take a minute.
func (p *profiles) close() error {
	if p == nil {
		return nil
	}
	err := p.server.Close()
	<-p.ended
	return err
}

// profileHandler answers as net/http/pprof does, but for the command line, and only to calls by a loopback address: a page that a
// name was rebound for calls by that name.
func profileHandler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("/debug/pprof/", pprof.Index)
	mux.HandleFunc("/debug/pprof/profile", pprof.Profile)
	mux.HandleFunc("/debug/pprof/symbol", pprof.Symbol)
	mux.HandleFunc("/debug/pprof/trace", pprof.Trace)
	mux.Handle("/debug/pprof/cmdline", http.NotFoundHandler())
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if server.CheckListen(r.Host, false) != nil {
			http.Error(w, "call it as 127.0.0.1 with its port", http.StatusMisdirectedRequest)
			return
		}
		mux.ServeHTTP(w, r)
	})
}

// serveProfiles has a function run while profiles are served.
func (p *program) serveProfiles(ctx context.Context, run func(context.Context) error) error {
	open, err := openProfiles(p.settings.Pprof)
	if err != nil {
		return err
	}
	if open != nil {
		p.say("Profiles of this process are at http://%s/debug/pprof/\n", open.ln.Addr())
	}
	return errors.Join(run(ctx), open.close())
}
