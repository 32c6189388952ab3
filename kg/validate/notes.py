"""What people need to know of a focus node: its name, and the sentence behind it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, RDFS, SKOS
from rdflib.paths import Path
from rdflib.term import Node

from kg.model import Finding
from kg.vocabulary import KG, NIF

_NAMES = (SKOS.prefLabel, RDFS.label, DCTERMS.title)
_LANGUAGES = ("nl", "en", None)
# From a focus node to the words that it rests on: its own, its sentence, or those of
# the claims that speak of it.
_SENTENCES: tuple[URIRef | Path, ...] = (
    NIF.anchorOf,
    KG.evidence / NIF.anchorOf,
    ~KG.aboutEvent / KG.evidence / NIF.anchorOf,
    ~KG.aboutRelation / KG.evidence / NIF.anchorOf,
)


@dataclass(frozen=True, slots=True)
class Note:
    """A node's label and sentence, each empty where the graph has none."""

    label: str = ""
    sentence: str = ""


def read_notes(findings: Iterable[Finding], graph: Graph) -> Mapping[str, Note]:
    """Return a note for each node that findings speak of.

    Args:
        findings: of a report on the graph.
        graph: the graph that was validated, with the vocabulary.
    """
    nodes = {text for f in findings for text in (f.focus_node, f.value) if text}
    return {text: _note(node, graph) for text in nodes for node in _as_node(text)}


def _as_node(text: str) -> Iterator[URIRef | BNode]:
    if text.startswith("_:"):
        yield BNode(text[2:])
    elif ":" in text and not set(text) & set(' <>"{}|\\^`\n'):
        yield URIRef(text)


def _note(node: Node, graph: Graph) -> Note:
    sentences: list[str] = []
    for path in _SENTENCES:
        sentences = sorted(str(words) for words in graph.objects(node, path))
        if sentences:
            break
    words = " ".join(sentences[0].split()) if sentences else ""
    return Note(label=_label(node, graph), sentence=words)


def _label(node: Node, graph: Graph) -> str:
    for name in _NAMES:
        found = [v for v in graph.objects(node, name) if isinstance(v, Literal)]
        for language in _LANGUAGES:
            fitting = sorted(str(v) for v in found if v.language == language)
            if fitting:
                return fitting[0]
    return ""
