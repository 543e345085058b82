package types

import (
	"fmt"

	"github.com/headwater-catalog/headwater/graph"
)

// badInput returns the error of an argument that cannot be meant.
func badInput(format string, args ...any) error {
	return &graph.Error{Kind: graph.BadUserInput, Message: fmt.Sprintf(format, args...)}
}
