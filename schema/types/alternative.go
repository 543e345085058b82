package types

import (
	"encoding/json"
	"errors"
	"strings"
	"sync"

	"github.com/headwater-catalog/headwater/graph"
)

// Alternative is changes to the catalog that are considered, as a file says them.
type Alternative struct {
	Name, Title, File string
	Reason, Author    *string

	asked  []Change
	inputs []json.RawMessage // of asked
	broken []AlternativeProblem
	locate func(path []any, message string) AlternativeProblem
	plan   Planner
	now    func() (*Plan, error) // plan of what is asked over the newest graph, computed once
}

// Planner lays changes over a graph: that of a point, or the newest one where none is given.
type Planner func(changes []Change, at *Point) (*Plan, error)

// AlternativeFile is what an alternative is made of.
type AlternativeFile struct {
	Name, Title, File, Reason, Author string
	Changes                           []json.RawMessage // each as the input Change takes it
	Problems                          []AlternativeProblem
	// Locate says that something is wrong with the changes, at a path that begins with "changes".
	Locate func(path []any, message string) AlternativeProblem
}

// AlternativeProblem is something that is wrong with an alternative. Line and Column are nil where it is the whole file.
type AlternativeProblem struct {
	File, Message, Excerpt string
	Line, Column           *int
}

// NewAlternative returns what a file says. Changes that are no Change are among its problems.
func NewAlternative(file AlternativeFile, plan Planner) *Alternative {
	a := &Alternative{
		Name: file.Name, Title: file.Title, File: file.File, Reason: optional(file.Reason), Author: optional(file.Author),
		inputs: file.Changes, broken: file.Problems, locate: file.Locate, plan: plan,
	}
	for i, text := range file.Changes {
		var c Change
		if err := json.Unmarshal(text, &c); err != nil {
			a.broken = append(a.broken, file.Locate([]any{"changes", i}, err.Error()))
			continue
		}
		a.asked = append(a.asked, c)
	}
	a.now = sync.OnceValues(func() (*Plan, error) { return plan(a.asked, nil) })
	return a
}

// Input returns all changes as JSON.
func (a *Alternative) Input() string {
	text, err := json.MarshalIndent(append([]json.RawMessage{}, a.inputs...), "", "  ")
	if err != nil {
		panic("types: an alternative's changes are no JSON: " + err.Error()) // they were encoded as that
	}
	return string(text)
}

// Plan returns what would be. What is wrong is told in one error, each fault with its place in the file.
func (a *Alternative) Plan(at *Point) (*Plan, error) {
	if len(a.broken) > 0 {
		return nil, &graph.Error{Kind: graph.BadUserInput, Message: told(a.broken)}
	}
	plan, err := a.laid(at)
	problems := a.located(err)
	if len(problems) == 0 {
		return plan, err
	}
	faults, _ := errors.AsType[graph.Faults](err)
	return nil, &graph.Error{Kind: faults[0].Kind, Candidates: faults[0].Candidates, Message: told(problems)}
}

// laid returns the changes laid over a point.
func (a *Alternative) laid(at *Point) (*Plan, error) {
	if at == nil {
		return a.now()
	}
	return a.plan(a.asked, at)
}

// told returns problems as one text.
func told(problems []AlternativeProblem) string {
	texts := make([]string, len(problems))
	for i, p := range problems {
		texts[i] = p.Excerpt
	}
	return strings.Join(texts, "\n")
}

// located returns the faults of changes at their places in the file, none for any other error.
func (a *Alternative) located(err error) []AlternativeProblem {
	faults, _ := errors.AsType[graph.Faults](err)
	problems := make([]AlternativeProblem, len(faults))
	for i, fault := range faults {
		problems[i] = a.locate(fault.Path, fault.Message)
	}
	return problems
}

// Problems returns what is wrong with the file, or else with making its changes now.
func (a *Alternative) Problems() ([]AlternativeProblem, error) {
	if len(a.broken) > 0 {
		return a.broken, nil
	}
	_, err := a.now()
	if problems := a.located(err); len(problems) > 0 {
		return problems, nil
	}
	return []AlternativeProblem{}, err
}

// Changes returns what would be changed, each in words.
func (a *Alternative) Changes() ([]AlternativeChange, error) {
	if len(a.broken) > 0 {
		return []AlternativeChange{}, nil
	}
	words, err := a.words()
	if err != nil {
		return nil, err
	}
	changes := make([]AlternativeChange, len(a.asked))
	for i, c := range a.asked {
		changes[i] = AlternativeChange{Sentence: words.sentence(c), Reason: c.reason(), Input: string(a.inputs[i])}
	}
	return changes, nil
}

// words returns the names that are known without and with the alternative, or, where that cannot be, without.
func (a *Alternative) words() (words, error) {
	plan, err := a.now()
	if _, refused := errors.AsType[graph.Faults](err); refused {
		plan, err = a.plan(nil, nil)
	}
	if err != nil {
		return words{}, err
	}
	return words{plan.plan.Before, plan.plan.After}, nil
}

// AlternativeChange is one change of an alternative.
type AlternativeChange struct {
	Sentence, Input string
	Reason          *string
}
