package main

import (
	"strconv"
	"strings"

	"github.com/spf13/pflag"
)

// failRules are what --fail-on knows, each with the words for what makes it hold.
var failRules = []struct{ name, one, many string }{
	{"BREAKING", "breaks", "break"},
	{"POSSIBLE", "breaks or may break", "break or may break"},
	{"INFORM", "is affected", "are affected"},
	{"FINDING", "new finding", "new findings"},
}

// failOn is the flag that makes the exit code 1 where something is so.
type failOn struct{ choice }

func newFailOn() *failOn {
	f := &failOn{}
	for _, r := range failRules {
		f.known = append(f.known, r.name)
	}
	return f
}

const howFailOn = `
With --fail-on the exit code is 1 where something is so, and standard error says what: breaking (something breaks), possible
(something breaks or may), inform (anything is affected) or finding (a new finding comes about). The answer is written all the same.`

func (f *failOn) flag(flags *pflag.FlagSet) {
	flags.Var(f, "fail-on", "exit with 1 if: "+strings.Join(f.words(), ", "))
}

// check returns a verdict for the first rule chosen that holds of an impact, else nil.
func (f *failOn) check(i impact) error {
	for _, chosen := range f.chosen {
		for _, r := range failRules {
			if count := i.count(r.name); r.name == chosen && count > 0 {
				return failing(r.name, count, r.one, r.many)
			}
		}
	}
	return nil
}

// failing returns the verdict that a rule holds of so many.
func failing(rule string, count int, one, many string) error {
	word := many
	if count == 1 {
		word = one
	}
	return verdict{failed, "--fail-on " + spoken(rule) + ": " + strconv.Itoa(count) + " " + word}
}

// count returns of how many a rule holds.
func (i impact) count(rule string) int {
	switch broken, possible := i.bySeverity("BREAKING"), i.bySeverity("POSSIBLE"); rule {
	case "BREAKING":
		return broken
	case "POSSIBLE":
		return broken + possible
	case "INFORM":
		return i.Total
	}
	return len(i.Findings)
}

// bySeverity returns how many are affected so badly.
func (i impact) bySeverity(severity string) int {
	for _, s := range i.BySeverity {
		if s.Severity == severity {
			return s.Count
		}
	}
	return 0
}
