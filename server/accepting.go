package server

import (
	"errors"
	"net"
	"time"

	"github.com/rs/zerolog"
)

// acceptPause is how long nothing more is logged of connections that cannot be accepted: net/http tries again up to 200 times a second.
const acceptPause = 10 * time.Second

// accepting is a listener that logs why connections cannot be accepted, such as too many open files: callers only see that nobody
// answers. One goroutine at a time accepts.
type accepting struct {
	net.Listener
	log    *zerolog.Logger
	said   time.Time
	unsaid int
}

// Accept implements [net.Listener].
func (l *accepting) Accept() (net.Conn, error) {
	conn, err := l.Listener.Accept()
	if err == nil || errors.Is(err, net.ErrClosed) {
		return conn, err
	}
	if time.Since(l.said) < acceptPause {
		l.unsaid++
		return nil, err
	}
	l.log.Error().Err(err).Int("unsaid", l.unsaid).Msg("connections cannot be accepted")
	l.said, l.unsaid = time.Now(), 0
	return nil, err
}
