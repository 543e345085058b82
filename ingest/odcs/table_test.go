package odcs_test

import (
	"testing"

	"github.com/headwater-catalog/headwater/ingest/standard/standardtest"
)

func TestEveryKeyOfTheStandardIsInTheTable(t *testing.T) {
	standardtest.Tabled(t, standardtest.Shared(t, "odcs"), "schema/odcs-json-schema-v3.1.0.json", "odcs.md",
		"Server", "SchemaElement", "SchemaObject", "SchemaBaseProperty", "SchemaItemProperty", "RelationshipBase", "Team")
}
