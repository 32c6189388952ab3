"""Asking a SPARQL endpoint instead of a build folder (SPARQL 1.1 Protocol, 2.1.2)."""

import ast
import contextlib
import urllib.error
import warnings
from collections.abc import Mapping
from dataclasses import replace
from http.client import HTTPException
from typing import Any
from urllib.parse import urlsplit

import pyoxigraph

from kg.errors import InputError, QueryError
from kg.iris import Namespaces
from kg.query.library import Query
from kg.query.names import prefixes_of
from kg.query.parameters import bind
from kg.query.run import Result, Table, Triples, as_result
from kg.query.syntax import declared, expand, form, used

TIMEOUT = 60  # seconds without a word from the endpoint

_TABULAR = frozenset({"SELECT", "ASK"})
_GRAPHS = frozenset({"CONSTRUCT", "DESCRIBE"})
_EVERYTHING = (
    "CONSTRUCT { ?s ?p ?o } WHERE { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }"
)
_SAID = 200  # characters of what a server says about an error


def run_remote_query(
    url: str,
    query: Query,
    parameters: Mapping[str, str | None] | None = None,
    *,
    namespaces: Namespaces | None = None,
) -> Table:
    """Run a query of the library on an endpoint; things are given by identifier.

    Raises:
        UnknownName: the query has no such parameter.
        InputError: a value is of the wrong kind, or is a label.
        QueryError: the endpoint cannot be asked, or answers something else.
    """
    spaces = namespaces or Namespaces()
    text, values = bind(query, parameters or {}, None, spaces)
    result = run_remote(url, text, namespaces=spaces)
    if not isinstance(result, Table) or result.columns != query.columns:
        raise QueryError(f"{url} answers with other columns than {query.name} asks for")
    return replace(result, parameters=values)


def run_remote(
    url: str,
    text: str,
    *,
    namespaces: Namespaces | None = None,
    timeout: int = TIMEOUT,
) -> Result:
    """Run a SPARQL query on an endpoint; our prefixes and the usual ones are known.

    Raises:
        InputError: the address is not one of http or https.
        QueryError: the endpoint cannot be reached, refuses the query, or does not
            answer in the format that was asked for; the message is one line.
    """
    _check(url)
    kind = form(text)
    if kind not in _TABULAR | _GRAPHS:
        raise QueryError("not a query: it has no SELECT, ASK, CONSTRUCT or DESCRIBE")
    spaces = namespaces or Namespaces()
    body, media_type = _answer(url, _with_prefixes(text, spaces), kind, timeout)
    try:
        if kind in _TABULAR:
            results = pyoxigraph.QueryResultsFormat.JSON
            found = pyoxigraph.parse_query_results(body, results)
            return as_result(found, spaces)
        rdf = pyoxigraph.RdfFormat.from_media_type(media_type)
        quads = pyoxigraph.parse(body, rdf or pyoxigraph.RdfFormat.TURTLE)
        triples = tuple(sorted({quad.triple for quad in quads}, key=str))
        return Triples(triples=triples, namespaces=spaces)
    except (SyntaxError, ValueError) as error:
        expected = "SPARQL results in JSON" if kind in _TABULAR else "Turtle"
        raise QueryError(f"{url} does not answer with {expected}") from error


def fetch(url: str, *, timeout: int = TIMEOUT) -> tuple[pyoxigraph.Triple, ...]:
    """Return all triples of an endpoint, those of its named graphs too.

    Raises:
        InputError: the address is not one of http or https, or there is no triple.
        QueryError: the endpoint cannot be asked, or answers something else.
    """
    found = run_remote(url, _EVERYTHING, timeout=timeout)
    if not isinstance(found, Triples) or not found.triples:
        raise InputError(f"no triple in {url}")
    return found.triples


def _check(url: str) -> None:
    try:
        parts = urlsplit(url)
        is_web = parts.scheme in {"http", "https"} and parts.port != 0
        is_fine = is_web and bool(parts.hostname) and "@" not in parts.netloc
    except ValueError:
        is_fine = False
    if not is_fine:
        raise InputError(f"{url!r} is not the http or https address of an endpoint")


def _with_prefixes(text: str, namespaces: Namespaces) -> str:
    """Declare the known prefixes that a query uses; its lines keep their numbers."""
    known = prefixes_of(namespaces)
    text = expand(text, known).text
    lacking = used(text) - declared(text).keys()
    head = "".join(f"PREFIX {p}: <{known[p]}> " for p in known if p in lacking)
    return f"{head}{text}"


def _answer(url: str, text: str, kind: str, timeout: int) -> tuple[bytes, str]:
    """Return what an endpoint answers, and the media type that it gives."""
    import SPARQLWrapper  # noqa: PLC0415  only those who ask an endpoint pay for it
    from SPARQLWrapper.SPARQLExceptions import SPARQLWrapperException  # noqa: PLC0415

    asking = SPARQLWrapper.SPARQLWrapper(url)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its guess of the form, set right below
        asking.setQuery(text)
    asking.queryType = kind
    is_table = kind in _TABULAR
    asking.setReturnFormat(SPARQLWrapper.JSON if is_table else SPARQLWrapper.TURTLE)
    asking.setMethod(SPARQLWrapper.POST)
    asking.setOnlyConneg(onlyConneg=True)
    asking.setTimeout(timeout)
    try:
        with asking.query().response as response:
            return response.read(), response.headers.get_content_type()
    except SPARQLWrapperException as error:
        raise QueryError(_refusal(url, error.__context__, _body(error))) from error
    except urllib.error.HTTPError as error:
        body = b""
        with error, contextlib.suppress(OSError, HTTPException):
            body = error.read()
        raise QueryError(_refusal(url, error, body)) from error
    except TimeoutError as error:
        raise QueryError(f"{url} does not answer within {timeout} seconds") from error
    except (OSError, HTTPException, ValueError) as error:
        reason = getattr(error, "reason", error)
        if isinstance(reason, TimeoutError):
            message = f"{url} does not answer within {timeout} seconds"
            raise QueryError(message) from error
        words = getattr(reason, "strerror", None) or str(reason) or type(reason)
        raise QueryError(f"cannot reach {url}: {words}") from error


def _body(error: Exception) -> bytes:
    """Return what a server said, which SPARQLWrapper puts into its own message."""
    _, _, written = str(error).partition("Response:\n")
    try:
        body = ast.literal_eval(written)
    except (SyntaxError, ValueError):
        return b""
    return body if isinstance(body, bytes) else b""


def _refusal(url: str, error: Any, body: bytes) -> str:
    """Return on one line what a server says, or its code where that is a page."""
    code = f"{getattr(error, 'code', '')} {getattr(error, 'reason', '')}".strip()
    words = " ".join(body.decode("utf-8", errors="replace").split())
    said = "" if words.startswith("<") else words
    if len(said) > _SAID:
        said = f"{said[:_SAID].rstrip()} …"
    return f"{url} refuses the query ({code}){': ' if said else ''}{said}"
