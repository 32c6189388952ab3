"""Names made of a state and a common noun: "Soedanese leger", "Leger van Soedan"."""

from kg.names.forms import Form, Mode
from kg.names.matches import Context, Match, Paragraph
from kg.names.pieces import is_capitalised, is_joint, ngrams
from kg.names.rules import Pattern

_LONGEST_ADJECTIVE = 3
_LONGEST_PREFIX = 2


def composed_at(paragraph: Paragraph, first: int, context: Context) -> Match | None:
    """Return the body or post of a state whose name begins at a piece."""
    if not paragraph.pieces[first].capital:
        return None
    return _behind_adjective(paragraph, first, context) or _before_state(
        paragraph, first, context
    )


def _behind_adjective(
    paragraph: Paragraph, first: int, context: Context
) -> Match | None:
    """Return "Soedanese strijdkrachten", read from its adjective on."""
    adjective = _state_at(paragraph, first, Mode.ADJECTIVE, context)
    if adjective is None:
        return None
    last, form = adjective
    if last >= len(paragraph.pieces) or paragraph.gap(last).strip(" \u00a0\n"):
        return None
    code = form.actor.removeprefix("state-")
    head = _head_at(paragraph, last, context)
    if head is None:
        return None
    end, identifier = head
    if identifier is None:
        return None
    actor = _actor(identifier, code, context)
    if actor is None or (_is_post(actor, context) and _names_person(paragraph, end)):
        return None
    return _match(
        paragraph, first, end, _posted(paragraph, first, end, actor, context), context
    )


def _posted(
    paragraph: Paragraph, first: int, last: int, actor: str, context: Context
) -> str:
    """Return the listed embassy or ambassador that "in" and a place behind it point to.

    "Nederlandse ambassade in Bamako" is another actor than the one in Accra.
    """
    if last + 1 >= len(paragraph.pieces):
        return actor
    if paragraph.pieces[last].folded not in context.rules.in_words:
        return actor
    begin = paragraph.pieces[first].begin
    for end in (last + 2, last + 3):
        if end <= len(paragraph.pieces):
            wording = paragraph.text[begin : paragraph.pieces[end - 1].end]
            listed = context.registry.find(wording)
            if listed:
                return listed
    return actor


def _head_at(
    paragraph: Paragraph, first: int, context: Context
) -> tuple[int, str | None] | None:
    """Return where the noun behind an adjective ends, and the identifier it makes."""
    rules = context.rules
    if paragraph.pieces[first].folded in rules.counterparts:
        return first + 1, context.counterpart
    for last, found in ngrams(paragraph.pieces, first, rules.longest_head):
        pattern = rules.heads.get(found)
        if pattern and _is_whole(paragraph, first, last):
            return last, pattern.id
    return None


def _is_whole(paragraph: Paragraph, first: int, last: int) -> bool:
    """Tell whether pieces are words of their own, tied to each other only."""
    if not all(is_joint(paragraph.gap(i)) for i in range(first + 1, last)):
        return False
    return last >= len(paragraph.pieces) or paragraph.gap(last) != "-"


def _before_state(paragraph: Paragraph, first: int, context: Context) -> Match | None:
    """Return "Leger van Soedan", where it opens with a capital."""
    pattern: Pattern | None = None
    middle = first
    for last, found in ngrams(paragraph.pieces, first, _LONGEST_PREFIX):
        if found in context.rules.prefixes:
            pattern, middle = context.rules.prefixes[found], last
            break
    if pattern is None or middle >= len(paragraph.pieces):
        return None
    state = _state_at(paragraph, middle, Mode.LENIENT, context)
    if state is None:
        return None
    last, form = state
    actor = _actor(pattern.id, form.actor.removeprefix("state-"), context)
    return _match(paragraph, first, last, actor, context) if actor else None


def _state_at(
    paragraph: Paragraph, first: int, mode: Mode, context: Context
) -> tuple[int, Form] | None:
    """Return where a state's name or adjective ends, and its form."""
    longest = context.registry.longest.get(paragraph.pieces[first].folded, 0)
    for last, found in ngrams(
        paragraph.pieces, first, min(longest, _LONGEST_ADJECTIVE)
    ):
        for form in context.registry.forms.get(found, ()):
            if form.mode is mode and form.actor.startswith("state-"):
                begin = paragraph.pieces[first].begin
                end = paragraph.pieces[last - 1].end
                if form.fits(paragraph.text, (begin, end), context.country):
                    return last, form
    return None


def _actor(identifier: str, code: str, context: Context) -> str | None:
    """Return the identifier of a state's body or post, if there can be one."""
    made = identifier.replace("{cc}", code)
    known = context.registry.get(made)
    return known.identifier if known else None


def _is_post(actor: str, context: Context) -> bool:
    return context.registry.actor(actor).kind == "Post"


def _names_person(paragraph: Paragraph, last: int) -> bool:
    """Tell whether a name follows a post at once: "Franse president Macron"."""
    if last >= len(paragraph.pieces) or paragraph.gap(last).strip():
        return False
    return is_capitalised(paragraph.written(last)) and bool(paragraph.gap(last))


def _match(
    paragraph: Paragraph, first: int, last: int, actor: str, context: Context
) -> Match:
    """Return the match of a made name."""
    begin, end = paragraph.pieces[first].begin, paragraph.pieces[last - 1].end
    return Match(
        begin=begin,
        end=end,
        first=first,
        last=last,
        actor=actor,
        kind=context.registry.actor(actor).kind,
        form=paragraph.text[begin:end],
        how="pattern",
    )
