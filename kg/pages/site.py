"""The pages as files, for any web server or none."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import pyoxigraph

from kg.pages.graph import Graph
from kg.pages.links import ASSETS, HOME
from kg.pages.pages import make_page
from kg.pages.rendering import Renderer
from kg.pages.words import LANGUAGES
from kg.store import write_tree

_MARK = f"{ASSETS}/kroniek.css"  # by which a folder is known to hold such pages
_SUFFIX = ".html"

Told = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What was written: how many pages, in each language."""

    pages: int


def write_site(
    store: pyoxigraph.Store, out: Path, *, told: Told = lambda _, __: None
) -> Written:
    """Write all pages that can be reached from the first one of each language.

    A run that fails leaves the folder as it was. `told` is told after each page how
    many are written, and how many are known.

    Raises:
        OutputError: the folder holds something else, or the disk refuses.
    """
    pages = 0

    def write(folder: Path) -> None:
        nonlocal pages
        for path, html in _pages(store, told):
            _write(folder / f"{path}{_SUFFIX}", html)
            pages += 1
        _write(folder / f"{HOME}{_SUFFIX}", _door())
        _copy_assets(folder / ASSETS)

    write_tree(out, write, mark=_MARK)
    return Written(pages=pages)


def _pages(store: pyoxigraph.Store, told: Told) -> Iterator[tuple[str, str]]:
    """Yield paths of pages and their HTML: the first ones, and what they lead to."""
    waiting = [f"{language}/{HOME}" for language in LANGUAGES]
    known = set(waiting)

    def found(path: str) -> None:
        if path not in known:
            known.add(path)
            waiting.append(path)

    renderers = {
        language: Renderer(graph=Graph.of(store, language), suffix=_SUFFIX, found=found)
        for language in LANGUAGES
    }
    done = 0
    while waiting:
        path = waiting.pop()
        language, _, rest = path.partition("/")
        html = make_page(renderers[language], rest)
        if html is None:
            raise KeyError(path)
        yield path, html
        done += 1
        told(done, len(known))


def _door() -> str:
    """Return the page that leads to the first page of each language."""
    template = files("kg.pages") / "templates" / "door.html"
    return template.read_text(encoding="utf-8")


def _write(path: Path, html: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(html, encoding="utf-8", newline="")


def _copy_assets(folder: Path) -> None:
    folder.mkdir()
    for asset in (files("kg.pages") / ASSETS).iterdir():
        (folder / asset.name).write_bytes(asset.read_bytes())
