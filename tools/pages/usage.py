"""The questions and direct edges of `queries/`, and the terms that each uses."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.query import Parameter, list_queries
from kg.resources import folder
from kg.store import edge_queries
from pages.names import ONTOLOGY_PAGE, Link, Names

NO_TERMS = re.compile(r'"(?:\\.|[^"\\\n])*"|<[^<>\s]*>|#[^\n]*')
PREFIXED = re.compile(r"(?<![\w:.-])([a-z]\w*):([A-Za-z0-9][\w-]*)")
HEADER = re.compile(r"^# (\w+): ((?:.|\n#  +)+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question of the library, as the page of the ontology lists it."""

    name: str
    number: str
    titles: Mapping[str, str]
    description: str
    parameters: tuple[Parameter, ...]
    columns: tuple[str, ...]
    file: str
    terms: frozenset[str]

    @property
    def link(self) -> Link:
        """Where the page lists it."""
        return Link(self.name, f"{ONTOLOGY_PAGE}#query-{self.name}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """How a direct edge is derived."""

    relation: str
    condition: str
    file: str
    terms: frozenset[str]


def terms_of(sparql: str, names: Names) -> frozenset[str]:
    """Return the terms of ours that SPARQL uses as prefixed names.

    >>> names = Names({"a": "urn:a:"}, ["urn:a:b", "urn:a:c", "urn:a:d"], [])
    >>> sorted(terms_of('?x a:b/a:c "a:d" . # a:d', names))
    ['urn:a:b', 'urn:a:c']
    """
    written = PREFIXED.findall(NO_TERMS.sub(" ", sparql))
    iris = {f"{names.prefixes.get(prefix)}{local}" for prefix, local in written}
    return frozenset(iris & set(names.anchors))


def read_questions(names: Names) -> list[Question]:
    """Return the questions of the library, in their order."""
    return [
        Question(
            name=query.name,
            number=query.question,
            titles={"nl": query.title_nl, "en": query.title},
            description=query.description,
            parameters=query.parameters,
            columns=query.columns,
            file=beside_docs(query.path),
            terms=terms_of(query.text, names),
        )
        for query in list_queries()
    ]


def read_edges(names: Names) -> Iterator[Edge]:
    """Yield how each direct edge is derived."""
    for path in edge_queries():
        text = path.read_text(encoding="utf-8")
        header = {key: re.sub(r"\n#", "", v) for key, v in HEADER.findall(text)}
        yield Edge(
            relation=names.iri(header["relation"]),
            condition=" ".join(header["condition"].split()),
            file=beside_docs(path),
            terms=terms_of(text, names),
        )


def beside_docs(path: Path) -> str:
    """Return the address of a file of ours from the folder of the pages."""
    root = folder("ontology").parent
    return f"../{path.relative_to(root).as_posix()}"
