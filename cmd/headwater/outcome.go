package main

import "fmt"

// outcome is how much some changes change, of a catalog at a revision.
type outcome struct {
	touched  int
	revision string
	count    map[string]int // by action
}

// closing says in a sentence what came of it, or would.
func (o outcome) closing(tried bool) string {
	changed := fmt.Sprintf("%d added, %d changed, %d removed", o.count["ADDED"], o.count["CHANGED"], o.count["REMOVED"])
	switch {
	case o.touched == 0:
		return fmt.Sprintf("Nothing to do: the catalog says all of this already, at revision %s.", o.revision)
	case len(o.count) == 0: // other sources say the same, or went on saying what this one no longer says
		changed += fmt.Sprintf(", but who says so of %s", counted(o.touched, "entity or link", "entities and links"))
	}
	if tried {
		return fmt.Sprintf("Would be %s. Nothing was written: the catalog is at revision %s.", changed, o.revision)
	}
	return fmt.Sprintf("%s. The catalog is at revision %s.", changed, o.revision)
}
