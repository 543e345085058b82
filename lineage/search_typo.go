package lineage

import (
	"slices"
	"strings"
	"unicode"
)

// mistypedFit forgives slips in words: one in a word of four letters or more, two in one of eight or more.
func (q query) mistypedFit(t *foldedText) int {
	words := strings.FieldsFunc(t.name, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	for _, wanted := range q.words {
		if !slices.ContainsFunc(words, func(word string) bool { return mistyped(wanted, word) }) {
			return fitsNot
		}
	}
	if len(words) == len(q.words) {
		return fitsWholeMistype
	}
	return fitsMistype
}

// longestWord bounds what is compared letter by letter, so that no text makes a search slow.
const longestWord = 64

func mistyped(wanted, word string) bool {
	if wanted == word {
		return true
	}
	if len(wanted) > longestWord || len(word) > longestWord {
		return false
	}
	a, b := []rune(wanted), []rune(word)
	slips := 0
	switch {
	case len(a) >= 8:
		slips = 2
	case len(a) >= 4:
		slips = 1
	}
	return slips > 0 && len(a)-len(b) <= slips && len(b)-len(a) <= slips && slipsBetween(a, b) <= slips
}

// slipsBetween returns how many letters were left out, added, mistaken for another or swapped with the next one (the
// optimal string alignment distance). O(len(a) · len(b)).
func slipsBetween(a, b []rune) int {
	var before []int // two rows up
	above := make([]int, len(b)+1)
	for j := range above {
		above[j] = j
	}
	for i := range a {
		row := make([]int, len(b)+1)
		row[0] = i + 1
		for j := range b {
			row[j+1] = min(above[j+1], row[j]) + 1
			if a[i] == b[j] {
				row[j+1] = min(row[j+1], above[j])
			} else {
				row[j+1] = min(row[j+1], above[j]+1)
			}
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
		}
		before, above = above, row
	}
	return above[len(b)]
}
