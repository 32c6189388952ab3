"""Bigger corpora, made from the real papers: the same events in other lands and years.

    python -m benchmarks.corpora N FOLDER [--seed S]

Each document is made of exchanges or passages of the papers in `corpus/`, in an order
of its own, and plays in one scene (`scenes.py`): another land in the place of Mali,
other ministers, missions and months. Several documents share a scene, so that their
events recur; those of other scenes are others. The same seed gives the same bytes.
"""

import argparse
import json
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from benchmarks.casting import PERSONS, load_cast
from benchmarks.dates import move_day
from benchmarks.layouts import LAYOUTS, PARTIES, WORDINGS, Draft, Layout
from benchmarks.papers import Piece, Source, load_sources, wordings_of
from benchmarks.scenes import Scene, make_scene
from kg.corpus.manifest import MANIFEST

SHARING = 8  # documents of one scene, on average
MIDDLE, SPREAD = 6.25, 0.7  # of the logarithm of a length in words: 700 on average
LEAST, MOST = 100, 8000  # words
DAYS_APART = 7  # at most, of documents of one scene and source
DAYS_TO_ANSWER = 21


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A document as it stands in a folder, and its entry in the manifest."""

    identifier: str
    text: str
    entry: Mapping[str, Any]


def generate(count: int, *, seed: int = 0) -> Iterator[Paper]:
    """Yield so many documents, the same ones for a count and a seed.

    >>> one, other = generate(2, seed=3)
    >>> one.identifier, one.text == other.text
    ('paper-000000', False)
    """
    sources = load_sources()
    wordings = WORDINGS | wordings_of(sources)
    scenes: dict[int, Scene] = {}
    for number in range(count):
        chance = _chance(seed, number)
        where = chance.randrange(-(-count // SHARING))
        if where not in scenes:
            scenes[where] = make_scene(wordings, _chance(seed, "scene", where))
        yield _paper(f"paper-{number:06}", scenes[where], sources, chance)


def write_corpus(folder: Path, count: int, *, seed: int = 0) -> int:
    """Write so many documents and their manifest, and return how many words they have.

    Raises:
        FileExistsError: the folder has a manifest already.
    """
    folder.mkdir(parents=True, exist_ok=True)
    words = 0
    with (folder / MANIFEST).open("x", encoding="utf-8") as manifest:
        for paper in generate(count, seed=seed):
            path = folder / f"{paper.identifier}.txt"
            path.write_text(paper.text, encoding="utf-8", newline="")
            lines = (f"{key} = {_as_toml(value)}" for key, value in paper.entry.items())
            manifest.write("\n".join([f"[{paper.identifier}]", *lines, "\n"]))
            words += len(paper.text.split())
    return words


def _chance(*seed: object) -> random.Random:
    return random.Random("/".join(map(str, seed)))  # noqa: S311 - not for secrets


def _paper(
    identifier: str, scene: Scene, sources: Sequence[Source], chance: random.Random
) -> Paper:
    """Return a document; its first source says from when its *jl.* is reckoned."""
    shares = [layout.share for layout in LAYOUTS.values()]
    kind = chance.choices(list(LAYOUTS), shares)[0]
    layout = LAYOUTS[kind]
    giving = [source for source in sources if layout.asks <= bool(source.exchanges)]
    order = chance.sample(giving, len(giving))
    issued = move_day(order[0].issued, scene.months)
    issued += timedelta(days=chance.randrange(DAYS_APART))
    draft = Draft(
        pieces=tuple(_drawn(order, layout, chance)),
        issued=issued,
        asked=issued - timedelta(days=DAYS_TO_ANSWER),
        asker=chance.choice(load_cast().companies[f"{PERSONS}nl"]).form("surname"),
        party=chance.choice(PARTIES),
        minister=chance.randrange(2),
    )
    entry = {
        "title": layout.title % scene.words,
        "kind": kind,
        "issued": issued,
        "country": "nl",
        **layout.entry(draft),
    }
    return Paper(
        identifier=identifier, text=layout.text(draft, scene.words), entry=entry
    )


def _drawn(
    order: Sequence[Source], layout: Layout, chance: random.Random
) -> Iterator[Piece]:
    """Yield pieces of the sources in turn, up to a length that chance says."""
    length = min(max(chance.lognormvariate(MIDDLE, SPREAD), LEAST), MOST)
    words = 0
    for source in order:
        pieces = source.exchanges if layout.asks else source.passages
        for piece in chance.sample(pieces, len(pieces)):
            if words and words + piece.words / 2 > length:
                return
            words += piece.words
            yield piece


def _as_toml(value: str | date) -> str:
    return (
        value.isoformat()
        if isinstance(value, date)
        else json.dumps(value, ensure_ascii=False)
    )


def main(arguments: Sequence[str] | None = None) -> None:
    """Write a corpus, as the command line says."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.corpora",
        description="Make a corpus of any size from the papers in corpus/.",
    )
    parser.add_argument("count", metavar="N", type=int, help="how many documents")
    parser.add_argument("folder", metavar="FOLDER", type=Path, help="a new folder")
    parser.add_argument(
        "--seed", metavar="S", type=int, default=0, help="of chance (0)"
    )
    options = parser.parse_args(arguments)
    if options.count < 1:
        parser.error("N must be at least 1")
    try:
        words = write_corpus(options.folder, options.count, seed=options.seed)
    except OSError as error:
        parser.error(f"cannot write {str(options.folder)!r}: {error.strerror}")
    print(f"{options.count:,} documents of {words:,} words in {options.folder}")


if __name__ == "__main__":
    main()
