"""Any spaCy pipeline that tags, lemmatises and parses Dutch, by name.

The built-in one ships with the package, so that nothing is downloaded. Labels are
those of Universal Dependencies, which every published Dutch spaCy pipeline uses.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import SettingsError, UnknownName
from kg.language.boundaries import hold_together
from kg.language.mending import mend
from kg.language.plain import as_parse
from kg.language.tokens import batches, tokens_of
from kg.parse import Parse

if TYPE_CHECKING:
    from spacy.language import Language

BUILT_IN = "kroniek"
HALF = 2  # bytes of a weight on disk
NEEDED = ("DEP", "LEMMA", "POS")
EMPTY_TOKENIZER = "kroniek.EmptyTokenizer.v1"
MODEL = Path(__file__).resolve().parent / "model"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pipeline:
    """A loaded spaCy pipeline and where it came from."""

    name: str
    version: str
    nlp: Language

    def analyse(self, texts: Iterable[str], *, batch_size: int = 64) -> Iterator[Parse]:
        """Yield the analysis of each text, in order.

        Args:
            texts: running text, one paragraph each.
            batch_size: texts that go through the pipeline together at most.
        """
        tokens = (hold_together(tokens_of(text, self.nlp)) for text in texts)
        for batch in batches(tokens, batch_size):
            for analysis in self.nlp.pipe(batch, batch_size=len(batch)):
                yield mend(as_parse(analysis))


def load_pipeline(name: str = BUILT_IN) -> Pipeline:
    """Load the built-in pipeline, an installed one, or one from a folder.

    Args:
        name: `kroniek`, the name of an installed spaCy package, or a path.

    Raises:
        UnknownName: nothing of that name is installed.
        SettingsError: the pipeline gives no parse, lemmas or parts of speech.
    """
    import spacy  # noqa: PLC0415  a second that `kg --help` need not pay

    from kg.language.abbreviations import LEARNING  # noqa: PLC0415  as above
    from kg.language.embedding import keep_vectors  # noqa: PLC0415
    from kg.language.encoding import encode_lean  # noqa: PLC0415
    from kg.language.stepping import STEPPED  # noqa: PLC0415

    is_ours = name == BUILT_IN
    try:
        nlp = load_built_in(LEARNING, STEPPED) if is_ours else spacy.load(name)
    except OSError:
        raise unknown_pipeline(name) from None
    widen(nlp)
    check_annotations(name, nlp)
    if is_ours:
        keep_vectors(nlp)
        encode_lean(nlp)
    return Pipeline(name=name, version=str(nlp.meta.get("version", "")), nlp=nlp)


def load_built_in(tokenizer: str = EMPTY_TOKENIZER, parser: str = "parser") -> Language:
    """Load the model that ships with the package.

    Its tokenizer comes from its files with all abbreviations. spaCy would first make
    one with those that it knows itself, thousands too, only to replace it.

    Args:
        tokenizer: what tokenises by its settings, spaCy's own or ours.
        parser: what parses by its weights, spaCy's own or ours.
    """
    import spacy  # noqa: PLC0415  as above
    from spacy.tokenizer import Tokenizer  # noqa: PLC0415
    from spacy.util import registry  # noqa: PLC0415

    registry.tokenizers.register(
        EMPTY_TOKENIZER, func=lambda: lambda nlp: Tokenizer(nlp.vocab)
    )
    return spacy.load(
        MODEL,
        config={
            "nlp.tokenizer": {"@tokenizers": tokenizer},
            "components.parser.factory": parser,
        },
    )


def unknown_pipeline(name: str) -> UnknownName:
    """Return the error for a name under which nothing is installed."""
    from spacy.util import get_installed_models  # noqa: PLC0415  as above

    return UnknownName("pipeline", name, [BUILT_IN, *get_installed_models()])


def widen(nlp: Language) -> None:
    """Make weights that are stored in half precision single again, in place."""
    for _, component in nlp.pipeline:
        model = getattr(component, "model", None)
        for node in model.walk() if model is not None else ():
            for name in node.param_names:
                weights = node.get_param(name) if node.has_param(name) else None
                if weights is not None and weights.dtype.itemsize == HALF:
                    node.set_param(name, weights.astype("float32"))


def check_annotations(name: str, nlp: Language) -> None:
    """Try the pipeline on one sentence and see that it gives what frames need.

    Raises:
        SettingsError: an annotation is missing; the message names it.
    """
    analysis = nlp("De regering veroordeelt de aanval.")
    lacking = [kind for kind in NEEDED if not analysis.has_annotation(kind)]
    if lacking:
        raise SettingsError(
            f"pipeline {name!r} gives no {', '.join(lacking)};"
            f" it has {', '.join(nlp.pipe_names) or 'no components'}"
        )
