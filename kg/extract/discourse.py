"""What a document has named so far: the memory behind "het land" and "de missie"."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from kg.extract.passages import Passage
from kg.iris import fold
from kg.parse import Token


class Place(NamedTuple):
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

    @cached_property
    def in_turns(self) -> Mapping[str, Mapping[str, list[int]]]:
        """By the label of each turn its actors, with their indexes in `actors`."""
        turns: dict[str, dict[str, list[int]]] = {}
        for index, (place, actor) in enumerate(
            zip(self.places, self.actors, strict=True)
        ):
            turn = turns.setdefault(self.passages[place.passage].turn.label, {})
            turn.setdefault(actor, []).append(index)
        return turns

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
        """Return the fitting actor named most before a token in the same turn.

        Of several the one that the document names most, then the nearest. Where the
        turn has none, the fitting actor that the document names most; with
        `in_paragraph` only the paragraph is searched.
        """
        begin = bisect_left(self.places, Place(passage, 0)) if in_paragraph else 0
        end = bisect_left(self.places, Place(passage, token.i))
        counts: Counter[str] = Counter()
        nearest: dict[str, int] = {}
        turn = self.passages[passage].turn.label
        for actor, indexes in self.in_turns.get(turn, {}).items():
            before = indexes[bisect_left(indexes, begin) : bisect_left(indexes, end)]
            found = first_fitting(self.standing_for(actor), fits) if before else None
            if found is not None:
                counts[found] += len(before)
                nearest[found] = max(nearest.get(found, 0), before[-1])
        if counts:
            return max(counts, key=lambda a: (counts[a], self.totals[a], nearest[a]))
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
    for actor in actors:
        if fits(actor):
            return actor
    return None


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
