"""Sends a run's events with the client of OpenLineage for Python, unmodified: plain, with gzip, and asynchronously."""

import os
import sys
from datetime import datetime, timezone

from openlineage.client import OpenLineageClient
from openlineage.client.event_v2 import InputDataset, Job, OutputDataset, Run, RunEvent, RunState
from openlineage.client.facet_v2 import column_lineage_dataset, schema_dataset
from openlineage.client.uuid import generate_new_uuid


def send(url: str, name: str, transport: dict) -> None:
    if token := os.environ.get("HEADWATER_TOKEN"):
        transport = {**transport, "auth": {"type": "api_key", "apiKey": token}}
    client = OpenLineageClient(config={"transport": {"url": url, **transport}})
    run, job = Run(runId=str(generate_new_uuid())), Job(namespace="conformance", name=name)
    source = InputDataset(
        namespace="postgres://host:5432", name=f"{name}.source",
        facets={"schema": schema_dataset.SchemaDatasetFacet(fields=[schema_dataset.SchemaDatasetFacetFields(name="k", type="int")])},
    )
    columns = column_lineage_dataset.ColumnLineageDatasetFacet(
        fields={"k": column_lineage_dataset.Fields(inputFields=[
            column_lineage_dataset.InputField(namespace=source.namespace, name=source.name, field="k")])}
    )
    target = OutputDataset(namespace="postgres://host:5432", name=f"{name}.target", facets={"columnLineage": columns})
    for state in (RunState.START, RunState.COMPLETE):
        client.emit(RunEvent(eventType=state, eventTime=datetime.now(timezone.utc).isoformat(), run=run, job=job, producer="https://example.com/conformance",
                             inputs=[source], outputs=[target]))
    if not client.close(timeout=30):
        sys.exit(f"{name}: not everything was sent")


for name, transport in {
    "http": {"type": "http"},
    "gzip": {"type": "http", "compression": "gzip"},
    "async": {"type": "async_http"},
}.items():
    send(sys.argv[1], name, transport)
