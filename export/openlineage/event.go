package openlineage

// Namespace is that of datasets and jobs which stand in for what OpenLineage has no word for.
const Namespace = "headwater"

const (
	producer  = "https://github.com/headwater-catalog/headwater"
	schemaURL = "https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/"
	facetURL  = "https://openlineage.io/spec/facets/"
)

// Event is one event, which encodes as JSON as the specification has it: of Job and Dataset it has one.
type Event struct {
	EventTime string  `json:"eventTime"`
	Producer  string  `json:"producer"`
	SchemaURL string  `json:"schemaURL"`
	Job       *named  `json:"job,omitempty"`
	Dataset   *named  `json:"dataset,omitempty"`
	Inputs    []named `json:"inputs,omitempty"`
	Outputs   []named `json:"outputs,omitempty"`
}

// named is a dataset or a job.
type named struct {
	Namespace string         `json:"namespace"`
	Name      string         `json:"name"`
	Facets    map[string]any `json:"facets,omitempty"`
}

// facet is what every facet says of itself.
type facet struct {
	Producer  string `json:"_producer"`
	SchemaURL string `json:"_schemaURL"`
}

func facetOf(version, name string) facet {
	return facet{producer, facetURL + version + "/" + name + ".json#/$defs/" + name}
}

type documentation struct {
	facet
	Description string `json:"description"`
}

type ownership struct {
	facet
	Owners []owner `json:"owners"`
}

type owner struct {
	Name string `json:"name"`
}

type tags struct {
	facet
	Tags []tag `json:"tags"`
}

type tag struct {
	Key   string `json:"key"`
	Value string `json:"value"`
}

type symlinks struct {
	facet
	Identifiers []identifier `json:"identifiers"`
}

// identifier is another name of a dataset.
type identifier struct {
	Namespace string `json:"namespace"`
	Name      string `json:"name"`
	Type      string `json:"type"`
}

type schema struct {
	facet
	Fields []field `json:"fields"`
}

type field struct {
	Name        string `json:"name"`
	Type        string `json:"type,omitempty"`
	Description string `json:"description,omitempty"`
}

// lineageFacet is the explicit lineage of a job.
type lineageFacet struct {
	facet
	Entries []*entry `json:"entries"`
}

// entry is what one target is fed by. A job's own entry has no names.
type entry struct {
	Namespace string                 `json:"namespace,omitempty"`
	Name      string                 `json:"name,omitempty"`
	Type      string                 `json:"type"`
	Inputs    []input                `json:"inputs,omitempty"`
	Fields    map[string]*fieldEntry `json:"fields,omitempty"`
}

type fieldEntry struct {
	Inputs []input `json:"inputs"`
}

// input is what feeds a target: a dataset, a field of one, or a job.
type input struct {
	Namespace string `json:"namespace"`
	Name      string `json:"name"`
	Type      string `json:"type"`
	Field     string `json:"field,omitempty"`
}

// columnLineage is what feeds each column of an output.
type columnLineage struct {
	facet
	Fields map[string]*inputFields `json:"fields"`
}

type inputFields struct {
	InputFields []inputField `json:"inputFields"`
}

type inputField struct {
	Namespace string `json:"namespace"`
	Name      string `json:"name"`
	Field     string `json:"field"`
}

// The types of targets and inputs in the explicit facet.
const (
	aDataset = "DATASET"
	aJob     = "JOB"
)
