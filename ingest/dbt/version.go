package dbt

import (
	"fmt"
	"regexp"
	"strconv"

	"github.com/headwater-catalog/headwater/ingest/document"
)

// The versions of a manifest's schema that are known: of dbt 1.0 to 1.12.
const (
	oldestManifest = 4
	newestManifest = 12
	newestCatalog  = 1
)

var schemaVersion = regexp.MustCompile(`/(manifest|catalog|run-results|sources|semantic_manifest)/v([0-9]{1,4})\.json$`)

// metadata is what every artifact of dbt begins with.
type metadata struct {
	Schema      string `json:"dbt_schema_version"`
	Version     string `json:"dbt_version"`
	ProjectName string `json:"project_name"` // since dbt 1.7
	ProjectID   string `json:"project_id"`   // the MD5 of the project's name
	AdapterType string `json:"adapter_type"`
}

// check refuses what is not the artifact of that name or of too old a version, and returns a warning of a newer one.
func (m metadata) check(artifact string, oldest, newest int) (warning string, err error) {
	found := schemaVersion.FindStringSubmatch(m.Schema)
	switch {
	case m.Schema == "":
		return "", fmt.Errorf("metadata.dbt_schema_version is missing: it is no %s of dbt", artifact)
	case found == nil:
		return "", fmt.Errorf("metadata.dbt_schema_version is %s, which names no version that is known; "+
			"wanted is https://schemas.getdbt.com/dbt/%s/v%d.json or one like it", document.Quoted(m.Schema), artifact, newest)
	case found[1] != artifact:
		return "", fmt.Errorf("it is dbt's %s, not its %s", found[1], artifact)
	}
	version, _ := strconv.Atoi(found[2]) // up to four digits
	switch {
	case version < oldest:
		return "", fmt.Errorf("its schema is v%d, of dbt %s; v%d is the oldest that is read: build it with a newer dbt", version, m.Version, oldest)
	case version > newest:
		return fmt.Sprintf("the schema of %s.json is v%d, and v%d the newest that was tried: what it says in a new way is left out", artifact, version, newest), nil
	}
	return "", nil
}
