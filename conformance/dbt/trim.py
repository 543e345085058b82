"""Writes what dbt left in a target folder into another, without what differs from run to run or belongs to dbt itself.

    python trim.py examples/dbt/target examples/dbt/artifacts
"""

import json
import pathlib
import sys

here, there = map(pathlib.Path, sys.argv[1:])

for name in "manifest.json", "catalog.json":
    document = json.loads((here / name).read_text())
    metadata = document["metadata"]
    for key in "generated_at", "invocation_id", "invocation_started_at", "run_started_at", "user_id":
        metadata.pop(key, None)
    metadata["env"] = {}
    for section in "macros", "docs":
        if section in document:
            document[section] = {}
    for node in document["nodes"].values():
        node.pop("root_path", None)
        node.pop("created_at", None)
    (there / name).write_text(json.dumps(document, indent=1) + "\n")
