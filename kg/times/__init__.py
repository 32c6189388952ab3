"""Dutch time expressions: found in text and normalised to days and EDTF.

Two readings differ where usage does: "paper" (the default) follows the conventions of
parliamentary papers, "calendar" those of calendar assistants. The words and the
conventions stand in `ontology/lexicon/nl/times.toml`.

>>> from datetime import date
>>> [
...     t.value.edtf
...     for t in find_times("medio mei 2022 tot en met eind 2024", on=date(2022, 2, 7))
... ]
['2022-05-11/2024-12-31']
"""

from kg.times.chooser import Tense
from kg.times.durations import Duration, DurationExpression, shift
from kg.times.finder import as_json, find_durations, find_times
from kg.times.lexicon import Reading
from kg.times.sequels import Sequel, find_sequels
from kg.times.values import since, through

__all__ = [
    "Duration",
    "DurationExpression",
    "Reading",
    "Sequel",
    "Tense",
    "as_json",
    "find_durations",
    "find_sequels",
    "find_times",
    "shift",
    "since",
    "through",
]
