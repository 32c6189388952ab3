"""A language pipeline that parses at random: any tree, over any words."""

from collections.abc import Sequence
from functools import cache
from itertools import cycle
from typing import cast

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from kg.language import Pipeline

NAME = "any_tree"
WORDS = "NOUN PROPN VERB AUX ADJ ADP PRON DET NUM ADV PUNCT SCONJ CCONJ"
LABELS = (
    "nsubj obj iobj obl nmod amod advmod acl acl:relcl advcl ccomp xcomp csubj"
    " nsubj:pass aux aux:pass cop mark case det appos conj cc flat compound"
    " compound:prt nummod punct parataxis expl obl:agent fixed"
)
FORMS = ("", "VerbForm=Fin|Tense=Past", "VerbForm=Part", "VerbForm=Inf", "Number=Plur")


@cache
def blank() -> Language:
    """Return a pipeline that parses at random."""
    nlp = spacy.blank("nl")
    nlp.add_pipe(NAME)
    return nlp


def any_pipeline(noise: bytes) -> Pipeline:
    """Return the pipeline, whose trees depend on some bytes from now on."""
    cast("AnyTree", blank().get_pipe(NAME)).noise = noise or b"\0"
    return Pipeline(name=NAME, version="1", nlp=blank())


@Language.factory(NAME)
class AnyTree:
    """Gives each word a part of speech, a head and a label, by the noise."""

    def __init__(self, nlp: Language, name: str) -> None:
        del name
        self._vocab = nlp.vocab
        self.noise = b"\0"

    def __call__(self, doc: Doc) -> Doc:
        """Return a document of the same words."""
        words = [token.text for token in doc]
        kinds, labels, drawn = WORDS.split(), LABELS.split(), cycle(self.noise)

        def one_of(options: Sequence[str]) -> str:
            return options[next(drawn) % len(options)]

        heads = [self._head(place, next(drawn)) for place in range(len(words))]
        return Doc(
            self._vocab,
            words=words,
            spaces=[bool(token.whitespace_) for token in doc],
            pos=[one_of(kinds) for _ in words],
            deps=[
                "ROOT" if head == place else one_of(labels)
                for place, head in enumerate(heads)
            ],
            morphs=[one_of(FORMS) for _ in words],
            heads=heads,
            tags=[""] * len(words),
            lemmas=[word.lower() for word in words],
        )

    @staticmethod
    def _head(place: int, drawn: int) -> int:
        """Return a word before, or itself, which is the root of a sentence."""
        return max(0, place - drawn % 16) if drawn < 250 else place
