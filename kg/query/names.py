"""From what people type to what the graph calls it, and back."""

import difflib
from collections.abc import Iterable, Mapping

import pyoxigraph

from kg.errors import InputError
from kg.iris import VOCABULARY, Namespaces, fold, local_name
from kg.store import DEFAULT_GRAPH

WELL_KNOWN: Mapping[str, str] = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dcterms": "http://purl.org/dc/terms/",
    "prov": "http://www.w3.org/ns/prov#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "org": "http://www.w3.org/ns/org#",
    "schema": "https://schema.org/",
    "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "gaf": "http://groundedannotationframework.org/gaf#",
    "nif": "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#",
    "sh": "http://www.w3.org/ns/shacl#",
}

# From the best evidence that a name is meant to the weakest.
_NAMING = (
    (f"{WELL_KNOWN['dcterms']}identifier", f"{WELL_KNOWN['skos']}prefLabel"),
    (f"{WELL_KNOWN['skos']}notation", f"{WELL_KNOWN['dcterms']}title"),
    (f"{WELL_KNOWN['skos']}altLabel",),
)

PREFERRED_LANGUAGES = ("nl", "en")

_LABEL, _SPACE = pyoxigraph.Variable("label"), pyoxigraph.Variable("space")
_LABELLED = """
SELECT ?thing ?value ?label ?space {
  ?thing ?label ?value
  FILTER(isIRI(?thing) && isLITERAL(?value) && STRSTARTS(STR(?thing), ?space))
}
"""


def prefixes_of(namespaces: Namespaces) -> dict[str, str]:
    """Return all prefixes that may be used in a query, ours first."""
    return {**namespaces.prefixes(), **WELL_KNOWN}


def shorten(iri: str, prefixes: Mapping[str, str]) -> str:
    """Return an IRI as a prefixed name where there is a prefix for it.

    >>> shorten("https://w3id.org/kroniek/id/state-ml", prefixes_of(Namespaces()))
    'id:state-ml'
    """
    fitting = [(len(ns), p) for p, ns in prefixes.items() if iri.startswith(ns)]
    if not fitting:
        return iri
    length, prefix = max(fitting)
    return f"{prefix}:{iri[length:]}"


def check_text(text: str) -> None:
    """Make sure that RDF can hold a text (RDF 1.1 Concepts, 3.3).

    Words of a command that are not UTF-8 come as lone surrogates (PEP 383).

    Raises:
        InputError: it cannot.
    """
    try:
        text.encode()
    except UnicodeEncodeError:
        raise InputError(f"{text!r} is not Unicode text") from None


def find_resource(
    store: pyoxigraph.Store,
    name: str,
    *,
    kind: str,
    spaces: Iterable[str],
    namespaces: Namespaces,
) -> pyoxigraph.NamedNode:
    """Return what a full IRI, prefixed name, local name or label stands for.

    `spaces` are the namespaces in which to look for local names and labels.

    Raises:
        InputError: nothing is called so, or several things are; near names are given.
    """
    check_text(name)
    wanted = tuple(spaces)
    for iri in _spellings(name.strip(), wanted, namespaces):
        node = _node(iri)
        if node is not None and _is_used(store, node):
            return node
    found = _labelled(store, name, wanted)
    if len(found) == 1:
        return found[0]
    prefixes = prefixes_of(namespaces)
    if found:
        several = ", ".join(sorted(shorten(node.value, prefixes) for node in found))
        raise InputError(f"{name!r} is the name of more than one {kind}: {several}")
    near = ", ".join(_near(store, name, wanted)) or "nothing is near it"
    raise InputError(f"no {kind} {name!r}; near it: {near}")


def read_resource(
    name: str, *, kind: str, namespaces: Namespaces
) -> pyoxigraph.NamedNode:
    """Return what a full IRI or a prefixed name stands for, without looking it up.

    Raises:
        InputError: it is neither.
    """
    for iri in _spellings(name.strip(), (), namespaces):
        node = _node(iri)
        if node is not None:
            return node
    raise InputError(
        f"no identifier of kind {kind}: {name!r}; an endpoint is asked by IRI or"
        " prefixed name, such as id:state-ml"
    )


def label_of(
    store: pyoxigraph.Store,
    node: object,
    *,
    languages: Iterable[str] = PREFERRED_LANGUAGES,
    property_: str = _NAMING[0][1],
) -> str:
    """Return a label of a node in the first language there is, or its local name.

    After the `languages` that are wanted come all others, by their tags. `property_`
    is `skos:prefLabel`, which things have; terms of a vocabulary have `rdfs:label`.
    """
    if not isinstance(node, pyoxigraph.NamedNode):
        return str(getattr(node, "value", node))
    labels = labels_of(store, node, property_=property_)
    for language in (*languages, *sorted(labels)):
        if language in labels:
            return labels[language]
    return local_name(node.value)


def labels_of(
    store: pyoxigraph.Store,
    node: pyoxigraph.NamedNode,
    *,
    property_: str = _NAMING[0][1],
) -> dict[str, str]:
    """Return the labels of a node by language, one of each: the preferred ones."""
    named = pyoxigraph.NamedNode(property_)
    labels: dict[str, str] = {}
    for quad in store.quads_for_pattern(node, named, None, DEFAULT_GRAPH):
        if isinstance(quad.object, pyoxigraph.Literal):
            text, language = quad.object.value, quad.object.language or ""
            labels[language] = min(text, labels.get(language, text))
    return labels


def labelled_in(store: pyoxigraph.Store, space: str) -> dict[str, str]:
    """Return what has a label in a namespace: IRIs, each with the label to show."""
    preferred = _NAMING[0]
    found = {node.value: node for node, _ in _labels(store, preferred, (space,))}
    return {iri: label_of(store, node) for iri, node in found.items()}


def vocabulary(name: str) -> pyoxigraph.NamedNode:
    """Return a term of our vocabulary."""
    return pyoxigraph.NamedNode(f"{VOCABULARY}{name}")


def _spellings(
    name: str, spaces: tuple[str, ...], namespaces: Namespaces
) -> Iterable[str]:
    if name.startswith("<") and name.endswith(">"):
        yield name[1:-1]
        return
    if "://" in name:
        yield name
        return
    prefix, colon, local = name.partition(":")
    prefixes = prefixes_of(namespaces)
    if colon and prefix in prefixes:
        yield f"{prefixes[prefix]}{local}"
    yield from (f"{space}{name}" for space in spaces)


def _node(iri: str) -> pyoxigraph.NamedNode | None:
    try:
        return pyoxigraph.NamedNode(iri)
    except ValueError:
        return None


def _is_used(store: pyoxigraph.Store, node: pyoxigraph.NamedNode) -> bool:
    as_subject = store.quads_for_pattern(node, None, None, DEFAULT_GRAPH)
    as_object = store.quads_for_pattern(None, None, node, DEFAULT_GRAPH)
    return any(True for _ in as_subject) or any(True for _ in as_object)


def _labels(
    store: pyoxigraph.Store, predicates: Iterable[str], spaces: tuple[str, ...]
) -> Iterable[tuple[pyoxigraph.NamedNode, str]]:
    """Yield what has a label in a namespace; the store leaves out all else."""
    for predicate in predicates:
        label = pyoxigraph.NamedNode(predicate)
        for space in spaces:
            found = store.query(
                _LABELLED,
                substitutions={_LABEL: label, _SPACE: pyoxigraph.Literal(space)},
            )
            assert isinstance(found, pyoxigraph.QuerySolutions)  # noqa: S101 - SELECT
            for subject, value, *_ in found:
                yield subject, value.value


def _labelled(
    store: pyoxigraph.Store, name: str, spaces: tuple[str, ...]
) -> list[pyoxigraph.NamedNode]:
    """Return what has this label as it is written, or else but for case and accents."""
    sought = fold(name.strip())
    for predicates in _NAMING:
        found = _exactly(store, name.strip(), predicates, spaces) or {
            subject.value: subject
            for subject, label in _labels(store, predicates, spaces)
            if fold(label) == sought
        }
        if found:
            return list(found.values())
    return []


def _exactly(
    store: pyoxigraph.Store,
    name: str,
    predicates: Iterable[str],
    spaces: tuple[str, ...],
) -> dict[str, pyoxigraph.NamedNode]:
    """Return what has this label as it is written, which the store has in an index."""
    found: dict[str, pyoxigraph.NamedNode] = {}
    labels = [pyoxigraph.Literal(name, language=tag) for tag in PREFERRED_LANGUAGES]
    for predicate in map(pyoxigraph.NamedNode, predicates):
        for label in (pyoxigraph.Literal(name), *labels):
            for quad in store.quads_for_pattern(None, predicate, label, DEFAULT_GRAPH):
                node = quad.subject
                if not isinstance(node, pyoxigraph.NamedNode):
                    continue
                if node.value.startswith(spaces):
                    found[node.value] = node
    return found


def _near(store: pyoxigraph.Store, name: str, spaces: tuple[str, ...]) -> list[str]:
    every = (predicate for group in _NAMING for predicate in group)
    written: dict[str, str] = {}
    for subject, label in _labels(store, every, spaces):
        written.setdefault(fold(label), label)
        local = local_name(subject.value)
        written.setdefault(local, local)
    sought = fold(name.strip().rpartition(":")[2])
    near = difflib.get_close_matches(sought, sorted(written), n=5, cutoff=0.5)
    holding = [key for key in sorted(written) if sought and sought in key]
    return [written[key] for key in dict.fromkeys([*holding[:3], *near])][:5]
