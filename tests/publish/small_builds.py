"""Builds of a few triples."""

from pathlib import Path

GRAPH = """
@prefix kg: <https://w3id.org/kroniek/ont#> .
@prefix id: <https://w3id.org/kroniek/id/> .
@prefix doc: <https://w3id.org/kroniek/doc/> .
@prefix rel: <https://w3id.org/kroniek/rel#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""
VOCABULARY = """
id:state-ml a kg:State ; skos:prefLabel "Mali"@nl .
id:state-ne a kg:State ; skos:prefLabel "Niger"@nl .
id:mission-minusma rel:operatesIn id:state-ml .
"""
SHARED = """
id:state-ml a kg:State ; skos:prefLabel "Mali"@nl .
id:x-piet-1 a kg:Person ; skos:prefLabel "Piet"@nl .
"""
EDGES = """
id:mission-minusma rel:operatesIn id:state-ml .
id:state-fr rel:withdrewFrom id:state-ml .
"""


def write_build(folder: Path, documents: dict[str, str], texts: str = "") -> Path:
    """Write a small build: for each document, what its graph says."""
    folder.mkdir(parents=True, exist_ok=True)
    named = "".join(
        f"doc:{name} {{ doc:{name} a kg:Document . {said} }}\n"
        for name, said in documents.items()
    )
    flat = "".join(f"doc:{n} a kg:Document . {said}\n" for n, said in documents.items())
    for name, text in {
        "vocabulary.ttl": VOCABULARY,
        "graph.ttl": SHARED + flat,
        "graph.trig": SHARED + named,
        "edges.ttl": EDGES,
        "texts.ttl": texts,
    }.items():
        (folder / name).write_text(GRAPH + text, encoding="utf-8")
    return folder
