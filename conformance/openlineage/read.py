"""Reads events, a line each, with the classes of OpenLineage for Python, unmodified, and prints what flows to what as they have it.

What a class does not know, lacks or has in another form is an error, and each event must be what the client would send of it. What
flows is worked out as the specification says: the explicit lineage of a job where there is one, or else its inputs to its outputs.
"""

import importlib
import json
import pkgutil
import sys
from urllib.parse import quote

import attr
import cattrs
from openlineage.client import generated
from openlineage.client.generated import base, lineage
from openlineage.client.serde import Serde

MODULES = [importlib.import_module(f"{generated.__name__}.{m.name}") for m in pkgutil.iter_modules(generated.__path__)]
CLASSES = {c._get_schema(): c for m in MODULES for c in vars(m).values() if hasattr(c, "_get_schema") and attr.has(c)}
ENTRIES = {"DATASET": lineage.LineageDatasetEntry, "JOB": lineage.LineageJobEntry}
INPUTS = {"DATASET": lineage.LineageDatasetInput, "JOB": lineage.LineageJobInput}

reader = cattrs.Converter(forbid_extra_keys=True)


def named(said: dict, _: object = None) -> object:
    """Makes an object of the class whose schema is named."""
    schema = "_schemaURL" if "_schemaURL" in said else "schemaURL"
    return reader.structure({name: value for name, value in said.items() if name != schema}, CLASSES[said[schema]])


def is_facet(kind: object) -> bool:
    """Reports whether a class is that of all facets of something: which one it is, each says."""
    return kind in (base.DatasetFacet, base.JobFacet, base.RunFacet, base.InputDatasetFacet, base.OutputDatasetFacet)


reader.register_structure_hook_func(is_facet, named)
for union, kinds in ((lineage.LineageEntry, ENTRIES), (lineage.LineageInput, INPUTS)):
    reader.register_structure_hook(union, lambda said, _, kinds=kinds: reader.structure(said, kinds[said["type"]]))
for c in CLASSES.values():
    attr.resolve_types(c, {**vars(lineage), **vars(sys.modules[c.__module__])})


def entity(kind: str, *names: str) -> str:
    """Returns the ID that the catalog gives to what has these names."""
    return kind + ":" + "/".join(quote(name, safe=":!$&'()*+,;=@") for name in names)


def flows(event: base.JobEvent) -> list[tuple[str, str]]:
    """Returns what flows to what in a job."""
    job = event.job
    explicit = (job.facets or {}).get("lineage")
    if explicit is None:
        return [(entity("dataset", i.namespace, i.name), entity("dataset", o.namespace, o.name)) for i in event.inputs for o in event.outputs]
    found = []
    for entry in explicit.entries:
        to = end(entry, job)
        found += [(end(i, job), to) for i in entry.inputs or []]
        for field, of in (getattr(entry, "fields", None) or {}).items():
            found += [(end(i, job), entity("field", entry.namespace, entry.name, field)) for i in of.inputs]
    return found


def end(one: object, job: base.Job) -> str:
    if one.type == "JOB":
        return entity("job", one.namespace or job.namespace, one.name or job.name)
    if getattr(one, "field", None):
        return entity("field", one.namespace, one.name, one.field)
    return entity("dataset", one.namespace, one.name)


def said_of(value: object) -> object:
    """Leaves out the empty lists and mappings, which the client adds where nothing is said."""
    if isinstance(value, dict):
        return {k: said_of(v) for k, v in value.items() if v not in ([], {})}
    return [said_of(v) for v in value] if isinstance(value, list) else value


found = set()
for line in sys.stdin:
    said = json.loads(line)
    event = named(said)
    again = json.loads(Serde.to_json(event))
    if said_of(again) != said_of(said):
        sys.exit(f"the client would not send this, but\n{json.dumps(again)}\nof\n{line}")
    if isinstance(event, base.JobEvent):
        found.update(flows(event))
print(json.dumps(sorted(found)))
