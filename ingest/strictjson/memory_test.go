package strictjson

import (
	"fmt"
	"runtime"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// What is read takes no more memory than it may, whatever the text is made of, but for a quarter; and of the largest text that is
// taken it is not far less, so that nothing is refused without need.
func TestMemoryIsBounded(t *testing.T) {
	const most = 2 << 20
	for name, item := range map[string]func(i int) string{
		"empty objects":    func(int) string { return `{}` },
		"objects of one":   func(int) string { return `{"a":null}` },
		"objects in one":   func(i int) string { return fmt.Sprintf(`{"put":{"id":"team:%d"}}`, i) },
		"objects of eight": func(int) string { return `{"a":1,"b":1,"c":1,"d":1,"e":1,"f":1,"g":1,"h":1}` },
		"objects of nine": func(int) string {
			return `{"a":null,"b":null,"c":null,"d":null,"e":null,"f":null,"g":null,"h":null,"i":null}`
		},
		"many keys":     func(i int) string { return fmt.Sprintf(`{"a":{%s"z":null}}`, keys(300, i)) },
		"empty lists":   func(int) string { return `[]` },
		"lists of one":  func(int) string { return `[null]` },
		"words":         func(int) string { return `true` },
		"numbers":       func(i int) string { return fmt.Sprint(i) },
		"short texts":   func(i int) string { return fmt.Sprintf(`"%d"`, i) },
		"long texts":    func(i int) string { return fmt.Sprintf(`"%0200d"`, i) },
		"escaped texts": func(i int) string { return fmt.Sprintf(`"\u00e9%0100d"`, i) },
	} {
		t.Run(name, func(t *testing.T) {
			bounds := Bounds{Depth: depth, Memory: most}
			few, many := 0, 1
			for takes(listOf(many, item), bounds) {
				few, many = many, 2*many
			}
			for many-few > 1+few/50 {
				if middle := (few + many) / 2; takes(listOf(middle, item), bounds) {
					few = middle
				} else {
					many = middle
				}
			}
			_, err := Parse(listOf(many, item), bounds)
			require.ErrorContains(t, err, "what it holds takes more than 2097152 bytes of memory: send it in parts")
			taken := live(listOf(few, item), bounds)
			require.Less(t, taken, most*5/4)
			require.Greater(t, taken, most/4)
		})
	}
}

// keys returns the beginning of an object with keys that no other object has.
func keys(n, of int) string {
	var text strings.Builder
	for i := range n {
		fmt.Fprintf(&text, `"%d/%d":null,`, of, i)
	}
	return text.String()
}

func listOf(n int, item func(i int) string) []byte {
	items := make([]string, n)
	for i := range items {
		items[i] = item(i)
	}
	return []byte("[" + strings.Join(items, ",") + "]")
}

func takes(text []byte, bounds Bounds) bool {
	_, err := Parse(text, bounds)
	return err == nil
}

// live returns how many bytes of memory what is read of a text takes.
func live(text []byte, bounds Bounds) int {
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	value, _ := Parse(text, bounds)
	runtime.GC()
	runtime.ReadMemStats(&after)
	runtime.KeepAlive(value)
	runtime.KeepAlive(text)
	return int(after.HeapAlloc) - int(before.HeapAlloc)
}
