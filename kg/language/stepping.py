"""The parser of spaCy, taken step by step.

spaCy takes all steps of a parse without Python's lock. But as it is built, it asks for
the lock again for each of the 160 maxima of a step, which is a third of the time of its
parser. Its beam search can ask for one step at a time, and holds the lock meanwhile.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from spacy.language import Language
from spacy.pipeline import DependencyParser, TrainablePipe

if TYPE_CHECKING:
    import numpy as np
    from spacy.tokens import Doc

STEPPED = "stepped_parser"


class SteppedParser(DependencyParser):  # type: ignore[misc]  # spaCy's has no types
    """Parses as spaCy's greedy parser does, to the last bit, in less time."""

    def pipe(self, texts: Iterable[Doc], *, batch_size: int = 256) -> Iterator[Doc]:
        """Parse texts in batches, each at once; spaCy would part it in four."""
        parsed: Iterator[Doc] = TrainablePipe.pipe(self, texts, batch_size=batch_size)
        return parsed

    def greedy_parse(self, texts: Sequence[Doc], drop: float = 0.0) -> list[Any]:
        """Return the last state of each text; see spaCy's `Parser.greedy_parse`."""
        if drop or not self._is_plain() or not is_worthwhile(texts):
            states: list[Any] = super().greedy_parse(texts, drop)
            return states
        self._ensure_labels_are_added(texts)
        states = self.moves.init_batch(texts)
        model = self.model.predict(texts)
        unfinished = [state for state in states if not state.is_final()]
        while unfinished:
            scores = scores_of(model, unfinished)
            unfinished = self.transition_states(unfinished, scores)
        model.clear_memory()
        return states

    def _is_plain(self) -> bool:
        """Tell whether `scores_of` knows all that the model has."""
        attributes = self.model.attrs
        return bool(attributes["has_upper"] and not attributes["unseen_classes"])


def is_worthwhile(texts: Sequence[Doc]) -> bool:
    """Tell whether a step is one for two texts on average: else spaCy's own way wins.

    A step is taken for all texts at once that are not at their end yet.
    """
    lengths = [len(text) for text in texts]
    return sum(lengths) >= 2 * max(lengths)


def scores_of(model: Any, states: Sequence[Any]) -> np.ndarray[Any, Any]:
    """Return what a model thinks of each step from each state: states by steps."""
    words = model.get_token_ids(states)
    scores: np.ndarray[Any, Any] = model.vec2scores.predict(
        model.state2vec.predict(words)
    )
    return scores


@Language.factory(STEPPED)
def make_parser(  # noqa: PLR0913  spaCy gives each by its name
    nlp: Language,
    name: str,
    *,
    model: Any,
    moves: Any,
    update_with_oracle_cut_size: int,
    learn_tokens: bool,
    min_action_freq: int,
    scorer: Any,
) -> SteppedParser:
    """Return a parser for a pipeline; see spaCy's `parser` for what can be chosen."""
    return SteppedParser(
        nlp.vocab,
        model,
        name,
        moves=moves,
        update_with_oracle_cut_size=update_with_oracle_cut_size,
        learn_tokens=learn_tokens,
        min_action_freq=min_action_freq,
        scorer=scorer,
    )
