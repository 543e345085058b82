package render

import (
	"strings"

	"github.com/jedib0t/go-pretty/v6/text"
)

// Step is one thing that differs between two states.
type Step struct {
	Action  string // ADDED, CHANGED or REMOVED
	Subject string // what
	Remark  string // beside it
	Details []string
}

// marks are the signs of the actions, and their colours.
var marks = map[string]struct {
	sign   string
	colour text.Color
}{
	"ADDED":   {"+", text.FgGreen},
	"CHANGED": {"~", text.FgYellow},
	"REMOVED": {"-", text.FgRed},
}

// steps returns the steps for people, one below the other.
func steps(all []Step, colour bool) string {
	var b strings.Builder
	for _, step := range all {
		mark := marks[step.Action]
		shown := mark.sign + " " + line(step.Subject)
		if colour {
			shown = text.Escape(shown, mark.colour.EscapeSeq())
		}
		b.WriteString(shown)
		if step.Remark != "" {
			b.WriteString("  " + line(step.Remark))
		}
		b.WriteByte('\n')
		for _, detail := range step.Details {
			b.WriteString("    " + line(detail) + "\n")
		}
	}
	return b.String()
}
