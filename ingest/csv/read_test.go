package csv_test

import (
	"errors"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/ingest/csv"
	"github.com/headwater-catalog/headwater/ingest/document"
)

func read(content string) (*csv.Table, error) {
	return csv.Read(fstest.MapFS{"t.csv": {Data: []byte(content)}}, "t.csv")
}

// links returns the rows of a table in words, and where the first names stand.
func links(t *testing.T, content string) (rows, places []string) {
	t.Helper()
	table, err := read(content)
	require.NoError(t, err)
	for _, r := range table.Rows {
		row := []string{r.From.Text, table.Relation.String(), r.To.Text}
		for _, more := range []string{r.Via.Text, r.Reason} {
			if more != "" {
				row = append(row, more)
			}
		}
		rows, places = append(rows, strings.Join(row, " ")), append(places, r.From.At.Precise())
	}
	return rows, places
}

func TestTheHeaderDecides(t *testing.T) {
	for name, test := range map[string]struct {
		content string
		want    []string
	}{
		"flows":                   {"from,to,reason\nsale,stock,to plan\n", []string{"sale FEEDS stock to plan"}},
		"flows without reasons":   {"from,to\nsale,stock\n", []string{"sale FEEDS stock"}},
		"in any order and case":   {"Reason, TO ,From\nto plan,stock,sale\n", []string{"sale FEEDS stock to plan"}},
		"by a job":                {"from,to,via\na,b,job:x/y\na,c,\n", []string{"a FEEDS b job:x/y", "a FEEDS c"}},
		"owners":                  {"entity,owner,reason\nsale,finance,they plan\n", []string{"finance OWNS sale they plan"}},
		"semicolons":              {"from;to;reason\na,b;c;\"d;e\"\n", []string{"a,b FEEDS c d;e"}},
		"tabs":                    {"from\tto\na\tb\n", []string{"a FEEDS b"}},
		"a byte order mark":       {"\ufefffrom,to\na,b\n", []string{"a FEEDS b"}},
		"line breaks of Windows":  {"from,to\r\na,b\r\n", []string{"a FEEDS b"}},
		"no line break at last":   {"from,to\na,b", []string{"a FEEDS b"}},
		"blank rows":              {"from,to\n\na,b\n,\n , \nc,d\n,\n", []string{"a FEEDS b", "c FEEDS d"}},
		"quotes":                  {"from,to,reason\n\"a, the first\",b,\"said \"\"so\"\"\non two lines\"\n", []string{"a, the first FEEDS b said \"so\"\non two lines"}},
		"blanks around names":     {"from,to\n a , b \n", []string{"a FEEDS b"}},
		"composed letters":        {"from,to\ncafe\u0301,b\n", []string{"caf\u00e9 FEEDS b"}},
		"columns without titles":  {"from,to,,\na,b,note,\n", []string{"a FEEDS b"}},
		"formulas as we write":    {"from,to,reason\na,b,'=1+1\n", []string{"a FEEDS b =1+1"}},
		"an apostrophe of theirs": {"from,to,reason\n'a,b,'tis so\n", []string{"'a FEEDS b 'tis so"}},
		"no rows":                 {"from,to\n", nil},
	} {
		t.Run(name, func(t *testing.T) {
			rows, _ := links(t, test.content)
			require.Equal(t, test.want, rows)
		})
	}
}

func TestPlacesAreThoseOfTheCells(t *testing.T) {
	_, places := links(t, "to,from,reason\nb,a,\"on two\nlines\"\nü,é,\n")
	require.Equal(t, []string{"t.csv:2:3", "t.csv:4:3"}, places)
}

func TestFaultsSayWhereTheyAre(t *testing.T) {
	for name, test := range map[string]struct{ content, want string }{
		"nothing":                {"", "t.csv: the file is empty; a header is"},
		"blanks":                 {"\n\n", "t.csv: the file is empty; a header is"},
		"another header":         {"name,kind\na,b\n", "t.csv:1:1: the first row says nothing that is known"},
		"a column missing":       {"from,reason\na,b\n", "t.csv:1:1: the column to is missing"},
		"a column mistyped":      {"from,to,raeson\na,b,c\n", `t.csv:1:9: "raeson" is no column of this table; did you mean "reason"?`},
		"a column twice":         {"from,to,from\na,b,c\n", "t.csv:1:9: there are two columns called from"},
		"too few cells":          {"from,to\na,b\nc\n", "t.csv:3:1: the row has 1 cell, the header 2"},
		"too many cells":         {"from,to\na,b,c\n", "t.csv:2:1: the row has 3 cells, the header 2"},
		"an empty name":          {"from,to\na,\n", "t.csv:2:3: to is empty"},
		"a control character":    {"from,to\na,b\x07\n", "t.csv:2:3: to has the character U+0007"},
		"a long name":            {"from,to\na," + strings.Repeat("b", 1025) + "\n", "t.csv:2:3: to is 1025 bytes long"},
		"a quote in a cell":      {"from,to\na,b\"c\n", "t.csv:2:4: a quote stands inside a cell"},
		"a quote left open":      {"from,to\na,\"b\nc,d\n", "the quotes of a cell don't end as they should"},
		"bytes that are no text": {"from,to\na,\xff\n", "t.csv:2:1: the line is not valid UTF-8"},
		"UTF-16":                 {"\xff\xfef\x00r\x00", "t.csv: the file is UTF-16; save it as CSV in UTF-8"},
		"NUL":                    {"from,to\na\x00,b\n", "t.csv:2:1: the line has a NUL character"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := read(test.content)
			var problems document.Problems
			require.True(t, errors.As(err, &problems), "%v", err)
			require.Contains(t, err.Error(), test.want)
		})
	}
}

func TestAllFaultsAreToldAtOnce(t *testing.T) {
	_, err := read("from,to\na,\n,b\nc\n")
	var problems document.Problems
	require.True(t, errors.As(err, &problems))
	require.Len(t, problems, 3)
}

func TestAFileHasBounds(t *testing.T) {
	_, err := read("from,to\n" + strings.Repeat("x", csv.MaxFile))
	require.ErrorContains(t, err, "larger than 16 MiB")
	_, err = read("from,to\n" + strings.Repeat("a,b\n", csv.MaxRows+1))
	require.ErrorContains(t, err, "more than 250000 rows")
}

func TestNamesAreListedOnce(t *testing.T) {
	table, err := read("entity,owner\na,t\nb,t\na,u\n")
	require.NoError(t, err)
	require.Equal(t, []csv.Name{{"t", csv.Owner}, {"a", csv.Owned}, {"b", csv.Owned}, {"u", csv.Owner}}, table.Names())
	require.Equal(t, []graph.Kind{graph.Team}, csv.Owner.Kinds())
	require.NotContains(t, csv.Flow.Kinds(), graph.Team)
}

func FuzzRead(f *testing.F) {
	for _, seed := range []string{"from,to\na,b\n", "entity;owner;reason\n\"a\"\"\";b;'=c\n", "\ufefffrom,to\r\n", "from,to\na,\"b\n",
		"to\tfrom\treason\nb\ta\t\"on two\nlines\"\n", "from,to\na\x00,b\n", "from,to,from\n", "from,to\n'=a,''\n\n  ,\n", "\xff\xfef\x00", ""} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, content []byte) {
		table, err := csv.Read(fstest.MapFS{"t.csv": {Data: content}}, "t.csv")
		if err != nil {
			require.NotEmpty(t, err.Error())
			return
		}
		for _, name := range table.Names() {
			require.NoError(t, graph.CheckName(name.Text))
		}
	})
}
