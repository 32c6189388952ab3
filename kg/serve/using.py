"""The graphs that a request names for the patterns of an update.

SPARQL 1.1 Protocol, 2.2.3. Oxigraph takes such graphs for queries only, so they are
written into the update, as USING and USING NAMED before the WHERE of each operation.
"""

import re

from kg.errors import Refused
from kg.query import INERT
from kg.serve.protocol import UpdateOperation

_TOKEN = re.compile(
    rf"""{INERT.pattern}
    |(?P<brace>[{{}}])
    |(?<![\w?$:.-])(?P<word>DELETE|INSERT|WHERE|USING|WITH)(?![\w:.-])""",
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)


def with_graphs(update: UpdateOperation) -> str:
    """Return the text of an update with the graphs that its request names.

    >>> with_graphs(UpdateOperation(
    ...     text="INSERT { ?s ?p 1 } WHERE { ?s ?p 2 }",
    ...     default_graphs=("http://example.org/g",), named_graphs=()))
    'INSERT { ?s ?p 1 } USING <http://example.org/g> WHERE { ?s ?p 2 }'

    Raises:
        Refused: the update names graphs itself, or has no place for them.
    """
    if update.default_graphs is None or update.named_graphs is None:
        return update.text
    clauses = [f"USING <{graph}> " for graph in update.default_graphs]
    clauses += [f"USING NAMED <{graph}> " for graph in update.named_graphs]
    text, parts, done = update.text, [], 0
    for place in _places(text):
        parts += [text[done:place], *clauses]
        done = place
    return "".join([*parts, text[done:]])


def _places(text: str) -> list[int]:
    """Return where in an update the WHERE of each operation begins."""
    places: list[int] = []
    depth, last = 0, ""
    for match in _TOKEN.finditer(text):
        word = (match["word"] or "").upper()
        if match["brace"]:
            depth, last = depth + (1 if match["brace"] == "{" else -1), ""
        if depth or not word:
            continue
        if word in {"USING", "WITH"}:
            raise Refused(400, f"graphs are named by the request and by {word}")
        if word == "WHERE":
            if last == "DELETE":
                message = "DELETE WHERE takes no graphs; write DELETE { … } WHERE { … }"
                raise Refused(400, message)
            places.append(match.start())
        last = word
    return places
