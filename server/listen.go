package server

import (
	"errors"
	"fmt"
	"net"
	"strconv"
	"strings"
	"syscall"
)

// DefaultListen is where the server listens if nothing else is said.
const DefaultListen = "127.0.0.1:4280"

// CheckListen returns why the server will not listen at addr, in words for the one who starts it; nil if it will. Without
// authentication that is every address but loopback ones; a name other than localhost may be any, and so is refused too.
func CheckListen(addr string, authenticated bool) error {
	host, port, err := net.SplitHostPort(addr)
	if err != nil {
		return fmt.Errorf("%q is no address to listen at: write HOST:PORT, as in --listen %s", addr, DefaultListen)
	}
	if n, err := strconv.Atoi(port); err != nil || n < 0 || n > 65535 {
		return fmt.Errorf("%q is no port: write a number up to 65535, as in --listen %s", port, DefaultListen)
	}
	if authenticated || isLoopback(strings.ToLower(host)) {
		return nil
	}
	return fmt.Errorf("refusing to listen at %s: everyone who reaches this machine could read and change the catalog, "+
		"because nobody has to sign in. Make a token first (headwater token create --name NAME --scope read), or name a proxy that "+
		"signs people in (--user-header, --trusted-proxies), or listen at a loopback address (--listen 127.0.0.1:%s or HEADWATER_LISTEN)", addr, port)
}

// Listen opens addr if CheckListen allows it. Its error names the address, and a free one where that is in use.
func Listen(addr string, authenticated bool) (net.Listener, error) {
	if err := CheckListen(addr, authenticated); err != nil {
		return nil, err
	}
	ln, err := net.Listen("tcp", addr)
	switch {
	case err == nil:
		return ln, nil
	case isInUse(err):
		return nil, inUse(addr)
	}
	return nil, fmt.Errorf("cannot listen at %s: %w. Choose another address with --listen or HEADWATER_LISTEN", addr, err)
}

// checkListener is CheckListen for what is open already: opened by others, or by a localhost that is another machine's.
func checkListener(ln net.Listener, authenticated bool) error {
	if _, reachable := ln.Addr().(*net.TCPAddr); !reachable {
		return nil
	}
	return CheckListen(ln.Addr().String(), authenticated)
}

// isInUse knows Windows's number for it, which the syscall package does not map.
func isInUse(err error) bool {
	const windowsInUse = syscall.Errno(10048)
	return errors.Is(err, syscall.EADDRINUSE) || errors.Is(err, windowsInUse)
}

func inUse(addr string) error {
	if free := nextFree(addr); free != "" {
		return fmt.Errorf("%s is in use, perhaps by another headwater. Choose another address: --listen %s (free now), "+
			"or HEADWATER_LISTEN=%s", addr, free, free)
	}
	return fmt.Errorf("%s is in use, perhaps by another headwater. Choose another address with --listen or "+
		"HEADWATER_LISTEN", addr)
}

// nextFree returns the address with the next port that could be opened, "" if none of the next hundred could.
func nextFree(addr string) string {
	host, port, _ := net.SplitHostPort(addr)
	first, _ := strconv.Atoi(port)
	for n := first + 1; n <= min(first+100, 65535); n++ {
		next := net.JoinHostPort(host, strconv.Itoa(n))
		if ln, err := net.Listen("tcp", next); err == nil {
			_ = ln.Close()
			return next
		}
	}
	return ""
}
