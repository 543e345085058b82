// Package eventtest writes events of OpenLineage for tests and benchmarks, as real producers send them.
package eventtest

import (
	"fmt"
	"strings"
)

// Columns is how many columns each table of a Sample has.
const Columns = 10

const meta = `"_producer":"https://github.com/OpenLineage/OpenLineage/tree/1.54.0/integration/spark","_schemaURL":"https://openlineage.io/spec/facets/1-2-0/SchemaDatasetFacet.json#/$defs/SchemaDatasetFacet"`

// Sample returns the i-th event, of about 4 KB, as the real ones are on average: of a run of one of some jobs, each of which reads two
// tables of ten columns and writes one, whose columns come from the first. A run is two events, START and COMPLETE, i and i + jobs.
func Sample(i, jobs int) []byte {
	job, state := i%jobs, "START"
	if i/jobs%2 == 1 {
		state = "COMPLETE"
	}
	fields, columns := make([]string, Columns), make([]string, Columns)
	for c := range Columns {
		fields[c] = fmt.Sprintf(`{"name":"column_%d","type":"string"}`, c)
		columns[c] = fmt.Sprintf(`"column_%d":{"inputFields":[{"namespace":"postgres://warehouse:5432","name":"raw.table_%d","field":"column_%d","transformations":[{"type":"DIRECT","subtype":"IDENTITY"}]}]}`, c, job, c)
	}
	schema := fmt.Sprintf(`"schema":{%s,"fields":[%s]}`, meta, strings.Join(fields, ","))
	table := func(name string, facets string) string {
		return fmt.Sprintf(`{"namespace":"postgres://warehouse:5432","name":"%s_%d","facets":{%s}}`, name, job, facets)
	}
	return fmt.Appendf(nil, `{"eventType":%q,"eventTime":"2026-11-28T%02d:%02d:%02d.%06dZ","producer":"https://example.com","schemaURL":"https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent",
		"run":{"runId":"01926f37-7b3b-7d11-9b1f-%012d"},"job":{"namespace":"warehouse","name":"load_%d"},"inputs":[%s,%s],"outputs":[%s]}`,
		state, i/3600%24, i/60%60, i%60, i%1_000_000, i/(2*jobs)*jobs+job, job, table("raw.table", schema), table("raw.other", schema),
		table("mart.table", fmt.Sprintf(`%s,"columnLineage":{%s,"fields":{%s}}`, schema, meta, strings.Join(columns, ","))))
}
