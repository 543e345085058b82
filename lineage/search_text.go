package lineage

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/headwater-catalog/headwater/graph"
)

// foldedText is the texts of an entity, all in one case.
type foldedText struct {
	name, full, id string
	more           string // tags and description, a line each
}

// foldedTexts returns the texts of all entities by node, made once for a graph. The memory is that of the texts.
func foldedTexts(g *graph.Graph) []foldedText {
	type key struct{}
	return g.Derived(key{}, func() any {
		texts := make([]foldedText, g.Bound())
		for n := range g.Nodes() { // a container's number is below its parts'
			e := g.Entity(n)
			name := fold(e.Name)
			full := name
			if c := g.Container(n); c != graph.None {
				full = texts[c].full + " / " + name
			}
			texts[n] = foldedText{name, full, fold(string(e.ID)), foldedMore(e)}
		}
		return texts
	}).([]foldedText)
}

func foldedMore(e *graph.Entity) string {
	if len(e.Tags) == 0 && e.Description == "" {
		return ""
	}
	return fold(strings.Join(append(slices.Clone(e.Tags), e.Description), "\n"))
}

// fold puts a text into one case.
func fold(s string) string { return strings.ToLower(s) }

// mostWords bounds the words of a text that are looked for; what else it says is not.
const mostWords = 32

// foldedWords returns the words of a text in one case, at most mostWords.
func foldedWords(text string) []string {
	words := strings.Fields(fold(text))
	return words[:min(len(words), mostWords)]
}

// Folded returns a text as it is looked for: its words in one case, a blank between two. Texts that are folded to the same find
// the same.
func Folded(text string) string { return strings.Join(foldedWords(text), " ") }

// hasAll reports whether each word occurs somewhere in the texts.
func (t *foldedText) hasAll(words []string) bool { return containsAll(words, t.full, t.id, t.more) }

// isRef reports whether a text is the ID or whole segments at the end of its path.
func (t *foldedText) isRef(text string) bool {
	before, found := strings.CutSuffix(t.id, text)
	return found && (before == "" || strings.HasSuffix(before, "/") || strings.HasSuffix(before, ":"))
}

// startsWord reports whether a word may begin at a place of a text.
func startsWord(text string, at int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:at])
	return at == 0 || !unicode.IsLetter(before) && !unicode.IsDigit(before)
}
