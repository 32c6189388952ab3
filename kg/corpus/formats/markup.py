"""Trees of elements, safely parsed, and the text that stands in them."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping
from typing import Any

from lxml import etree

from kg.corpus.formats.writing import DASH, Writer, raised
from kg.corpus.rejecting import UnusableError

Element = Any  # lxml tells no types
Capture = Callable[[Writer, Writer], None]
BLOCKS = frozenset({"paragraph", "block", "item"})
NAMED = re.compile(rb"&([A-Za-z][A-Za-z0-9]*);")
PREDEFINED = frozenset({b"amp", b"lt", b"gt", b"quot", b"apos"})  # XML 1.0, 4.6


def parse_xml(content: bytes) -> Element:
    """Return the root of an XML document that asks for nothing outside itself.

    Entities are not declared by the document (no "billion laughs"), no DTD is loaded
    and nothing is fetched; libxml2 limits nesting. Characters may go by the names that
    HTML has for them, as in old publications.

    Raises:
        UnusableError: it is not well-formed XML, or would need any of that.
    """
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(NAMED.sub(_spell_out, content), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnusableError(f"not well-formed XML: {error}") from error
    dtd = root.getroottree().docinfo.internalDTD
    if dtd is not None and any(True for _ in dtd.iterentities()):
        raise UnusableError("the XML declares entities, which are not read")
    unknown = next(root.iter(etree.Entity), None)
    if unknown is not None:
        raise UnusableError(f"the XML does not say what {unknown.text} stands for")
    return root


def name_of(element: Element) -> str:
    """Return the name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def words_of(element: Element | None) -> str:
    """Return all words in an element on one line; '' if there is none."""
    return "" if element is None else " ".join("".join(element.itertext()).split())


class Flattener:
    """Writes the text of a tree by the roles of its elements.

    `paragraph` and `block` begin and end a paragraph, and so does `item`, which gets a
    dash. `words` are set apart by blanks, `line` ends a line, `skip` is left out and
    `inline` is part of the words around it. What `captures` names is written apart
    first, and then handed with the text around it to a function that decides what
    becomes of it.

    Args:
        roles: by element, or by `parent/element`, which wins.
        captures: functions by role.
        loose: the role of all other elements. If it is empty, they are part of the
            running text around them, or else stand by themselves.
    """

    def __init__(
        self, roles: Mapping[str, str], captures: Mapping[str, Capture], loose: str = ""
    ) -> None:
        self.roles = roles
        self.captures = captures
        self.loose = loose
        self._writers = [Writer()]
        self._paragraphs = 0
        self._mixed: list[bool] = []

    def flatten(self, root: Element) -> str:
        """Return the text of a tree."""
        roles: list[str] = []
        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            if event == "start":
                roles.append(self._role(element))
                self._mixed.append(_is_mixed(element))
                self._begin(roles[-1])
                if roles[-1] == "skip":
                    walk.skip_subtree()
                else:
                    self._writers[-1].say(element.text)
            else:
                self._end(roles.pop())
                self._mixed.pop()
                if element is not root:
                    self._writers[-1].say(element.tail)
        return self._writers[0].text()

    def _role(self, element: Element) -> str:
        name, parent = name_of(element), element.getparent()
        path = f"{name_of(parent)}/{name}" if parent is not None else ""
        role = self.roles.get(path) or self.roles.get(name) or self.loose
        if role:
            return role
        if self._paragraphs or (self._mixed and self._mixed[-1]):
            return "inline"
        return "paragraph" if _is_mixed(element) else "block"

    def _begin(self, role: str) -> None:
        if role in self.captures:
            self._writers.append(Writer())
        elif role in BLOCKS:
            self._writers[-1].end()
            if role == "item":
                self._writers[-1].label = DASH
            self._paragraphs += role == "paragraph"
        elif role == "words":
            self._writers[-1].say(" ")

    def _end(self, role: str) -> None:
        if role in self.captures:
            inner = self._writers.pop()
            self.captures[role](self._writers[-1], inner)
        elif role in BLOCKS:
            self._writers[-1].end()
            self._writers[-1].label = ""
            self._paragraphs -= role == "paragraph"
        elif role == "words":
            self._writers[-1].say(" ")
        elif role == "line":
            self._writers[-1].break_line()


def take_row(outer: Writer, inner: Writer) -> None:
    """Write the cells of a row of a table as one paragraph."""
    outer.end()
    inner.end()
    outer.say(" | ".join(inner.paragraphs))
    outer.end()


def take_note(outer: Writer, inner: Writer) -> None:
    """Write a footnote: its mark where it stands, its text after the paragraph."""
    words = " ".join(inner.text().split())
    outer.say(raised(inner.mark))
    if words:
        outer.notes.append(f"{inner.mark} {words}".strip())


def take_mark(outer: Writer, inner: Writer) -> None:
    """Heed the number of a footnote."""
    outer.mark = inner.text().strip()


def take_label(outer: Writer, inner: Writer) -> None:
    """Put the number or dash of an item before its first paragraph."""
    outer.end()
    outer.label = inner.text().strip()


def _is_mixed(element: Element) -> bool:
    """Tell whether words stand directly in an element."""
    return _inked(element.text) or any(_inked(child.tail) for child in element)


def _inked(text: str | None) -> bool:
    return bool(text and text.strip())


def _spell_out(found: re.Match[bytes]) -> bytes:
    """Return a character by its number, if HTML has that name for it."""
    said = html.unescape(found[0].decode())
    known = said != found[0].decode() and found[1] not in PREDEFINED
    return "".join(f"&#{ord(c)};" for c in said).encode() if known else found[0]
