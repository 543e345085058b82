package render

import (
	"bytes"
	"encoding/json"
	"io"

	"github.com/goccy/go-yaml"
)

// writeJSON writes data indented, in the order of its document, and with <, > and & as they are.
func writeJSON(w io.Writer, data any) error {
	out := json.NewEncoder(w)
	out.SetEscapeHTML(false)
	out.SetIndent("", "  ")
	return out.Encode(data)
}

// writeYAML writes what writeJSON writes, as YAML: in the same order, and with every text that looks like something else
// in quotes.
func writeYAML(w io.Writer, data any) error {
	var encoded bytes.Buffer
	if err := writeJSON(&encoded, data); err != nil {
		return err
	}
	text, err := yaml.JSONToYAML(encoded.Bytes())
	if err != nil {
		return err
	}
	_, err = w.Write(text)
	return err
}
