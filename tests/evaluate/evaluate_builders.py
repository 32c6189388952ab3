"""Tiny graphs and gold, made by hand, whose figures can be computed by hand."""

import json

TEXT = "Mali arresteerde Bah Ndaw. Frankrijk veroordeelde dat in mei. De EU ook."
HEAD = """@prefix kg: <https://w3id.org/kroniek/ont#> .
@prefix nif: <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#> .
@prefix gaf: <http://groundedannotationframework.org/gaf#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix id: <https://w3id.org/kroniek/id/> .
@prefix e: <https://example.org/> .
e:paper a kg:Document ; dcterms:identifier "paper" .
id:x-bah skos:prefLabel "Bah N'Daw"@nl .
"""


def span(begin: int, end: int) -> str:
    """Return a span as Turtle, without its subject."""
    return (
        f"nif:beginIndex {begin} ; nif:endIndex {end} ;"
        f" nif:referenceContext e:paper ; nif:anchorOf {json.dumps(TEXT[begin:end])}"
    )


def claim(trigger: str, event_class: str, event: str = "", **what: str | float) -> str:
    """Return a claim as Turtle; `what` holds its other properties."""
    begin = TEXT.index(trigger)
    node = f"e:{begin}.{event_class}{what.pop('n', '')}"
    event = event or f"{begin}"
    given = {"factuality": "kg:certain", "source": "id:kabinet-nl", **what}
    time = given.pop("time", None)
    if time is not None:
        given["time"] = f"e:time{begin}"
    parts = [
        f"{node} a kg:Claim ; kg:aboutEvent e:ev-{event} ; kg:trigger e:span{begin}",
        *(f"kg:{name} {value}" for name, value in given.items()),
        f"kg:evidence e:evidence{begin}",
    ]
    end = TEXT.index(".", begin) + 1
    start = TEXT.rfind(". ", 0, begin) + 2 if ". " in TEXT[:begin] else 0
    lines = [
        " ; ".join(parts),
        f"e:span{begin} {span(begin, begin + len(trigger))}",
        f"e:evidence{begin} {span(start, end)}",
        f"e:ev-{event} a kg:Event , kg:{event_class}",
    ]
    if time is not None:
        lines.append(f'e:time{begin} kg:edtf "{time}"')
    return "".join(f"{line} .\n" for line in lines)


def name(wording: str, entity: str) -> str:
    """Return a mention of an actor as Turtle."""
    begin = TEXT.index(wording)
    node = f"e:name{begin}"
    return (
        f"id:{entity} gaf:denotedBy {node} .\n"
        f"{node} {span(begin, begin + len(wording))} .\n"
    )


def gold_claim(trigger: str, event_class: str, event: str = "", **what) -> dict:
    """Return a claim of the gold."""
    begin = TEXT.index(trigger)
    empty = {role: [] for role in ("agent", "target", "participant", "place")}
    return {
        "begin": begin,
        "end": begin + len(trigger),
        "trigger": trigger,
        "class": event_class,
        "event": event or f"{event_class.lower()}.{begin}",
        **empty,
        "time": None,
        "factuality": "certain",
        "source": ["kabinet-nl"],
        **what,
    }


def gold_name(wording: str, entity: str) -> dict:
    """Return a name of the gold."""
    begin = TEXT.index(wording)
    end = begin + len(wording)
    return {"begin": begin, "end": end, "name_mention": wording, "id": entity}
