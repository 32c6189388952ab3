"""The abbreviations of a tokenizer, told to it when a text has them.

The tokenizer of the model knows 4,670 words that it must not part, nearly all of them
abbreviations. To tell it all takes half a second, more than reading a paper; a corpus
has some dozens of them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, Self

import msgspec
from spacy.tokenizer import Tokenizer
from spacy.util import registry

if TYPE_CHECKING:
    from spacy.tokens import Doc

Parts = Sequence[Mapping[int, str]]  # the tokens of a special case, by attribute

LEARNING = "kroniek.LearningTokenizer.v1"
STOP = re.compile(r"\.")
ENDING = 3  # characters by which abbreviations are found


class LearningTokenizer:
    """Tokenises as a tokenizer that knows all special cases, to the last token.

    A special case is looked for in a text without its blanks. That is where it stands
    if it is a word, a part of one, or a row of tokens: spaCy heeds no other.
    """

    def __init__(self, tokenizer: Tokenizer) -> None:
        """Keep a tokenizer that knows no special cases yet."""
        self.tokenizer = tokenizer
        self._lock = Lock()
        self._waiting: dict[str, dict[str, Parts]] = defaultdict(dict)

    def from_disk(self, path: Path, *, exclude: Collection[str] = ()) -> Self:
        """Take the settings of a tokenizer that spaCy wrote, as spaCy calls it."""
        settings: dict[str, Any] = msgspec.msgpack.decode(path.read_bytes())
        cases: Mapping[str, Parts] = settings.pop("exceptions")
        self.tokenizer.from_bytes(msgspec.msgpack.encode(settings), exclude=exclude)
        for case, parts in cases.items():
            if case.endswith(".") and len(case) >= ENDING and case.split() == [case]:
                self._waiting[case[-ENDING:]][case] = parts
            else:
                self.tokenizer.add_special_case(case, parts)
        return self

    def __call__(self, text: str) -> Doc:
        """Return the tokens of a text."""
        with self._lock:  # spaCy's forgets what it tokenised when it learns
            self._learn("".join(text.split()))
            tokens: Doc = self.tokenizer(text)
        return tokens

    def _learn(self, solid: str) -> None:
        """Teach the tokenizer the special cases in a text without blanks."""
        stops = (found.end() for found in STOP.finditer(solid))
        endings = {solid[max(0, stop - ENDING) : stop] for stop in stops}
        for ending in self._waiting.keys() & endings:
            waiting = self._waiting[ending]
            for case in [case for case in waiting if case in solid]:
                self.tokenizer.add_special_case(case, waiting.pop(case))


registry.tokenizers.register(
    LEARNING, func=lambda: lambda nlp: LearningTokenizer(Tokenizer(nlp.vocab))
)
