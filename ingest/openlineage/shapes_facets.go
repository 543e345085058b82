package openlineage

import "maps"

// What the specification's facets are made of, by where they stand. The key is the name under which an event has the facet.

var named = fields{"namespace": text, "name": text}

var tagged = object(fields{"tags": listOf(object(fields{"key": text, "value": text, "source": text, "field": text}, "key", "value"))})

var owned = object(fields{"owners": listOf(object(fields{"name": text, "type": text}, "name"))})

var documented = object(fields{"description": text, "contentType": text}, "description")

var runFacets = fields{
	"environmentVariables": object(fields{"environmentVariables": listOf(object(fields{"name": text, "value": text}, "name", "value"))}, "environmentVariables"),
	"errorMessage":         object(fields{"message": text, "programmingLanguage": text, "stackTrace": text}, "message", "programmingLanguage"),
	"executionParameters":  object(fields{"parameters": listOf(parameter)}),
	"externalQuery":        object(fields{"externalQueryId": text, "source": text}, "externalQueryId", "source"),
	"extractionError": object(fields{"totalTasks": integer, "failedTasks": integer, "errors": listOf(object(fields{
		"errorMessage": text, "stackTrace": text, "task": text, "taskNumber": integer}, "errorMessage"))}, "totalTasks", "failedTasks", "errors"),
	"jobDependencies": object(fields{"upstream": listOf(dependency), "downstream": listOf(dependency), "trigger_rule": text}),
	"nominalTime":     object(fields{"nominalStartTime": dateTime, "nominalEndTime": dateTime}, "nominalStartTime"),
	"parent": object(fields{"run": parentRun, "job": parentJob,
		"root": object(fields{"run": parentRun, "job": parentJob}, "run", "job")}, "run", "job"),
	"processing_engine": object(fields{"version": text, "name": text, "openlineageAdapterVersion": text}, "version"),
	"tags":              tagged,
	"test": object(fields{"tests": listOf(object(fields{"name": text, "status": text, "severity": text, "type": text, "description": text,
		"expected": text, "actual": text, "content": text, "contentType": text, "params": mapOf(anything)}, "name", "status"))}, "tests"),
}

// parameter has no members but its own.
func parameter(f *faults, path []any, value any) {
	members := fields{"key": text, "name": text, "description": text, "value": text}
	object(members, "key")(f, path, value)
	given, _ := value.(map[string]any)
	for name := range given {
		if members[name] == nil {
			f.add(append(path, name), "is not a member of a parameter")
		}
	}
}

var (
	dependency = object(fields{"job": object(named, "namespace", "name"), "run": object(fields{"runId": uuid}, "runId"),
		"dependency_type": text, "sequence_trigger_rule": text, "status_trigger_rule": text}, "job")
	parentRun = object(fields{"runId": uuid, "facets": mapOf(base)}, "runId")
	parentJob = object(fields{"namespace": text, "name": text, "facets": mapOf(deletable)}, "namespace", "name")
)

var emissionPattern = object(fields{"eventTrigger": text, "eventContentMode": text, "windowDuration": positive}, "eventTrigger", "eventContentMode")

var jobFacets = fields{
	"documentation": documented,
	"jobType":       object(fields{"processingType": text, "integration": text, "jobType": text, "emissionPattern": emissionPattern}, "processingType", "integration"),
	"lineage":       anyOf(lineageOfJob, lineageOfDataset),
	"ownership":     owned,
	"sourceCode":    object(fields{"language": text, "sourceCode": text}, "language", "sourceCode"),
	"sourceCodeLocation": object(fields{"type": text, "url": uri, "repoUrl": text, "path": text, "version": text, "tag": text, "branch": text,
		"pullRequestNumber": text}, "type", "url"),
	"sql":  object(fields{"query": text, "dialect": text}, "query"),
	"tags": tagged,
}

var datasetFacets = fields{
	"catalog": object(fields{"framework": text, "type": text, "name": text, "metadataUri": text, "warehouseUri": text, "source": text,
		"catalogProperties": mapOf(text)}, "framework", "type", "name"),
	"columnLineage": object(fields{"fields": mapOf(object(fields{"inputFields": listOf(inputField), "transformationDescription": text,
		"transformationType": text}, "inputFields")), "dataset": listOf(inputField)}, "fields"),
	"dataQualityMetrics": metrics,
	"dataSource":         object(fields{"name": text, "uri": text}),
	"datasetType":        object(fields{"datasetType": text, "subType": text}, "datasetType"),
	"documentation":      documented,
	"hierarchy":          object(fields{"hierarchy": listOf(object(fields{"type": text, "name": text}, "type", "name"))}, "hierarchy"),
	"lifecycleStateChange": object(fields{"lifecycleStateChange": oneOf("ALTER", "CREATE", "DROP", "OVERWRITE", "RENAME", "TRUNCATE"),
		"previousIdentifier": object(named, "name", "namespace")}, "lifecycleStateChange"),
	"lineage":   anyOf(lineageOfDataset, lineageOfJob),
	"ownership": owned,
	"schema":    object(fields{"fields": listOf(schemaField)}),
	"storage":   object(fields{"storageLayer": text, "fileFormat": text}, "storageLayer"),
	"symlinks":  object(fields{"identifiers": listOf(object(fields{"namespace": text, "name": text, "type": text}, "namespace", "name", "type"))}),
	"tags":      tagged,
	"version":   object(fields{"datasetVersion": text}, "datasetVersion"),
}

var statistics = object(fields{"rowCount": integer, "size": integer, "fileCount": integer})

var inputFacets = fields{
	"dataQualityAssertions": object(fields{"assertions": listOf(object(fields{"assertion": text, "success": boolean, "column": text,
		"severity": text, "name": text, "description": text, "expected": text, "actual": text, "content": text, "contentType": text,
		"params": mapOf(anything)}, "assertion", "success"))}, "assertions"),
	"dataQualityMetrics": metrics,
	"inputStatistics":    statistics,
	"subset":             subset,
}

var outputFacets = fields{
	"outputStatistics": statistics,
	"subset":           subset,
}

// metrics wants the metrics of columns, as the specification has it; producers of its first versions count rows only, and are let in.
func metrics(f *faults, path []any, value any) {
	metricsShape(f, path, value)
	given, _ := value.(map[string]any)
	if given["rowCount"] == nil && given["columnMetrics"] == nil {
		f.add(append(path, "columnMetrics"), "is missing")
	}
}

var metricsShape = object(fields{"rowCount": integer, "bytes": integer, "fileCount": integer, "lastUpdated": dateTime,
	"columnMetrics": mapOf(object(fields{"nullCount": integer, "distinctCount": integer, "sum": number, "count": number, "min": number,
		"max": number, "quantiles": mapOf(number)}))})

var (
	transformation = object(fields{"type": text, "subtype": text, "description": text, "masking": boolean}, "type")
	inputField     = object(fields{"namespace": text, "name": text, "field": text, "transformations": listOf(transformation)}, "namespace", "name", "field")
)

// schemaField is a field with the fields that are its own.
func schemaField(f *faults, path []any, value any) { schemaFieldShape(f, path, value) }

var schemaFieldShape check // which names itself, by schemaField

func init() {
	schemaFieldShape = object(fields{"name": text, "type": text, "description": text, "ordinal_position": integer, "fields": listOf(schemaField)}, "name")
}

// lineageInput is a dataset or a job that something comes from.
var lineageInput = datasetOrJob(fields{"field": text, "transformations": listOf(transformation)}, fields{"transformations": listOf(transformation)})

// The explicit lineage of jobs and of datasets. The specification has one schema for both, so each may stand in the other's place,
// where it says nothing.
var (
	lineageOfJob     = object(fields{"entries": listOf(lineageEntry)}, "entries")
	lineageOfDataset = object(fields{"inputs": listOf(lineageInput), "fields": mapOf(lineageField)})
)

var lineageField = object(fields{"inputs": listOf(lineageInput)}, "inputs")

// lineageEntry is a dataset or a job, with where it comes from.
var lineageEntry = datasetOrJob(fields{"inputs": listOf(lineageInput), "fields": mapOf(lineageField)}, fields{"inputs": listOf(lineageInput)})

// datasetOrJob is a dataset with some members, or a job with others, which may be left unnamed.
func datasetOrJob(ofDataset, ofJob fields) check {
	members := fields{"namespace": text, "name": text, "type": oneOf("DATASET", "JOB")}
	maps.Copy(ofDataset, members)
	maps.Copy(ofJob, members)
	ofJob["runId"] = uuid
	dataset, job := object(ofDataset, "namespace", "name", "type"), both(object(ofJob, "type"), together)
	return func(f *faults, path []any, value any) {
		if given, _ := value.(map[string]any); given["type"] == "JOB" {
			job(f, path, value)
			return
		}
		dataset(f, path, value)
	}
}

// together wants a namespace where there is a name, and the other way round.
func together(f *faults, path []any, value any) {
	given, _ := value.(map[string]any)
	_, namespace := given["namespace"]
	_, name := given["name"]
	switch {
	case name && !namespace:
		f.add(append(path, "namespace"), "is missing beside the name")
	case namespace && !name:
		f.add(append(path, "name"), "is missing beside the namespace")
	}
}

var (
	inputSubset  = object(fields{"inputCondition": condition}, "inputCondition")
	outputSubset = object(fields{"outputCondition": condition}, "outputCondition")
	eitherSubset = exactlyOne("the subset of an input or of an output, not of both", inputSubset, outputSubset)
)

// subset says which part of an input or an output is meant, wherever it stands.
func subset(f *faults, path []any, value any) {
	given, _ := value.(map[string]any)
	_, input := given["inputCondition"]
	_, output := given["outputCondition"]
	switch {
	case input && output:
		eitherSubset(f, path, value)
	case output:
		outputSubset(f, path, value)
	default:
		inputSubset(f, path, value)
	}
}

// condition says which part of a dataset is meant.
func condition(f *faults, path []any, value any) {
	given, _ := value.(map[string]any)
	switch given["type"] {
	case "location":
		object(fields{"locations": listOf(text)}, "locations")(f, path, value)
	case "partition":
		object(fields{"partitions": listOf(object(fields{"identifier": text, "dimensions": mapOf(anything)}, "dimensions"))}, "partitions")(f, path, value)
	case "binary":
		object(fields{"left": condition, "right": condition, "operator": text}, "left", "right", "operator")(f, path, value)
	case "compare":
		object(fields{"left": expression, "right": expression, "comparison": text}, "left", "right", "comparison")(f, path, value)
	default:
		object(fields{"type": oneOf("location", "partition", "binary", "compare")}, "type")(f, path, value)
	}
}

func expression(f *faults, path []any, value any) {
	given, _ := value.(map[string]any)
	switch given["type"] {
	case "field":
		object(fields{"field": text}, "field")(f, path, value)
	case "literal":
		object(fields{"value": text}, "value")(f, path, value)
	default:
		object(fields{"type": oneOf("field", "literal")}, "type")(f, path, value)
	}
}
