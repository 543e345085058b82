//go:build unix

package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/ingest/dbt/dbttest"
)

// yamlReaders are the commands that read YAML, each of the file a.yaml.
var yamlReaders = map[string][]string{
	"manifest":  {"apply", "-f", "a.yaml"},
	"odps":      {"import", "odps", "a.yaml"},
	"odcs":      {"import", "odcs", "a.yaml"},
	"backstage": {"import", "backstage", "a.yaml"},
	"mapping":   {"mapping", "a.yaml"},
}

// bombOfAliases is lists that each hold the one before nine times.
func bombOfAliases() string {
	var b strings.Builder
	b.WriteString("a: &a [lol]\n")
	for c := 'b'; c <= 'i'; c++ {
		fmt.Fprintf(&b, "%c: &%c [%s]\n", c, c, strings.TrimSuffix(strings.Repeat(fmt.Sprintf("*%c,", c-1), 9), ","))
	}
	return b.String()
}

// lines is a line for each number.
func lines(n int, format string) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, format, i)
	}
	return b.String()
}

// badText is what a reader refuses, and what it says of it.
type badText struct{ name, content, says string }

// badYAML are 57 to 62 and 64 of the list of bad inputs, and their like: what none of the readers takes, and what each says.
func badYAML() []badText {
	return []badText{
		{"57 an alias bomb", bombOfAliases(), "a.yaml:1:4: anchors are not read here"},
		{"58 an alias of itself", "a: &a [*a]\n", "a.yaml:1:4: anchors are not read here"},
		{"58 a merge key", "a: 1\n<<: {b: 2}\n", "a.yaml:2:1: << is not read here"},
		{"59 200 KB of [", strings.Repeat("[", 200_000), "stand inside each other"},
		{"59 200 KB of {", strings.Repeat("{", 200_000), "stand inside each other"},
		{"59 200 KB of {a:", strings.Repeat("{a: ", 50_000), "stand inside each other"},
		{"59 200 KB of dashes", strings.Repeat("- ", 100_000), "stand inside each other"},
		{"59 lists inside each other", nested(40), "stand inside each other"},
		{"59 200 KB of [ behind 20 KB of text", "a: |\n" + lines(500, "  line %d of a text that is harmless.\n") + "b: " + strings.Repeat("[", 200_000), "stand inside each other"},
		{"60 20,000 keys", lines(20_000, "key-%d: x\n"), "more than 2000 keys"},
		{"60 20,000 keys in braces", "{" + lines(20_000, "k%d: x, ") + "}", "more than 2000 keys"},
		{"61 a key twice", "a: 1\nb: 2\na: 3\n", `a.yaml:3:1: the key "a" stands here twice; first at a.yaml:1:1`},
		{"62 a tag", "a: !!python/object/apply:os.system [id]\n", "a.yaml:1:4: tags are not read here"},
		{"62 a directive", "%YAML 1.1\n---\na: 1\n", "a.yaml:1:1: directives are not read here"},
		{"64 a second document that is broken", "a: 1\n---\nb: [\n", "a.yaml:"},
		{"not UTF-8", "a: \xff\n", "a.yaml:1:1: the line is not valid UTF-8"},
		{"NUL", "a: \x00\n", "a.yaml:1:1: the line has a NUL character"},
		{"a tab", "a:\n\tb: 1\n", "a.yaml:2"},
		{"5 MiB", strings.Repeat("#", 5<<20), "a.yaml: the file is larger than 4 MiB"},
		{"quotes that do not end", "a: \"" + strings.Repeat("x", 200_000), "a.yaml:"},
		{"5,000 documents", lines(5_000, "---\n- %d\n"), ""},
		{"5,000 documents that end", lines(5_000, "- %d\n...\n"), ""},
		{"a text of 1 MiB that is no mapping", strings.Repeat("x", 1<<20), ""},
		{"brackets that close nothing", strings.Repeat("]", 100_000), "a.yaml"},
		{"200 KB of quotes", strings.Repeat("'", 199_999), "a.yaml"},
		{"200 KB of colons", strings.Repeat(": ", 100_000), "a.yaml"},
		{"200 KB of question marks", strings.Repeat("? ", 100_000), "a.yaml"},
	}
}

// nested is lists inside each other, a line each.
func nested(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.Repeat(" ", 2*i) + "-\n")
	}
	return b.String()
}

// inFolder runs commands in a folder of its own that a catalog is beside.
type inFolder struct {
	person
	folder string
}

func newFolder(t *testing.T) inFolder {
	t.Helper()
	f := inFolder{newPerson(t), t.TempDir()}
	t.Chdir(f.folder)
	f.write("before.yaml", "source: before\nteams: {a: , b: }\n")
	f.run("apply", "-f", "before.yaml")
	return f
}

func (f inFolder) write(name, content string) {
	require.NoError(f, os.MkdirAll(filepath.Dir(name), 0o700))
	require.NoError(f, os.WriteFile(name, []byte(content), 0o600))
}

// refuses runs a command that is refused for what it reads, and returns what it says and costs.
func (f inFolder) refuses(args ...string) (string, spent) {
	var stdout, stderr bytes.Buffer
	var code int
	cost := spentBy(func() { code = run(context.Background(), args, strings.NewReader(""), &stdout, &stderr, f.env) })
	require.Equal(f, failed, code, "%s%s", stdout.String(), stderr.String())
	require.Less(f, stderr.Len(), 256<<10)
	return stderr.String(), cost
}

func (f inFolder) head() string { return f.ask("{catalog {revision}}") }

// ask asks a question and returns the answer without blanks.
func (f inFolder) ask(document string) string {
	return strings.Join(strings.Fields(f.run("query", document)), "")
}

func TestBadYAML(t *testing.T) {
	for reader, command := range yamlReaders {
		t.Run(reader, func(t *testing.T) {
			f := newFolder(t)
			before := f.head()
			for _, input := range badYAML() {
				t.Run(input.name, func(t *testing.T) {
					f := inFolder{person{t, f.env}, f.folder}
					f.write("a.yaml", input.content)
					affordable(t, func() spent {
						said, cost := f.refuses(command...)
						require.Contains(t, said, input.says)
						return cost
					})
				})
			}
			require.Equal(t, before, f.head(), "nothing is written")
		})
	}
}

func TestAnAliasBombCostsLessThanTenMilliseconds(t *testing.T) {
	f := newFolder(t)
	f.write("a.yaml", bombOfAliases())
	least := time.Hour
	for range 20 {
		_, cost := f.refuses("import", "odps", "a.yaml")
		least = min(least, cost.cpu)
	}
	require.Less(t, least, 10*time.Millisecond)
}

// 63 and 64: what is written is kept as it is written, and every document of a file is read.
func TestTextsAreKeptAsTheyAreWritten(t *testing.T) {
	f := newFolder(t)
	f.write("a.yaml", "source: a\ndomains: {d: {properties: {version: 1.10, country: NO, time: 12:30:00, number: 0o17, none: ~x}}}\n---\nteams: {second: {name: 007}}\n")
	f.run("apply", "-f", "a.yaml")
	require.Contains(t, f.ask(`{catalog {domain(ref: "domain:d") {properties {key value}}}}`),
		`"properties":[{"key":"country","value":"NO"},{"key":"none","value":"~x"},{"key":"number","value":"0o17"},{"key":"time","value":"12:30:00"},{"key":"version","value":"1.10"}]`)
	require.Contains(t, f.ask(`{catalog {team(ref: "team:second") {name}}}`), `"007"`)

	const head = "apiVersion: v1.0.0\nkind: DataProduct\nstatus: NO\n"
	f.write("p.yaml", head+"id: p\nversion: 1.10\n---\n"+head+"id: q\n")
	f.run("import", "odps", "p.yaml")
	require.Contains(t, f.ask(`{catalog {product(ref: "product:p") {properties {key value}}}}`), `{"key":"status","value":"NO"},{"key":"version","value":"1.10"}`)
	require.Contains(t, f.ask(`{catalog {product(ref: "product:q") {name}}}`), `"q"`)
}

// 65 to 68, and 70. 69 is TestARenamedModelKeepsItsHistory.
func TestBadDbtProjects(t *testing.T) {
	a := dbttest.Built("model", "a")
	whole := dbttest.Manifest(a, dbttest.Built("model", "b", a.ID()))
	f := newFolder(t)
	before := f.head()
	for _, input := range []struct{ name, content, says string }{
		{"65 an unknown version", dbttest.Raw(dbttest.Metadata(12).With(dbttest.Node{"dbt_schema_version": "2.0"}), a), "which names no version that is known"},
		{"65 an old version", dbttest.Raw(dbttest.Metadata(3), a), "v4 is the oldest that is read"},
		{"66 cut in half", whole[:len(whole)/2], "it was cut off"},
		{"68 a node twice", dbttest.Manifest(a, a.With(dbttest.Node{"original_file_path": "models/other.sql"})), "in models/a.sql and in models/other.sql"},
		{"70 a file elsewhere", dbttest.Manifest(a.With(dbttest.Node{"original_file_path": "../../etc/passwd"})), "leads out of the project"},
		{"deep", `{"docs":` + strings.Repeat("[", 200_000), "exceeded max depth"},
		{"empty", "", "the file ends in the middle"},
	} {
		t.Run(input.name, func(t *testing.T) {
			f := inFolder{person{t, f.env}, f.folder}
			f.write("target/manifest.json", input.content)
			affordable(t, func() spent {
				said, cost := f.refuses("import", "dbt", "target", "--namespace", "duckdb://shop")
				require.Contains(t, said, input.says)
				require.Contains(t, said, "target/manifest.json")
				return cost
			})
		})
	}
	require.Equal(t, before, f.head(), "nothing is written")

	f.write("target/manifest.json", dbttest.Manifest(dbttest.Built("model", "b", "model.shop.b", "model.other.gone")))
	f.run("import", "dbt", "target", "--namespace", "duckdb://shop")
	require.Contains(t, f.run("upstream", "shop.main.b", "-o", "name"), "dataset:dbt/model.other.gone", "67 a missing node is there, unresolved")
	require.Contains(t, f.ask(`{catalog {links(relations: [FEEDS]) {totalCount}}}`), `"totalCount":2`, "67 and a node that depends on itself does")
}

// Tables that nobody keeps.
func TestBadTables(t *testing.T) {
	f := newFolder(t)
	before := f.head()
	for _, input := range []struct{ name, content, says string }{
		{"a cell of 1 MiB", "from,to\n" + strings.Repeat("x", 1<<20) + ",b\n", "at most 1024"},
		{"100,000 columns", strings.Repeat("from,", 100_000) + "to\n", "more than 16,384 columns"},
		{"100,000 columns in a row", "from,to\n" + strings.Repeat("a,", 100_000) + "b\n", "more than 16,384 columns"},
		{"10,000 unknown columns", "from,to," + strings.Repeat("x,", 10_000) + "y\na,b\n", `"x" is no column of this table`},
		{"quotes that do not end", "from,to\n\"" + strings.Repeat("x,\n", 100_000), "quotes"},
		{"a quote within a cell", "from,to\na\"b,c\n", "a quote stands inside a cell"},
		{"a row too wide", "from,to\n" + strings.Repeat("a,b,c\n", 10_000), "the row has 3 cells, the header 2"},
		{"empty cells", "from,to\n" + strings.Repeat("a,\n", 10_000), "to is empty"},
		{"NUL", "from,to\na\x00,b\n", "NUL"},
		{"not UTF-8", "from,to\na\xff,b\n", "not valid UTF-8"},
		{"UTF-16", "\xff\xfef\x00r\x00", "UTF-16"},
		{"17 MiB", strings.Repeat("#", 17<<20), "larger than 16 MiB"},
		{"nothing", "", "the file is empty"},
		{"no header", strings.Repeat("a,b\n", 1000), "the first row says nothing that is known"},
		{"a row twice", "from,to\nteam:a,b\nteam:a,b\n", "t.csv:2:1"},
	} {
		t.Run(input.name, func(t *testing.T) {
			f := inFolder{person{t, f.env}, f.folder}
			f.write("t.csv", input.content)
			affordable(t, func() spent {
				said, cost := f.refuses("import", "csv", "t.csv")
				require.Contains(t, said, input.says)
				return cost
			})
		})
	}
	require.Equal(t, before, f.head(), "nothing is written")
}
