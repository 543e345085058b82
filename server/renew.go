package server

import (
	"net/http"
	"sync/atomic"
)

// Renewable is what of a Config can be changed while it is served. The fields mean what they mean there.
type Renewable struct {
	Limits       Limits
	AllowedHosts []string
	Proxy        Proxy
}

// Renewal is by what a handler that was made with it is told of changes. Its zero value is ready; one handler has it.
type Renewal struct {
	renew atomic.Pointer[func(Renewable)]
}

// Renew has requests that come from now on served by other settings. Those under way, streams and WebSockets among them, go on by those
// that they began with. Before there is a handler it does nothing.
func (r *Renewal) Renew(with Renewable) {
	if renew := r.renew.Load(); renew != nil {
		(*renew)(with)
	}
}

// renewable returns a handler that is made anew whenever it is told to.
func (r *Renewal) renewable(cfg Config, build func(Config) http.Handler) http.Handler {
	var current atomic.Pointer[http.Handler]
	renew := func(with Renewable) {
		cfg := cfg
		cfg.Limits, cfg.AllowedHosts, cfg.Proxy = with.Limits.withDefaults(), with.AllowedHosts, with.Proxy
		fresh := build(cfg)
		current.Store(&fresh)
	}
	renew(Renewable{cfg.Limits, cfg.AllowedHosts, cfg.Proxy})
	r.renew.Store(&renew)
	return http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) { (*current.Load()).ServeHTTP(w, req) })
}
