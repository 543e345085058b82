package csv

import (
	"encoding/csv"
	"io"
)

// Write writes rows by RFC 4180, each cell as [Inert] makes it. What fails is the writer's error.
func Write(w io.Writer, rows [][]string) error {
	out := csv.NewWriter(w)
	for _, row := range rows {
		safe := make([]string, len(row))
		for i, cell := range row {
			safe[i] = Inert(cell)
		}
		if err := out.Write(safe); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}
