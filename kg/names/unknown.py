"""Names that no registry knows: runs of proper nouns, typed by cues or left out."""

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Span, Token

from kg.iris import fold
from kg.names.local import Declared, abbreviation_after, stands_for
from kg.names.matches import Context, Match
from kg.names.pieces import initials_before, is_capitalised, keys
from kg.names.weak import has_party

_SURE, _LIKELY, _WEAK = 3, 2, 1
_LONGEST_TITLE = 12
_SMALL = frozenset({"ADP", "DET", "CCONJ", "X", "PART"})


def find_unknown(
    doc: Doc, matches: Sequence[Match], context: Context
) -> Iterator[Declared]:
    """Yield the names in a paragraph that the cues of the lexicon can type.

    Args:
        doc: the analysed paragraph.
        matches: the known names in it.
        context: the document.
    """
    yield from _defined(doc, context)
    for run in _runs(doc, matches, context):
        declared = _declare(run, context)
        if declared:
            yield declared
    yield from _fuller(doc, matches, context)


def _runs(doc: Doc, matches: Sequence[Match], context: Context) -> Iterator[Span]:
    """Yield the runs of proper nouns that no known name covers."""
    taken = [False] * (len(doc.text) + 1)
    for match in matches:
        taken[match.begin : match.end] = [True] * (match.end - match.begin)
    start: int | None = None
    for token in [*doc, None]:
        free = token is not None and not taken[token.idx] and _is_proper(token, context)
        inside = token is not None and start is not None and _is_inside(token, context)
        if start is None and free and token is not None:
            start = token.i
        elif start is not None and not free and not inside:
            yield _trimmed(doc[start : token.i if token is not None else len(doc)])
            start = None


def _is_proper(token: Token, context: Context) -> bool:
    """Tell whether a token may be part of an unknown name."""
    if token.pos_ != "PROPN" or fold(token.text) in context.rules.never:
        return False
    return is_capitalised(token.text) or "-" in token.text


def _is_inside(token: Token, context: Context) -> bool:
    """Tell whether a small word joins two proper nouns: "Omar van der Berg"."""
    small = fold(token.text) in context.rules.particles
    return small and token.i + 1 < len(token.doc) and token.nbor().pos_ == "PROPN"


def _trimmed(run: Span) -> Span:
    """Return a run without small words at its end."""
    end = run.end
    while end > run.start + 1 and not is_capitalised(run.doc[end - 1].text):
        end -= 1
    return run.doc[run.start : end]


def _declare(run: Span, context: Context) -> Declared | None:
    """Return what the cues say of a run, or None where they say nothing."""
    name = run.text
    if any(c.isdigit() for c in name[:1]) or len(name) < 3:  # noqa: PLR2004
        return None
    typed = _person(run, context) or _noun_cue(run, context) or _name_cue(run, context)
    typed = typed or _place(run, context)
    if typed is None:
        return None
    kind, weight = typed
    if kind == "Person" and len(run) == 1 and name.isupper():
        return None
    known = context.registry.find(name)
    actor = known if known and context.registry.actor(known).kind == kind else None
    return Declared(name=name, kind=kind, weight=weight, actor=actor)


def _person(run: Span, context: Context) -> tuple[str, int] | None:
    """Return the kind Person where a title, a party or a given name shows it."""
    text, rules = run.doc.text, context.rules
    before = run.doc[run.start - 1] if run.start else None
    if initials_before(text, run.start_char) < run.start_char:
        return "Person", _SURE
    if has_party(text, run.end_char, context):
        return "Person", _SURE
    if before is not None and rules.announces_person(fold(before.text)):
        return "Person", _SURE
    first = fold(run[0].text.split("-")[0])
    if len(run) > 1 and first in rules.given_names:
        return "Person", _LIKELY
    if len(run) > 1 and any(fold(t.text).startswith(("al-", "el-")) for t in run[1:]):
        return "Person", _LIKELY
    return None


def _noun_cue(run: Span, context: Context) -> tuple[str, int] | None:
    """Return the kind that the common noun right before a run announces."""
    if not run.start:
        return None
    before = run.doc[run.start - 1]
    if before.pos_ != "NOUN":
        return None
    kind = context.rules.noun_kind(fold(before.text))
    return (kind, _SURE) if kind else None


def _name_cue(run: Span, context: Context) -> tuple[str, int] | None:
    """Return the kind that a word inside a run of several words announces."""
    if len(run) == 1 and "-" not in run.text:
        return None
    found = keys(run.text)
    for word in (found[-1], *found[:-1]):
        kind = context.rules.name_cues.get(word)
        if kind:
            return kind, _LIKELY
    return None


def _place(run: Span, context: Context) -> tuple[str, int] | None:
    """Return the kind Place behind a preposition of place."""
    if not run.start or run.text.isupper():
        return None
    before = run.doc[run.start - 1]
    if before.lower_ in context.rules.place_cues and before.pos_ == "ADP":
        return "Place", _WEAK
    return None


def _defined(doc: Doc, context: Context) -> Iterator[Declared]:
    """Yield the unknown names that an abbreviation in brackets follows."""
    for token in doc:
        if token.text != "(" or not token.i:
            continue
        short = abbreviation_after(doc.text, doc[token.i - 1].idx + len(doc[token.i - 1]))
        if short is None or context.registry.forms.get(keys(short)):
            continue
        name = _spelled_out(token, short)
        if name is None:
            continue
        typed = _noun_cue(name, context) or _name_cue(name, context)
        if typed:
            yield Declared(name=name.text, kind=typed[0], weight=_SURE, short=short)


def _spelled_out(bracket: Token, short: str) -> Span | None:
    """Return the words before a bracket that an abbreviation is made of."""
    doc, end = bracket.doc, bracket.i
    best: Span | None = None
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


def _complete(name: Span, short: str) -> bool:
    """Tell whether the capitals of a name are the letters of an abbreviation."""
    capitals = "".join(t.text[0] for t in name if is_capitalised(t.text))
    return fold(capitals) == fold("".join(c for c in short if c.isalpha()))


def _fuller(
    doc: Doc, matches: Sequence[Match], context: Context
) -> Iterator[Declared]:
    """Yield persons whose surname is known but whose given name is another's.

    "Grace Mugabe" is not Robert; "Alexander Loekasjenko" is Aleksandr.
    """
    for match in matches:
        if match.kind != "Person" or match.last - match.first > 1:
            continue
        span = doc.char_span(match.begin, match.end, alignment_mode="expand")
        if span is None or not span.start:
            continue
        given = doc[span.start - 1]
        folded = fold(given.text)
        if not _is_given(given, match, context) or context.rules.announces_person(folded):
            continue
        name = doc.text[given.idx : match.end]
        label = context.actor(match.actor).labels["nl"]
        same = fold(label)[:1] == folded[:1]
        yield Declared(
            name=name, kind="Person", weight=_SURE, actor=match.actor if same else None
        )


def _is_given(token: Token, match: Match, context: Context) -> bool:
    """Tell whether a token right before a surname is a given name."""
    if not _is_proper(token, context) or not token.whitespace_:
        return False
    if token.idx + len(token) + 1 != match.begin or not token.text.isalpha():
        return False
    return not context.registry.forms.get(keys(token.text)) and not token.text.isupper()
