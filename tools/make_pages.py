"""Make the pages of the ontology and of the shapes, and the picture of the model.

Usage: python tools/make_pages.py [--check]

They are made from ontology/ and queries/ alone, by the templates in tools/pages/.
"""

import sys
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from rdflib import OWL, RDF, RDFS, Graph, URIRef
from rdflib.namespace import DCTERMS

from kg.model import Severity
from kg.ontology import LANGUAGES
from kg.validate import load_vocabulary
from kg.vocabulary import KG
from made_files import write_or_check
from pages.checks import Concern, Shape, named_shapes, read_concerns, shape_graphs
from pages.names import ONTOLOGY_PAGE, SHAPES_PAGE, Link, Names
from pages.terms import TermReader, described, read_groups
from pages.usage import Edge, Question, beside_docs, read_edges, read_questions
from pages.values import Text, texts

HERE = Path(__file__).resolve().parent
DOCS = HERE.parent / "docs"
TEMPLATES = HERE / "pages" / "templates"
WORDS = HERE / "pages" / "words.toml"
PICTURE = "model.svg"
SPARQL_PREFIXES = "sh:declare"  # the page of the ontology lists all prefixes


@dataclass(frozen=True, slots=True, kw_only=True)
class Knowledge:
    """All that the pages show."""

    ontology: Graph
    shapes: Mapping[Path, Graph]
    names: Names
    edges: list[Edge]
    questions: list[Question]
    concerns: list[Concern]


def read() -> Knowledge:
    """Read `ontology/` and `queries/`."""
    ontology = load_vocabulary()
    shapes = shape_graphs()
    prefixes = {
        prefix: str(iri)
        for graph in (*shapes.values(), ontology)
        for prefix, iri in graph.namespaces()
    }
    named = {str(node) for graph in shapes.values() for node in named_shapes(graph)}
    names = Names(prefixes, described(ontology), named)
    return Knowledge(
        ontology=ontology,
        shapes=shapes,
        names=names,
        edges=list(read_edges(names)),
        questions=read_questions(names),
        concerns=read_concerns(shapes, names),
    )


def make() -> dict[Path, str]:
    """Return what each file is to hold."""
    found = read()
    files = {
        ONTOLOGY_PAGE: ontology_page(found),
        SHAPES_PAGE: shapes_page(found),
        PICTURE: rendered(PICTURE, found),
    }
    return {DOCS / name: text for name, text in files.items()}


def ontology_page(found: Knowledge) -> str:
    """Return the page of the ontology."""
    return rendered(
        ONTOLOGY_PAGE,
        found,
        titles=texts(found.ontology, home_of(found.ontology), DCTERMS.title),
        home=header(found, found.ontology),
        prefixes=sorted(found.names.prefixes.items()),
        groups=read_groups(found.ontology, found.names, found.edges),
        questions=found.questions,
        used=uses(found),
    )


def shapes_page(found: Knowledge) -> str:
    """Return the page of the shapes."""
    (graph,) = (g for g in found.shapes.values() if (None, RDF.type, OWL.Ontology) in g)
    counts = Counter(
        shape.severity for concern in found.concerns for shape in checks(concern.shapes)
    )
    return rendered(
        SHAPES_PAGE,
        found,
        titles=texts(graph, home_of(graph), DCTERMS.title),
        home=header(found, graph),
        concerns=found.concerns,
        files=[beside_docs(path) for path in found.shapes],
        severities=[(severity, counts[severity]) for severity in Severity],
    )


def checks(shapes: Iterable[Shape]) -> Iterable[Shape]:
    """Yield the shapes that say something of a failure, parts included."""
    for shape in shapes:
        if shape.messages:
            yield shape
        yield from checks(shape.parts)


def header(found: Knowledge, graph: Graph) -> Mapping[str, object]:
    """Return what an ontology says of itself."""
    home = home_of(graph)
    reader = TermReader(graph, found.names, [])
    rows = [row for row in reader.rows(home) if row.name.name != SPARQL_PREFIXES]
    return {"iri": str(home), "rows": rows}


def home_of(graph: Graph) -> URIRef:
    """Return the ontology that a graph describes."""
    return URIRef(str(next(graph.subjects(RDF.type, OWL.Ontology))))


def uses(found: Knowledge) -> Mapping[str, Mapping[str, list[Link]]]:
    """Return what uses each term: shapes, questions and derivations of edges."""
    shapes = [shape for concern in found.concerns for shape in concern.shapes]
    return {
        "shapes": by_term(found, [(s.link, s.terms) for s in shapes]),
        "questions": by_term(found, [(q.link, q.terms) for q in found.questions]),
        "edges": by_term(
            found, [(found.names.link(e.relation), e.terms) for e in found.edges]
        ),
    }


def by_term(
    found: Knowledge, users: Iterable[tuple[Link, frozenset[str]]]
) -> Mapping[str, list[Link]]:
    """Return who uses each term, in the order given."""
    used: dict[str, list[Link]] = {iri: [] for iri in found.names.anchors}
    for link, terms in users:
        for term in terms:
            used[term].append(link)
    return used


def rendered(page: str, found: Knowledge, **values: object) -> str:
    """Return the template of a page, or of the picture, filled in."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= filters(page, found.names)
    environment.globals |= {
        "page": page,
        "words": tomllib.loads(WORDS.read_text(encoding="utf-8")),
        "ours": lambda name: found.names.link(str(KG[name])),
        "named": lambda name: found.names.link(found.names.iri(name)),
        "labels": lambda name: texts(
            found.ontology, URIRef(found.names.iri(name)), RDFS.label
        ),
    }
    return environment.get_template(page).render(values).lstrip() + "\n"


def filters(page: str, names: Names) -> Mapping[str, Callable[..., Any]]:
    """Return what the templates use to lay out texts and links."""
    return {
        "texts": as_texts,
        "paired": paired,
        "in_language": lambda of, tag: next(t.text for t in of if t.language == tag),
        "here": lambda href: href.removeprefix(page) if "#" in href else href,
        "links": lambda iris: [names.link(iri) for iri in sorted(iris)],
    }


def as_texts(of: Mapping[str, str] | Iterable[Text]) -> tuple[Text, ...]:
    """Return texts by language as values; what is the same in all stands once."""
    if isinstance(of, Mapping):
        found = tuple(Text(of[language], language) for language in LANGUAGES)
    else:
        found = tuple(of)
    same = {text.text for text in found}
    return (Text(same.pop()),) if len(found) > 1 and len(same) == 1 else found


def paired(of: Mapping[str, str] | Iterable[Text]) -> bool:
    """Tell whether texts stand in both languages, so that one can be hidden."""
    counts = Counter(text.language for text in as_texts(of))
    dutch, english = (counts[language] for language in LANGUAGES)
    return dutch == english > 0 and not counts[""]


def main() -> int:
    """Write the files, or with `--check` tell whether they are up to date."""
    return write_or_check(make())


if __name__ == "__main__":
    sys.exit(main())
