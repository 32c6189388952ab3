"""Who asks: credentials from the environment or netrc, and the answer to a challenge.

A password is never sent before a server has asked for it (RFC 9110, 11.6.1), and then
as a digest (RFC 7616) where the server takes one. It is in no message and no `repr`.
"""

import netrc
import os
from collections.abc import Generator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import httpx

from kg.errors import SettingsError

USER, PASSWORD, TOKEN = "KG_USER", "KG_PASSWORD", "KG_TOKEN"
NETRC = "NETRC"  # as curl has it: where the file is, if not in the home folder

_WANTED = f"give {USER} and {PASSWORD} (or {TOKEN}) in the environment, or use netrc"


@dataclass(frozen=True, slots=True, kw_only=True)
class Credentials:
    """A user and password, or a token, and where they were found."""

    origin: str
    user: str = ""
    password: str = field(default="", repr=False)
    token: str = field(default="", repr=False)


def find_access(
    url: str, environment: Mapping[str, str] = os.environ
) -> "Authorization":
    """Return what answers the challenges of a server, with what is known of the user.

    Raises:
        SettingsError: a password without a user, or a netrc that cannot be read.
    """
    user, password = environment.get(USER, ""), environment.get(PASSWORD, "")
    if bool(user) != bool(password):
        lacking = PASSWORD if user else USER
        raise SettingsError(f"{USER} and {PASSWORD} go together: {lacking} is not set")
    if token := environment.get(TOKEN, ""):
        return Authorization(Credentials(origin=TOKEN, token=token))
    if user:
        found = Credentials(
            origin=f"{USER} and {PASSWORD}", user=user, password=password
        )
        return Authorization(found)
    return Authorization(_from_netrc(urlsplit(url).hostname or "", environment))


def _from_netrc(host: str, environment: Mapping[str, str]) -> Credentials | None:
    chosen = environment.get(NETRC)
    path = Path(chosen) if chosen else Path("~/.netrc").expanduser()
    if not chosen and not path.is_file():
        return None
    try:
        # Without a name the library also checks that nobody else may read the file.
        entry = netrc.netrc(chosen or None).authenticators(host)
    except netrc.NetrcParseError as error:
        # Its own words may hold the password that it stumbled over.
        where = f", line {error.lineno}" if error.lineno else ""
        if "permissions" in error.msg or "owner" in error.msg:
            raise SettingsError(f"{path}: others may read it; chmod 600") from None
        raise SettingsError(f"{path}{where}: not the format of netrc") from None
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not text"
        raise SettingsError(f"cannot read {path}: {reason}") from None
    if entry is None or not entry[2]:
        return None
    return Credentials(origin=str(path), user=entry[0], password=entry[2])


class Authorization(httpx.Auth):
    """Sends a token with each request, or user and password when they are asked for."""

    def __init__(self, credentials: Credentials | None) -> None:
        self.credentials = credentials
        self._scheme: httpx.Auth | None = None

    @property
    def hint(self) -> str:
        """What to do where a server denies access."""
        if self.credentials is None:
            return _WANTED
        return f"it does not accept the credentials in {self.credentials.origin}"

    def auth_flow(
        self, request: httpx.Request
    ) -> Generator[httpx.Request, httpx.Response, None]:
        """Yield a request, and once more with what its answer asks for."""
        if self.credentials is not None and self.credentials.token:
            request.headers["Authorization"] = f"Bearer {self.credentials.token}"
        if self._scheme is not None:
            yield from self._scheme.auth_flow(request)
            return
        response = yield request
        scheme = self._scheme_of(response)
        if scheme is None:
            return
        flow = scheme.auth_flow(request)
        answer = next(flow)
        if "Authorization" not in answer.headers:  # a digest wants to see the challenge
            answer = flow.send(response)
        self._scheme = scheme
        yield answer

    def _scheme_of(self, response: httpx.Response) -> httpx.Auth | None:
        known = self.credentials
        if response.status_code != httpx.codes.UNAUTHORIZED or known is None:
            return None
        offers = response.headers.get_list("WWW-Authenticate")
        names = {offer.partition(" ")[0].lower() for offer in offers}
        if not known.user or not names & {"digest", "basic"}:
            return None
        kind = httpx.DigestAuth if "digest" in names else httpx.BasicAuth
        return kind(known.user, known.password)
