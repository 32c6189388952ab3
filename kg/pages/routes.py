"""The pages on a server: the addresses that `kg serve` has besides its endpoint."""

import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from kg.errors import InputError, Refused
from kg.pages.graph import Graph
from kg.pages.links import ASSETS, HOME, Links, is_name
from kg.pages.lists import page_number
from kg.pages.live import as_csv, ask_question, ask_sparql
from kg.pages.pages import make_page
from kg.pages.questions import bound_text, given_values, known_query
from kg.pages.rendering import Renderer
from kg.pages.search import near, search
from kg.pages.words import LANGUAGES, preferred
from kg.query import prefixes_of
from kg.serve.app import welcome
from kg.serve.exchange import accepted
from kg.serve.negotiation import choose
from kg.workers import Service, open_snapshot

# Nothing is loaded from elsewhere, and no script or style stands in a page.
_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self';"
    " form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {"Content-Security-Policy": _POLICY, "Referrer-Policy": "same-origin"}
_SPACES = ("id", "ev", "relation", "doc", "claim")  # whose IRIs have a page


def page_routes(service: Service) -> Sequence[BaseRoute]:
    """Return the addresses of the pages about the graph of a service."""
    pages = Pages(service)
    return [
        Route("/", pages.welcome),
        Mount(f"/{ASSETS}", StaticFiles(packages=[("kg.pages", ASSETS)])),
        *(Route(f"/{space}/{{local:path}}", pages.named) for space in _SPACES),
        *(route for name in LANGUAGES for route in _routes(pages, name)),
    ]


def _routes(pages: "Pages", language: str) -> list[Route]:
    return [
        Route(f"/{language}", pages.home),
        Route(f"/{language}/", pages.home),
        Route(f"/{language}/search", pages.search),
        Route(f"/{language}/question/{{name}}.csv", pages.question_csv),
        Route(f"/{language}/question/{{name}}", pages.question),
        Route(f"/{language}/sparql.csv", pages.sparql_csv),
        Route(f"/{language}/sparql", pages.sparql),
        Route(f"/{language}/{{path:path}}", pages.page),
    ]


class Pages:
    """Answers requests for pages."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._graphs = Graphs(service)

    async def welcome(self, request: Request) -> Response:
        """Lead a reader to the first page; tell others of the endpoint."""
        if choose(accepted(request), ["text/plain", "text/html"]) == "text/plain":
            return await welcome(request)
        return RedirectResponse(f"{_language(request)}/{HOME}", 303)

    async def home(self, request: Request) -> Response:
        """Lead to the first page in a language."""
        return RedirectResponse(f"/{_split(request)[0]}/{HOME}", 303)

    async def named(self, request: Request) -> Response:
        """Lead from the path of an IRI to the page about what it names."""
        return await run_in_threadpool(self._named, request)

    async def page(self, request: Request) -> Response:
        """Return a page, or one that says that there is none."""
        return await run_in_threadpool(self._page, request)

    async def search(self, request: Request) -> Response:
        """Return what was found."""
        return await run_in_threadpool(self._search, request)

    async def question(self, request: Request) -> Response:
        """Return a question with its answer."""
        renderer = await self._renderer(request)
        query = known_query(request.path_params["name"])
        if query is None:
            return await run_in_threadpool(_missing, renderer, request)
        found, status = await ask_question(
            self._service, renderer.graph, query, request
        )
        return await _rendered(renderer, "question", request, status, question=found)

    async def question_csv(self, request: Request) -> Response:
        """Return the answer to a question as CSV."""
        renderer = await self._renderer(request)
        query = known_query(request.path_params["name"])
        if query is None:
            return await run_in_threadpool(_missing, renderer, request)
        given = given_values(query, dict(request.query_params))
        try:
            text = await run_in_threadpool(bound_text, renderer.graph, query, given)
        except InputError as error:
            raise Refused(400, str(error)) from error
        return _csv(await as_csv(self._service, request, text), query.name)

    async def sparql(self, request: Request) -> Response:
        """Return the editor of queries, with the answer to one."""
        renderer = await self._renderer(request)
        found = await ask_sparql(self._service, renderer.graph, request)
        return await _rendered(
            renderer,
            "sparql",
            request,
            found.status,
            asked=found,
            prefixes=prefixes_of(renderer.graph.namespaces),
        )

    async def sparql_csv(self, request: Request) -> Response:
        """Return the answer to a query as CSV."""
        text = request.query_params.get("query", "")
        return _csv(await as_csv(self._service, request, text), "sparql")

    def _page(self, request: Request) -> Response:
        language, path = _split(request)
        renderer = Renderer(graph=self._graphs.of(language), is_live=True)
        html = make_page(renderer, path)
        return _missing(renderer, request) if html is None else _html(html)

    def _named(self, request: Request) -> Response:
        graph = self._graphs.of(_language(request))
        path = request.scope["path"][1:]
        iri = f"{graph.namespaces.base}{path}"
        links = Links(graph=graph, here=path)
        is_named = is_name(path.rpartition("/")[2])
        address = (links.thing(iri) or links.turn(iri)) if is_named else None
        if address is None:
            return _missing(Renderer(graph=graph, is_live=True), request)
        return RedirectResponse(address, 303)

    def _search(self, request: Request) -> Response:
        renderer = Renderer(graph=self._graphs.of(_split(request)[0]), is_live=True)
        page = request.query_params.get("page", "1")
        sought = request.query_params.get("q", "")
        found = search(renderer.graph, sought, page_number(page))
        if found is None:
            return _missing(renderer, request)
        here = f"{renderer.graph.language}/search"
        return _html(renderer.render("search", here, found=found, sought=sought))

    async def _renderer(self, request: Request) -> Renderer:
        graph = await run_in_threadpool(self._graphs.of, _split(request)[0])
        return Renderer(graph=graph, is_live=True)


class Graphs:
    """The graph that a service answers from now, in each language."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._lock = threading.Lock()
        self._path: Path | None = None
        self._graphs: dict[str, Graph] = {}

    def of(self, language: str) -> Graph:
        """Return the graph in a language, opened anew where it has changed."""
        with self._lock:
            path = self._service.path
            if path != self._path:
                store = open_snapshot(path)
                self._graphs = {name: Graph.of(store, name) for name in LANGUAGES}
                self._path = path
            return self._graphs[language]


def _split(request: Request) -> tuple[str, str]:
    """Return the language of a page, and its path without it."""
    language, _, path = request.scope["path"][1:].partition("/")
    return language, path


def _language(request: Request) -> str:
    """Return the language that a reader wants, by the address or the browser."""
    asked = request.query_params.get("lang")
    if asked in LANGUAGES:
        return asked
    return preferred(request.headers.get("accept-language", ""))


async def _rendered(
    renderer: Renderer, template: str, request: Request, status: int, **given: Any
) -> Response:
    here = request.scope["path"][1:]
    html = await run_in_threadpool(renderer.render, template, here, **given)
    return _html(html, status)


def _missing(renderer: Renderer, request: Request) -> Response:
    """Say that there is no such page, and what is called nearly so."""
    path = request.scope["path"][1:]
    hits = near(renderer.graph, path.rpartition("/")[2])
    return _html(renderer.render("missing", path, path=path, hits=hits), 404)


def _html(html: str, status: int = 200) -> Response:
    return HTMLResponse(html, status, headers=_HEADERS)


def _csv(table: bytes, name: str) -> Response:
    headers = {**_HEADERS, "Content-Disposition": f'attachment; filename="{name}.csv"'}
    return Response(table, headers=headers, media_type="text/csv")
