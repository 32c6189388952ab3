"""Every term of ours in use is declared, and every declared term is in use.

Uses are found by parsing: Python by its syntax tree, Turtle by its triples and the
SPARQL in its literals, tables by the keys that hold names of terms. A made-up term in
each of these places is found, so that a test that passes has looked.
"""

import ast
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatch
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from rdflib import Graph, Literal, URIRef

from kg.iris import RELATIONS, VOCABULARY
from kg.model import DateBasis, Factuality, Precision, Rank, Role, TimeAnchor, TurnKind
from kg.validate import load_vocabulary
from kg.vocabulary import KG

ROOT = Path(__file__).parents[2]
SPACES = {"kg": VOCABULARY, "rel": RELATIONS}
NAMES = {
    "KG": VOCABULARY,
    "REL": RELATIONS,
    "VOCABULARY": VOCABULARY,
    "RELATIONS": RELATIONS,
}
# A single letter is a placeholder, and "rel:plansTo…" stands for several terms.
PREFIXED = re.compile(r"(?<![\w/@.#-])(kg|rel):([A-Za-z]\w+)\b(?!…)")
FULL = re.compile(rf"({re.escape(VOCABULARY)}|{re.escape(RELATIONS)})([A-Za-z]\w+)")
WORD = re.compile(r"[A-Za-z]\w*")
DECLARING = ("ontology/kroniek.ttl", "kg/vocabulary.py")
FOLDERS = ("kg", "tools", "training", "queries", "ontology", "docs")


@dataclass(frozen=True)
class Table:
    """Where a table names terms.

    `terms` and `edges` are keys whose values are terms of `kg:` and of `rel:`, `named`
    tells whose entries have names that are terms: those of a part of the table, or of
    all of it (""). With `whole` every value is a term of `kg:`.
    """

    terms: frozenset[str] = frozenset()
    edges: frozenset[str] = frozenset()
    named: Mapping[str, str] = field(default_factory=dict)
    whole: bool = False


KINDS = frozenset(f"{role}_kinds" for role in Role)
ENDS = frozenset({"subject", "object", "not_subject", "not_object"})
TABLES = {
    "ontology/classes.toml": Table(
        terms=frozenset({"kinds", "events", "group"}),
        named={"groups": "kg", "classes": "kg"},
    ),
    "ontology/identity.toml": Table(named={"": "kg"}),
    "ontology/kinds.toml": Table(named={"": "kg"}, whole=True),
    "ontology/relations.toml": Table(terms=ENDS, named={"": "rel"}),
    "ontology/registry/*.toml": Table(terms=frozenset({"kind"})),
    "ontology/lexicon/nl/names.toml": Table(terms=frozenset({"kind"})),
    "ontology/lexicon/nl/relations.toml": Table(
        terms=ENDS, edges=frozenset({"relation"})
    ),
    "ontology/lexicon/nl/factuality.toml": Table(
        terms=frozenset({"value", "present", "past"})
    ),
    "ontology/lexicon/nl/frames/*.toml": Table(terms=KINDS | {"class"}),
}
NO_TERMS = {"*", "default"}  # any event; what holds for all classes


def declared() -> set[str]:
    """Return the terms that the ontology describes."""
    graph = load_vocabulary()
    spaces = tuple(SPACES.values())
    return {str(s) for s in graph.subjects() if str(s).startswith(spaces)}


def in_text(text: str) -> set[str]:
    """Return the terms that a text names, as prefixed names or in full."""
    found = {SPACES[prefix] + name for prefix, name in PREFIXED.findall(text)}
    return found | {space + name for space, name in FULL.findall(text)}


def in_python(text: str) -> set[str]:
    """Return the terms that a module names: `KG.x`, `KG["x"]`, strings, IRIs."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(text)):
        match node:
            case ast.Attribute(value=ast.Name(id=("KG" | "REL") as space), attr=name):
                found.add(NAMES[space] + name)
            case ast.Subscript(
                value=ast.Name(id=("KG" | "REL") as space),
                slice=ast.Constant(value=str(name)),
            ):
                found.add(NAMES[space] + name)
            case ast.BinOp(
                left=ast.Name(id=space), right=ast.Constant(value=str(name))
            ) if space in NAMES:
                found.add(NAMES[space] + name)
            case ast.JoinedStr(values=parts):
                found.update(in_parts(parts))
            case ast.Constant(value=str(string)):
                found |= in_text(string)
    return found


def in_parts(parts: list[ast.expr]) -> Iterator[str]:
    """Yield the terms of an f-string: `f"{VOCABULARY}Claim"`."""
    for first, second in pairwise(parts):
        match first, second:
            case (
                ast.FormattedValue(value=ast.Name(id=space)),
                ast.Constant(value=str(rest)),
            ) if space in NAMES and (word := WORD.match(rest)):
                yield NAMES[space] + word[0]


def in_turtle(text: str) -> set[str]:
    """Return the terms of a graph: in its triples, and in the SPARQL in literals."""
    graph = Graph().parse(data=text, format="turtle")
    nodes = {node for triple in graph for node in triple}
    names = {str(node) for node in nodes if isinstance(node, URIRef)}
    spaces = tuple(SPACES.values())
    found = {name for name in names - set(spaces) if name.startswith(spaces)}
    return found.union(*(in_text(str(n)) for n in nodes if isinstance(n, Literal)))


def in_table(path: str, text: str) -> set[str]:
    """Return the terms of a table: values of some keys, and names of entries."""
    (spec,) = (spec for pattern, spec in TABLES.items() if fnmatch(path, pattern))
    table = tomllib.loads(text)
    found = {("kg", word) for word in values_of(table, spec.terms, every=spec.whole)}
    found |= {("rel", word) for word in values_of(table, spec.edges)}
    for part, prefix in spec.named.items():
        found |= {(prefix, word) for word in (table[part] if part else table)}
    words = {(prefix, word.partition(".")[0]) for prefix, word in found}  # State.troops
    return {SPACES[prefix] + word for prefix, word in words if word not in NO_TERMS}


def values_of(
    table: Any, keys: frozenset[str], *, every: bool = False
) -> Iterator[str]:
    """Yield the words under some keys, or under all, however deep."""
    if isinstance(table, list):
        for entry in table:
            yield from values_of(entry, keys, every=every)
    if isinstance(table, dict):
        for key, value in table.items():
            if every or key in keys:
                yield from [value] if isinstance(value, str) else value
            else:
                yield from values_of(value, keys)


def used(path: str, text: str) -> set[str]:
    """Return the terms that a file uses."""
    match Path(path).suffix:
        case ".py":
            return in_python(text)
        case ".ttl":
            return in_turtle(text)
        case ".toml":
            return in_table(path, text)
    return in_text(text)


def files() -> list[str]:
    """Return the files that use terms, from the root."""
    found = [
        str(path.relative_to(ROOT))
        for folder in FOLDERS
        for path in sorted((ROOT / folder).rglob("*"))
        if path.suffix in {".py", ".ttl", ".rq", ".md"}
    ]
    found += [
        str(path.relative_to(ROOT))
        for pattern in TABLES
        for path in sorted(ROOT.glob(pattern))
    ]
    return [path for path in found if path not in DECLARING]


FILES = files()


@pytest.fixture(scope="module")
def terms() -> set[str]:
    """Return the declared terms."""
    return declared()


@pytest.mark.parametrize("path", FILES)
def test_terms_in_use_are_declared(path: str, terms: set[str]) -> None:
    """No file uses a term of ours that the ontology does not declare."""
    found = used(path, (ROOT / path).read_text(encoding="utf-8"))

    assert found - terms == set()


@pytest.fixture(scope="module")
def in_use() -> set[str]:
    """Return the terms that are used or explained outside where they are declared.

    What the program writes by the value of an enumeration counts as used.
    """
    kinds = (Factuality, Rank, Precision, TimeAnchor, DateBasis, TurnKind, Role)
    found = {str(KG[member.value]) for kind in kinds for member in kind}
    for path in FILES:
        found |= used(path, (ROOT / path).read_text(encoding="utf-8"))
    return found


def test_declared_terms_are_in_use(terms: set[str], in_use: set[str]) -> None:
    """The ontology declares nothing that nobody uses or explains."""
    assert terms - in_use == set()


def test_idle_term_is_found(terms: set[str], in_use: set[str]) -> None:
    """A declared term that nothing uses is found."""
    assert (terms | {VOCABULARY + "Idle"}) - in_use == {VOCABULARY + "Idle"}


def test_files_of_every_sort_are_read() -> None:
    """Code, queries, shapes, tables and prose are among them."""
    for part in (
        "kg/describe/claims.py",
        "tools/make_shapes.py",
        "training/train.py",
        "queries/coups.rq",
        "queries/edges/supports.rq",
        "queries/internal/claim.rq",
        "ontology/shapes/edge.ttl",
        "ontology/registry/persons.toml",
        "ontology/lexicon/nl/frames/power.toml",
        "docs/architecture.md",
    ):
        assert part in FILES
    assert not set(DECLARING) & set(FILES)


MADE_UP = [
    ("kg/x.py", "node = KG.Madeup"),
    ("kg/x.py", 'node = KG["Madeup"]'),
    ("kg/x.py", 'node = REL["madeup"]'),
    ("kg/x.py", 'iri = f"{VOCABULARY}Madeup"'),
    ("kg/x.py", 'iri = VOCABULARY + "Madeup"'),
    ("kg/x.py", 'query = "SELECT * { ?s a kg:Madeup }"'),
    ("tools/x.py", f'iri = "{VOCABULARY}Madeup"'),
    ("training/x.py", 'line = f"{name} rel:madeup {other}"'),
    ("queries/x.rq", "SELECT * { ?s rel:madeup ?o }"),
    ("queries/x.rq", f"SELECT * {{ ?s a <{VOCABULARY}Madeup> }}"),
    ("queries/edges/x.rq", "# class: kg:Madeup"),
    ("ontology/shapes/x.ttl", f"<x:s> <x:class> <{VOCABULARY}Madeup> ."),
    ("ontology/shapes/x.ttl", f"<x:s> <x:path> <{RELATIONS}is-madeup> ."),
    ("ontology/shapes/x.ttl", '<x:s> <x:select> "SELECT * { $this kg:madeup ?v }" .'),
    ("ontology/classes.toml", '[groups]\n[classes.Madeup]\ngroup = "PowerEvent"'),
    ("ontology/classes.toml", '[groups]\n[classes.Coup.agent]\nkinds = ["Madeup"]'),
    ("ontology/kinds.toml", 'Agent = []\nState = ["Madeup"]'),
    ("ontology/kinds.toml", "Madeup = []"),
    ("ontology/relations.toml", '[madeup]\nsubject = ["Person"]'),
    ("ontology/relations.toml", '[leads]\nobject = ["Madeup"]'),
    ("ontology/registry/x.toml", '[actors]\na = { nl = "A", kind = "Madeup" }'),
    ("ontology/registry/x.toml", '[defaults]\nkind = "Madeup"'),
    ("ontology/lexicon/nl/names.toml", '[[pattern]]\nkind = "Madeup"'),
    ("ontology/lexicon/nl/relations.toml", '[[rule]]\nrelation = "madeup"'),
    ("ontology/lexicon/nl/factuality.toml", '[[verb]]\nvalue = "madeup"'),
    ("ontology/lexicon/nl/frames/x.toml", '[[frame]]\nclass = "Madeup"'),
    ("ontology/lexicon/nl/frames/x.toml", '[[frame]]\nagent_kinds = ["Madeup"]'),
    ("docs/x.md", "Each claim has a `kg:madeup`."),
]


@pytest.mark.parametrize(("path", "text"), MADE_UP)
def test_made_up_term_is_found(path: str, text: str, terms: set[str]) -> None:
    """A term that nobody declared is found, whatever the sort of file."""
    (found,) = used(path, text) - terms

    assert found.lower().endswith("madeup")


def test_every_table_is_tried() -> None:
    """Each sort of table has a made-up term above."""
    tried = {path for path, _ in MADE_UP}

    for pattern in {*TABLES} - {"ontology/identity.toml"}:
        assert any(fnmatch(path, pattern) for path in tried), pattern
