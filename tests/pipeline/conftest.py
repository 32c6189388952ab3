"""A corpus of three notes about one coup, and builds of it that are quick."""

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pytest

from kg import extract, language
from kg.pipeline import Summary, build, checking, making, reader, telling
from kg.pipeline.files import FILES
from kg.pipeline.vocabulary import ontology
from kg.store import as_quad

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
        folder.mkdir(exist_ok=True)
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


@pytest.fixture
def corpus(tmp_path, quick) -> Corpus:
    """Return the corpus of three notes."""
    del quick
    return Corpus(tmp_path)


@pytest.fixture
def quick(monkeypatch) -> None:
    """Load what never changes once for all builds of a process, and no registry.

    The registry is four fifths of the triples of so small a graph.
    """
    monkeypatch.setattr(reader, "load_pipeline", load_pipeline)
    monkeypatch.setattr(reader, "load_knowledge", load_knowledge)
    monkeypatch.setattr(checking, "load_shapes_across", load_shapes_across)
    monkeypatch.setattr(making, "describe_vocabulary", lambda *_: ontology())
    monkeypatch.setattr(telling, "vocabulary", lambda _: map(as_quad, ontology()))


@pytest.fixture
def read(monkeypatch) -> list[str]:
    """Return the identifiers of the documents that are read from now on."""
    found: list[str] = []
    real = reader.Reader.read

    def spy(self, document):
        found.append(document.identifier)
        return real(self, document)

    monkeypatch.setattr(reader.Reader, "read", spy)
    return found


load_pipeline = cache(language.load_pipeline)
load_knowledge = cache(extract.load_knowledge)
load_shapes_across = cache(checking.load_shapes_across)
