"""Calls of a function and what comes of them, as bytes that travel between processes.

An error travels like a result: what transports them need not understand either.
"""

from __future__ import annotations

import pickle
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Raised:
    """An error of a function, and its traceback there."""

    error: Exception
    trace: str


def pack(function: Callable[[Any], object], item: object) -> bytes:
    """Return a call as bytes.

    Raises:
        Exception: the function has no name, or the item cannot be pickled.
    """
    return pickle.dumps((function, item), pickle.HIGHEST_PROTOCOL)


def answer(call: bytes) -> bytes:
    """Do a call, and return its result or error as bytes."""
    try:
        function, item = pickle.loads(call)  # noqa: S301  sent by our own program
        return pickle.dumps(function(item), pickle.HIGHEST_PROTOCOL)
    except Exception as error:  # noqa: BLE001  raised again where the result is wanted
        return pickle.dumps(Raised(_travelling(error), traceback.format_exc()))


def unpack(data: bytes) -> Any:
    """Return the result that an answer holds.

    Raises:
        Exception: the error that it holds instead.
    """
    outcome = pickle.loads(data)  # noqa: S301  sent by our own processes
    if isinstance(outcome, Raised):
        outcome.error.add_note(f"In the process that worked on it:\n{outcome.trace}")
        raise outcome.error
    return outcome


def _travelling(error: Exception) -> Exception:
    """Return an error, or one that says the same if it cannot be made from bytes."""
    try:
        pickle.loads(pickle.dumps(error))  # noqa: S301
    except Exception:  # noqa: BLE001  errors of other libraries may take any arguments
        return RuntimeError(f"{type(error).__name__}: {error}")
    return error
