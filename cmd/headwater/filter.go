package main

import "github.com/spf13/pflag"

// filter is which entities are listed: GraphQL's EntityFilter as flags. All that are given must hold.
type filter struct {
	kinds  *choice
	within string
	owner  string
	tags   []string
}

func (f *filter) flags(flags *pflag.FlagSet) {
	f.kinds = kindsOfEntities()
	flags.Var(f.kinds, "kind", "list only these kinds, such as domain,port")
	flags.StringVar(&f.within, "within", "", "list only what is part of this")
	flags.StringVar(&f.owner, "owner", "", "list only what this team is accountable for")
	flags.StringSliceVar(&f.tags, "tag", nil, "list only what has these tags")
}

// into puts the filter into the variables of a document, if it chooses anything.
func (f *filter) into(variables map[string]any) {
	where := map[string]any{}
	if len(f.kinds.chosen) > 0 {
		where["kinds"] = f.kinds.chosen
	}
	if f.within != "" {
		where["within"] = f.within
	}
	if f.owner != "" {
		where["owner"] = f.owner
	}
	if len(f.tags) > 0 {
		where["tags"] = f.tags
	}
	if len(where) > 0 {
		variables["where"] = where
	}
}
