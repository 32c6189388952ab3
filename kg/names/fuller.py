"""Persons whose known name is part of another's: "Grace Mugabe", "Michel De Maegd"."""

from collections.abc import Iterator, Sequence

from kg.iris import fold
from kg.names.local import Declared
from kg.names.matches import Context, Match
from kg.names.pieces import is_capitalised, keys
from kg.parse import Parse, Token, Tokens

NAMING = frozenset({"appos", "flat", "nmod"})
_WEIGHT = 3


def is_proper(token: Token, context: Context) -> bool:
    """Tell whether a token may be part of an unknown name."""
    foreign = token.pos_ == "X" and token.dep_ in NAMING
    proper = token.pos_ == "PROPN" or foreign
    if not proper or fold(token.text) in context.rules.never:
        return False
    return is_capitalised(token.text) or "-" in token.text


def fuller_names(
    doc: Parse, matches: Sequence[Match], context: Context
) -> Iterator[Declared]:
    """Yield the longer names that known short names are only a part of.

    Args:
        doc: the analysed paragraph.
        matches: the known names in it.
        context: the document.
    """
    covered = {index for match in matches for index in range(match.begin, match.end)}
    for match in matches:
        span = doc.covering(match.begin, match.end)
        if span is None:
            continue
        if _is_part(span, match, context):
            yield Declared(name=span.text, kind="Region", weight=_WEIGHT)
        behind = _names_behind(span, covered, context)
        if behind and _may_be_part(match, doc[span.start : behind], context):
            yield _declared(doc[span.start : behind], context)
        elif not behind and match.kind == "Person" and len(span) == 1:
            yield from _with_given(span, match, covered, context)


def _is_part(span: Tokens, match: Match, context: Context) -> bool:
    """Tell whether a name is the end of that of a part of it: "Oost-Syrië"."""
    begin = match.begin - span.start_char
    direction, hyphen = span.text[: begin - 1], span.text[begin - 1 : begin]
    if begin < 1 or hyphen != "-" or span.end_char != match.end:
        return False
    place = context.registry.is_kind(match.kind, "Place") and match.how == "forms"
    return place and fold(direction) in context.rules.directions


def _may_be_part(match: Match, name: Tokens, context: Context) -> bool:
    """Tell whether a known name may be the first part of a longer one.

    As a given name ("Michel De Maegd") or because of the last word ("Airport").
    """
    if fold(name[-1].text) in context.rules.name_cues:
        return match.kind == "Person"
    given = fold(name[0].text) in context.rules.given_names
    return match.last - match.first == 1 and (match.kind == "Person" or given)


def _names_behind(span: Tokens, covered: set[int], context: Context) -> int:
    """Return the token where the proper nouns right behind a name end, or 0."""
    doc, end = span.doc, span.end
    while end < len(doc) and doc[end - 1].whitespace_ and doc[end].idx not in covered:
        if not is_proper(doc[end], context):
            break
        end += 1
    return end if end > span.end else 0


def _declared(name: Tokens, context: Context) -> Declared:
    """Return a longer name, typed by its last word, else a person."""
    kind = context.rules.name_cues.get(fold(name[-1].text), "Person")
    known = context.registry.find(name.text)
    return Declared(name=name.text, kind=kind, weight=_WEIGHT, actor=known)


def _with_given(
    span: Tokens, match: Match, covered: set[int], context: Context
) -> Iterator[Declared]:
    """Yield a surname with the given name before it.

    "Grace Mugabe" is not Robert; "Alexander Loekasjenko" is Aleksandr.
    """
    given = span.doc[span.start - 1] if span.start else None
    if given is None or given.idx in covered or not _is_given(given, context):
        return
    folded = fold(given.text)
    label = context.actor(match.actor).labels["nl"]
    same = fold(label)[:1] == folded[:1]
    yield Declared(
        name=span.doc.text[given.idx : match.end],
        kind="Person",
        weight=_WEIGHT,
        actor=match.actor if same else None,
    )


def _is_given(token: Token, context: Context) -> bool:
    """Tell whether a token right before a surname is a given name."""
    if (
        not is_proper(token, context)
        or not token.whitespace_
        or not token.text.isalpha()
    ):
        return False
    if context.rules.announces_person(fold(token.text)) or token.text.isupper():
        return False
    return not context.registry.forms.get(keys(token.text))
