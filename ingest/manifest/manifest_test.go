package manifest

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
	"unicode"

	"github.com/stretchr/testify/require"
	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"

	"github.com/headwater-catalog/headwater/graph"
)

// files is a folder as a test writes it: names and contents.
type files map[string]string

func (f files) fs() fstest.MapFS {
	folder := fstest.MapFS{}
	for name, content := range f {
		folder[name] = &fstest.MapFile{Data: []byte(content)}
	}
	return folder
}

// said returns what a folder says in the tests' notation: an entity with its values, or a link, a line each.
func said(t *testing.T, f files, paths ...string) []string {
	t.Helper()
	m, err := Read(f.fs(), paths...)
	require.NoError(t, err)
	return lines(m)
}

func lines(m *Manifest) []string {
	var all []string
	for _, edit := range m.Edits {
		switch e := edit.(type) {
		case graph.Put:
			line := string(e.ID)
			for _, v := range e.Values {
				text := v.Text
				if v.Attribute == graph.AttrTags {
					text = fmt.Sprint(v.List)
				}
				line += fmt.Sprintf(" %s=%s", v.Attribute, text)
			}
			all = append(all, line)
		case graph.Join:
			line := fmt.Sprintf("%s %s %s", e.From, e.Relation, e.To)
			if e.Via != "" {
				line += " via " + string(e.Via)
			}
			if e.Reason != "" {
				line += ": " + e.Reason
			}
			all = append(all, line)
		}
	}
	return all
}

func TestAFileOfADivisionNamesThingsByTheEndsOfTheirIDs(t *testing.T) {
	got := said(t, files{
		"company.yaml": "source: shop\ndivisions: {x: Division X, v: Division V}\nteams: {finance: Finance, x/retail: Retail}\nsystems: {france/pos: POS}",
		"v.yaml":       "division: v\ndomains: {sale: {capabilities: {create-sale: }}}",
		"x.yaml": `
division: x
domains:
  sale:
    name: Sale
    tags: core
    owner: {team: retail, reason: They create it.}
    consumers: [{team: finance, purpose: To plan.}]
    runsIn: france/pos
    variantOf: v/sale
    capabilities: {create-sale: Create Sale}
    ports: {new-sales: {direction: output}}
    flows:
      - {from: create-sale, to: new-sales}
`})
	require.Equal(t, []string{
		"division:x name=Division X",
		"division:v name=Division V",
		"team:finance name=Finance",
		"team:x/retail name=Retail",
		"system:france/pos name=POS",
		"domain:v/sale container=division:v",
		"capability:v/sale/create-sale container=domain:v/sale",
		"domain:x/sale container=division:x name=Sale tags=[core]",
		"capability:x/sale/create-sale container=domain:x/sale name=Create Sale",
		"port:x/sale/new-sales container=domain:x/sale direction=OUTPUT",
		"team:x/retail OWNS domain:x/sale: They create it.",
		"team:finance CONSUMES domain:x/sale: To plan.",
		"domain:x/sale RUNS_IN system:france/pos",
		"domain:x/sale VARIANT_OF domain:v/sale",
		"capability:x/sale/create-sale FEEDS port:x/sale/new-sales",
	}, got)
}

func TestDatasetsFieldsAndJobsAreNamedByNamespaceAndName(t *testing.T) {
	got := said(t, files{"a.yaml": `
source: shop
domains:
  sale:
    datasets:
      postgres://pos:5432:
        public.sales: {fields: [id, Amount EUR]}
        public.totals: {fields: {total: {type: numeric}}}
    jobs:
      airflow://prod:
        sum-up: {reads: public.sales, writes: public.totals}
        Copy All: {inputs: public.sales, outputs: {what: public.totals, reason: a copy}}
    flows:
      - {from: public.sales/Amount EUR, to: public.totals/total, via: sum-up}
`})
	require.Equal(t, []string{
		"domain:sale",
		"dataset:postgres:%2F%2Fpos:5432/public.sales container=domain:sale",
		"field:postgres:%2F%2Fpos:5432/public.sales/id",
		"field:postgres:%2F%2Fpos:5432/public.sales/Amount%20EUR",
		"dataset:postgres:%2F%2Fpos:5432/public.totals container=domain:sale",
		"field:postgres:%2F%2Fpos:5432/public.totals/total type=numeric",
		"job:airflow:%2F%2Fprod/sum-up container=domain:sale",
		"job:airflow:%2F%2Fprod/Copy%20All container=domain:sale",
		"job:airflow:%2F%2Fprod/sum-up READS dataset:postgres:%2F%2Fpos:5432/public.sales",
		"job:airflow:%2F%2Fprod/sum-up WRITES dataset:postgres:%2F%2Fpos:5432/public.totals",
		"dataset:postgres:%2F%2Fpos:5432/public.sales FEEDS job:airflow:%2F%2Fprod/Copy%20All",
		"job:airflow:%2F%2Fprod/Copy%20All FEEDS dataset:postgres:%2F%2Fpos:5432/public.totals: a copy",
		"field:postgres:%2F%2Fpos:5432/public.sales/Amount%20EUR FEEDS field:postgres:%2F%2Fpos:5432/public.totals/total via job:airflow:%2F%2Fprod/sum-up",
	}, got)
}

func TestTextsStayAsTheyAreWritten(t *testing.T) {
	got := said(t, files{"a.yaml": `
source: shop
markets:
  norway: NO
  "1": {name: 1.10, type: 0x1F, url: 1e3, tags: [true, 007, 2026-01-01, "null"], properties: {country: NO, "yes": on, n: -0}}
  note: {description: "line one\nline two\n"}
  folded:
    description: >-
      one
      line
`})
	require.Equal(t, []string{
		"market:norway name=NO",
		"market:1 name=1.10 type=0x1F url=1e3 tags=[true 007 2026-01-01 null] property:country=NO property:yes=on property:n=-0",
		"market:note description=line one\nline two",
		"market:folded description=one line",
	}, got)
}

func TestSeveralDocumentsOfAFileAreAllRead(t *testing.T) {
	got := said(t, files{"a.yml": "---\nsource: shop\ndivisions: {x: , v: }\n---\ndivision: x\nteams: {sales: }\n...\n---\n# nothing\n---\n---\ndivision: v\nteams: {sales: }\n"})
	require.Equal(t, []string{"division:x", "division:v", "team:x/sales", "team:v/sales"}, got)
}

func TestAWholeIDIsAKeyAndAReferenceToAnothersEntity(t *testing.T) {
	got := said(t, files{"a.yaml": `
source: later
division: division:x
products:
  sale/top: {partOf: domain:x/sale, owner: team:sales}
  product:old/name: {consumers: [{team: [team:a/b, team:c], purpose: x}]}
flows:
  - {from: [port:x/sale/new, top], to: product:old/name, reason: by hand}
`})
	require.Equal(t, []string{
		"product:x/sale/top container=domain:x/sale",
		"product:old/name",
		"team:sales OWNS product:x/sale/top",
		"team:a/b CONSUMES product:old/name: x",
		"team:c CONSUMES product:old/name: x",
		"port:x/sale/new FEEDS product:old/name: by hand",
		"product:x/sale/top FEEDS product:old/name: by hand",
	}, got)
}

func TestOnlyNamedAndVisibleFilesAreRead(t *testing.T) {
	folder := files{
		"a.yaml": "source: shop", "sub/b.YML": "teams: {b: }", ".git/c.yaml": "teams: {c: }", ".d.yaml": "teams: {d: }",
		"notes.txt": "teams: {e: }", "other/f.yaml": "teams: {f: }",
	}
	require.Equal(t, []string{"team:f", "team:b"}, said(t, folder))
	require.Equal(t, []string{"team:e", "team:b"}, said(t, folder, "a.yaml", "sub", "notes.txt", "sub/b.YML"))
}

func TestWhatIsTakenOutIsNoLongerSaid(t *testing.T) {
	whole := files{"a.yaml": "source: shop\nteams: {f: }", "b.yaml": "domains: {sale: {owner: f}}"}
	without := files{"a.yaml": whole["a.yaml"]}
	require.Equal(t, []string{"team:f", "domain:sale", "team:f OWNS domain:sale"}, said(t, whole))
	require.Equal(t, []string{"team:f"}, said(t, without))
}

func TestEditsSayWhereTheyComeFrom(t *testing.T) {
	m, err := Read(files{"sub/a.yaml": "source: shop\nteams:\n  f:\n    owns: domain:x\n"}.fs())
	require.NoError(t, err)
	require.Equal(t, graph.Source{Name: "shop", Rank: graph.Declared}, m.Source)
	require.Equal(t, graph.Place{Path: []any{"sub/a.yaml", 3, 3}, Origin: "sub/a.yaml:3"}, m.Edits[0].(graph.Put).Place)
	require.Equal(t, graph.Place{Path: []any{"sub/a.yaml", 4, 11}, Origin: "sub/a.yaml:4"}, m.Edits[1].(graph.Join).Place)
}

func TestLinesMayEndAsOnWindows(t *testing.T) {
	got := said(t, files{"a.yaml": "\ufeffsource: shop\r\nteams:\r\n  f: Finance\r\n  g:\r\n    description: |\r\n      one\r\n      two\r\n"})
	require.Equal(t, []string{"team:f name=Finance", "team:g description=one\ntwo"}, got)
	_, err := Read(files{"a.yaml": "source: shop\r\nteams:\r\n  f: {nam: x}\r\n"}.fs())
	require.EqualError(t, err, "a.yaml:3:7: \"nam\" is no key of a team; did you mean \"name\"?\n 3 |   f: {nam: x}\n   |       ^^^")
}

// TestEveryNameComesThrough writes names as JSON does, which is YAML, in the three ways that a text can stand. They come in NFC.
func TestEveryNameComesThrough(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		name := rapid.StringOfN(rapid.RuneFrom(nil, unicode.L, unicode.P, unicode.S, unicode.N, unicode.Zs, unicode.M), 1, 40, -1).
			Filter(func(s string) bool { return strings.TrimSpace(s) != "" }).Draw(t, "name")
		encoded, err := json.Marshal(name)
		require.NoError(t, err)
		content := fmt.Sprintf("source: s\nteams:\n  a: %[1]s\n  b: {name: %[1]s, tags: [%[1]s], properties: {%[1]s: %[1]s}}\n", encoded)
		m, err := Read(files{"a.yaml": content}.fs())
		require.NoError(t, err)
		name = norm.NFC.String(name)
		require.Equal(t, []string{"team:a name=" + name,
			fmt.Sprintf("team:b name=%[1]s tags=[%[1]s] property:%[1]s=%[1]s", name)}, lines(m))
	})
}
