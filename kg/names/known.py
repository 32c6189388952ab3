"""Known names in one paragraph, the longest first."""

import re
from functools import lru_cache

from kg.names.composed import composed_at
from kg.names.forms import STRONG, Form, Mode
from kg.names.matches import Context, Match, Paragraph
from kg.names.pieces import ngrams, with_ending
from kg.names.weak import announced, in_area, of_another_state, shared

_GENITIVE = ("Person", "State", "City")
_SHORTEST_GENITIVE = 4


def find_known(paragraph: Paragraph, context: Context) -> list[Match]:
    """Return the known names of a paragraph, in order and apart from each other."""
    found: list[Match] = []
    small = context.registry.small
    after = 0
    for index, piece in enumerate(paragraph.pieces):
        if index < after or not (piece.capital or piece.folded in small):
            continue
        match = _best_at(paragraph, index, context)
        if match:
            found.append(match)
            after = match.last
    return found


def _best_at(paragraph: Paragraph, first: int, context: Context) -> Match | None:
    """Return the longest name that begins at a piece."""
    listed = _listed_at(paragraph, first, context) or _genitive(
        paragraph, first, context
    )
    made = composed_at(paragraph, first, context)
    if listed is None or (made is not None and made.end > listed.end):
        return made
    return _with_suffix(paragraph, listed, context)


def _listed_at(paragraph: Paragraph, first: int, context: Context) -> Match | None:
    """Return the longest listed name that begins at a piece."""
    reach = context.reach(paragraph.pieces[first].folded)
    for last, found in ngrams(paragraph.pieces, first, reach):
        for form in context.candidates(found):
            match = _fitting(paragraph, first, last, form, context)
            if match:
                return match
    return None


def _fitting(
    paragraph: Paragraph, first: int, last: int, form: Form, context: Context
) -> Match | None:
    """Return the match of a form on the pieces `[first, last)`, if it fits."""
    begin, end = paragraph.pieces[first].begin, paragraph.pieces[last - 1].end
    end += len(_tail(form.text, paragraph.text, end))
    introduced = context.counts[form.actor] > 0
    if not form.fits(
        paragraph.text, (begin, end), context.country, introduced=introduced
    ):
        return None
    if form.mode is Mode.HOME and of_another_state(paragraph, last, form, context):
        return None
    match = Match(
        begin=begin,
        end=with_ending(paragraph.text, end),
        first=first,
        last=last,
        actor=form.actor,
        kind=form.kind,
        form=form.text,
        how=form.mode.value,
    )
    return match if form.mode in STRONG else _resolved(paragraph, match, form, context)


def _tail(form: str, text: str, end: int) -> str:
    """Return the signs that close a form and stand in the text: "MO*", "OPEC+"."""
    tail = _signs_behind(form)
    return tail if tail and text.startswith(tail, end) else ""


@lru_cache(maxsize=1 << 16)
def _signs_behind(form: str) -> str:
    signs = re.search(r"[^\w]*$", form)
    return signs[0] if signs else ""


def _resolved(
    paragraph: Paragraph, match: Match, form: Form, context: Context
) -> Match | None:
    """Return a weak match with the actor that the document gives it."""
    if form.mode is Mode.SHORT:
        return match.moved(actor=shared(match, context))
    if form.mode is Mode.MISSION:
        missions = context.registry.missions.get(form.actor, ())
        actor = in_area(paragraph, match, missions, context)
        actor = actor or context.most_named(missions)
        return match.moved(actor=actor) if actor else None
    if context.counts[form.actor]:
        return match
    if form.mode is Mode.SURNAME and announced(paragraph, match, context):
        return match
    return None


def _genitive(paragraph: Paragraph, first: int, context: Context) -> Match | None:
    """Return a name with the -s of the genitive: "Ruslands", "Macrons"."""
    piece = paragraph.pieces[first]
    long = len(piece.folded) > _SHORTEST_GENITIVE and piece.folded.endswith("s")
    if not long or not paragraph.written(first)[0].isupper():
        return None
    for form in context.candidates((piece.folded[:-1],)):
        span = (piece.begin, piece.end - 1)
        fits = form.fits(paragraph.text, span, context.country)
        if fits and form.kind in _GENITIVE and form.mode is Mode.LENIENT:
            return Match(
                begin=piece.begin,
                end=piece.end,
                first=first,
                last=first + 1,
                actor=form.actor,
                kind=form.kind,
                form=form.text,
                how="genitive",
            )
    return None


def _with_suffix(paragraph: Paragraph, match: Match, context: Context) -> Match:
    """Return a match with the word a hyphen ties to it: "VVD-fractie"."""
    if match.last >= len(paragraph.pieces) or paragraph.gap(match.last) != "-":
        return match
    kinds = context.rules.suffixes.get(paragraph.pieces[match.last].folded, ())
    if not any(context.registry.is_kind(match.kind, kind) for kind in kinds):
        return match
    end = paragraph.pieces[match.last].end
    return match.moved(end=end, last=match.last + 1, how="suffix")
