package document

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Nearest returns which of the words the given one was probably meant to be, "" if none is near: at most a third of its
// letters differ. Of equally near ones it is the first in order. The time is that of comparing it with each.
func Nearest(given string, words []string) string {
	type near struct {
		word     string
		distance int
	}
	best := near{distance: max(1, len(given)/3) + 1}
	for _, word := range words {
		if d := distance(strings.ToLower(given), strings.ToLower(word), best.distance+1); d < best.distance || d == best.distance && best.word != "" && word < best.word {
			best = near{word, d}
		}
	}
	return best.word
}

// DidYouMean returns a word as the end of a sentence, "" for none.
func DidYouMean(word string) string {
	if word == "" {
		return ""
	}
	return fmt.Sprintf("; did you mean %s?", Quoted(word))
}

// KeyHint ends the sentence about a key that is not known: with what may have been meant, or all that there is.
func KeyHint(given string, known []string) string {
	if word := Nearest(given, known); word != "" {
		return DidYouMean(word)
	}
	return "; it has " + Listed(known)
}

// distance returns how many letters have to be put in, taken out, changed or swapped with their neighbour to turn a
// into b; at least limit where it is that or more.
func distance(a, b string, limit int) int {
	if gap := len(a) - len(b); gap >= limit || -gap >= limit {
		return limit
	}
	before, last, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := range len(a) {
		row[0] = i + 1
		for j := range len(b) {
			change := last[j]
			if a[i] != b[j] {
				change++
			}
			row[j+1] = min(change, last[j+1]+1, row[j]+1)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
		}
		before, last, row = last, row, before
	}
	return min(last[len(b)], limit)
}

// Listed joins words for a sentence: "a, b or c", at most ten of them.
func Listed(words []string) string {
	words = slices.Clone(words)
	slices.SortFunc(words, cmp.Compare[string])
	if len(words) > 10 {
		words = append(words[:10], fmt.Sprintf("%d more", len(words)-10))
	}
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + " or " + words[len(words)-1]
}
