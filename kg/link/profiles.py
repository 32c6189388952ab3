"""The files `queries/link/*.rq`: how each kind of endpoint is asked for labels."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pyoxigraph

from kg import resources
from kg.errors import KnowledgeError, UnknownName

COLUMNS = ("label", "match", "how", "name", "about", "kind", "country")

_LABELS = re.compile(r"VALUES \?label \{.*\}  # labels$", re.MULTILINE)
_WIKIDATA, _ANY = "wikidata", "labels"


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """A kind of endpoint, and the query that it is asked."""

    name: str
    text: str

    def query(self, labels: Iterable[pyoxigraph.Literal]) -> str:
        """Return the query for other labels; they go into it as terms."""
        row = f"VALUES ?label {{ {' '.join(map(str, labels))} }}"
        return _LABELS.sub(lambda _: row, self.text)


def list_profiles() -> list[Profile]:
    """Return all profiles by name.

    Raises:
        KnowledgeError: one lacks the line for labels.
    """
    paths = (resources.folder("queries") / "link").glob("*.rq")
    return [_read(path) for path in sorted(paths)]


def find_profile(name: str, url: str = "") -> Profile:
    """Return a profile by its name; without one, that which suits an address.

    >>> find_profile("", "https://query.wikidata.org/sparql").name
    'wikidata'

    Raises:
        UnknownName: there is none of that name.
    """
    host = urlsplit(url).hostname or ""
    is_wikidata = host == "wikidata.org" or host.endswith(".wikidata.org")
    wanted = name or (_WIKIDATA if is_wikidata else _ANY)
    known = {profile.name: profile for profile in list_profiles()}
    if wanted not in known:
        raise UnknownName("profile", wanted, known)
    return known[wanted]


def _read(path: Path) -> Profile:
    text = path.read_text(encoding="utf-8")
    if len(_LABELS.findall(text)) != 1:
        raise KnowledgeError(
            f"{path}: it wants one line VALUES ?label {{ … }}  # labels"
        )
    return Profile(name=path.stem, text=text)
