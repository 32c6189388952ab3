"""Spans as W3C Web Annotations, with the text around them where it is known."""

from pathlib import Path

from kg.export.asking import union
from kg.export.subset import Subset
from kg.query import write_annotations


def write_annotated(subset: Subset, path: Path) -> None:
    """Write an AnnotationCollection (Web Annotation Data Model) in JSON-LD.

    The texts that lie beside a build give each quote what stands before and after it.

    Raises:
        InputError: the texts cannot be read.
    """
    store = union(subset.store)
    store.bulk_extend(subset.texts())
    with path.open("w", encoding="utf-8", newline="") as out:
        write_annotations(store, out)
