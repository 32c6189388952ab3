"""The lexicon of layouts: what is malformed is told in one line."""

import copy
import tomllib

import pytest

from kg.corpus.patterns import FILE, as_patterns
from kg.errors import KnowledgeError
from kg.resources import folder

TABLE = tomllib.loads(
    (folder("ontology") / "lexicon" / "nl" / FILE).read_text(encoding="utf-8")
)


def broken(**changes):
    """Return the lexicon with tables replaced, or left out where None."""
    table = {**copy.deepcopy(TABLE), **changes}
    return {key: value for key, value in table.items() if value is not None}


@pytest.mark.parametrize(
    ("table", "message"),
    [
        (broken(voice=None), "'voice' is missing"),
        (broken(reference=[{"target": "x"}]), "'pattern' is missing"),
        (broken(opener=[{"kind": "shout"}]), "no kind of opener 'shout'; there are: "),
        (broken(fragments={"faction": "("}), "is missing"),
        (broken(answers={"patterns": ["("], "elsewhere": ""}), "in the pattern '('"),
        (broken(voice=3), "wrong type of value"),
    ],
)
def test_a_malformed_lexicon_is_refused(table, message):
    """The message names the file and what is wrong in it."""
    with pytest.raises(KnowledgeError) as caught:
        as_patterns(table, known=frozenset(), verbs=frozenset())

    assert message in str(caught.value)
    assert FILE in str(caught.value)
