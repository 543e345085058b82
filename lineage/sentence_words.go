package lineage

import (
	"strconv"
	"strings"

	"github.com/headwater-catalog/headwater/graph"
)

// names returns the names of entities.
func names(g *graph.Graph, nodes []graph.Node) []string {
	list := make([]string, len(nodes))
	for i, n := range nodes {
		list[i] = g.Entity(n).Name
	}
	return list
}

// listed joins words as a sentence does: "A, B and C". Of more than most only those before are named: "A, B and 4 others".
func listed(words []string, most int) string {
	if len(words) > most {
		kept := words[:most-1]
		others := counted(len(words)-len(kept), "other", "others")
		words = append(append([]string{}, kept...), others)
	}
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " and " + words[last]
}

// counted puts a count before its noun: "1 part", "1,200 parts".
func counted(count int, one, many string) string {
	if count == 1 {
		return "1 " + one
	}
	return number(count) + " " + many
}

func countedKind(count int, k graph.Kind) string { return counted(count, k.Word(1), k.Word(count)) }

// number writes a count that is not negative with a comma for each thousand.
func number(count int) string {
	digits := strconv.Itoa(count)
	for at := len(digits) - 3; at > 0; at -= 3 {
		digits = digits[:at] + "," + digits[at:]
	}
	return digits
}
