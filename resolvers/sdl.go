package resolvers

import (
	"strings"

	"github.com/vektah/gqlparser/v2/formatter"

	"github.com/headwater-catalog/headwater/schema"
)

// SDL returns the schema as one text in GraphQL's own language, with its descriptions.
func SDL() string {
	var text strings.Builder
	formatter.NewFormatter(&text, formatter.WithIndent("  ")).FormatSchema(schema.NewExecutableSchema(schema.Config{}).Schema())
	return text.String()
}
