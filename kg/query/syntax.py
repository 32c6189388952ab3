"""The few things about SPARQL text that are needed before a parser sees it."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

# What may hold any word and mean nothing by it: IRIs, comments, strings
# (SPARQL 1.1 Query, 19.4 and productions 139, 156-159).
INERT = re.compile(
    r"""\\.|<[^<>"{}|^`\\\x00-\x20]*>|\#[^\n\r]*
    |\"{3}(?:"{0,2}(?:[^"\\]|\\.))*\"{3}|'{3}(?:'{0,2}(?:[^'\\]|\\.))*'{3}
    |"(?:[^"\\\n\r]|\\.)*"|'(?:[^'\\\n\r]|\\.)*'""",
    re.VERBOSE | re.DOTALL,
)

# Prefixed names (productions 140-141 and 167-173); a dot is never their last character.
_WORDS = r"[^\W\d_](?:\.*[\w·-])*+"
_PREFIX = rf"(?:{_WORDS})?"
_CHARACTER = r"(?:[\w·:-]|%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?\#@%])"
_NAME = re.compile(
    rf"""{INERT.pattern}|[?$]\w+
    |(?<![\w-])(?P<prefix>_|{_PREFIX}):(?P<local>(?!-){_CHARACTER}(?:\.*{_CHARACTER})*+)
    |{_WORDS}
    """,
    re.VERBOSE | re.DOTALL,
)
# A dot in a name stands between such characters; most queries have none outside of
# IRIs, which is seen at once.
_DOT = re.compile(r"\S\.[\w·:%\\-]")
_IRI = re.compile(r"""<[^<>"'{}|^`\\\s]*>""")
_DECLARATION = re.compile(
    rf"""{INERT.pattern}
    |(?<![\w?$:.-])PREFIX\s+(?P<prefix>{_PREFIX}):\s*<(?P<iri>[^<>\s]*)>""",
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
_BASE = re.compile(r"(?<![\w?$:.-])BASE\s*<[^<>\s]*>", re.IGNORECASE)
_ESCAPE = re.compile(r"\\(.)")
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_WORD = re.compile(r"\s*(\w*)")


@dataclass(frozen=True, slots=True)
class Expanded:
    """A query with names written out; `cuts` are pairs of offsets, here and before."""

    text: str
    cuts: tuple[tuple[int, int], ...]

    def original(self, offset: int) -> int:
        """Return where something stood before names were written out.

        >>> query = expand("ASK { ev:a.b.c ?p }", {"ev": "http://e.org/"})
        >>> query.original(query.text.index("?p"))
        15
        """
        number = bisect_right(self.cuts, offset, key=lambda cut: cut[0])
        here, before = self.cuts[number - 1]
        return before + offset - here


def expand(text: str, prefixes: Mapping[str, str]) -> Expanded:
    """Write prefixed names that hold a dot as full IRIs.

    SPARQL 1.1 allows `ev:coup.ml.2012`; Oxigraph's parser does not. A prefix that the
    query declares itself means there what it says.

    >>> expand("ASK { ?s ?p ev:a.b.c. }", {"ev": "http://e.org/"}).text
    'ASK { ?s ?p <http://e.org/a.b.c>. }'
    """
    cuts = [(0, 0)]
    if not _DOT.search(_IRI.sub(" ", text)):
        return Expanded(text, tuple(cuts))
    known = {**prefixes, **declared(text)}
    parts: list[str] = []
    done = length = 0
    for match in _names(text):
        space, local = known.get(match["prefix"], ""), match["local"]
        if "." not in local or not _ABSOLUTE.match(space):
            continue
        plain = _ESCAPE.sub(r"\1", local)
        parts += [text[done : match.start()], f"<{space}{plain}>"]
        done, length = match.end(), length + len(parts[-2]) + len(parts[-1])
        cuts.append((length, done))
    return Expanded("".join([*parts, text[done:]]), tuple(cuts))


def declared(text: str) -> dict[str, str]:
    """Return the prefixes that a query declares, and what they stand for."""
    plain = INERT.sub(lambda m: " " if m[0].startswith("#") else m[0], text)
    found = _DECLARATION.finditer(plain)
    return {m["prefix"]: m["iri"] for m in found if m["prefix"] is not None}


def used(text: str) -> set[str]:
    """Return the prefixes of the names in a query."""
    return {match["prefix"] for match in _names(text)}


def form(text: str) -> str:
    """Return the word that a query begins with after its prefixes, in capitals.

    >>> form("PREFIX ev: <http://e.org/select> ask { ?s ?p ?o }")
    'ASK'
    """
    plain = INERT.sub(lambda m: " " if m[0].startswith("#") else m[0], text)
    plain = _BASE.sub(" ", _DECLARATION.sub(_blank_declaration, plain))
    match = _WORD.match(plain)
    return match[1].upper() if match else ""


def _blank_declaration(match: re.Match[str]) -> str:
    return match[0] if match["prefix"] is None else " "


def _names(text: str) -> Iterator[re.Match[str]]:
    return (m for m in _NAME.finditer(text) if m["local"] is not None)
