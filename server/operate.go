package server

import (
	"context"
	"net/http"
	"runtime"
	"runtime/debug"

	"github.com/headwater-catalog/headwater/server/access"
)

// health says that the process lives: a supervisor restarts what does not answer. It asks nothing of the catalog.
func health(w http.ResponseWriter, _ *http.Request) {
	writeJSON(w, http.StatusOK, map[string]any{"status": "ok"})
}

// Readiness is what a server says of itself to whoever sends requests its way.
type Readiness struct {
	Revision string // of the newest graph; "" while there is none to answer from
	Reason   string // why there is none, or why there may be newer revisions than that; "" where all is well
	ReadOnly string // why the store takes no commits until the server is started again; "" while it does
	Full     string // why it takes none until there is room on its disk; "" while it does
}

// readiness answers 200 where all is well, and 503 where the catalog cannot answer at all, may be behind its store or takes no
// changes, any more or until there is room: a balancer sends requests elsewhere meanwhile. Where there is no elsewhere, because all servers have lost
// one store, it asks with ?stale=ok: then a server that still answers from memory is ready enough.
func readiness(ready func(context.Context) Readiness) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		is := ready(r.Context())
		status, said := http.StatusServiceUnavailable, map[string]any{"status": "not ready"}
		switch {
		case is.Reason == "" && is.ReadOnly == "" && is.Full == "":
			status, said["status"] = http.StatusOK, "ready"
		case is.Revision != "":
			said["status"], is.Reason = is.worst()
			if r.URL.Query().Get("stale") == "ok" {
				status = http.StatusOK
			}
		}
		for name, text := range map[string]string{"revision": is.Revision, "reason": is.Reason} {
			if text != "" {
				said[name] = text
			}
		}
		writeJSON(w, status, said)
	}
}

// worst returns the first of what is wrong with a server that answers, and why.
func (is Readiness) worst() (status, reason string) {
	switch {
	case is.Reason != "":
		return "stale", is.Reason
	case is.ReadOnly != "":
		return "read-only", is.ReadOnly
	}
	return "full", is.Full
}

// pathMetrics is where a server's figures are read.
const pathMetrics = "/metrics"

// metrics answers with the figures, to callers who may see them.
func (c Config) metrics(w http.ResponseWriter, r *http.Request) {
	if caller, _ := access.CallerOf(r.Context()); !caller.May(access.Metrics) {
		writeRefusal(w, lacking(caller, access.Metrics))
		return
	}
	c.Metrics.ServeHTTP(w, r)
}

// Build says what a binary was made of. Fields that the build did not record are empty.
type Build struct {
	Version  string `json:"version"`            // of the release; "(devel)" outside one
	Commit   string `json:"commit,omitempty"`   // of the source
	Date     string `json:"date,omitempty"`     // of that commit
	Modified bool   `json:"modified,omitempty"` // the source was not that commit exactly
	Go       string `json:"go"`                 // the compiler
}

// ReadBuild returns what the running binary was made of. What is given takes the place of what Go recorded, which records no
// commit in a worktree of Git, nor where it is told so.
func ReadBuild(given Build) Build {
	build := given
	build.Go = runtime.Version()
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return build
	}
	build.Version = orDefault(given.Version, info.Main.Version)
	for _, setting := range info.Settings {
		switch setting.Key {
		case "vcs.revision":
			build.Commit = orDefault(given.Commit, setting.Value)
		case "vcs.time":
			build.Date = orDefault(given.Date, setting.Value)
		case "vcs.modified":
			build.Modified = setting.Value == "true"
		}
	}
	return build
}

func version(given Build) http.HandlerFunc {
	build := ReadBuild(given)
	return func(w http.ResponseWriter, _ *http.Request) { writeJSON(w, http.StatusOK, build) }
}
