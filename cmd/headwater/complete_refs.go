package main

import (
	"fmt"
	"slices"
	"strings"
)

// bearers are the entities that each ref may mean that is nobody's ID: a whole ID decides alone.
type bearers map[string][]namedEntity

func bearersOf(entities []namedEntity) bearers {
	b := bearers{}
	for _, e := range entities {
		for _, ref := range e.refs() {
			b[ref] = append(b[ref], e)
		}
	}
	for _, e := range entities {
		delete(b, e.ID)
	}
	return b
}

// refs returns what an entity may be called by beside its ID, each once: the ends of its path, the shortest first, and then its names.
func (e namedEntity) refs() []string {
	var refs []string
	for i := len(e.ID) - 1; i > 0; i-- {
		if e.ID[i-1] == '/' || e.ID[i-1] == ':' {
			refs = append(refs, e.ID[i:])
		}
	}
	for _, name := range []string{e.Name, e.FullName} {
		if !slices.Contains(refs, name) {
			refs = append(refs, name)
		}
	}
	return refs
}

// own returns the first ref of an entity that begins so and that it has alone, its ID where there is no other.
func (b bearers) own(e namedEntity, begun string) (ref string, found bool) {
	for _, ref := range e.refs() {
		if strings.HasPrefix(ref, begun) && len(b[ref]) == 1 {
			return ref, true
		}
	}
	return e.ID, strings.HasPrefix(e.ID, begun)
}

// shared returns the first ref of an entity that begins so and that others have, too.
func (b bearers) shared(e namedEntity, begun string) (ref string, found bool) {
	for _, ref := range e.refs() {
		if strings.HasPrefix(ref, begun) && len(b[ref]) > 1 {
			return ref, true
		}
	}
	return "", false
}

// mostApart is how many entities are named to tell them apart.
const mostApart = 4

// apart says which entities a ref may mean, each by a ref of its own.
func (b bearers) apart(ref string) string {
	var own []string
	for _, e := range b[ref][:min(len(b[ref]), mostApart)] {
		one, _ := b.own(e, "")
		own = append(own, one)
	}
	if len(b[ref]) > mostApart {
		own = append(own, "…")
	}
	return fmt.Sprintf("any of %d: %s", len(b[ref]), strings.Join(own, ", "))
}
