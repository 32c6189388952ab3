"""One document in, its claims out: the pure function that a pool or cluster runs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from kg.corpus import find_turns
from kg.extract.claims import read_passages
from kg.extract.cues import Judge
from kg.extract.discourse import Discourse
from kg.extract.lexicon import Lexicon, load_lexicon
from kg.extract.passages import Passage, as_passages
from kg.extract.reckoning import Happened
from kg.extract.referents import Reader
from kg.extract.relations import find_relations
from kg.extract.speakers import find_speakers
from kg.language import Pipeline
from kg.model import (
    Actor,
    Cleaned,
    Document,
    Mention,
    ReadDocument,
    RelationClaim,
    Role,
    Turn,
)
from kg.names import NamesFound, Registry, find_names, load_registry
from kg.parse import Parse


@dataclass(frozen=True, kw_only=True)
class Knowledge:
    """What the extractor knows before it reads: actors, words and cues."""

    registry: Registry
    lexicon: Lexicon
    judge: Judge


def load_knowledge() -> Knowledge:
    """Read the registry and the lexicon.

    Raises:
        KnowledgeError: a knowledge file is missing or malformed.
    """
    lexicon = load_lexicon()
    return Knowledge(registry=load_registry(), lexicon=lexicon, judge=Judge(lexicon))


def read_document(
    document: Document, *, pipeline: Pipeline, knowledge: Knowledge
) -> ReadDocument:
    """Return what one document says.

    Args:
        document: the paper as read.
        pipeline: parses its paragraphs.
        knowledge: actors, words and cues.
    """
    (read,) = read_documents([document], pipeline=pipeline, knowledge=knowledge)
    return read


def read_documents(
    documents: Iterable[Document], *, pipeline: Pipeline, knowledge: Knowledge
) -> Iterator[ReadDocument]:
    """Yield what each document says, the same as if it were read alone.

    They are parsed together, since many short texts take a parser less time than few.

    Args:
        documents: papers as read; the parses of some are held at once.
        pipeline: parses their paragraphs.
        knowledge: actors, words and cues.
    """
    turned = [(document, find_turns(document)) for document in documents]
    paragraphs = (c for _, turns in turned for turn in turns for c in turn.paragraphs)
    analyses = pipeline.analyse(cleaned.text for cleaned in paragraphs)
    for document, turns in turned:
        number = sum(len(turn.paragraphs) for turn in turns)
        yield understand(document, turns, list(islice(analyses, number)), knowledge)


def understand(
    document: Document,
    turns: tuple[Turn, ...],
    analyses: Sequence[Parse],
    knowledge: Knowledge,
) -> ReadDocument:
    """Return what a document says that is parsed.

    Args:
        document: the paper as read.
        turns: all of it.
        analyses: of all their paragraphs, in order.
        knowledge: actors, words and cues.
    """
    paragraphs = [(turn, cleaned) for turn in turns for cleaned in turn.paragraphs]
    registry = knowledge.registry
    names = find_names(analyses, registry=registry, country=document.country)
    speakers, speaking = speakers_of(turns, document, registry)
    passages = tuple(
        as_passages(document, paragraphs, analyses, names.mentions, speakers)
    )
    mentions = mentions_of(document, paragraphs, names)
    found = {a.identifier: a for a in (*names.actors, *speaking)}
    readers = make_readers(passages, found, document, knowledge)
    claims = (
        read_passages(readers[0].discourse, readers, knowledge.judge) if readers else ()
    )
    relations, posts = find_relations(readers, knowledge.judge)
    people = {**(readers[0].people if readers else {}), **posts}
    used = {m.actor for m in mentions} | {a for s in speakers.values() for a in s}
    used |= {a for c in claims for a in (*c.sources, *c.reported_by)}
    used |= {f.actor for c in claims for f in c.roles}
    used |= {a for r in relations for a in actors_of(r)}
    return ReadDocument(
        document=document,
        turns=turns,
        speakers=speakers,
        actors=tuple(
            registry.get(actor) or found.get(actor) or people[actor]
            for actor in sorted(used)
        ),
        mentions=mentions,
        claims=claims,
        relations=relations,
    )


def actors_of(claim: RelationClaim) -> tuple[str, ...]:
    """Return all actors that a claim of a relation speaks of."""
    own = (claim.organisation,) if claim.organisation else ()
    return (claim.subject, claim.object, *own, *claim.sources, *claim.reported_by)


def speakers_of(
    turns: Sequence[Turn], document: Document, registry: Registry
) -> tuple[Mapping[str, tuple[str, ...]], list[Actor]]:
    """Return who speaks in each turn, by label, and the speakers not known before."""
    speakers: dict[str, tuple[str, ...]] = {}
    new: list[Actor] = []
    for turn in turns:
        speakers[turn.label], actors = find_speakers(turn, document, registry)
        new += actors
    return speakers, new


def mentions_of(
    document: Document, paragraphs: Sequence[tuple[Turn, Cleaned]], names: NamesFound
) -> tuple[Mention, ...]:
    """Return the names with their offsets in the text as read."""
    return tuple(
        Mention(
            actor=name.actor_id,
            span=document.span(*cleaned.original(name.begin_char, name.end_char)),
        )
        for (_, cleaned), found in zip(paragraphs, names.mentions, strict=True)
        for name in found
    )


def make_readers(
    passages: tuple[Passage, ...],
    found: Mapping[str, Actor],
    document: Document,
    knowledge: Knowledge,
) -> list[Reader]:
    """Return a reader for each passage; they share what the document introduced."""

    def state_of(identifier: str) -> str | None:
        actor = knowledge.registry.get(identifier)
        belongs = actor is not None and actor.country and actor.kind != "Person"
        return f"state-{actor.country}" if actor and belongs else None

    discourse = Discourse.from_passages(
        passages, home=f"state-{document.country}", state_of=state_of
    )
    people: dict[str, Actor] = {}
    memory: dict[tuple[str, Role], tuple[str, tuple[str, ...]]] = {}
    happened: list[Happened] = []
    return [
        Reader(
            lexicon=knowledge.lexicon,
            registry=knowledge.registry,
            discourse=discourse,
            number=number,
            found=found,
            people=people,
            memory=memory,
            happened=happened,
        )
        for number in range(len(passages))
    ]
