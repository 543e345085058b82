package server

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"time"
)

// How long a connection may take for each part of a request. All but the last bound a caller who is slow on purpose.
const (
	headerTime = 5 * time.Second
	readTime   = 30 * time.Second  // headers and body
	writeTime  = 60 * time.Second  // from the read headers to the end of the answer, so more than read and run together
	idleTime   = 120 * time.Second // between two requests
	stopTime   = 10 * time.Second  // for what is under way when the server stops

	maxHeaderBytes = 64 << 10
)

// Serve answers on ln until ctx ends or ln fails, and closes ln; it refuses what CheckListen refuses. When ctx ends it takes no more connections and lets what
// is under way finish, for 10 s at most; it returns nil if all of it did, and otherwise cuts it off and says so: what was
// cut off ends when it next looks at its context.
func Serve(ctx context.Context, ln net.Listener, cfg Config) error {
	return serve(ctx, ln, cfg, stopTime)
}

func serve(ctx context.Context, ln net.Listener, cfg Config, grace time.Duration) error {
	if err := checkListener(ln, cfg.asksWho()); err != nil {
		_ = ln.Close()
		return err
	}
	cfg.SignIn = cfg.SignIn || checkListener(ln, false) != nil // others reach it
	cfg = cfg.withDefaults()
	alive := &life{stopping: ctx}
	srv := &http.Server{
		Handler:           NewHandler(cfg),
		ReadHeaderTimeout: headerTime,
		ReadTimeout:       readTime,
		WriteTimeout:      writeTime,
		IdleTimeout:       idleTime,
		MaxHeaderBytes:    maxHeaderBytes,
		ErrorLog:          errorLog(cfg.Log),
		// Requests under way outlive ctx: that is what the grace is for.
		BaseContext: func(net.Listener) context.Context {
			return context.WithValue(context.WithoutCancel(ctx), lifeKey{}, alive)
		},
	}
	failed := make(chan error, 1)
	go func() { failed <- srv.Serve(&accepting{Listener: ln, log: cfg.Log}) }()
	select {
	case err := <-failed:
		_ = srv.Close()
		return fmt.Errorf("the server stopped: %w", err)
	case <-ctx.Done():
		err := stop(srv, alive, grace)
		<-failed
		return err
	}
}

// stop drains srv, and closes it when the grace is over.
func stop(srv *http.Server, alive *life, grace time.Duration) error {
	ctx, cancel := context.WithTimeout(context.Background(), grace)
	defer cancel()
	err := srv.Shutdown(ctx)
	if err == nil {
		select { // Shutdown does not know of WebSockets
		case <-alive.ended():
		case <-ctx.Done():
			err = ctx.Err()
		}
	}
	if errors.Is(err, context.DeadlineExceeded) {
		_ = srv.Close()
		return fmt.Errorf("requests were still running %s after the server was to stop: they were cut off", grace)
	}
	return err
}
