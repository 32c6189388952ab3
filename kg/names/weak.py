"""Forms that need the document: shared short forms, surnames, "de VN-missie"."""

import re
from collections.abc import Sequence

from kg.names.forms import Form, Mode
from kg.names.matches import Context, Match, Paragraph
from kg.names.pieces import initials_before, keys

_BRACKET = re.compile(r"\s*\(([^()]{1,24})\)")
_NEAR = 6


def shared(match: Match, context: Context) -> str:
    """Return which of the actors that share a short form the document is about.

    The one named most often; else the one whose states are; else the first.
    """
    forms = context.candidates(keys(match.form))
    actors = [form.actor for form in forms if form.mode is Mode.SHORT]
    return context.most_named(actors) or max(
        actors, key=lambda actor: _states_named(actor, context)
    )


def _states_named(actor: str, context: Context) -> int:
    """Return how often the document names the states where an actor works."""
    areas = context.registry.entries[actor].areas
    return sum(context.counts[f"state-{code}"] for code in areas)


def in_area(
    paragraph: Paragraph, match: Match, missions: Sequence[str], context: Context
) -> str | None:
    """Return the mission that the words right after "VN-missie" point to, if any.

    "de VN-missie UNMISS", "de VN-missie in Zuid-Soedan (UNMISS)".
    """
    last = match.last + _NEAR
    area: str | None = None
    for index in range(match.last, min(last, len(paragraph.pieces))):
        for size in (2, 1):
            found = tuple(p.folded for p in paragraph.pieces[index : index + size])
            for form in context.candidates(found):
                if form.actor in missions and form.mode is Mode.LENIENT:
                    return form.actor
                area = area or _working_in(form.actor, missions, context)
        if "." in paragraph.gap(index):
            break
    return area


def _working_in(state: str, missions: Sequence[str], context: Context) -> str | None:
    """Return the first mission, most named first, that works in a state."""
    code = state.removeprefix("state-")
    entries = context.registry.entries
    fitting = [m for m in missions if code in entries[m].areas]
    return max(fitting, key=lambda m: context.counts[m], default=None)


def announced(paragraph: Paragraph, match: Match, context: Context) -> bool:
    """Tell whether a surname stands behind a title or initials, or before a party."""
    if initials_before(paragraph.text, match.begin) < match.begin:
        return False
    if match.first and not paragraph.gap(match.first).strip():
        before = paragraph.pieces[match.first - 1].folded
        if context.rules.announces_person(before):
            return True
    return has_party(paragraph.text, match.end, context)


def has_party(text: str, end: int, context: Context) -> bool:
    """Tell whether a party stands in brackets behind a name: "Popken (PVV)"."""
    bracket = _BRACKET.match(text, end)
    if not bracket:
        return False
    forms = context.candidates(keys(bracket[1]))
    return any(form.kind == "ParliamentaryGroup" for form in forms)


def of_another_state(
    paragraph: Paragraph, last: int, form: Form, context: Context
) -> bool:
    """Tell whether "van" and another state stand behind a ministry or post.

    "de minister van Buitenlandse Zaken van Rusland" is not the home ministry.
    """
    if form.kind not in {"Ministry", "Post"} or last + 1 >= len(paragraph.pieces):
        return False
    owner = paragraph.pieces[last].folded in context.rules.owner_words
    if not owner or paragraph.gap(last).strip():
        return False
    found = (paragraph.pieces[last + 1].folded,)
    states = [f for f in context.registry.forms.get(found, ()) if f.kind == "State"]
    return any(state.country != context.country for state in states)
