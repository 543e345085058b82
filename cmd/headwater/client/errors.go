package client

import "strings"

// Error is one error of an answer.
type Error struct {
	Message    string     `json:"message"`
	Path       []any      `json:"path"` // of the field in the answer that there is none of
	Extensions Extensions `json:"extensions"`
}

// Extensions is what a program may read in an error.
type Extensions struct {
	Code       string   `json:"code"`
	Path       []any    `json:"path"`       // where in the field's arguments
	Candidates []string `json:"candidates"` // IDs that may have been meant
}

// Error returns the message.
func (e Error) Error() string { return e.Message }

// Errors are the errors of one answer.
type Errors []Error

// Error returns the messages, each once, a line each.
func (e Errors) Error() string {
	var lines []string
	said := map[string]bool{}
	for _, one := range e {
		if !said[one.Message] {
			lines = append(lines, one.Message)
		}
		said[one.Message] = true
	}
	return strings.Join(lines, "\n")
}
