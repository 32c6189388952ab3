"""Reading documents, or taking what is known of them from earlier."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

from kg.correct import answers_to, without
from kg.extract import Knowledge, load_knowledge, read_document
from kg.language import Pipeline, load_pipeline
from kg.model import Document, ReadDocument
from kg.pipeline.cache import ReadingCache
from kg.pipeline.plan import Plan
from kg.pipeline.settings import Progress


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


def read_all(
    plan: Plan, cache: ReadingCache, progress: Progress
) -> tuple[list[ReadDocument], int]:
    """Read each document that is not known from earlier.

    Args:
        plan: the documents, and what their readings are known by.
        cache: holds what was read earlier, and gets what is read now.
        progress: told of each document.

    Returns:
        What each document says, and how many were known from earlier.

    Raises:
        SettingsError: the pipeline gives no parse, lemmas or parts of speech.
        OutputError: the cache cannot be written.
    """
    reader = Reader(pipeline_name=plan.settings.pipeline)
    total = len(plan.documents)
    read: list[ReadDocument] = []
    known = 0
    for number, document in enumerate(plan.documents):
        progress("read", number, total)
        key = plan.keys[document.identifier]
        found = cache.get(key)
        if found is None:
            found = reader.read(document)
            cache.put(key, found)
        else:
            known += 1
        read.append(found)
    progress("read", total, total)
    return read, known


def keep_confident(
    read: ReadDocument, least: float, kept: Collection[str] = ()
) -> ReadDocument:
    """Leave out the claims below a confidence, but for some that are kept.

    What these take up is kept with them.
    """
    unsure = {c.identifier for c in read.statements if c.confidence < least}
    taken_up = {c.responds_to for c in read.claims if c.identifier in kept}
    gone = unsure.difference(kept, taken_up)
    return without(read, gone.union(answers_to(read.claims, gone)))
