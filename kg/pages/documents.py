"""A document for readers: its text by turns, with the claims that it makes."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pyoxigraph import NamedNode

from kg.iris import VOCABULARY, local_name
from kg.pages.claims import Claim, Turn
from kg.pages.graph import Graph, Thing
from kg.pages.layout import page_breaks, paragraph_breaks
from kg.pages.marking import Piece, Span, nest
from kg.pages.reading import claims_of, turn_of
from kg.query.internal import Answer, number, text

_NO_END = 1 << 40  # of a text that the graph lacks


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A stretch of a document: a turn, or what stands between turns.

    `paragraphs` hold the pieces of the text, which follow on each other; there are
    none where the graph lacks the text. `claims` are those of the turn. `is_continued`
    tells that the turn begins on the page before.
    """

    begin: int
    end: int
    turn: Turn | None = None
    speaker: Thing | None = None
    uttered_on: str = ""
    answers: tuple[Turn, ...] = ()
    refers_to: tuple[Turn, ...] = ()
    references: tuple[Thing, ...] = ()
    is_continued: bool = False
    paragraphs: tuple[tuple[Piece, ...], ...] = ()
    claims: tuple[Claim, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What a span of a text is: a sentence that is evidence, and whose trigger."""

    is_sentence: bool
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One page of a document; `part` counts from 1 to `parts`.

    `text` is the whole text, None where the graph lacks it. `turns` and `claims`, the
    number of them, are those of all pages.
    """

    thing: Thing
    identifier: str
    issued: str
    language: str
    publisher: str
    asked_on: str
    asked_by: tuple[Thing, ...]
    answered_by: tuple[Thing, ...]
    text: str | None
    part: int
    parts: int
    turns: tuple[Turn, ...]
    passages: tuple[Passage, ...]
    claims: int

    @property
    def marks(self) -> dict[Span, Mark]:
        """What the spans of this page are that are more than names and cues."""
        triggers: dict[Span, list[Claim]] = defaultdict(list)
        sentences = set()
        for claim in self.shown:
            triggers[claim.trigger].append(claim)
            sentences.add(claim.evidence)
        return {
            span: Mark(is_sentence=span in sentences, claims=tuple(triggers[span]))
            for span in sorted({*triggers, *sentences})
        }

    @property
    def shown(self) -> tuple[Claim, ...]:
        """The claims that this page shows, in order."""
        return tuple(c for passage in self.passages for c in passage.claims)


@dataclass(frozen=True, slots=True)
class _Turn:
    """A turn with its place."""

    turn: Turn
    begin: int
    end: int
    speaker: Thing | None
    uttered_on: str


def read_document(graph: Graph, iri: str, part: int = 1) -> Document | None:
    """Return a page of a document, None where the graph has no such document or page.

    Args:
        graph: where it is read.
        iri: the document.
        part: which page, from 1.
    """
    node = NamedNode(iri)
    about = next(iter(graph.rows("document", document=node)), None)
    if about is None:
        return None
    pages = _Pages.of(graph, node, about)
    if not 1 <= part <= len(pages.cuts):
        return None
    begin, end = pages.bounds(part)
    claims, total = claims_of(graph, node, begin, end)
    return Document(
        thing=graph.document(node),
        identifier=text(about, "identifier") or local_name(iri),
        issued=text(about, "issued"),
        language=text(about, "language") or "nl",
        publisher=text(about, "publisher"),
        asked_on=text(about, "asked_on"),
        asked_by=_things(graph, iri, "askedBy"),
        answered_by=_things(graph, iri, "answeredBy"),
        text=pages.text,
        part=part,
        parts=len(pages.cuts),
        turns=tuple(each.turn for each in pages.turns),
        passages=tuple(pages.passages(graph, part, claims)),
        claims=total,
    )


def part_of(graph: Graph, document: str, offset: int) -> int:
    """Return on which page of a document an offset stands, from 1."""
    cuts = graph.keep(("cuts", document), lambda: _read_cuts(graph, document))
    return max(1, bisect_right(cuts, offset))


def _read_cuts(graph: Graph, document: str) -> tuple[int, ...]:
    node = NamedNode(document)
    about = next(iter(graph.rows("document", document=node)), {})
    return _Pages.of(graph, node, about).cuts


@dataclass(frozen=True, slots=True)
class _Pages:
    """A text, its turns, and where its pages begin."""

    text: str | None
    turns: tuple[_Turn, ...]
    cuts: tuple[int, ...]
    node: NamedNode
    length: int

    @classmethod
    def of(cls, graph: Graph, node: NamedNode, about: Answer) -> "_Pages":
        whole = text(about, "text") if "text" in about else None
        turns = tuple(_turns(graph, node))
        length = _NO_END if whole is None else len(whole)
        cuts = tuple(page_breaks([turn.begin for turn in turns], length, whole))
        return cls(whole, turns, cuts, node, length)

    def bounds(self, part: int) -> tuple[int, int]:
        """Return where a page begins and ends."""
        begin, end = [*self.cuts, max(self.length, 1)][part - 1 : part + 1]
        return begin, end

    def passages(
        self, graph: Graph, part: int, claims: Sequence[Claim]
    ) -> Iterator[Passage]:
        """Yield what a page shows, in order; nothing of the text is left out."""
        first, last = self.bounds(part)
        links = _links(
            graph, self.node, {each.turn.iri: each.turn for each in self.turns}
        )
        at = first
        for turn in self.turns:
            begin, end = max(turn.begin, at), min(turn.end, last)
            if end <= begin:
                continue
            if at < begin:
                yield self._passage(at, begin, claims)
            linked = links[turn.turn.iri]
            yield self._passage(begin, end, claims, turn, linked)
            at = end
        if at < last:
            yield self._passage(at, last, claims)

    def _passage(
        self,
        begin: int,
        end: int,
        claims: Sequence[Claim],
        turn: _Turn | None = None,
        linked: Sequence[tuple[str, Turn | Thing]] = (),
    ) -> Passage:
        within = [claim for claim in claims if _meets(claim, begin, end)]
        spans = {span for claim in within for span in claim.spans}
        return Passage(
            begin=begin,
            end=end,
            turn=turn.turn if turn else None,
            speaker=turn.speaker if turn else None,
            uttered_on=turn.uttered_on if turn else "",
            answers=tuple(
                to for name, to in linked if name == "answers" and isinstance(to, Turn)
            ),
            refers_to=tuple(
                to
                for name, to in linked
                if name == "refersToTurn" and isinstance(to, Turn)
            ),
            references=tuple(to for _, to in linked if isinstance(to, Thing)),
            is_continued=turn is not None and turn.begin < begin,
            paragraphs=tuple(self._paragraphs(begin, end, spans)),
            claims=tuple(c for c in within if begin <= c.evidence[0]),
        )

    def _paragraphs(
        self, begin: int, end: int, spans: set[Span]
    ) -> Iterator[tuple[Piece, ...]]:
        if self.text is None:
            return
        cuts = [begin, *paragraph_breaks(self.text, begin, end), end]
        for first, last in pairwise(cuts):
            near = [span for span in spans if span[0] < last and first < span[1]]
            yield nest(near, first, last)


def _things(graph: Graph, iri: str, name: str) -> tuple[Thing, ...]:
    return tuple(map(graph.thing, graph.values(iri, f"{VOCABULARY}{name}")))


def _meets(claim: Claim, begin: int, end: int) -> bool:
    return claim.evidence[0] < end and begin < claim.evidence[1]


def _turns(graph: Graph, node: NamedNode) -> Iterator[_Turn]:
    for row in graph.rows("turns", document=node):
        yield _Turn(
            turn=turn_of(graph, node.value, text(row, "turn"), row["kind"]),
            begin=number(row, "begin"),
            end=number(row, "end"),
            speaker=graph.thing(row["speaker"]) if "speaker" in row else None,
            uttered_on=text(row, "uttered_on"),
        )


def _links(
    graph: Graph, node: NamedNode, turns: dict[str, Turn]
) -> dict[str, list[tuple[str, Turn | Thing]]]:
    """Return what each turn answers and refers to: turns of this text, or documents."""
    found: dict[str, list[tuple[str, Turn | Thing]]] = defaultdict(list)
    for row in graph.rows("turn-links", document=node):
        name = local_name(text(row, "property"))
        value = turns.get(text(row, "value")) or graph.document(row["value"])
        found[text(row, "turn")].append((name, value))
    return found
