"""The published JSON-LD context, `ontology/context.jsonld`, as a writer needs it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from kg import resources
from kg.describe import prefixes
from kg.errors import KnowledgeError
from kg.iris import Namespaces

LANGUAGE = "@language"


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """A context with the prefixes of a graph.

    `names` gives the term for the IRI of a class, value or property; `coercions` what
    the values of a property are written as without saying so: `@id`, `@vocab`, the IRI
    of a datatype, or `LANGUAGE` for texts by language.
    """

    definitions: Mapping[str, Any]
    prefixes: Mapping[str, str]
    names: Mapping[str, str]
    coercions: Mapping[str, str]


def load_context(namespaces: Namespaces) -> Context:
    """Return the published context; our own prefixes are those of a graph.

    A prefix that is a term in the context (`time`) is no prefix there.

    Raises:
        KnowledgeError: the file is no context.
    """
    published, usual = _published(), prefixes(Namespaces())
    known = {
        prefix: namespace
        for prefix, namespace in prefixes(namespaces).items()
        if published.get(prefix) == usual[prefix]
    }
    names: dict[str, str] = {}
    coercions: dict[str, str] = {}
    for name, definition in published.items():
        if name in known or name.startswith("@"):
            continue
        entry = {"@id": definition} if isinstance(definition, str) else definition
        iri = _expanded(entry["@id"], known)
        names[iri] = name
        if "@container" in entry:
            coercions[iri] = LANGUAGE
        elif "@type" in entry:
            coercions[iri] = _expanded(entry["@type"], known)
    return Context(
        definitions={**published, **known},
        prefixes=known,
        names=names,
        coercions=coercions,
    )


@cache
def _published() -> Mapping[str, Any]:
    path = resources.folder("ontology") / "context.jsonld"
    try:
        found: Mapping[str, Any] = json.loads(path.read_text("utf-8"))["@context"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise KnowledgeError(f"{path.name}: no JSON-LD context: {error}") from error
    return found


def _expanded(name: str, known: Mapping[str, str]) -> str:
    prefix, colon, local = name.partition(":")
    return f"{known[prefix]}{local}" if colon else name
