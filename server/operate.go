package server

import (
	"context"
	"net/http"
	"runtime"
	"runtime/debug"
)

// health says that the process lives: a supervisor restarts what does not answer. It asks nothing of the catalog.
func health(w http.ResponseWriter, _ *http.Request) {
	writeJSON(w, http.StatusOK, map[string]any{"status": "ok"})
}

// readiness says whether the catalog can answer, and if not why: a balancer sends requests elsewhere meanwhile.
func readiness(ready func(context.Context) error) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if err := ready(r.Context()); err != nil {
			writeJSON(w, http.StatusServiceUnavailable, map[string]any{"status": "not ready", "reason": err.Error()})
			return
		}
		writeJSON(w, http.StatusOK, map[string]any{"status": "ready"})
	}
}

// Build says what a binary was made of. Fields that the build did not record are empty.
type Build struct {
	Version  string `json:"version"`            // of the release; "(devel)" outside one
	Commit   string `json:"commit,omitempty"`   // of the source
	Date     string `json:"date,omitempty"`     // of that commit
	Modified bool   `json:"modified,omitempty"` // the source was not that commit exactly
	Go       string `json:"go"`                 // the compiler
}

// ReadBuild returns what the running binary was made of. A version given takes the place of the recorded one.
func ReadBuild(version string) Build {
	build := Build{Version: version, Go: runtime.Version()}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return build
	}
	build.Version = orDefault(version, info.Main.Version)
	for _, setting := range info.Settings {
		switch setting.Key {
		case "vcs.revision":
			build.Commit = setting.Value
		case "vcs.time":
			build.Date = setting.Value
		case "vcs.modified":
			build.Modified = setting.Value == "true"
		}
	}
	return build
}

func version(given string) http.HandlerFunc {
	build := ReadBuild(given)
	return func(w http.ResponseWriter, _ *http.Request) { writeJSON(w, http.StatusOK, build) }
}
