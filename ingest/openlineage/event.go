package openlineage

import "time"

// Kind says what an event is of.
type Kind string

// The kinds of events.
const (
	RunEvent     Kind = "RunEvent"     // of a job's run: what it says adds up
	JobEvent     Kind = "JobEvent"     // of a job as it is designed: it replaces what the last one said
	DatasetEvent Kind = "DatasetEvent" // of a dataset, without a job
)

// Name names a dataset or a job. Both parts are in NFC, so that no two spellings of one name are two.
type Name struct{ Namespace, Name string }

// Event is what is kept of an event. Its texts are fit to be kept in a graph.
type Event struct {
	Kind            Kind
	State           string // of its run: START, RUNNING, COMPLETE, ABORT, FAIL, OTHER, or ""
	Time            time.Time
	Producer        string
	Run             string // its id; "" where there is none
	Job             Job
	Inputs, Outputs []Dataset
	SaysInputs      bool    // it has the member, be it empty
	SaysOutputs     bool    // the same
	Dataset         Dataset // of a DatasetEvent
}

// Job is a job as an event describes it. Facets that are not there are nil.
type Job struct {
	Name
	Parent, Root  *Name // of its run
	Documentation *Documentation
	Ownership     *Ownership
	Tags          *Tags
	Type          *JobType
	SQL           *SQL
	Location      *Location
	Lineage       *Lineage
}

// Dataset is a dataset as an event describes it. Facets that are not there are nil.
type Dataset struct {
	Name
	Schema        *Schema
	Documentation *Documentation
	Ownership     *Ownership
	Tags          *Tags
	Type          *DatasetType
	Source        *DataSource
	Storage       *Storage
	Version       *Version
	Change        *Change
	Aliases       []Name // by its symlinks
	Columns       *Columns
	Lineage       *Target // its own explicit lineage
}

// The facets. A facet that was deleted has its zero value.
type (
	// Documentation describes a job or a dataset.
	Documentation struct{ Description string }
	// Ownership names who answers for a job or a dataset.
	Ownership struct{ Owners []Owner }
	// Owner is one of them: a name such as team:data, and what sort of owner.
	Owner struct{ Name, Type string }
	// Tags mark a job, a dataset or its fields.
	Tags struct{ Tags []Tag }
	// Tag is one; Field is "" where it is of the whole.
	Tag struct{ Key, Value, Field string }
	// JobType says what sort of job it is, and of which tool.
	JobType struct{ Integration, Type, Processing string }
	// SQL is the job's query, to be shown.
	SQL struct{ Query, Dialect string }
	// Location is where the job's source code is.
	Location struct{ URL string }
	// Schema lists the fields of a dataset; nested ones are named parent.child.
	Schema struct{ Fields []SchemaField }
	// SchemaField is one of them.
	SchemaField struct{ Name, Type, Description string }
	// DatasetType says what sort of dataset it is.
	DatasetType struct{ Type, SubType string }
	// DataSource says where a dataset comes from; the URI is without a password.
	DataSource struct{ Name, URI string }
	// Storage says how a dataset is stored.
	Storage struct{ Layer, Format string }
	// Version of a dataset.
	Version struct{ Version string }
	// Change is what became of a dataset: CREATE, DROP, RENAME and so on. Previous is its former name, of a RENAME.
	Change struct {
		What     string
		Previous *Name
	}
)

// Columns are the lineage of a dataset's columns.
type Columns struct {
	Fields map[string][]Input // by output field
	Whole  []Input            // what has an effect on all of them: filters, joins
}

// Lineage is a job's explicit lineage: all there is to say of each target.
type Lineage struct{ Entries []Target }

// Target is a dataset or a job with what it comes from. Its Name is empty where it is the event's own job, or stands on the
// dataset itself.
type Target struct {
	Name
	IsJob  bool
	Inputs []Input
	Fields map[string][]Input
}

// Input is what something comes from: a dataset, one of its fields, or a job, whose Name is empty where it is the event's own.
type Input struct {
	Name
	IsJob bool
	Field string
	How   []string // each "DIRECT: IDENTITY" or "INDIRECT"
}

// Anonymous reports whether an event is of a run that cannot be told from others.
func (e *Event) Anonymous() bool { return e.Run == unnamedRun }
