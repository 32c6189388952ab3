"""Small graphs made by hand, by the data model."""

from dataclasses import dataclass, field

import pyoxigraph

from kg.iris import Namespaces
from kg.query import Table, as_records, find_query, prefixes_of, run_query

PREFIXES = prefixes_of(Namespaces())


def iri(name: str) -> pyoxigraph.NamedNode:
    """Return what a prefixed name stands for."""
    prefix, _, local = name.partition(":")
    return pyoxigraph.NamedNode(f"{PREFIXES[prefix]}{local}")


def term(value: object) -> pyoxigraph.NamedNode | pyoxigraph.Literal:
    """Return a term: prefixed names are IRIs, `text@nl` and `x^^xsd:date` literals."""
    if not isinstance(value, str):
        return pyoxigraph.Literal(value)
    if value.split(":")[0] in PREFIXES and " " not in value:
        return iri(value)
    text, _, language = value.rpartition("@")
    if text and language in {"nl", "en"}:
        return pyoxigraph.Literal(text, language=language)
    text, _, datatype = value.rpartition("^^")
    if text:
        return pyoxigraph.Literal(text, datatype=iri(datatype))
    return pyoxigraph.Literal(value)


@dataclass
class World:
    """A graph that grows claim by claim."""

    store: pyoxigraph.Store = field(default_factory=pyoxigraph.Store)
    cursor: int = 0

    def add(self, subject: str, **links: object) -> str:
        """Add triples; `kg_agent="id:a"` is `kg:agent`, a list is several values."""
        for name, values in links.items():
            predicate = "rdf:type" if name == "a" else name.replace("_", ":", 1)
            for value in values if isinstance(values, list) else [values]:
                if value is not None:
                    node = pyoxigraph.Quad(iri(subject), iri(predicate), term(value))
                    self.store.add(node)
        return subject

    def actor(self, name: str, kind: str, label: str, **links: object) -> str:
        """Add an actor."""
        return self.add(name, a=f"kg:{kind}", skos_prefLabel=f"{label}@nl", **links)

    def document(self, name: str, issued: str, **links: object) -> str:
        """Add a document."""
        return self.add(
            f"doc:{name}",
            a="kg:Document",
            dcterms_identifier=name,
            dcterms_title=f"Stuk {name}@nl",
            dcterms_issued=f"{issued}^^xsd:date",
            **links,
        )

    def turn(
        self, name: str, on: str, kind: str = "AnswerTurn", **links: object
    ) -> str:
        """Add a turn; its document is what stands before the last full stop."""
        return self.add(
            f"doc:{name}",
            a=f"kg:{kind}",
            dcterms_isPartOf=f"doc:{name.rpartition('.')[0]}",
            kg_utteredOn=f"{on}^^xsd:date",
            **links,
        )

    def time(self, edtf: str, first: str | None, last: str | None) -> str:
        """Add a time."""
        return self.add(
            f"id:time-{edtf}",
            a="kg:Time",
            kg_edtf=edtf,
            sem_hasEarliestBeginTimeStamp=first and f"{first}^^xsd:date",
            sem_hasLatestEndTimeStamp=last and f"{last}^^xsd:date",
        )

    def event(self, name: str, kind: str, label: str, **links: object) -> str:
        """Add an event."""
        return self.add(name, a=f"kg:{kind}", skos_prefLabel=f"{label}@nl", **links)

    def span(self, document: str, text: str, begin: int | None = None) -> str:
        """Add a span, after the last one if no place is given."""
        start = self.cursor if begin is None else begin
        self.cursor = max(self.cursor, start + len(text) + 1)
        return self.add(
            f"sp:{document}.{start}-{start + len(text)}",
            a="kg:Span",
            nif_referenceContext=f"doc:{document}",
            nif_beginIndex=start,
            nif_endIndex=start + len(text),
            nif_anchorOf=text,
        )

    def claim(  # noqa: PLR0913
        self,
        event: str,
        turn: str,
        quote: str,
        *,
        factuality: str = "certain",
        source: str | list[str] = "id:kabinet-nl",
        rank: str = "Normal",
        **links: object,
    ) -> str:
        """Add a claim of an event in a turn."""
        document = turn.rpartition(".")[0]
        span = self.span(document, quote)
        local = span.partition(":")[2]
        return self.add(
            f"cl:{local}.x",
            a="kg:Claim",
            kg_aboutEvent=event,
            kg_inTurn=f"doc:{turn}",
            kg_evidence=span,
            kg_trigger=span,
            kg_factuality=f"kg:{factuality}",
            kg_source=source,
            kg_rank=f"kg:{rank}",
            prov_wasDerivedFrom=f"doc:{document}",
            **links,
        )

    def ask(self, name: str, **parameters: str | None) -> list[dict[str, object]]:
        """Return the rows of a query of the library as mappings."""
        return [*as_records(self.table(name, **parameters))]

    def table(self, name: str, **parameters: str | None) -> Table:
        """Return the answer to a query of the library."""
        return run_query(self.store, find_query(name), parameters)


def pick(rows: list[dict[str, object]], *columns: str) -> list[tuple[object, ...]]:
    """Return some columns of some rows."""
    return [tuple(row[column] for column in columns) for row in rows]


def small_world() -> World:
    """Return a graph with some actors, times and one document of two turns."""
    made = World()
    for name, kind, label in [
        ("id:state-nl", "State", "Nederland"),
        ("id:state-ml", "State", "Mali"),
        ("id:state-bf", "State", "Burkina Faso"),
        ("id:state-de", "State", "Duitsland"),
        ("id:state-dk", "State", "Denemarken"),
        ("id:org-ecowas", "InternationalOrganization", "ECOWAS"),
        ("id:org-au", "InternationalOrganization", "Afrikaanse Unie"),
        ("id:kabinet-nl", "Government", "het kabinet"),
        ("id:fractie-cu", "ParliamentaryGroup", "ChristenUnie"),
        ("id:mission-minusma", "Mission", "MINUSMA"),
        ("id:op-takuba", "Mission", "Taakgroep Takuba"),
        ("id:pmc-wagner", "PrivateMilitaryCompany", "Wagner Group"),
    ]:
        made.actor(name, kind, label)
    made.document("d1", "2022-12-22")
    made.turn("d1.q1", "2022-12-15", "QuestionTurn", kg_speaker="id:fractie-cu")
    made.turn("d1.a1", "2022-12-22", kg_speaker="id:kabinet-nl", kg_answers="doc:d1.q1")
    return made
