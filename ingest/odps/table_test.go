package odps_test

import (
	"testing"

	"github.com/headwater-catalog/headwater/ingest/standard/standardtest"
)

func TestEveryKeyOfTheStandardIsInTheTable(t *testing.T) {
	for _, version := range []string{"v0.9.0", "v1.0.0"} {
		standardtest.Tabled(t, standardtest.Shared(t, "odps"), "schema/odps-json-schema-"+version+".json", "odps.md",
			"InputPort", "OutputPort", "InputContract", "ManagementPort", "Support", "TeamMember", "Description")
	}
}
