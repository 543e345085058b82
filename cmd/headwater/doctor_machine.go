package main

import (
	"context"
	"fmt"
	"net"
	"os"
	"time"

	"github.com/spf13/pflag"

	"github.com/headwater-catalog/headwater/server"
)

// examineMachine checks what a server wants of the machine: its file of settings, its clock, and the address to listen at.
func (p *program) examineMachine(ctx context.Context, flags *pflag.FlagSet) []finding {
	return []finding{p.examineFile(flags), examineClock(time.Now(), thisBuild().Date), examineAddress(ctx, p.settings.Listen)}
}

func (p *program) examineFile(flags *pflag.FlagSet) finding {
	path, _ := configFile(p.env, flags)
	if _, err := os.Stat(path); err != nil {
		return fine("file", "there are no settings in %s", path)
	}
	return fine("file", "settings are read from %s", path)
}

// examineClock compares the clock with the commit that the program was built of: before that it cannot be.
func examineClock(now time.Time, built string) finding {
	since, err := time.Parse(time.RFC3339, built)
	if err == nil && now.Before(since) {
		return wrong("clock", fmt.Errorf("it says %s, and this program was written later: set it, or tokens and history will have the wrong time",
			now.UTC().Format(time.RFC3339)))
	}
	return fine("clock", "%s", now.UTC().Format(time.RFC3339))
}

// examineAddress checks that a server could listen, or that one does.
func examineAddress(ctx context.Context, addr string) finding {
	host, port, err := net.SplitHostPort(addr)
	if err != nil {
		return wrong("listen", server.CheckListen(addr, true))
	}
	ln, err := net.Listen("tcp", addr)
	if err == nil {
		_ = ln.Close()
		return fine("listen", "%s is free", addr)
	}
	if ip := net.ParseIP(host); ip != nil && ip.IsUnspecified() {
		host = "127.0.0.1"
	}
	version, failed := fetch(ctx, "http://"+net.JoinHostPort(host, port)+"/version", "version")
	if failed != nil || version == "<nil>" {
		return wrong("listen", fmt.Errorf("something that is no headwater listens at %s: choose another address with --listen or HEADWATER_LISTEN", addr))
	}
	return fine("listen", "headwater %s serves at %s", version, addr)
}
