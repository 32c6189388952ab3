"""Addresses of servers, as users give them."""

from urllib.parse import urlsplit

from kg.errors import InputError


def check_address(url: str) -> str:
    """Return the address of a server if it is one of the web.

    Raises:
        InputError: it is not of http or https, or holds a user name or password.
    """
    try:
        parts = urlsplit(url)
        is_web = parts.scheme in {"http", "https"} and parts.port != 0
        is_fine = is_web and bool(parts.hostname) and "@" not in parts.netloc
    except ValueError:
        is_fine = False
    if not is_fine:
        shown = url if "@" not in url else f"…@{url.rpartition('@')[2]}"
        raise InputError(f"{shown!r} is not the http or https address of an endpoint")
    return url
