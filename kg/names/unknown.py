"""Names that no registry knows: runs of proper nouns, typed by cues or left out."""

from collections.abc import Container, Iterator, Mapping, Sequence

from kg.iris import fold
from kg.names.cues import WEAK, kind_by_shape, kind_of
from kg.names.fuller import fuller_names, is_proper
from kg.names.local import Declared
from kg.names.matches import Context, Match
from kg.names.pieces import is_capitalised
from kg.names.spelled import spelled_out
from kg.parse import Parse, Token, Tokens

_SHORTEST = 3
_LISTED_AS = {
    "Person": ("Person", WEAK),
    "City": ("Place", WEAK),
    "Place": ("Place", WEAK),
}


def find_unknown(
    doc: Parse, matches: Sequence[Match], context: Context, words: Container[str]
) -> Iterator[Declared]:
    """Yield the names in a paragraph that the cues of the lexicon can type.

    Args:
        doc: the analysed paragraph.
        matches: the known names in it.
        context: the document.
        words: the words that the document also writes without a capital.
    """
    yield from spelled_out(doc, context)
    yield from fuller_names(doc, matches, context)
    runs = [r for r in _runs(doc, matches, context) if _is_name(r, words)]
    typed = {run.start: kind_of(run, context) for run in runs}
    kinds = {match.end: match.kind for match in matches}
    starts = {match.begin: match.kind for match in matches}
    joints = context.rules.list_words
    for run in runs:
        typed[run.start] = typed[run.start] or _listed(run, kinds, joints, before=True)
        if found := typed[run.start]:
            kinds[run.end_char], starts[run.start_char] = found[0], found[0]
    for run in reversed(runs):
        found = typed[run.start] or _listed(run, starts, joints, before=False)
        found = found or kind_by_shape(run, context)
        if found and not (found[0] == "Person" and run.text.isupper()):
            starts[run.start_char] = found[0]
            yield _declared(run, found, context)


def _is_name(run: Tokens, words: Container[str]) -> bool:
    """Tell whether a run looks like a name, and is no common word."""
    name = run.text
    if not name[0].isupper() or len(name) < _SHORTEST or not name[-1].isalnum():
        return False
    return not all(token.lower_ in words for token in run)


def _runs(doc: Parse, matches: Sequence[Match], context: Context) -> Iterator[Tokens]:
    """Yield the runs of proper nouns that no known name covers."""
    taken = [False] * (len(doc.text) + 1)
    for match in matches:
        taken[match.begin : match.end] = [True] * (match.end - match.begin)
    start: int | None = None
    for token in [*doc, None]:
        free = token is not None and not taken[token.idx] and is_proper(token, context)
        inside = token is not None and start is not None and _is_inside(token, context)
        if start is None and free and token is not None:
            start = token.i
        elif start is not None and not free and not inside:
            end = token.i if token is not None else len(doc)
            yield _trimmed(doc[start:end], context)
            start = None


def _is_inside(token: Token, context: Context) -> bool:
    """Tell whether a small word joins two proper nouns: "Omar van der Berg"."""
    small = fold(token.text) in context.rules.particles
    return small and token.i + 1 < len(token.doc) and token.nbor().pos_ == "PROPN"


def _trimmed(run: Tokens, context: Context) -> Tokens:
    """Return a run without a title at its start and small words at its end."""
    start, end = run.start, run.end
    while end > start + 1 and not is_capitalised(run.doc[end - 1].text):
        end -= 1
    if end > start + 1 and context.rules.announces_person(fold(run[0].text)):
        start += 1
    return run.doc[start:end]


def _declared(run: Tokens, typed: tuple[str, int], context: Context) -> Declared:
    """Return a run with its kind, as the known actor where it is one."""
    kind, weight = typed
    known = context.registry.find(run.text)
    same = known is not None and context.registry.actor(known).kind == kind
    return Declared(
        name=run.text, kind=kind, weight=weight, actor=known if same else None
    )


def _listed(
    run: Tokens, kinds: Mapping[int, str], words: Container[str], *, before: bool
) -> tuple[str, int] | None:
    """Return the kind of the person or place that a run is listed with.

    "in Diyarbakir, Cizre en Nusaybin", "de heren Ormel en Bontes".

    Args:
        run: the name.
        kinds: kinds of other names by the character where they end, or begin.
        words: the words that join the members of a list.
        before: whether the other name stands before the run.
    """
    place = run.start - 1 if before else run.end
    if not 0 <= place < len(run.doc):
        return None
    joint = run.doc[place]
    if joint.text != "," and joint.lower_ not in words:
        return None
    at = joint.idx - 1 if joint.text != "," and before else joint.idx
    kind = kinds.get(at if before else joint.idx + len(joint.text) + 1)
    return _LISTED_AS.get(kind or "")
