"""Documents as triples, each with what its own words and claims break.

The shapes of `OF_DOCUMENTS` look at nothing but a document, its actors and the classes
of its events. So documents are checked where they are described, many at once, and
those that have not changed need no second look.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain

from kg.describe import (
    Names,
    Triple,
    describe_actor,
    describe_classes,
    describe_statements,
    describe_text,
    describe_words,
    prefixes,
    spans_of,
)
from kg.engine import Engine
from kg.iris import Namespaces
from kg.model import Actor, ReadDocument, Resolved, Run
from kg.pipeline.alone import findings_alone
from kg.pipeline.batches import run_batches
from kg.pipeline.parts import Note, Shelf, Told
from kg.pipeline.plan import Plan
from kg.pipeline.settings import Progress
from kg.store import section_of
from kg.validate import OF_DOCUMENTS

TOGETHER = 50  # documents, for which the queries of the shapes are planned once
# Of a long text SPARQL takes each quote from the start, in time that grows with the
# square of its length. Where all are as they should be, there is nothing to find.
BUT_QUOTES = tuple(name for name in OF_DOCUMENTS if name != "quote")
SPEED = 40  # documents that a process describes and checks in a second, about


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """What one document says, what became of its claims, and what found them."""

    read: ReadDocument
    resolved: Resolved
    run: Run


@dataclass(frozen=True, slots=True, kw_only=True)
class Tellings(Sequence[Telling]):
    """Documents to be described, looked up when they are asked for."""

    plan: Plan
    documents: Sequence[ReadDocument]
    resolved: Mapping[str, Resolved]

    def __len__(self) -> int:
        """Return how many documents there are."""
        return len(self.documents)

    def __getitem__(self, number: int) -> Telling:  # type: ignore[override]
        """Return a document with what became of its claims."""
        read = self.documents[number]
        identifier = read.document.identifier
        run = self.plan.run_of(read.document)
        return Telling(read=read, resolved=self.resolved[identifier], run=run)


def tell_all(  # noqa: PLR0913, PLR0917  what is known, where it goes, who does it
    plan: Plan,
    documents: Sequence[ReadDocument],
    keys: Sequence[str],
    resolved: Mapping[str, Resolved],
    shelf: Shelf,
    progress: Progress,
    engine: Engine,
) -> Mapping[str, Note]:
    """Describe and check each document that is not on the shelf.

    Args:
        plan: tells what descriptions rest on.
        documents: what they say, corrections heeded.
        keys: what the description of each document is known by.
        resolved: what became of the claims of each document, by its identifier.
        shelf: gets the descriptions that are made now.
        progress: told how many documents are described.
        engine: describes; the result does not depend on it.

    Returns:
        What was found of each document, by its key.

    Raises:
        OutputError: the shelf cannot be written, or a process was killed twice.
    """
    known = ((key, shelf.note_of(key)) for key in keys)
    notes = {key: note for key, note in known if note is not None}
    missing = [number for number, key in enumerate(keys) if key not in notes]
    progress("describe", len(notes), len(keys))
    made = run_batches(
        engine,
        partial(tell, base=plan.spaces.base),
        Tellings(plan=plan, documents=documents, resolved=resolved),
        missing,
        together=TOGETHER,
        speed=SPEED,
        to="describe documents",
    )
    for batch in made:
        for number, told in batch:
            notes[keys[number]] = shelf.tell(keys[number], told)
        progress("describe", len(notes), len(keys))
    return notes


def tell(batch: Sequence[Telling], *, base: str) -> list[Told]:
    """Describe documents and check them together.

    Args:
        batch: the documents.
        base: IRI under which they are named.
    """
    names = Names(Namespaces(base))
    known = prefixes(names.spaces)
    every = [Layers.of(telling, names) for telling in batch]
    around = surroundings(batch, names)
    found = findings_alone(
        [list(layers.triples()) for layers in every],
        around,
        shapes=OF_DOCUMENTS if any(map(misquotes, batch)) else BUT_QUOTES,
        base=base,
    )
    return [
        Told(
            words=section_of(layers.words, known),
            statements=section_of(layers.statements, known),
            text=section_of(layers.text, known),
            findings=tuple(findings),
        )
        for layers, findings in zip(every, found, strict=True)
    ]


def misquotes(telling: Telling) -> bool:
    """Tell whether words that are described are others than those of the text."""
    text = telling.read.document.text
    spans = chain(
        (mention.span for mention in telling.read.mentions),
        chain.from_iterable(map(spans_of, telling.read.statements)),
    )
    return any(text[span.begin : span.end] != span.quote for span in spans)


@dataclass(frozen=True, slots=True)
class Layers:
    """The triples of a document: its turns and spans, its claims, its text."""

    words: Sequence[Triple]
    statements: Sequence[Triple]
    text: Sequence[Triple]

    @classmethod
    def of(cls, telling: Telling, names: Names) -> Layers:
        """Describe a document."""
        read, resolved = telling.read, telling.resolved
        return cls(
            words=list(describe_words(read, resolved, names=names)),
            statements=list(
                describe_statements(read, resolved, telling.run, names=names)
            ),
            text=list(describe_text(read.document, names=names)),
        )

    def triples(self) -> Iterator[Triple]:
        """Yield all triples."""
        return chain(self.words, self.statements, self.text)


def surroundings(batch: Sequence[Telling], names: Names) -> Iterator[Triple]:
    """Yield what shapes look at beyond documents: actors, and classes of events."""
    known: dict[str, Actor] = {}
    for telling in batch:
        for actor in telling.read.actors:
            if known.get(actor.identifier) != actor:  # most are described all the same
                known[actor.identifier] = actor
                yield from describe_actor(actor, names=names)
        yield from describe_classes(telling.read, telling.resolved, names=names)
