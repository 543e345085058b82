package graph

import (
	"errors"
	"strings"
)

// ErrorKind is one of the closed list of reasons why something was not done. Its text is the code that clients see.
type ErrorKind string

// The kinds of errors. What is none of them is Internal: a defect, told to nobody but the log.
const (
	NotFound          ErrorKind = "NOT_FOUND"
	BadUserInput      ErrorKind = "BAD_USER_INPUT"
	AlreadyExists     ErrorKind = "ALREADY_EXISTS"
	Conflict          ErrorKind = "CONFLICT"
	Forbidden         ErrorKind = "FORBIDDEN"
	Unauthenticated   ErrorKind = "UNAUTHENTICATED"
	HasDependents     ErrorKind = "HAS_DEPENDENTS"
	BadCursor         ErrorKind = "BAD_CURSOR"
	BadRevision       ErrorKind = "BAD_REVISION"
	FutureRevision    ErrorKind = "FUTURE_REVISION"
	RevisionCompacted ErrorKind = "REVISION_COMPACTED"
	OpIDReused        ErrorKind = "OP_ID_REUSED"
	QueryTooLarge     ErrorKind = "QUERY_TOO_LARGE"
	Timeout           ErrorKind = "TIMEOUT"
	Unavailable       ErrorKind = "UNAVAILABLE"
	StoreCorrupt      ErrorKind = "STORE_CORRUPT"
	Internal          ErrorKind = "INTERNAL"
)

// Error is a reason in words for people, with its kind for programs. What it says is safe to show to the caller;
// Err is not, and is for the log.
type Error struct {
	Kind       ErrorKind
	Op         string // what was being done: "load", "append"
	ID         ID     // what it is about, if one thing
	Path       []any  // where in the caller's input: names and list positions
	Message    string // what is wrong and what to do
	Candidates []ID   // what may have been meant instead
	Err        error
}

// Error returns the message, or the kind where there is none, and the cause.
func (e *Error) Error() string {
	text := e.Message
	if text == "" {
		text = string(e.Kind)
	}
	if e.Op != "" {
		text = e.Op + ": " + text
	}
	if e.Err != nil {
		text += ": " + e.Err.Error()
	}
	return text
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// Faults are several errors of one input, in the order of their places.
type Faults []*Error

// Error joins the messages, a line each.
func (f Faults) Error() string {
	lines := make([]string, len(f))
	for i, e := range f {
		lines[i] = e.Error()
	}
	return strings.Join(lines, "\n")
}

// Unwrap returns the errors one by one.
func (f Faults) Unwrap() []error {
	errs := make([]error, len(f))
	for i, e := range f {
		errs[i] = e
	}
	return errs
}

// KindOf returns the kind of the first Error in err's tree, Internal if there is none, "" for nil.
func KindOf(err error) ErrorKind {
	if err == nil {
		return ""
	}
	var e *Error
	if errors.As(err, &e) {
		return e.Kind
	}
	return Internal
}
