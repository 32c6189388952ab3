"""How a server is set up, and what may not go together."""

import ipaddress
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

from kg.errors import SettingsError
from kg.workers import Limits

LOOPBACK = "127.0.0.1"
PORT = 8765


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How a server is set up; the defaults let only this machine ask, and nobody write.

    `host` is a name or an address of this machine; port 0 takes a free one. `origins`
    are those whose pages may ask from a browser; `*` is any. `body` is how many bytes
    a request may have.

    Raises:
        SettingsError: a value is out of its range, or does not go with another.
    """

    host: str = LOOPBACK
    port: int = PORT
    limits: Limits = field(default_factory=Limits)
    body: int = 16 << 20
    origins: tuple[str, ...] = ()
    may_call: bool = False
    is_writable: bool = False

    def __post_init__(self) -> None:
        """Check what does not go together."""
        if not 0 <= self.port < 1 << 16:
            raise SettingsError(f"--port: {self.port} is none; they go from 0 to 65535")
        for origin in self.origins:
            _check_origin(origin)
        if self.is_writable and "*" in self.origins:
            raise SettingsError(
                "--cors '*' with --writable would let every page on the web change the"
                " graph; name the origins"
            )

    @property
    def is_loopback(self) -> bool:
        """Whether only this machine can reach the server."""
        return is_loopback(self.host)

    @property
    def url(self) -> str:
        """Where the server is found."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.port}"

    def at(self, port: int) -> "Settings":
        """Return the same with the port that was found to be free."""
        return replace(self, port=port)


def is_loopback(host: str) -> bool:
    """Tell whether a name or an address is that of this machine for itself.

    >>> is_loopback("localhost"), is_loopback("::1"), is_loopback("0.0.0.0")
    (True, True, False)
    """
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _check_origin(origin: str) -> None:
    """Make sure that an origin is written as browsers do (RFC 6454, 6.2)."""
    try:
        parts = urlsplit(origin)
        is_fine = bool(parts.hostname) and f"{parts.scheme}://{parts.netloc}" == origin
    except ValueError:
        is_fine = False
    if origin != "*" and (not is_fine or "@" in origin):
        raise SettingsError(
            f"--cors: {origin!r} is no origin; write scheme and host, as in"
            " https://example.org, or *"
        )
