"""Who may change the graph.

A browser sends what any page wants to the servers of this machine, and only keeps the
page from reading the answer. So a change that a page asks for is made for the pages
that were named, and for those of the server itself.
"""

from starlette.requests import Request

from kg.errors import Refused
from kg.serve.exchange import address
from kg.serve.settings import Settings

READ_ONLY = "this server only reads; `kg serve --writable` lets it be changed"


def check_write(request: Request, settings: Settings) -> None:
    """Make sure that a request may change the graph.

    Raises:
        Refused: the server only reads, or a page that nobody named asks for it.
    """
    if not settings.is_writable:
        raise Refused(403, READ_ONLY)
    origin = request.headers.get("origin")
    known = {*settings.origins, *([address(request)] if settings.is_loopback else [])}
    if origin is not None and origin not in known:
        raise Refused(403, f"pages of {origin} may not change this graph")
