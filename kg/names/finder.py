"""Finding the names of one document: the pure function `find_names`."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from kg.model import Actor
from kg.names.forms import Mode
from kg.names.known import find_known
from kg.names.local import Declared, find_definitions, with_declared
from kg.names.matches import Context, Match, Paragraph
from kg.names.registry import Registry
from kg.names.rules import load_rules
from kg.names.titles import join_titles
from kg.names.unknown import find_unknown
from kg.parse import Parse

_BY_DOCUMENT = frozenset({Mode.SHORT.value, Mode.MISSION.value})


@dataclass(frozen=True, slots=True, kw_only=True)
class NameMention:
    """A name in a paragraph: characters `[begin_char, end_char)` of its text.

    `form` is the form or rule's wording that was recognised, `how` the rule.
    """

    begin_char: int
    end_char: int
    actor_id: str
    kind: str
    form: str
    how: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NamesFound:
    """The mentions of each paragraph, and all actors mentioned, known and new."""

    mentions: tuple[tuple[NameMention, ...], ...]
    actors: tuple[Actor, ...]


def find_names(
    paragraphs: Sequence[Parse], *, registry: Registry, country: str
) -> NamesFound:
    """Return the names in the paragraphs of one document.

    Args:
        paragraphs: the analysed paragraphs, in order.
        registry: the known actors.
        country: the document's, as ISO code ("nl", "be").

    Returns:
        for each paragraph its mentions in order, which never overlap.
    """
    texts = [Paragraph.of(doc.text) for doc in paragraphs]
    context = Context(registry=registry, rules=load_rules(), country=country.lower())
    context = _informed(context, [find_known(text, context) for text in texts])
    certain = [find_known(text, context) for text in texts]
    context = with_declared(context, _declared(paragraphs, texts, certain, context))
    known = [
        find_known(text, context) if _may_declare(text, context) else before
        for text, before in zip(texts, certain, strict=True)
    ]
    found = [
        list(join_titles(text, matches, context))
        for text, matches in zip(texts, known, strict=True)
    ]
    return _result(found, context)


def _may_declare(text: Paragraph, context: Context) -> bool:
    """Tell whether a form that the document introduces may stand in a paragraph.

    Its first piece does, maybe with the -s of the genitive; else nothing more is found.
    """
    firsts = context.longest
    return any(
        piece.folded in firsts or piece.folded.removesuffix("s") in firsts
        for piece in text.pieces
    )


def _declared(
    docs: Sequence[Parse],
    texts: Sequence[Paragraph],
    found: Sequence[Sequence[Match]],
    context: Context,
) -> Iterator[Declared]:
    """Yield the names that the document itself introduces."""
    words = {token.text for doc in docs for token in doc if token.text.islower()}
    for doc, text, matches in zip(docs, texts, found, strict=True):
        yield from find_definitions(text, matches, context)
        yield from find_unknown(doc, matches, context, words)


def _informed(context: Context, found: Iterable[Sequence[Match]]) -> Context:
    """Return the context with what a first reading found."""
    matches = [match for row in found for match in row]
    posts = context.rules.counterpart_posts
    return replace(
        context,
        counts=Counter(m.actor for m in matches if m.how not in _BY_DOCUMENT),
        counterpart=next((posts[m.actor] for m in matches if m.actor in posts), None),
    )


def _result(found: Sequence[Sequence[Match]], context: Context) -> NamesFound:
    """Return the matches as mentions, with their actors."""
    rows = tuple(tuple(_mention(match) for match in row) for row in found)
    names = dict.fromkeys(mention.actor_id for row in rows for mention in row)
    actors = (context.actor(name) for name in names)
    return NamesFound(mentions=rows, actors=tuple(actors))


def _mention(match: Match) -> NameMention:
    """Return a match as it leaves this package."""
    return NameMention(
        begin_char=match.begin,
        end_char=match.end,
        actor_id=match.actor,
        kind=match.kind,
        form=match.form,
        how=match.how,
    )
