package main

import (
	"context"
	"slices"

	"github.com/spf13/pflag"

	"github.com/headwater-catalog/headwater/graph"
)

// proposal is one change of an entity, as flags say it. Without any the entity is altered.
type proposal struct {
	given *pflag.FlagSet

	note                                     string
	moveTo, handOverTo, replaceBy, acquireAs string
	retire, divest                           bool
	markets                                  []string
}

func (try *proposal) flags(flags *pflag.FlagSet) {
	try.given = flags
	flags.StringVar(&try.note, "note", "", "what will be different, where it is altered")
	flags.BoolVar(&try.retire, "retire", false, "take it away, with its parts and all their links")
	flags.StringVar(&try.moveTo, "move-to", "", "make it part of this; of nothing for \"\"")
	flags.StringVar(&try.handOverTo, "hand-over-to", "", "make this team its only owner")
	flags.StringVar(&try.replaceBy, "replace-by", "", "let this system serve its markets instead")
	flags.StringSliceVar(&try.markets, "market", nil, "with --replace-by: only in these markets")
	flags.BoolVar(&try.divest, "divest", false, "take the division away, with all that serves no other")
	flags.StringVar(&try.acquireAs, "acquire-as", "", "make a division of this name like it")
}

// kindsOfChange are the flags that each say what happens.
var kindsOfChange = []string{"retire", "move-to", "hand-over-to", "replace-by", "divest", "acquire-as"}

// kind returns the flag that says what happens, "" for none: alter.
func (try *proposal) kind() (string, error) {
	chosen := ""
	for _, flag := range kindsOfChange {
		switch {
		case !try.given.Changed(flag):
		case chosen != "":
			return "", misused("--%s and --%s are two changes; try one at a time, or several with headwater query and plan(changes:)", chosen, flag)
		default:
			chosen = flag
		}
	}
	switch {
	case chosen != "" && try.given.Changed("note"):
		return "", misused("--note says what is altered, and --%s is another change", chosen)
	case chosen != "replace-by" && try.given.Changed("market"):
		return "", misused("--market says where a system is replaced: give --replace-by too")
	case (try.given.Changed("retire") || try.given.Changed("divest")) && !try.retire && !try.divest:
		return "", misused("--%s=false says nothing; leave it out", chosen)
	}
	return chosen, nil
}

// change returns the proposal for what a name means as GraphQL's Change.
func (try *proposal) change(ctx context.Context, in meaning, name string) (map[string]any, error) {
	kind, err := try.kind()
	if err != nil {
		return nil, err
	}
	id, err := in.find(ctx, subjects[kind], name)
	if err != nil {
		return nil, err
	}
	switch kind {
	case "retire":
		return map[string]any{"remove": map[string]any{"id": id, "cascade": true}}, nil
	case "move-to":
		to, err := in.orNothing(ctx, try.moveTo)
		return map[string]any{"move": map[string]any{"id": id, "to": to}}, err
	case "hand-over-to":
		to, err := in.find(ctx, "team", try.handOverTo)
		return map[string]any{"handOver": map[string]any{"entity": id, "to": to}}, err
	case "replace-by":
		return try.replacement(ctx, in, id)
	case "divest":
		return map[string]any{"divest": map[string]any{"division": id}}, nil
	case "acquire-as":
		return try.acquisition(id)
	}
	alter := map[string]any{"id": id}
	if try.note != "" {
		alter["note"] = try.note
	}
	return map[string]any{"alter": alter}, nil
}

// subjects are the kinds of what can be changed in a way; any where none is said.
var subjects = map[string]string{"replace-by": "system", "divest": "division", "acquire-as": "division"}

func (try *proposal) replacement(ctx context.Context, in meaning, system string) (map[string]any, error) {
	by, err := in.find(ctx, "system", try.replaceBy)
	markets := make([]string, len(try.markets))
	for i := range markets {
		if err == nil {
			markets[i], err = in.find(ctx, "market", try.markets[i])
		}
	}
	slices.Sort(markets)
	return map[string]any{"replaceSystem": map[string]any{"system": system, "by": by, "markets": slices.Compact(markets)}}, err
}

// acquisition makes a division like another one. What it is called may be an ID, or a name that an ID is made of.
func (try *proposal) acquisition(like string) (map[string]any, error) {
	if id := graph.ID(try.acquireAs); id.Check() == nil && id.Kind() == graph.Division {
		return map[string]any{"acquire": map[string]any{"division": id, "like": like}}, nil
	}
	slug := graph.Slug(try.acquireAs)
	if slug == "" {
		return nil, misused("--acquire-as wants a name with letters or digits, such as \"Division W\"")
	}
	return map[string]any{"acquire": map[string]any{"division": graph.Division.Prefix() + ":" + slug, "name": try.acquireAs, "like": like}}, nil
}
