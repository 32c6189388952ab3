"""Which spans lie within the evidence of claims."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from itertools import accumulate

import pyoxigraph

from kg.store import AnyNode, AnyTerm, as_named
from kg.vocabulary import KG, NIF

_EVIDENCE, _CONTEXT, _BEGIN, _END = (
    as_named(term)
    for term in (KG.evidence, NIF.referenceContext, NIF.beginIndex, NIF.endIndex)
)


class Evidence:
    """The clauses and sentences that some claims rest on, by document.

    For each document there are the sorted begins, and for each of these the last end
    of those that begin there or before.
    """

    def __init__(self, store: pyoxigraph.Store, claims: Iterable[AnyNode]) -> None:
        self.store = store
        places: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for claim in claims:
            for quad in store.quads_for_pattern(claim, _EVIDENCE, None):
                document, begin, end = self._place(quad.object)
                places[document].append((begin, end))
        self.begins: dict[str, list[int]] = {}
        self.ends: dict[str, list[int]] = {}
        for document, found in places.items():
            begins, ends = zip(*sorted(found), strict=True)
            self.begins[document] = list(begins)
            self.ends[document] = list(accumulate(ends, max))

    def holds(self, span: AnyTerm) -> bool:
        """Tell whether a span lies within one of these passages."""
        document, begin, end = self._place(span)
        before = bisect_right(self.begins.get(document, []), begin)
        return before > 0 and self.ends[document][before - 1] >= end

    def _place(self, span: AnyTerm) -> tuple[str, int, int]:
        document, begin, end = (
            self._value(span, predicate) for predicate in (_CONTEXT, _BEGIN, _END)
        )
        return document, int(begin or -1), int(end or -1)

    def _value(self, span: AnyTerm, predicate: pyoxigraph.NamedNode) -> str:
        if isinstance(span, pyoxigraph.Literal):
            return ""
        values = self.store.quads_for_pattern(span, predicate, None)
        return next((_text(quad.object) for quad in values), "")


def _text(term: AnyTerm) -> str:
    return str(getattr(term, "value", term))
