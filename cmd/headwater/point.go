package main

import (
	"strings"
	"time"

	"github.com/spf13/pflag"
)

const whatIsAPoint = "a revision (41), a date (2026-06-01) or a time (2026-06-01T09:30:00Z)"

// atFlag adds the flag for the point of the past that a question is about.
func atFlag(flags *pflag.FlagSet, at *string) {
	flags.StringVar(at, "at", "", "as it was then: "+whatIsAPoint)
}

// point returns a state of the catalog as GraphQL's Point, and whether the text is one.
func point(text string) (map[string]any, bool) {
	if text != "" && strings.Trim(text, "0123456789") == "" {
		return map[string]any{"revision": text}, true
	}
	if isTime(text) {
		return map[string]any{"time": text}, true
	}
	return nil, false
}

// isTime reports whether a text is a date or a time as GraphQL's DateTime takes it.
func isTime(text string) bool {
	for _, layout := range []string{time.RFC3339, time.DateOnly} {
		if _, err := time.Parse(layout, text); err == nil {
			return true
		}
	}
	return false
}

// checkTime says what is wrong with the date or time that a flag gives, if it gives one.
func checkTime(flag, text string) error {
	if text != "" && !isTime(text) {
		return misused("--%s %s is no time: write a date (2026-06-01) or a time (2026-06-01T09:30:00Z)", flag, text)
	}
	return nil
}

// checkPoint says what is wrong with the point that a flag gives, if it gives one.
func checkPoint(flag, text string) error {
	if _, is := point(text); text != "" && !is {
		return misused("--%s %s is no point of time: write %s", flag, text, whatIsAPoint)
	}
	return nil
}

// pointInto puts a point into the variables of a document, if one is given.
func pointInto(variables map[string]any, name, text string) {
	if p, is := point(text); is {
		variables[name] = p
	}
}
