"""Where pages are, and how one leads to another.

A page has a path such as `nl/id/state-ml`: the language, then what an IRI has after the
base of the graph. Links are relative, so that pages work from a folder, and behind any
address. Sentences are anchored as by RFC 5147: `#char=68558,68643`.
"""

import posixpath
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from urllib.parse import quote

from kg.iris import VOCABULARY, local_name
from kg.pages.claims import Claim, Reference
from kg.pages.documents import part_of
from kg.pages.entries import event_entries, tie_entries
from kg.pages.graph import Graph
from kg.pages.marking import Span
from kg.pages.reading import reference_to
from kg.pages.words import LANGUAGES
from kg.query.names import WELL_KNOWN
from kg.store import RDF_TYPE

HOME = "index"
ASSETS = "assets"

_NAME = re.compile(r"[\w~-][\w.~-]{0,199}")
_BEGIN = f"{WELL_KNOWN['nif']}beginIndex"
_PART_OF = f"{WELL_KNOWN['dcterms']}isPartOf"
_DOCUMENT = f"{VOCABULARY}Document"
# What lies among the actors and is none.
_VALUES = frozenset(f"{VOCABULARY}{name}" for name in ("Time", "Quantity"))


def anchor(span: Span) -> str:
    """Return the fragment of a span of a text (RFC 5147, 2.1.1).

    >>> anchor((68558, 68643))
    'char=68558,68643'
    """
    return f"char={span[0]},{span[1]}"


def claim_anchor(claim: str) -> str:
    """Return the fragment at which a document shows a claim, by IRI."""
    return f"claim-{local_name(claim)}"


def is_name(local: str) -> bool:
    """Tell whether a local name can be part of an address and the name of a file.

    >>> is_name("state-ml"), is_name(".."), is_name("a b")
    (True, False, False)
    """
    return _NAME.fullmatch(local) is not None


def turn_anchor(turn: str, document: str) -> str:
    """Return the fragment of a turn: what its IRI has after that of its document."""
    return turn.removeprefix(f"{document}.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """The links of one page.

    `here` is the path of the page, `suffix` what addresses end in: nothing on a server,
    `.html` for files. `found` is told each path that is linked to.
    """

    graph: Graph
    here: str
    suffix: str = ""
    found: Callable[[str], object] = field(default=lambda _: None)

    def page(self, *parts: object, fragment: str = "", language: str = "") -> str:
        """Return the address of a page from its parts, such as "actors", 2."""
        names = [str(part) for part in parts if part not in {"", None}]
        path = "/".join((language or self.graph.language, *names))
        self.found(path)
        address = self._relative(f"{path}{self.suffix}")
        return f"{address}#{quote(fragment, safe='=,')}" if fragment else address

    def numbered(self, parts: Iterable[str], number: int) -> str:
        """Return the address of one of the pages of a list or document, from 1."""
        return self.page(*parts, number if number > 1 else "")

    def asset(self, name: str) -> str:
        """Return the address of a style sheet or script."""
        return self._relative(f"{ASSETS}/{name}")

    def in_language(self, language: str) -> str:
        """Return the address of this page in another language."""
        own, *rest = self.here.split("/")
        return self.page(*(rest if own in LANGUAGES else [HOME]), language=language)

    def thing(self, iri: str) -> str | None:
        """Return the address of the page about something, None where there is none."""
        space, _, local = iri.removeprefix(self.graph.namespaces.base).partition("/")
        if not local or not iri.startswith(self.graph.namespaces.base):
            return None
        if space == "claim":
            claim = reference_to(self.graph, iri)
            return self.claim(claim) if claim else None
        if "/" in local or not has_page(self.graph, iri):
            return None
        return self.page(space, local)

    def sentence(self, document: str, span: Span) -> str:
        """Return the address of a sentence in its document."""
        return self._in_document(document, span[0], anchor(span))

    def claim(self, claim: Claim | Reference) -> str:
        """Return the address at which a document shows a claim."""
        begin, fragment = claim.evidence[0], claim_anchor(claim.iri)
        return self._in_document(claim.document.iri, begin, fragment)

    def turn(self, turn: str) -> str | None:
        """Return the address of a turn in its document."""
        begins = self.graph.values(turn, _BEGIN)
        documents = self.graph.values(turn, _PART_OF)
        if not begins or not documents:
            return None
        document = documents[0].value
        fragment = turn_anchor(turn, document)
        return self._in_document(document, int(begins[0].value), fragment)

    def _in_document(self, document: str, offset: int, fragment: str) -> str:
        part = part_of(self.graph, document, offset)
        local = document.removeprefix(self.graph.namespaces.document)
        return self.page("doc", local, part if part > 1 else "", fragment=fragment)

    def _relative(self, path: str) -> str:
        folder, name = posixpath.split(path)
        start = posixpath.dirname(self.here)
        way = posixpath.relpath(folder or ".", start or ".")
        return quote(name if way == "." else f"{way}/{name}", safe="/~")


def has_page(graph: Graph, iri: str) -> bool:
    """Tell whether there is a page about an actor, event, relation or document."""
    spaces = graph.namespaces
    if not is_name(local_name(iri)):
        return False
    kinds = {kind.value for kind in graph.values(iri, RDF_TYPE.value)}
    if iri.startswith(spaces.document):
        return _DOCUMENT in kinds
    if iri.startswith(spaces.event):
        return iri in event_entries(graph)
    if iri.startswith(spaces.relation):
        return iri in tie_entries(graph)
    return iri.startswith(spaces.entity) and bool(kinds - _VALUES)
