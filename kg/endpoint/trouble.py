"""What can go wrong with a server, and trying again where that may help."""

import time
from collections.abc import Callable
from typing import TypeVar

import httpx

from kg.endpoint.words import words_of
from kg.errors import EndpointError, EndpointUnavailable, reason_of

PAUSE = 0.5  # seconds before the second attempt; doubled before each further one
LONGEST = 30.0  # seconds, also where a server asks for more

# Answers after which the same request may succeed later (RFC 9110, 15.5.9 and 15.6;
# RFC 6585, 4; RFC 8470, 5.2).
_PASSING = frozenset({408, 425, 429, 502, 503, 504})
_DEADLOCK = "Virtuoso 40001"  # SQL state of a transaction that was rolled back
_DENIED = frozenset({401, 403})

Result = TypeVar("Result")


def persistently(attempts: int, act: Callable[[], Result]) -> Result:
    """Do something until it works, as often as is allowed, with growing pauses.

    Raises:
        EndpointUnavailable: it did not work the last time either.
        EndpointError: it cannot work; there was no further attempt.
    """
    for attempt in range(attempts - 1):
        try:
            return act()
        except EndpointUnavailable as error:
            time.sleep(min(error.wait or PAUSE * 2**attempt, LONGEST))
    try:
        return act()
    except EndpointUnavailable as error:
        if attempts == 1:
            raise
        raise EndpointUnavailable(f"{error} (tried {attempts} times)") from error


def refusal(
    url: str, what: str, answer: httpx.Response, *, hint: str = ""
) -> EndpointError:
    """Return the error for a server that refuses a request, in its own words.

    Args:
        url: the address that was asked.
        what: the thing refused, such as `the query`.
        answer: what it answers.
        hint: what to do where the server wants to know who asks.
    """
    status, said = answer.status_code, words_of(answer.content)
    told = [said, hint if status in _DENIED else ""]
    if answer.has_redirect_location:
        told = [f"give that address: {answer.headers['Location']}"]
    code = f"{status} {answer.reason_phrase}".strip()
    message = ": ".join([f"{url} refuses {what} ({code})", *filter(None, told)])
    if status in _PASSING or _DEADLOCK in said:
        wait = pause_of(answer.headers.get("Retry-After"))
        return EndpointUnavailable(message, wait=wait)
    return EndpointError(message)


def silent(url: str, seconds: float) -> EndpointUnavailable:
    """Return the error for a server that says nothing for so long."""
    unit = "second" if seconds == 1 else "seconds"
    return EndpointUnavailable(f"{url} does not answer within {seconds:g} {unit}")


def unreachable(url: str, reason: object) -> EndpointUnavailable:
    """Return the error for a server that is not there, or that hangs up."""
    return EndpointUnavailable(f"cannot reach {url}: {reason_of(reason)}")


def pause_of(header: str | None) -> float | None:
    """Return the seconds that a server asks to wait (RFC 9110, 10.2.3), if it does.

    >>> pause_of("3"), pause_of("Wed, 21 Oct 2026 07:28:00 GMT"), pause_of(None)
    (3.0, None, None)
    """
    return float(header) if header and header.strip().isdecimal() else None
