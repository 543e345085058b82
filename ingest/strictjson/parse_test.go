package strictjson

import (
	"bytes"
	"encoding/json"
	"io"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

const depth = 100

// byLibrary reads text as encoding/json does, numbers kept as written; false where that refuses it.
func byLibrary(text []byte) (value any, ok bool) {
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	if decoder.Decode(&value) != nil {
		return nil, false
	}
	_, err := decoder.Token()
	return value, err == io.EOF
}

// What Parse accepts, encoding/json accepts with the same value: strictness adds refusals and nothing else.
func checkAgainstLibrary(t require.TestingT, text []byte) {
	got, err := Parse(text, Bounds{Depth: depth})
	if err != nil {
		return
	}
	want, ok := byLibrary(text)
	require.True(t, ok, "%q", text)
	require.Equal(t, want, got, "%q", text)
}

func FuzzParse(f *testing.F) {
	for _, seed := range []string{`{"a":[1,-0.5e+3,true,false,null],"é\n\u00e9\ud83d\ude00":""}`, `[]`, ` {} `, `"\ud800"`, "\"\x00\"",
		`{"a":1,"a":2}`, `{"a":1,}`, `[1,]`, `[] []`, `01`, `-`, `1e400`, `1.`, `nul`, "\ufeff{}", "\"\xff\"", `"\u00"`, strings.Repeat("[", 100), ""} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, text []byte) { checkAgainstLibrary(t, text) })
}

// drawJSON draws a value that JSON can say.
func drawJSON(levels int) *rapid.Generator[any] {
	leaves := []*rapid.Generator[any]{
		rapid.Just[any](nil), rapid.Bool().AsAny(), rapid.String().AsAny(), rapid.Float64().AsAny(), rapid.Int().AsAny(),
	}
	if levels == 0 {
		return rapid.OneOf(leaves...)
	}
	return rapid.OneOf(append(leaves,
		rapid.SliceOfN(drawJSON(levels-1), 0, 3).AsAny(),
		rapid.MapOfN(rapid.String(), drawJSON(levels-1), 0, 3).AsAny())...)
}

func TestJSONReadsWhatTheLibraryWrites(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		value := drawJSON(3).Draw(t, "value")
		text, err := json.MarshalIndent(value, "", rapid.SampledFrom([]string{"", " ", "\t"}).Draw(t, "indent"))
		require.NoError(t, err)
		_, err = Parse(text, Bounds{Depth: depth})
		require.NoError(t, err, "%s", text)
		checkAgainstLibrary(t, text)

		broken := append([]byte(nil), text...) // and one byte of it changed, cut or doubled
		at := rapid.IntRange(0, len(broken)-1).Draw(t, "at")
		broken[at] = rapid.Byte().Draw(t, "byte")
		checkAgainstLibrary(t, broken)
		checkAgainstLibrary(t, text[:at])
		checkAgainstLibrary(t, append(text[:at:at], text...))
	})
}

func TestJSONIsReadStrictly(t *testing.T) {
	for text, reason := range map[string]string{
		``: "malformed", `{`: "malformed", `[1,]`: "malformed", `{"a":1,}`: "malformed", `{"a"}`: "malformed", `{a:1}`: "malformed",
		`[1 2]`: "malformed", `nul`: "malformed", `01`: "follows", `-`: "number", `1.`: "number", `1e`: "number", `+1`: "malformed",
		`"a`: "not end", `"\x"`: "escape", `"\u12zz"`: "escape", `"\u12`: "not end", "\"\n\"": "control", `"\ud800\u0041"`: "surrogate", `"\udc00"`: "surrogate",
		`{"a":1,"\u0061":2}`: "twice", `1 1`: "follows", "\"\xff\"": "UTF-8", "1\x00": "follows", "\x00": "malformed",
	} {
		_, err := Parse([]byte(text), Bounds{Depth: depth})
		require.ErrorContains(t, err, reason, "%q", text)
	}
	deep := func(n int) []byte {
		return append(bytes.Repeat([]byte("["), n), bytes.Repeat([]byte("]"), n)...)
	}
	_, err := Parse(deep(depth), Bounds{Depth: depth})
	require.NoError(t, err)
	_, err = Parse(deep(depth+1), Bounds{Depth: depth})
	require.ErrorContains(t, err, "deeper than 100")
}

func BenchmarkParseJSON(b *testing.B) {
	text := bytes.Repeat([]byte(`{"put":{"id":"dataset:ns/some-name","name":"Some name","tags":["a","b"]}},`), 10_000)
	text = append(append([]byte("["), text[:len(text)-1]...), ']')
	b.SetBytes(int64(len(text)))
	b.Run("own", func(b *testing.B) {
		b.SetBytes(int64(len(text)))
		for b.Loop() {
			_, _ = Parse(text, Bounds{Depth: depth})
		}
	})
	b.Run("library", func(b *testing.B) {
		b.SetBytes(int64(len(text)))
		for b.Loop() {
			byLibrary(text)
		}
	})
}
