package render

import (
	"bytes"
	"html"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	unsafe "github.com/yuin/goldmark/renderer/html"
	"pgregory.net/rapid"
)

// page returns what a site makes of Markdown; HTML in it stays, so that a test sees what gets through.
func page(t require.TestingT, markdown string) string {
	var b bytes.Buffer
	site := goldmark.New(goldmark.WithExtensions(extension.GFM), goldmark.WithRendererOptions(unsafe.WithUnsafe()))
	require.NoError(t, site.Convert([]byte(markdown), &b))
	return b.String()
}

// hostile draws a text of what Markdown, HTML, Mermaid or GitHub would act on.
func hostile(most int) *rapid.Generator[string] {
	pieces := []string{
		"a", "Sale", " ", "|", "`", "```", "\n", "\r\n", "*", "**", "_", "~~", "#", "# ", "- ", "1. ", "> ", "[", "](", ")", "![", "<", ">", "</details>",
		"<!-- headwater-ci -->", "-->", "<script>", "<img src=x onerror=x>", "&amp;", "&#64;", "\\", "\\|", "@ada", "@shop/clerks", "a@b.example",
		"http://x.example", "https://", "www.x.example", ":tada:", "#1", "GH-1", "shop/web#2", "$x$", "$$", "{{", "\u2028", "\u202e", "\x1b[31m", "é", "販", "---", "===", "\t",
	}
	return rapid.Map(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, most), func(all []string) string { return strings.Join(all, "") })
}

// Whatever a name says, a page shows it as a text, and nothing besides.
func TestNamesInMarkdownAreTexts(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		name := hostile(8).Draw(rt, "name")
		var a Answer
		a.Table.Columns = Columns("name", "team id", "end")
		a.Table.Add(name, name, "end")
		shown := strings.ReplaceAll(page(rt, a.Markdown(0)), string(joiner), "")
		escaped := strings.NewReplacer("&#34;", "&quot;", "&#39;", "'").Replace(html.EscapeString(line(name)))
		code := escaped
		if identifier.MatchString(name) {
			code = "<code>" + escaped + "</code>"
		}
		require.Contains(rt, shown, "<td>"+escaped+"</td>\n<td>"+code+"</td>\n<td>end</td>", "%q", a.Markdown(0))
		require.Equal(rt, 1, strings.Count(shown, "<tbody>"))
		require.Equal(rt, 3, strings.Count(shown, "<td>"))
	})
}

// GitHub looks for mentions, issues and addresses in what is about to be shown.
func TestNamesInMarkdownMentionNobody(t *testing.T) {
	for _, name := range []string{"@ada", "ask @shop/clerks", "#1", "shop/web#2", "GH-1", "gh-12", "http://x.example", "https://x.example", "WWW.x.example", ":tada:", "a@b.example"} {
		shown := html.UnescapeString(markdownText(name))
		require.NotRegexp(t, `@\w|#\w|(?i:gh-\d)|://|(?i:www\.)|:\w+:`, shown, name)
		require.Equal(t, name, strings.ReplaceAll(shown, string(joiner), ""))
	}
}

func TestOnlyAHandleIsAMention(t *testing.T) {
	asked := Column{Title: "contact", Mentions: true}
	for _, handle := range []string{"@ada", "@shop/clerks", "@shop/clerks-of-x", "@a-b/c_d.e"} {
		require.Equal(t, handle, asked.markdown(handle))
		require.NotEqual(t, handle, Column{Title: "contact"}.markdown(handle))
	}
	for _, none := range []string{"@ada @bob", "ada@b.example", "@ada|", "@-a", "@a--b", "@a/", "@a/b/c", "@ada\n@bob", "<b>@ada</b>", "@é"} {
		require.NotEqual(t, none, asked.markdown(none))
		require.NotRegexp(t, `@[A-Za-z]`, html.UnescapeString(asked.markdown(none)))
	}
}

// An answer whose parts are all hostile stays one page of parts: nothing opens or ends any but we ourselves, and the limit holds.
func TestMarkdownKeepsItsLimit(t *testing.T) {
	const limit = 60_000
	rapid.Check(t, func(rt *rapid.T) {
		text := hostile(rapid.SampledFrom([]int{1, 20, 400}).Draw(rt, "length"))
		a := Answer{Lead: text.Draw(rt, "lead"), Closing: text.Draw(rt, "closing")}
		words := rapid.SliceOfN(text, 1, 5).Draw(rt, "words")
		word := func(i int) string { return words[i%len(words)] }
		many := rapid.IntRange(0, 2000)
		told := Section{Title: "To be told", Table: Table{Columns: Columns("team", "team id", "why", "contact")}}
		for i := range many.Draw(rt, "rows") {
			told.Table.Add(word(i), word(i+1), word(i+2), word(i+3))
		}
		changes := Section{Title: "Changes", Folded: true}
		for i := range many.Draw(rt, "steps") {
			changes.Steps = append(changes.Steps, Step{Action: "CHANGED", Subject: word(i), Remark: word(i + 1), Details: words})
		}
		drawn := Section{Title: "Drawn", Folded: true, Drawings: []string{strings.Repeat("x", many.Draw(rt, "drawing")*30), "flowchart LR"}}
		a.Sections = []Section{told, changes, drawn}
		markdown := a.Markdown(limit)
		require.LessOrEqual(rt, len(markdown), limit)
		folded := 1 + min(1, len(changes.Steps))
		require.Equal(rt, folded, strings.Count(markdown, "<details>"))
		require.Equal(rt, folded, strings.Count(markdown, "</details>")-strings.Count(fences(markdown), "</details>"))
		shown := page(rt, markdown)
		for _, tag := range []string{"<script", "<img", "<!--", "<a ", "<h1", "<blockquote", "<em>", "<del>"} {
			require.NotContains(rt, shown, tag)
		}
	})
}

// fences returns what stands in the fences of a Markdown text.
func fences(markdown string) string {
	var b strings.Builder
	in := false
	for each := range strings.Lines(markdown) {
		if strings.HasPrefix(each, "```") {
			in = !in
		} else if in {
			b.WriteString(each)
		}
	}
	return b.String()
}

func TestMarkdown(t *testing.T) {
	a := Answer{Lead: "Changing A | B breaks 2 parts.", Closing: "Compared with main."}
	table := Table{Columns: Columns("severity", "+id", "entity")}
	table.Add("BREAKING", "port:a", "Sale / A_b")
	a.Sections = []Section{
		{Title: "Affected", Table: table},
		{Title: "Nothing of it"},
		{Title: "1 <change>", Folded: true, Steps: []Step{{Action: "CHANGED", Subject: "team:x", Details: []string{`name: "A" → "B"`}}}},
		{Title: "Drawn", Drawings: []string{"flowchart LR\n  n1 --> n2\n"}},
	}
	require.Equal(t, `**Changing A &#124; B breaks 2 parts.**

#### Affected

| Severity | Entity |
| --- | --- |
| BREAKING | Sale / A&#95;b |

<details><summary>1 &#60;change&#62;</summary>

`+"```diff"+`
! team:x
      name: "A" → "B"
`+"```"+`

</details>

#### Drawn

`+"```mermaid"+`
flowchart LR
  n1 --> n2
`+"```"+`

Compared with main.
`, written(t, a, AsMarkdown, false))
}

func TestMarkdownWithoutSections(t *testing.T) {
	require.Equal(t, `**Sale is fed by 2 parts.**

| Depth | Entity | Owner id |
| --- | --- | --- |
| 1 | Sale / A | `+"`team:x`"+` |
| 2 | =HYPERLINK("x") |  |
`, written(t, sample(), AsMarkdown, false))
	require.Equal(t, "Nothing to do.\n", written(t, Answer{Closing: "Nothing to do."}, AsMarkdown, false))
}

func TestWhatHasNoRoomIsCounted(t *testing.T) {
	var a Answer
	a.Table.Columns = Columns("name")
	for i := range 5000 {
		a.Table.Add("part " + strconv.Itoa(i))
	}
	bounded := a.Markdown(16 << 10)
	shown := strings.Count(bounded, "| part ")
	require.Contains(t, bounded, "\n\nand "+strconv.Itoa(5000-shown)+" more\n")
	require.Greater(t, len(bounded), 15<<10)
	require.Equal(t, 5000, strings.Count(a.Markdown(0), "| part "))

	a.Table.Left = 7
	require.Contains(t, a.Markdown(16<<10), "\n\nand "+strconv.Itoa(5000-shown+7)+" more\n")
	require.True(t, strings.HasSuffix(a.Markdown(0), "| part 4999 |\n\nand 7 more\n"))
	require.True(t, strings.HasSuffix(written(t, a, AsTable, false), "part 4999\nand 7 more\n"))

	large := strings.Repeat("n\n", mostDrawn)
	require.Equal(t, "#### D\n\n```mermaid\nsmall\n```\n", Answer{Sections: []Section{{Title: "D", Drawings: []string{large, "small"}}}}.Markdown(0))
	for _, none := range []string{large, "x\n```\n# not ours"} {
		require.Equal(t, "#### D\n\nThis is too large to draw.\n", Answer{Sections: []Section{{Title: "D", Drawings: []string{none}}}}.Markdown(0))
	}
}

func TestSectionsOnATerminal(t *testing.T) {
	a := Answer{Lead: "Changing A breaks 1 part."}
	table := Table{Columns: Columns("entity")}
	table.Add("Sale\x1b[31m")
	a.Sections = []Section{{Title: "Affected", Table: table}, {Title: "New findings"}, {Title: "Changes", Steps: []Step{{Action: "ADDED", Subject: "team:x"}}}}
	require.Equal(t, "Changing A breaks 1 part.\n\nAffected\nENTITY\nSale�[31m\n\nChanges\n+ team:x\n", written(t, a, AsTable, false))
	require.Contains(t, written(t, a, AsTable, true), "\x1b[4mAffected\x1b[0m\n")
}
