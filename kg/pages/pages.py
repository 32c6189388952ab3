"""What is at each address: a path becomes a page, or nothing.

The server and the writer of files ask here, so that both have the same pages.
"""

from collections.abc import Callable, Mapping
from typing import Any

from kg.pages.actors import read_actor
from kg.pages.documents import read_document
from kg.pages.graph import Graph
from kg.pages.happenings import read_event, read_relation
from kg.pages.links import HOME, has_page
from kg.pages.lists import page_number, read_home, read_listing
from kg.pages.questions import as_question, known_query, titled
from kg.pages.rendering import Renderer
from kg.pages.results import shown
from kg.query import run_query

View = Mapping[str, Any]
Reader = Callable[..., View | None]


def make_page(renderer: Renderer, path: str) -> str | None:
    """Return the page at a path, None where there is none.

    Args:
        renderer: writes the page.
        path: without the language, such as `doc/kst-29521-457` or `actors/2`.
    """
    name, *rest = path.split("/")
    reader = _READERS.get(name)
    view = reader(renderer.graph, *rest) if reader else None
    if view is None:
        return None
    here = f"{renderer.graph.language}/{path}"
    return renderer.render(_TEMPLATES.get(name, name), here, **view)


def _document(graph: Graph, local: str = "", part: str = "1", *_: str) -> View | None:
    iri = f"{graph.namespaces.document}{local}"
    if not has_page(graph, iri):
        return None
    document = read_document(graph, iri, page_number(part))
    return {"document": document} if document else None


def _actor(graph: Graph, local: str = "", page: str = "1", *_: str) -> View | None:
    iri = f"{graph.namespaces.entity}{local}"
    if not has_page(graph, iri):
        return None
    actor = read_actor(graph, iri, page_number(page))
    return {"actor": actor} if actor else None


def _happening(space: str) -> Reader:
    read = {"ev": read_event, "relation": read_relation}[space]

    def view(graph: Graph, local: str = "", page: str = "1", *_: str) -> View | None:
        iri = f"{graph.namespaces.base}{space}/{local}"
        found = read(graph, iri, page_number(page))
        return {"happening": found, "space": space} if found else None

    return view


def _home(graph: Graph, *rest: str) -> View | None:
    return None if rest else {"home": read_home(graph)}


def _list(name: str) -> Reader:
    def read(graph: Graph, *rest: str) -> View | None:
        found = read_listing(graph, name, *rest)
        return {"list": found} if found else None

    return read


def _questions(graph: Graph, *rest: str) -> View | None:
    return None if rest else {"titles": titled(graph)}


def _question(graph: Graph, name: str = "", *rest: str) -> View | None:
    query = known_query(name)
    if query is None or rest:
        return None
    answer = shown(graph, run_query(graph.store, query, namespaces=graph.namespaces))
    return {"question": as_question(graph, query, {}, shown=answer)}


_LISTS = ("documents", "actors", "events")
_TEMPLATES = {
    "doc": "document",
    "id": "actor",
    "ev": "happening",
    "relation": "happening",
    **dict.fromkeys(_LISTS, "list"),
}
_READERS: Mapping[str, Reader] = {
    HOME: _home,
    "doc": _document,
    "id": _actor,
    "ev": _happening("ev"),
    "relation": _happening("relation"),
    "questions": _questions,
    "question": _question,
    **{name: _list(name) for name in _LISTS},
}
