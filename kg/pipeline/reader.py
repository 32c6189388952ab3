"""What reads one document after the other, in this process or another."""

from __future__ import annotations

import traceback
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from hashlib import sha256
from typing import Any

from kg.basis import Basis
from kg.errors import InputError, KroniekError, on_one_line
from kg.extract import Knowledge, load_knowledge, read_documents
from kg.language import BUILT_IN, Pipeline, load_pipeline
from kg.model import DateBasis, Document, ReadDocument
from kg.pipeline.settings import Failure

Outcome = ReadDocument | Failure


@dataclass(frozen=True, kw_only=True)
class Reader:
    """Reads documents; model and knowledge are loaded for the first of them."""

    pipeline_name: str

    @cached_property
    def pipeline(self) -> Pipeline:
        """The language pipeline."""
        return load_pipeline(self.pipeline_name)

    @cached_property
    def knowledge(self) -> Knowledge:
        """The registry and the lexicon."""
        return load_knowledge()

    def read(self, document: Document) -> ReadDocument:
        """Return what one document says.

        Raises:
            SettingsError: the pipeline gives no parse, lemmas or parts of speech.
        """
        (read,) = self.read_all([document])
        return read

    def read_all(self, documents: Sequence[Document]) -> tuple[ReadDocument, ...]:
        """Return what several documents say, which are parsed together.

        Raises:
            SettingsError: see `read`.
        """
        pipeline, knowledge = self.pipeline, self.knowledge
        return tuple(read_documents(documents, pipeline=pipeline, knowledge=knowledge))

    def try_to_read_all(self, documents: Sequence[Document]) -> tuple[Outcome, ...]:
        """Return what several documents say, or how reading them failed.

        Raises:
            KroniekError: see `try_to_read`.
        """
        if len(documents) > 1:
            try:
                return self.read_all(documents)
            except KroniekError:
                raise
            except Exception:  # noqa: BLE001, S110  which it is of shows below
                pass
        return tuple(map(self.try_to_read, documents))

    def try_to_read(self, document: Document) -> ReadDocument | Failure:
        """Return what one document says, or how reading it failed.

        Raises:
            KroniekError: no document can be read, so that it is no use to go on.
        """
        try:
            return self.read(document)
        except KroniekError:
            raise
        except Exception as error:  # noqa: BLE001  one document must not stop the others
            return Failure(
                document=document.identifier,
                reason=on_one_line(f"{type(error).__name__}: {error}"),
                trace=traceback.format_exc(),
            )


def read_text(
    text: str, *, issued: date, pipeline: str = BUILT_IN, **details: Any
) -> ReadDocument:
    """Return what a text says that stands in no corpus.

    Args:
        text: of a paper; `Vraag 1` and `Antwoord` on lines of their own make turns.
        issued: the day from which *gisteren* and *dit jaar* are reckoned.
        pipeline: as `load_pipeline` takes it.
        details: other fields of `Document`.

    Raises:
        InputError: the document has no such field, or the text has half a character.
        UnknownName: the pipeline is not installed.

    >>> said = read_text("Niger sloot op 3 mei zijn grens.", issued=date(2023, 9, 1))
    >>> [(c.event_class, c.factuality.value, c.time.edtf) for c in said.claims]
    [('BorderClosure', 'certain', '2023-05-03')]
    """
    try:
        data = text.encode()
    except UnicodeEncodeError as error:
        half = f"U+{ord(text[error.start]):04X}"
        message = f"the text has half a character at {error.start}: {half}"
        raise InputError(message) from error
    fields: dict[str, Any] = {
        "identifier": "text",
        "title": "text",
        "kind": "text",
        "country": "nl",
        "sha256": sha256(data).hexdigest(),
        "date_basis": DateBasis.EXTERNAL,
    }
    try:
        document = Document(text=text, issued=issued, **{**fields, **details})
    except TypeError as error:
        raise InputError(f"no such field of a document: {error}") from error
    return reader_of(pipeline).read(document)


def read_or_fail(documents: Sequence[Document], *, basis: Basis) -> tuple[Outcome, ...]:
    """Return what documents say, or how reading them failed, in any process.

    Raises:
        KroniekError: no document can be read, so that it is no use to go on.
    """
    return reader_of(basis.pipeline.name, basis).try_to_read_all(documents)


@lru_cache(maxsize=2)
def reader_of(pipeline: str, basis: Basis | None = None) -> Reader:
    """Return the reader with a pipeline, the same while what is installed is."""
    del basis
    return Reader(pipeline_name=pipeline)
