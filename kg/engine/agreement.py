"""What must be installed alike on all machines that work together."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from threading import Lock

from kg.engine.calls import answer
from kg.errors import SettingsError, on_one_line

# Tells the version of each thing that counts, by its name.
Installed = Callable[[], Mapping[str, str]]

# A worker may have several threads, but what functions keep is made for one.
_turn = Lock()

REMEDY = "install the same on all machines, and start the workers anew"


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """What is installed here, and how other machines tell what they have."""

    installed: Installed
    here: Mapping[str, str]

    def check(self, who: str, there: Mapping[str, str] | Exception) -> None:
        """Compare with what somebody else tells.

        Raises:
            SettingsError: something differs, or could not be told.
        """
        if isinstance(there, Exception):
            reason = on_one_line(f"{type(there).__name__}: {there}")
            raise SettingsError(f"{who} does not run kroniek ({reason}); {REMEDY}")
        told = [
            f"{name} {there.get(name, 'none')} (here {self.here.get(name, 'none')})"
            for name in sorted({*self.here, *there})
            if there.get(name) != self.here.get(name)
        ]
        if told:
            raise SettingsError(f"{who} has {', '.join(told)}; {REMEDY}")


def answer_alike(calls: Sequence[bytes], agreement: Agreement) -> list[bytes]:
    """Do calls like `answer`, where all is installed alike: workers may join late.

    Raises:
        SettingsError: something differs.
    """
    agreement.check("a worker", agreement.installed())
    with _turn:
        return [answer(call) for call in calls]
