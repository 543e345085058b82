package main

import (
	"errors"

	"github.com/headwater-catalog/headwater/cmd/headwater/render"
)

// twoMeansChanges marks a command of which the exit code 2 means that there is something to do. Wrong usage is then 1.
const twoMeansChanges = "two means changes"

// changes is the exit code of a plan that has something to do.
const changes = 2

// verdict is what an answer means to whoever reads exit codes only. It is no failure: the answer is written all the same.
type verdict struct {
	code    int
	message string // which rule says so, "" for what the answer itself says
}

func (v verdict) Error() string { return v.message }

func isVerdict(err error) bool {
	_, is := errors.AsType[verdict](err)
	return is
}

// pronounce says which rule makes the exit code, and returns that.
func (p *program) pronounce(v verdict) int {
	if v.message != "" {
		p.say("headwater: %s", render.Plain(v.message))
	}
	return v.code
}
