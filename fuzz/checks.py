"""What holds of every result, whatever the input."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from kg.model import Document, Span


def spans(value: object) -> Iterator[Span]:
    """Yield all spans inside a value of the model."""
    if isinstance(value, Span):
        yield value
    elif isinstance(value, tuple | list):
        for part in value:
            yield from spans(part)
    elif is_dataclass(value) and not isinstance(value, Document | type):
        for field in fields(value):
            yield from spans(getattr(value, field.name))


def check_spans(value: object, paper: Document) -> int:
    """Make sure that spans are slices of the text; return how many there are."""
    found = list(spans(value))
    for span in found:
        check(0 <= span.begin < span.end <= len(paper.text), f"{span} is outside")
        check(span.quote == paper.text[span.begin : span.end], f"{span} is no slice")
    return len(found)


def check(is_so: object, message: str) -> None:
    """Raise where something does not hold.

    Raises:
        AssertionError: it does not.
    """
    if not is_so:
        raise AssertionError(message)
