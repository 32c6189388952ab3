"""What reads one document after the other, in this process or another."""

from __future__ import annotations

import traceback
from dataclasses import dataclass
from functools import cached_property

from kg.errors import KroniekError
from kg.extract import Knowledge, load_knowledge, read_document
from kg.language import Pipeline, load_pipeline
from kg.model import Document, ReadDocument
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
        return read_document(document, pipeline=self.pipeline, knowledge=self.knowledge)

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
                reason=" ".join(f"{type(error).__name__}: {error}".split()),
                trace=traceback.format_exc(),
            )
