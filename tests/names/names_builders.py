"""Building analysed paragraphs and whole documents by hand."""

from collections.abc import Iterator
from functools import cache

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from kg.language import as_parse
from kg.names import NameMention, NamesFound, find_names, load_registry
from kg.parse import Parse

NO_SPACE_BEFORE = {",", ".", ")", "»", ":", "?"}
NO_SPACE_AFTER = {"(", "«"}


@cache
def blank() -> Language:
    """Return an empty Dutch pipeline."""
    return spacy.blank("nl")


def paragraph(marked: str) -> Parse:
    """Return a paragraph from words like `Kaag/PROPN`; a word alone has no tag."""
    pairs = [word.rpartition("/") for word in marked.split()]
    pairs = [p if p[2].isupper() and p[0] else ("", "", "".join(p)) for p in pairs]
    words = [before or after for before, _, after in pairs]
    tags = [after if before else "X" for before, _, after in pairs]
    spaces = [
        word not in NO_SPACE_AFTER and following not in NO_SPACE_BEFORE
        for word, following in zip(words, [*words[1:], ""], strict=True)
    ]
    return as_parse(Doc(blank().vocab, words=words, spaces=spaces, pos=tags))


def names(*marked: str, country: str = "nl") -> NamesFound:
    """Return the names in a document of paragraphs."""
    docs = [paragraph(one) for one in marked]
    return find_names(docs, registry=load_registry(), country=country)


def mentions(*marked: str, country: str) -> Iterator[tuple[str, NameMention]]:
    """Yield the names in a document, each with its text."""
    rows = names(*marked, country=country).mentions
    for one, row in zip(marked, rows, strict=True):
        text = paragraph(one).text
        for mention in row:
            yield text[mention.begin_char : mention.end_char], mention


def found(*marked: str, country: str = "nl") -> list[tuple[str, str]]:
    """Return the names in a document as pairs of text and identifier."""
    return [(text, m.actor_id) for text, m in mentions(*marked, country=country)]


def kinds(*marked: str, country: str = "nl") -> list[tuple[str, str]]:
    """Return the names in a document as pairs of text and kind."""
    return [(text, m.kind) for text, m in mentions(*marked, country=country)]
