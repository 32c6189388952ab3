"""Asking a SPARQL endpoint instead of a build folder."""

from collections.abc import Mapping
from dataclasses import replace

import pyoxigraph

from kg.errors import InputError, QueryError
from kg.iris import Namespaces
from kg.query.library import Query
from kg.query.names import prefixes_of
from kg.query.parameters import bind
from kg.query.run import Result, Table, Triples, as_result
from kg.query.syntax import declared, expand, form, used

_TABULAR = frozenset({"SELECT", "ASK"})
_GRAPHS = frozenset({"CONSTRUCT", "DESCRIBE"})


def run_remote_query(
    url: str,
    query: Query,
    parameters: Mapping[str, str | None] | None = None,
    *,
    namespaces: Namespaces | None = None,
    timeout: float | None = None,
) -> Table:
    """Run a query of the library on an endpoint; things are given by identifier.

    Args:
        url: its address.
        query: the question.
        parameters: values by name.
        namespaces: those of the graph that is asked.
        timeout: seconds to wait for a word, if not as long as usual.

    Raises:
        UnknownName: the query has no such parameter.
        InputError: a value is of the wrong kind, or is a label.
        QueryError: the endpoint does not understand the query, or answers another one.
        EndpointError: it cannot be asked.
    """
    spaces = namespaces or Namespaces()
    text, values = bind(query, parameters or {}, None, spaces)
    result = run_remote(url, text, namespaces=spaces, timeout=timeout)
    if not isinstance(result, Table) or result.columns != query.columns:
        raise QueryError(f"{url} answers with other columns than {query.name} asks for")
    return replace(result, parameters=values)


def run_remote(
    url: str,
    text: str,
    *,
    namespaces: Namespaces | None = None,
    timeout: float | None = None,
) -> Result:
    """Run a SPARQL query on an endpoint; our prefixes and the usual ones are known.

    Args:
        url: its address.
        text: the query.
        namespaces: those of the graph that is asked.
        timeout: seconds to wait for a word, if not as long as usual.

    Raises:
        InputError: the address is not one of http or https.
        QueryError: this is no query, or the endpoint does not understand it.
        EndpointError: the endpoint cannot be reached, refuses for another reason, or
            does not answer in the format that was asked for; the message is one line.
    """
    from kg.endpoint import TIMEOUT, Endpoint  # noqa: PLC0415  who asks none is quick

    endpoint = Endpoint(url, timeout=timeout or TIMEOUT)
    kind = form(text)
    if kind not in _TABULAR | _GRAPHS:
        raise QueryError("not a query: it has no SELECT, ASK, CONSTRUCT or DESCRIBE")
    spaces = namespaces or Namespaces()
    answer = endpoint.answer(_with_prefixes(text, spaces), kind)
    if kind in _TABULAR:
        return as_result(endpoint.results(answer), spaces)
    triples = sorted(set(endpoint.triples(answer)), key=str)
    return Triples(triples=tuple(triples), namespaces=spaces)


def fetch(url: str) -> tuple[pyoxigraph.Triple, ...]:
    """Return all triples of an endpoint, those of its named graphs too.

    Raises:
        InputError: the address is not one of http or https, or there is no triple.
        QueryError, EndpointError: the endpoint cannot be asked, or answers something
            else, or less than it has.
    """
    from kg.endpoint import Endpoint, read_dataset  # noqa: PLC0415  likewise

    found = read_dataset(Endpoint(url))
    if not found:
        raise InputError(f"no triple in {url}")
    return tuple(sorted(found, key=str))


def _with_prefixes(text: str, namespaces: Namespaces) -> str:
    """Declare the known prefixes that a query uses; its lines keep their numbers."""
    known = prefixes_of(namespaces)
    text = expand(text, known).text
    lacking = used(text) - declared(text).keys()
    head = "".join(f"PREFIX {p}: <{known[p]}> " for p in known if p in lacking)
    return f"{head}{text}"
