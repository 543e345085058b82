package server

import (
	"io"
	"log"
	"os"
	"strings"
	"time"

	"github.com/mattn/go-isatty"
	"github.com/rs/zerolog"
)

// NewLog returns a log that writes for people if out is a terminal, and a JSON object a line otherwise. It writes what is
// of that level or above.
func NewLog(out io.Writer, level zerolog.Level) zerolog.Logger {
	if isTerminal(out) {
		out = zerolog.ConsoleWriter{Out: out, TimeFormat: time.TimeOnly}
	}
	return zerolog.New(out).Level(level).With().Timestamp().Logger()
}

func isTerminal(out io.Writer) bool {
	file, ok := out.(*os.File)
	return ok && (isatty.IsTerminal(file.Fd()) || isatty.IsCygwinTerminal(file.Fd()))
}

// errorLog returns a log for http.Server, which writes its complaints about connections there: they are the callers'
// doing, mostly, and so of level debug.
func errorLog(to *zerolog.Logger) *log.Logger {
	return log.New(lines{to}, "", 0)
}

type lines struct{ to *zerolog.Logger }

func (l lines) Write(line []byte) (int, error) {
	l.to.Debug().Str("from", "net/http").Msg(strings.TrimSpace(string(line)))
	return len(line), nil
}
