"""What a graph says: its claims and names, read by the public data model alone."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pyoxigraph

from kg.errors import InputError
from kg.evaluate.sameness import fold
from kg.iris import local_name
from kg.model import Role
from kg.ontology import load_classes
from kg.store import open_store
from kg.vocabulary import GAF, KG, NIF

GRAPH, TEXTS = "graph.ttl", "texts.ttl"
PREFIXES = {
    "kg": str(KG),
    "nif": str(NIF),
    "gaf": str(GAF),
    "dcterms": "http://purl.org/dc/terms/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
}
SPAN = """?span nif:beginIndex ?begin ; nif:endIndex ?end ; nif:referenceContext ?d .
    ?d dcterms:identifier ?document ."""
CLAIMS = f"""SELECT ?claim ?document ?begin ?end ?event ?factuality {{
    ?claim a kg:Claim ; kg:aboutEvent ?event ; kg:trigger ?span ;
        kg:factuality ?factuality .
    {SPAN} }}"""
NAMES = f"""SELECT ?thing ?document ?begin ?end {{
    ?thing gaf:denotedBy ?span . {SPAN}
    FILTER NOT EXISTS {{ ?claim kg:aboutEvent ?thing }} }}"""
LABELS = """SELECT ?subject ?value {
    ?subject skos:prefLabel|skos:altLabel|skos:hiddenLabel|rdfs:label ?value }"""
IDENTIFIERS = "SELECT ?subject ?value { ?subject dcterms:identifier ?value }"
STRINGS = """SELECT ?subject ?value {
    ?d nif:isString ?value ; dcterms:identifier ?subject }"""
EVERY_CLAIM = "SELECT ?subject ?value { ?subject a kg:Claim , ?value }"
OF_CLAIM = "SELECT ?subject ?value {{ ?subject a kg:Claim ; {path} ?value }}"

Row = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class SystemClaim:
    """A claim of the graph.

    `fillers` are roles with the IRIs of actors; fillers that are events are left out.
    `classes` are those of its event that the ontology has. `quote` and `evidence` are
    the words of its trigger and its sentence, empty where the graph lacks them.
    """

    iri: str
    documents: frozenset[str]
    begin: int
    end: int
    event: str
    factuality: str
    classes: frozenset[str] = frozenset()
    sources: frozenset[str] = frozenset()
    fillers: frozenset[tuple[Role, str]] = frozenset()
    time: str | None = None
    confidence: float | None = None
    quote: str = ""
    evidence: str = ""

    def in_role(self, role: Role) -> list[str]:
        """Return the actors in a role."""
        return sorted(actor for found, actor in self.fillers if found is role)


@dataclass(frozen=True, slots=True, kw_only=True)
class SystemGraph:
    """A graph as far as it is scored.

    `names` maps documents to the spans of names and what each denotes; `labels` are
    folded; `texts` are the texts of documents where they are there; `incomplete` counts
    the claims without an event, trigger, factuality or document.
    """

    claims: tuple[SystemClaim, ...]
    documents: frozenset[str]
    names: Mapping[str, Mapping[tuple[int, int], frozenset[str]]] = field(
        default_factory=dict
    )
    labels: Mapping[str, frozenset[str]] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    incomplete: int = 0


def read_graph(path: Path) -> SystemGraph:
    """Read a graph file (Turtle, N-Triples, N-Quads, TriG), or that of a build folder.

    Raises:
        InputError: there is no such file, it cannot be read, or it holds no claims.
        UnknownName: the file is of another format.
    """
    if not path.exists():
        raise InputError(f"cannot read {path}: there is no such file or folder")
    if path.is_dir():
        if not (path / GRAPH).is_file():
            raise InputError(f"no build in {path}: it has no {GRAPH}")
        parts = [path / name for name in (GRAPH, TEXTS) if (path / name).is_file()]
    else:
        parts = [path]
    graph = graph_of(open_store(parts))
    if not graph.claims:
        raise InputError(f"{path} holds no claims (kg:Claim with kg:trigger)")
    return graph


def graph_of(store: pyoxigraph.Store) -> SystemGraph:
    """Return what a store says, all of its graphs taken as one."""
    labels = {
        subject: frozenset(map(fold, values)) - {""}
        for subject, values in _all(store, LABELS).items()
    }
    claims = _claims(store)
    identifiers = _all(store, IDENTIFIERS).values()
    return SystemGraph(
        claims=claims,
        documents=frozenset(name for values in identifiers for name in values),
        names=_names(store),
        labels=labels,
        texts={name: texts[0] for name, texts in _all(store, STRINGS).items()},
        incomplete=len(_all(store, EVERY_CLAIM)) - len(claims),
    )


def _rows(store: pyoxigraph.Store, query: str) -> Iterator[Row]:
    found = store.query(query, prefixes=PREFIXES, use_default_graph_as_union=True)
    if not isinstance(found, pyoxigraph.QuerySolutions):
        raise TypeError(f"not a SELECT query: {query}")
    names = [variable.value for variable in found.variables]
    for row in found:
        yield {name: row[name].value for name in names}


def _all(store: pyoxigraph.Store, query: str) -> dict[str, list[str]]:
    """Return the values of each subject, sorted: stores give them in any order."""
    found: dict[str, list[str]] = {}
    for row in _rows(store, query):
        found.setdefault(row["subject"], []).append(row["value"])
    return {subject: sorted(values) for subject, values in found.items()}


def _of_claims(store: pyoxigraph.Store, path: str) -> dict[str, list[str]]:
    return _all(store, OF_CLAIM.format(path=path))


def _claims(store: pyoxigraph.Store) -> tuple[SystemClaim, ...]:
    rows: dict[str, list[Row]] = {}
    for row in _rows(store, CLAIMS):
        rows.setdefault(row["claim"], []).append(row)
    about = {
        name: _of_claims(store, path)
        for name, path in (
            ("classes", "kg:aboutEvent/a"),
            ("sources", "kg:source"),
            ("time", "kg:time/kg:edtf"),
            ("confidence", "kg:confidence"),
            ("quote", "kg:trigger/nif:anchorOf"),
            ("evidence", "kg:evidence/nif:anchorOf"),
            *((role.value, f"kg:{role.value}") for role in Role),
        )
    }
    events = {row["event"] for found in rows.values() for row in found}
    claims = [
        _claim(
            iri, found, {name: of.get(iri, []) for name, of in about.items()}, events
        )
        for iri, found in rows.items()
    ]
    return tuple(sorted(claims, key=lambda claim: (claim.begin, claim.end, claim.iri)))


def _claim(
    iri: str,
    rows: list[Row],
    about: Mapping[str, list[str]],
    events: Collection[str],
) -> SystemClaim:
    row = min(rows, key=lambda row: (int(row["begin"]), int(row["end"]), row["event"]))
    confidence = about["confidence"]
    return SystemClaim(
        iri=iri,
        documents=frozenset(row["document"] for row in rows),
        begin=int(row["begin"]),
        end=int(row["end"]),
        event=row["event"],
        factuality=local_name(row["factuality"]),
        classes=frozenset(map(local_name, about["classes"])) & load_classes().keys(),
        sources=frozenset(about["sources"]),
        fillers=frozenset(
            (role, actor)
            for role in Role
            for actor in about[role.value]
            if actor not in events
        ),
        time=next(iter(about["time"]), None),
        confidence=float(confidence[0]) if confidence else None,
        quote=next(iter(about["quote"]), ""),
        evidence=next(iter(about["evidence"]), ""),
    )


def _names(
    store: pyoxigraph.Store,
) -> Mapping[str, Mapping[tuple[int, int], frozenset[str]]]:
    found: dict[str, dict[tuple[int, int], set[str]]] = {}
    for row in _rows(store, NAMES):
        span = int(row["begin"]), int(row["end"])
        spans = found.setdefault(row["document"], {})
        spans.setdefault(span, set()).add(row["thing"])
    return {
        document: {span: frozenset(things) for span, things in spans.items()}
        for document, spans in found.items()
    }
