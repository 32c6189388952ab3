"""A corpus of three notes about one coup, which can be changed."""

from dataclasses import dataclass, field
from pathlib import Path

import pyoxigraph

from kg.iris import Namespaces
from kg.pipeline import Summary, build
from kg.pipeline.files import FILES
from kg.store import DEFAULT_GRAPH, open_store

Triples = set[pyoxigraph.Triple]

NOTES = {
    "a": "Op 18 augustus 2020 vond in Mali een staatsgreep plaats.\n",
    "b": "De Europese Unie veroordeelde de staatsgreep van 18 augustus 2020 in Mali.\n",
    "c": "Duitsland trekt zijn militairen in mei 2024 terug uit MINUSMA.\n",
}


@dataclass
class Corpus:
    """A folder of notes that can be changed, and where its graph goes."""

    root: Path
    texts: dict[str, str] = field(default_factory=lambda: dict(NOTES))
    issued: dict[str, str] = field(default_factory=dict)

    @property
    def folder(self) -> Path:
        """The notes and their manifest, as they are now."""
        folder = self.root / "corpus"
        folder.mkdir(parents=True, exist_ok=True)
        for path in folder.iterdir():
            path.unlink()
        tables = []
        for name, text in self.texts.items():
            (folder / f"{name}.txt").write_text(text, encoding="utf-8")
            tables.append(f"[{name}]\nissued = {self.issued.get(name, '2022-02-07')}\n")
        (folder / "corpus.toml").write_text("\n".join(tables), encoding="utf-8")
        return folder

    @property
    def out(self) -> Path:
        """Where the files go."""
        return self.root / "build"

    @property
    def store(self) -> Path:
        """Where the store is."""
        return self.out / "store"

    def build(self, settings=None, **folders) -> Summary:
        """Build with a store."""
        return build(self.folder, self.out, settings, store=self.store, **folders)

    def files(self) -> dict[str, bytes]:
        """Return the files of the build."""
        return {name: (self.out / name).read_bytes() for name in FILES}

    def files_made_at_once(self, settings=None) -> dict[str, bytes]:
        """Return what a build gives that knows of no other."""
        fresh = Corpus(self.root / "fresh", self.texts, self.issued)
        build(self.folder, fresh.out, settings)
        return fresh.files()

    def triples(self, name: str) -> Triples:
        """Return the triples of a file of the build."""
        return {quad.triple for quad in pyoxigraph.parse(path=self.out / name)}

    def graph(self, name: str | None = None) -> Triples:
        """Return the triples of a graph of the store, by its name; else the default."""
        graph = pyoxigraph.NamedNode(name) if name else DEFAULT_GRAPH
        quads = open_store(self.store).quads_for_pattern(None, None, None, graph)
        return {quad.triple for quad in quads}


def check_store(corpus: Corpus) -> None:
    """Make sure that a store and the files of its build hold the same.

    The default graph is the graph; named graphs are its parts, each complete.
    """
    spaces = Namespaces()
    own = [corpus.graph(f"{spaces.document}{name}") for name in corpus.texts]
    shared = corpus.graph(spaces.graph("shared"))
    names = ("vocabulary.ttl", "graph.ttl", "edges.ttl", "texts.ttl")

    assert corpus.graph() == set().union(*map(corpus.triples, names))
    assert corpus.triples("graph.ttl") == shared.union(*own)
    for name in ("vocabulary", "edges", "texts", "report", "quarantine"):
        assert corpus.graph(spaces.graph(name)) == corpus.triples(f"{name}.ttl")
    trig: dict[str, Triples] = {}
    for quad in pyoxigraph.parse(path=corpus.out / "graph.trig"):
        trig.setdefault(getattr(quad.graph_name, "value", ""), set()).add(quad.triple)
    assert trig.pop("") == shared
    assert sorted(map(len, trig.values())) == sorted(map(len, own))
