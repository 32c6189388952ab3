"""Requests of the SPARQL 1.1 Protocol, read into what is to be done.

https://www.w3.org/TR/sparql11-protocol/, sections 2.1 and 2.2. This module knows of no
web framework: what it reads are the parts of a request.
"""

from dataclasses import dataclass
from email.message import Message
from urllib.parse import parse_qsl

import pyoxigraph

from kg.errors import Refused

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"

_FIELDS = 1000  # parameters of one request


@dataclass(frozen=True, slots=True, kw_only=True)
class QueryOperation:
    """A query, and the graphs it is about, None where the request names none."""

    text: str
    default_graphs: tuple[str, ...] | None = None
    named_graphs: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateOperation:
    """An update, and the graphs its patterns are about, None where none are named."""

    text: str
    default_graphs: tuple[str, ...] | None = None
    named_graphs: tuple[str, ...] | None = None


Operation = QueryOperation | UpdateOperation


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    """The parameters of a request, each with its values."""

    values: tuple[tuple[str, str], ...]

    def all(self, name: str) -> tuple[str, ...]:
        """Return all values of a parameter."""
        return tuple(value for key, value in self.values if key == name)

    def one(self, name: str) -> str | None:
        """Return the value of a parameter, None if it is not there.

        Raises:
            Refused: it has several.
        """
        values = self.all(name)
        if len(values) > 1:
            raise Refused(400, f"there is more than one parameter {name!r}")
        return values[0] if values else None

    def graphs(self, default: str, named: str) -> tuple[tuple[str, ...] | None, ...]:
        """Return default and named graphs; where the one is named, the other is none.

        Raises:
            Refused: one is not named by an IRI.
        """
        for name in (default, named):
            for value in self.all(name):
                check_iri(name, value)
        if not self.all(default) and not self.all(named):
            return None, None
        return self.all(default), self.all(named)


def read_operation(
    method: str, query_string: bytes, content_type: str | None, body: bytes
) -> Operation | None:
    """Return the operation that a request asks for; None where it names none at all.

    Parameters may stand in the address and in a form; each query must stand alone.

    Raises:
        Refused: the request is not one of the protocol.
    """
    fields = read_fields(query_string, "the address")
    if method in {"GET", "HEAD"}:
        if not query_string:
            return None
        if fields.all("update"):
            raise Refused(400, "an update is sent with POST")
        return _operation(fields)
    kind = media_type(content_type)
    if kind == FORM:
        sent = read_fields(body, "the form")
        return _operation(Fields(values=fields.values + sent.values))
    if kind not in {QUERY, UPDATE}:
        raise Refused(415, f"{_told(kind)}; send {FORM}, {QUERY} or {UPDATE}")
    name = "query" if kind == QUERY else "update"
    alone = (name, _text(body, f"the {name}"))
    return _operation(Fields(values=(*fields.values, alone)))


def read_fields(data: bytes, where: str) -> Fields:
    """Return the parameters in an address or a form (percent-encoded UTF-8).

    Raises:
        Refused: they are not well-formed.
    """
    try:
        pairs = parse_qsl(
            data.decode("ascii"),
            keep_blank_values=True,
            errors="strict",
            max_num_fields=_FIELDS,
        )
    except UnicodeDecodeError:
        raise Refused(400, f"{where} is not percent-encoded UTF-8") from None
    except ValueError as error:
        raise Refused(400, f"{where} cannot be read: {error}") from None
    return Fields(values=tuple(pairs))


def media_type(content_type: str | None) -> str:
    """Return the media type of a body, "" where it has none.

    Raises:
        Refused: it is in another encoding than UTF-8.
    """
    if not content_type:
        return ""
    header = Message()
    header["Content-Type"] = content_type
    charset = str(header.get_param("charset", "utf-8")).lower()
    if charset not in {"utf-8", "utf8", "us-ascii"}:
        raise Refused(415, f"a body in {charset} cannot be read; send UTF-8")
    return content_type.partition(";")[0].strip().lower()


def check_iri(name: str, value: str) -> str:
    """Return the value of a parameter that names a graph.

    Raises:
        Refused: it is no absolute IRI.
    """
    try:
        return pyoxigraph.NamedNode(value).value
    except ValueError:
        raise Refused(400, f"{name}: {value!r} is no absolute IRI") from None


def _operation(fields: Fields) -> Operation:
    query, update = fields.one("query"), fields.one("update")
    if query is not None and update is not None:
        raise Refused(400, "there is a query and an update; send one of them")
    if query is not None:
        default, named = fields.graphs("default-graph-uri", "named-graph-uri")
        return QueryOperation(text=query, default_graphs=default, named_graphs=named)
    if update is None:
        raise Refused(400, "there is no query: the parameter 'query' is missing")
    default, named = fields.graphs("using-graph-uri", "using-named-graph-uri")
    return UpdateOperation(text=update, default_graphs=default, named_graphs=named)


def _text(body: bytes, what: str) -> str:
    try:
        return body.decode()
    except UnicodeDecodeError:
        raise Refused(400, f"{what} is not UTF-8") from None


def _told(kind: str) -> str:
    return f"{kind} is no media type of a query" if kind else "there is no Content-Type"
