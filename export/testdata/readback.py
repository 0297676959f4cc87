"""Reads exports back with readers that are not ours and prints what they found.

Usage: readback.py FORMAT FILE. Prints a JSON object; ends with code 3 and the
name of the module when a reader is not installed.
"""

import json
import pathlib
import sys

here = pathlib.Path(__file__).parent


def network(read):
    graph = read
    return {
        "nodes": sorted([n, d["labels"], d["label"]] for n, d in graph.nodes(data=True)),
        "edges": sorted([a, b, d["labels"]] for a, b, d in graph.edges(data=True)),
        "directed": graph.is_directed(),
    }


def graphml(path):
    import networkx

    return network(networkx.read_graphml(path, force_multigraph=True))


def gexf(path):
    import networkx

    graph = networkx.read_gexf(path)
    found = network(graph)
    found["spells"] = sorted([a, b, [list(s) for s in d["spells"]]] for a, b, d in graph.edges(data=True) if "spells" in d)
    found["stretches"] = sorted([n, d["start"], d["end"]] for n, d in graph.nodes(data=True) if "start" in d)
    return found


def ics(path):
    import icalendar

    calendar = icalendar.Calendar.from_ical(pathlib.Path(path).read_bytes())
    entries = []
    for e in calendar.walk("VEVENT") + calendar.walk("VJOURNAL"):
        if e.errors:
            raise SystemExit(f"{e['UID']}: {e.errors}")
        entries.append({
            "kind": e.name,
            "uid": str(e["UID"]),
            "start": str(e["DTSTART"].dt) if "DTSTART" in e else None,
            "end": str(e["DTEND"].dt) if "DTEND" in e else None,
            "date": str(e["X-DEMARCHE-DATE"]) if "X-DEMARCHE-DATE" in e else None,
            "summary": str(e["SUMMARY"]),
            "status": str(e["STATUS"]) if "STATUS" in e else None,
            "location": str(e["LOCATION"]) if "LOCATION" in e else None,
            "description": str(e["DESCRIPTION"]),
        })
    return entries


def validated(path, schema):
    import jsonschema

    document = json.loads(pathlib.Path(path).read_text("utf-8"))
    rules = json.loads((here / schema).read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(rules)
    jsonschema.validate(document, rules, cls=jsonschema.Draft202012Validator)
    return document


def timelinejs(path):
    return validated(path, "timelinejs.schema.json")


def jsonld(path):
    import rdflib

    validated(path, "jsonld.schema.json")
    graph = rdflib.Graph()
    graph.parse(path, format="json-ld")
    schema = rdflib.Namespace("https://schema.org/")
    types = {}
    for t in graph.objects(predicate=rdflib.RDF.type):
        name = t.removeprefix(schema)
        types[name] = types.get(name, 0) + 1
    return {
        "types": types,
        "starts": sorted([str(s), str(o)] for s, o in graph.subject_objects(schema.startDate)),
        "attendees": sorted([str(s), str(o)] for s, o in graph.subject_objects(schema.attendee)),
        "texts": sorted(str(o) for o in graph.objects(predicate=schema.text)),
    }


def tables(path):
    import csv
    import io
    import zipfile

    found = {}
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if name.endswith(".csv"):
                found[name[:-4]] = list(csv.reader(io.TextIOWrapper(archive.open(name), "utf-8", newline=""), strict=True))
                if len({len(line) for line in found[name[:-4]]}) != 1:
                    raise SystemExit(f"{name}: lines of different length")
    return found


readers = {f.__name__: f for f in (graphml, gexf, ics, timelinejs, jsonld)} | {"csv": tables}

if __name__ == "__main__":
    try:
        print(json.dumps(readers[sys.argv[1]](sys.argv[2]), ensure_ascii=False))
    except ModuleNotFoundError as missing:
        print(missing.name, file=sys.stderr)
        sys.exit(3)
