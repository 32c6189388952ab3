"""Words between quotation marks that are a title, not a statement."""

from kg.parse import Token

OPENING = frozenset('“«„‘"')
CLOSING = frozenset('”»”’"')


def in_title(token: Token) -> bool:
    """Tell whether a token stands in a quotation that opens with a capital.

    Titles of papers do; what a source is quoted to have said, inside a sentence, mostly
    does not.
    """
    opening = None
    for other in token.sent:
        if other.i == token.i:
            break
        if opening is None and not OPENING.isdisjoint(other.text):
            opening = other
        elif opening is not None and not CLOSING.isdisjoint(other.text):
            opening = None
    if opening is None or opening.i + 1 >= len(token.doc):
        return False
    behind = token.doc[token.i + 1 : token.sent.end]
    closed = any(not CLOSING.isdisjoint(t.text) for t in behind)
    first = token.doc[opening.i + 1] if len(opening.text) == 1 else opening
    return closed and first.text.lstrip('“«„‘"')[:1].isupper()
