"""Unknown names that an abbreviation in brackets follows: "... Front (SRF)"."""

from collections.abc import Iterator

from kg.iris import fold
from kg.names.cues import SURE, name_cue, noun_cue
from kg.names.local import Declared, abbreviation_after, stands_for
from kg.names.matches import Context
from kg.names.pieces import is_capitalised, keys
from kg.parse import Parse, Token, Tokens

_LONGEST_TITLE = 12
_SMALL = frozenset({"ADP", "DET", "CCONJ", "X", "PART"})


def spelled_out(doc: Parse, context: Context) -> Iterator[Declared]:
    """Yield the unknown names that an abbreviation in brackets follows."""
    for token in doc:
        if token.text != "(" or not token.i:
            continue
        before = token.nbor(-1)
        end = before.idx + len(before.text)
        short = abbreviation_after(doc.text, end, context.rules)
        if short is None or context.registry.forms.get(keys(short)):
            continue
        name = _words_of(token, short)
        if name is None:
            yield from _described(before, short, context)
            continue
        if context.registry.find(name.text):
            continue
        typed = noun_cue(name, context) or name_cue(name, context)
        if typed:
            yield Declared(name=name.text, kind=typed[0], weight=SURE, short=short)


def _described(noun: Token, short: str, context: Context) -> Iterator[Declared]:
    """Yield an abbreviation for what common words describe: "veiligheidsmissie (MMAS)".

    Only where the noun tells what it is.
    """
    kind = context.rules.noun_kind(fold(noun.text)) if noun.pos_ == "NOUN" else None
    if kind and len(short.split()) == 1:
        yield Declared(name=short, kind=kind, weight=SURE)


def _words_of(bracket: Token, short: str) -> Tokens | None:
    """Return the words before a bracket that an abbreviation is made of."""
    doc, end = bracket.doc, bracket.i
    best: Tokens | None = None
    for start in range(end - 1, max(-1, end - _LONGEST_TITLE), -1):
        token = doc[start]
        if token.is_punct and token.text not in {"-", "&", "'", "’"}:
            break
        if not is_capitalised(token.text):
            if token.pos_ not in _SMALL:
                break
            continue
        if stands_for(short, doc[start:end].text) and end - start > 1:
            best = doc[start:end]
            if fold(token.text)[:1] == fold(short)[:1] and _complete(best, short):
                return best
    return best


def _complete(name: Tokens, short: str) -> bool:
    """Tell whether the capitals of a name are the letters of an abbreviation."""
    capitals = "".join(t.text[0] for t in name if is_capitalised(t.text))
    return fold(capitals) == fold("".join(c for c in short if c.isalpha()))
