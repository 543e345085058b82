package main

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestChoice(t *testing.T) {
	tests := map[string]struct {
		given string
		want  []string
		wrong string
	}{
		"as people write it":      {given: "data-product", want: []string{"DATA_PRODUCT"}},
		"as IDs begin":            {given: "system,product", want: []string{"SOURCE_SYSTEM", "DATA_PRODUCT"}},
		"as GraphQL writes it":    {given: "SOURCE_SYSTEM", want: []string{"SOURCE_SYSTEM"}},
		"mistyped":                {given: "domian", wrong: `there is no "domian"; did you mean domain?`},
		"the second one mistyped": {given: "domain,prot", wrong: `there is no "prot"; did you mean port?`},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			c := kindsOfEntities()
			err := c.Set(test.given)
			if test.wrong != "" {
				require.ErrorContains(t, err, test.wrong)
				return
			}
			require.NoError(t, err)
			require.Equal(t, test.want, c.chosen)
		})
	}
}

// What the flags offer is what the schema knows.
func TestChoicesAreTheSchemas(t *testing.T) {
	schema := loadSchema(t)
	for enum, offered := range map[string][]string{"Kind": kindsOfEntities().known, "FindingKind": findings} {
		var known []string
		for _, value := range schema.Types[enum].EnumValues {
			known = append(known, value.Name)
		}
		require.ElementsMatch(t, known, offered)
	}
}
