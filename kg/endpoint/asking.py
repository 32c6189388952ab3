"""Asking a SPARQL endpoint (SPARQL 1.1 Protocol, 2.1.2), by SPARQLWrapper."""

import ast
import contextlib
import urllib.error
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPException
from math import ceil
from typing import Any

import httpx
import pyoxigraph
import SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import SPARQLWrapperException

from kg import __version__
from kg.endpoint.access import find_access
from kg.endpoint.address import check_address
from kg.endpoint.trouble import persistently, refusal, silent, unreachable
from kg.errors import EndpointError, EndpointUnavailable, QueryError

TIMEOUT = 60.0  # seconds without a word from a server
AGENT = f"kroniek/{__version__}"

_TABULAR = frozenset({"SELECT", "ASK"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What an endpoint answers, and the media type that it gives."""

    body: bytes
    media_type: str


class _RefusedError(Exception):
    """An answer that is an error."""

    def __init__(self, answer: httpx.Response) -> None:
        self.answer = answer


class Endpoint:
    """A SPARQL endpoint that is asked by POST.

    Args:
        url: its address.
        timeout: seconds without a word before it is given up.
        attempts: how often to try where it may work later.

    Raises:
        InputError: the address is not one of http or https.
        SettingsError: the credentials cannot be read.
    """

    def __init__(
        self, url: str, *, timeout: float = TIMEOUT, attempts: int = 1
    ) -> None:
        self.url = check_address(url)
        self.timeout = ceil(timeout)  # SPARQLWrapper knows whole seconds only
        self.attempts = attempts
        self.access = find_access(url)

    def answer(self, text: str, form: str) -> Answer:
        """Return what is answered to a query of a form (`SELECT`, `CONSTRUCT` …).

        Raises:
            QueryError: the endpoint does not understand the query.
            EndpointUnavailable: it cannot be reached, or is overloaded.
            EndpointError: it refuses for another reason.
        """
        return persistently(self.attempts, lambda: self._authorised(text, form))

    def select(self, text: str) -> list[Mapping[str, Any]]:
        """Return the rows of a SELECT query, each with the terms that are bound.

        Raises:
            QueryError, EndpointError: as for `answer`.
        """
        found = self.results(self.answer(text, "SELECT"))
        if not isinstance(found, pyoxigraph.QuerySolutions):
            raise EndpointError(f"{self.url} does not answer with a table")
        names = [variable.value for variable in found.variables]
        return [
            {name: row[name] for name in names if row[name] is not None}
            for row in found
        ]

    def construct(self, text: str) -> list[pyoxigraph.Triple]:
        """Return the triples of a CONSTRUCT query.

        Raises:
            QueryError, EndpointError: as for `answer`.
        """
        return self.triples(self.answer(text, "CONSTRUCT"))

    def results(
        self, answer: Answer
    ) -> pyoxigraph.QuerySolutions | pyoxigraph.QueryBoolean:
        """Read a table or a verdict.

        Raises:
            EndpointError: the answer is neither.
        """
        kind = pyoxigraph.QueryResultsFormat.JSON
        try:
            return pyoxigraph.parse_query_results(answer.body, kind)
        except (SyntaxError, ValueError) as error:
            expected = "SPARQL results in JSON"
            raise EndpointError(
                f"{self.url} does not answer with {expected}"
            ) from error

    def triples(self, answer: Answer) -> list[pyoxigraph.Triple]:
        """Read triples.

        Raises:
            EndpointError: the answer holds none.
        """
        kind = pyoxigraph.RdfFormat.from_media_type(answer.media_type)
        try:
            quads = pyoxigraph.parse(answer.body, kind or pyoxigraph.RdfFormat.TURTLE)
            return [quad.triple for quad in quads]
        except (SyntaxError, ValueError) as error:
            raise EndpointError(f"{self.url} does not answer with Turtle") from error

    def _authorised(self, text: str, form: str) -> Answer:
        """Ask, and ask again with what the endpoint wants to know of the user."""
        flow = self.access.auth_flow(httpx.Request("POST", self.url))
        request = next(flow)
        while True:
            try:
                return self._ask(text, form, request.headers.get("Authorization"))
            except _RefusedError as refused:
                refused.answer.request = request
                try:
                    request = flow.send(refused.answer)
                except StopIteration:
                    raise self._error(refused.answer) from refused

    def _error(self, answer: httpx.Response) -> Exception:
        error = refusal(self.url, "the query", answer, hint=self.access.hint)
        is_passing = isinstance(error, EndpointUnavailable)
        if answer.status_code == httpx.codes.BAD_REQUEST and not is_passing:
            return QueryError(str(error))
        return error

    def _ask(self, text: str, form: str, authorization: str | None) -> Answer:
        asking = _asking(self.url, text, form, self.timeout)
        if authorization:
            asking.addCustomHttpHeader("Authorization", authorization)
        try:
            with asking.query().response as response:
                kind = response.headers.get_content_type()
                return Answer(body=response.read(), media_type=kind)
        except SPARQLWrapperException as error:
            raise _refused(error.__context__, _body(error)) from error
        except urllib.error.HTTPError as error:
            body = b""
            with error, contextlib.suppress(OSError, HTTPException):
                body = error.read()
            raise _refused(error, body) from error
        except (OSError, HTTPException, ValueError) as error:
            reason = getattr(error, "reason", error)
            if isinstance(reason, TimeoutError):
                raise silent(self.url, self.timeout) from error
            raise unreachable(self.url, reason) from error


def _asking(
    url: str, text: str, form: str, timeout: int
) -> SPARQLWrapper.SPARQLWrapper:
    """Return what sends a query by POST, and asks for JSON or Turtle by header only."""
    asking = SPARQLWrapper.SPARQLWrapper(url, agent=AGENT)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its guess of the form, set right below
        asking.setQuery(text)
    asking.queryType = form
    is_table = form in _TABULAR
    asking.setReturnFormat(SPARQLWrapper.JSON if is_table else SPARQLWrapper.TURTLE)
    asking.setMethod(SPARQLWrapper.POST)
    asking.setOnlyConneg(onlyConneg=True)
    asking.setTimeout(timeout)
    return asking


def _refused(error: Any, body: bytes) -> _RefusedError:
    """Return an error of urllib and what the server said as an answer of httpx."""
    headers = list(getattr(error, "headers", {}).items())
    # The body was decoded as it came: what the headers say of its coding is no more.
    kept = [(k, v) for k, v in headers if k.lower() != "content-encoding"]
    return _RefusedError(httpx.Response(error.code, headers=kept, content=body))


def _body(error: Exception) -> bytes:
    """Return what a server said, which SPARQLWrapper puts into its own message."""
    _, _, written = str(error).partition("Response:\n")
    try:
        body = ast.literal_eval(written)
    except (SyntaxError, ValueError):
        return b""
    return body if isinstance(body, bytes) else b""
