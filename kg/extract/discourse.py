"""What a document has named so far: the memory behind "het land" and "de missie"."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from kg.extract.passages import Passage
from kg.iris import fold
from kg.parse import Token


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A position in a document: paragraph, then token."""

    passage: int
    token: int


@dataclass(frozen=True, kw_only=True)
class Discourse:
    """The actors that a document names, in order of the text.

    `places` and `actors` run in parallel; `home` is the document's own state;
    `state_of` tells the state that an actor belongs to; `titles` holds who was named
    right behind a word, or with it ("premier Hamdok").
    """

    passages: tuple[Passage, ...]
    places: tuple[Place, ...]
    actors: tuple[str, ...]
    home: str
    state_of: Callable[[str], str | None]
    titles: Mapping[str, tuple[tuple[Place, str], ...]]

    @cached_property
    def named(self) -> Counter[str]:
        """How often the document names each actor."""
        return Counter(self.actors)

    @cached_property
    def totals(self) -> Counter[str]:
        """How often the document names each actor, or who belongs to it."""
        counts: Counter[str] = Counter()
        for actor, times in self.named.items():
            for one in self.standing_for(actor):
                counts[one] += times
        return counts

    @classmethod
    def from_passages(
        cls,
        passages: Sequence[Passage],
        *,
        home: str,
        state_of: Callable[[str], str | None],
    ) -> Discourse:
        """Collect the names of all paragraphs."""
        named = [
            (Place(number, index), actor)
            for number, passage in enumerate(passages)
            for index, actor in sorted(passage.actors.items())
        ]
        return cls(
            passages=tuple(passages),
            places=tuple(place for place, _ in named),
            actors=tuple(actor for _, actor in named),
            home=home,
            state_of=state_of,
            titles=index_titles(passages, named),
        )

    def before(self, passage: int, token: Token) -> Iterator[tuple[Place, str]]:
        """Yield the actors named before a token, the nearest first."""
        at = bisect_left(self.places, Place(passage, token.i))
        for index in range(at - 1, -1, -1):
            yield self.places[index], self.actors[index]

    def titled(self, passage: int, token: Token) -> Iterator[str]:
        """Yield the actors named with a title before a token, the nearest first."""
        here = Place(passage, token.i)
        for place, actor in reversed(self.titles.get(fold(token.text), ())):
            if place < here:
                yield actor

    def latest(
        self,
        passage: int,
        token: Token,
        fits: Callable[[str], bool],
        *,
        in_paragraph: bool = False,
    ) -> str | None:
        """Return the nearest fitting actor named before a token in the same turn.

        Where the turn has none, the fitting actor that the document names most; with
        `in_paragraph` only the paragraph is searched.
        """
        turn = self.passages[passage].turn.label
        counts: Counter[str] = Counter()
        meant: dict[str, str | None] = {}  # an actor is named again and again
        for place, actor in self.before(passage, token):
            if in_paragraph and place.passage != passage:
                break
            if self.passages[place.passage].turn.label != turn:
                break
            if actor not in meant:
                meant[actor] = first_fitting(self.standing_for(actor), fits)
            found = meant[actor]
            if found is not None:
                counts[found] += 1
        if counts:
            return max(counts, key=lambda a: (counts[a], self.totals[a]))
        return None if in_paragraph else self.most_named(fits)

    def standing_for(self, actor: str) -> tuple[str, ...]:
        """Return an actor and the state it belongs to."""
        state = self.state_of(actor)
        return (actor, state) if state else (actor,)

    def most_named(self, fits: Callable[[str], bool]) -> str | None:
        """Return the fitting actor that the document names most often."""
        counts: Counter[str] = Counter()
        for actor, times in self.named.items():
            found = first_fitting(self.standing_for(actor), fits)
            if found is not None:
                counts[found] += times
        ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        return ranked[0][0] if ranked else None


def first_fitting(actors: tuple[str, ...], fits: Callable[[str], bool]) -> str | None:
    """Return the first actor that fits."""
    return next((actor for actor in actors if fits(actor)), None)


def index_titles(
    passages: Sequence[Passage], named: Sequence[tuple[Place, str]]
) -> dict[str, tuple[tuple[Place, str], ...]]:
    """Map each word before or inside a name to the actors named, in order."""
    found: dict[str, list[tuple[Place, str]]] = defaultdict(list)
    for place, actor in named:
        analysis = passages[place.passage].analysis
        words = set(fold(analysis[place.token].text).split())
        if place.token:
            words.add(fold(analysis[place.token - 1].text))
        for word in words:
            found[word].append((place, actor))
    return {word: tuple(places) for word, places in found.items()}
