"""What can stand next in a question that is being typed."""

from collections.abc import Sequence
from pathlib import Path

from kg.errors import KroniekError
from kg.query.library import Parameter, Query, find_query, list_queries
from kg.query.names import labelled_in
from kg.query.parameters import RESOURCES, space_of
from kg.store import namespaces_of, open_store

Completion = tuple[str, str]


def complete_question(
    words: Sequence[str], start: str, folder: Path
) -> list[Completion]:
    """Return what a word of a question can become, each with a word of explanation.

    The first word is the name of a question, words that begin with a dash are its
    parameters, and what follows one is its value: an actor, event or document of the
    graph. Where nothing can be said the list is empty: a shell asks at every key, so
    that a missing folder is no error here.

    Args:
        words: what stands before, of which the first is the name of the question.
        start: the word as far as it is typed; may be empty.
        folder: the build that holds the values.

    >>> complete_question([], "withdr", Path("build"))[0][0]
    'withdrawals'
    """
    try:
        if not words:
            found = [(query.name, query.title) for query in list_queries()]
        else:
            found = _next(find_query(words[0]), words[1:], folder)
    except KroniekError:
        return []
    return [(value, text) for value, text in found if value.startswith(start)]


def _next(query: Query, words: Sequence[str], folder: Path) -> list[Completion]:
    """Return the values of the last word if that is a parameter, else parameters."""
    named = {f"--{parameter.name}": parameter for parameter in query.parameters}
    if words and words[-1] in named:
        return _values(named[words[-1]], folder)
    return [(word, found.help) for word, found in named.items() if word not in words]


def _values(parameter: Parameter, folder: Path) -> list[Completion]:
    if parameter.kind not in RESOURCES:
        return []
    store = open_store(folder, texts=False)
    space = space_of(parameter.kind, namespaces_of(store))
    labels = labelled_in(store, space)
    return sorted((iri.removeprefix(space), label) for iri, label in labels.items())
