"""A build as N-Quads in shards, for the bulk loaders of graph stores.

Loaders of large stores read many files of N-Quads at once, compressed. Each document is
a named graph, whole in one shard; `manifest.json` tells what there is, so that a load
can be checked and resumed.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path

import pyoxigraph

from kg.describe import prefixes
from kg.engine import Engine, run_all
from kg.iris import Namespaces
from kg.pipeline.parts import APART, Parts, References
from kg.store import Section, Sections, as_quad, triples_in, write_tree

MANIFEST = "manifest.json"
TOGETHER = 250  # documents in a shard
LEVEL = 6  # of compression

Graphs = Sequence[tuple[str, tuple[Section, ...]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shard:
    """A file of N-Quads: its named graphs, its quads, and how to check it."""

    file: str
    graphs: int
    quads: int
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Contents(Sequence[Graphs]):
    """The sections of the graphs of each shard, looked up when they are asked for."""

    shards: Sequence[Mapping[str, References]]
    sections: Sections

    def __len__(self) -> int:
        """Return how many shards there are."""
        return len(self.shards)

    def __getitem__(self, number: int) -> Graphs:  # type: ignore[override]
        """Return the graphs of a shard with their sections."""
        return [
            (name, tuple(map(self.sections, references)))
            for name, references in self.shards[number].items()
        ]


def write_shards(
    folder: Path,
    parts: Parts,
    sections: Sections,
    spaces: Namespaces,
    engine: Engine,
) -> None:
    """Write all shards of a build and their manifest at once, or none.

    The files are the same bytes each time, whatever the engine.

    Args:
        folder: new, empty, or one that holds shards already.
        parts: the sections of the build; what is apart from its graph is left out.
        sections: gives them.
        spaces: the namespaces of the build.
        engine: turns sections into N-Quads.

    Raises:
        LookupError: a section is not there any more.
        OutputError: the folder holds something else, the disk refuses, or a process was
            killed twice.
    """
    write = partial(
        _write, parts=parts, sections=sections, spaces=spaces, engine=engine
    )
    write_tree(folder, write, mark=MANIFEST)


def planned(parts: Parts, spaces: Namespaces) -> dict[str, Mapping[str, References]]:
    """Return which graphs go to which file: so many documents each, then the rest."""
    documents = list(parts.documents.items())
    files: dict[str, Mapping[str, References]] = {
        f"documents-{number // TOGETHER:05}.nq.gz": dict(
            documents[number : number + TOGETHER]
        )
        for number in range(0, len(documents), TOGETHER)
    }
    for name, references in parts.common().items():
        if references and name not in APART:
            files[f"{name}.nq.gz"] = {spaces.graph(name): references}
    return files


def shard(graphs: Graphs, *, known: Mapping[str, str]) -> tuple[bytes, int]:
    """Return named graphs as compressed N-Quads, and how many quads they are."""
    quads = [
        as_quad(triple, pyoxigraph.NamedNode(name))
        for name, sections in graphs
        for section in sections
        for triple in triples_in(section, known)
    ]
    data = pyoxigraph.serialize(quads, format=pyoxigraph.RdfFormat.N_QUADS) or b""
    return gzip.compress(data, LEVEL, mtime=0), len(quads)


def _write(
    folder: Path,
    *,
    parts: Parts,
    sections: Sections,
    spaces: Namespaces,
    engine: Engine,
) -> None:
    files = planned(parts, spaces)
    names, contents = list(files), Contents(list(files.values()), sections)
    work = partial(shard, known=prefixes(spaces))
    made: dict[str, Shard] = {}
    for number, result in run_all(engine, work, contents, to=f"write {folder}"):
        data, quads = result
        (folder / names[number]).write_bytes(data)
        made[names[number]] = Shard(
            file=names[number],
            graphs=len(files[names[number]]),
            quads=quads,
            bytes=len(data),
            sha256=sha256(data).hexdigest(),
        )
    told = {
        "base": spaces.base,
        "format": "application/n-quads",
        "quads": sum(one.quads for one in made.values()),
        "files": [asdict(made[name]) for name in names],
    }
    text = json.dumps(told, indent=2, ensure_ascii=False)
    (folder / MANIFEST).write_text(f"{text}\n", encoding="utf-8")
