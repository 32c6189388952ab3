"""Web pages: HTML, as published by ministries and officielebekendmakingen.nl."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from lxml import etree
from lxml import html as lxml_html

from kg.corpus.formats.extracted import Extracted
from kg.corpus.formats.markup import Element, Flattener, take_row, words_of
from kg.corpus.formats.writing import Writer, raised, tidy
from kg.corpus.known import Known
from kg.corpus.metadata import Metadata, by_element, read_metadata
from kg.corpus.rejecting import UnusableError

EXTRACTOR = f"lxml {etree.__version__}"
# Where the paper itself stands in a page; the first that is there just once.
MAIN = (
    "//main",
    "//*[@role='main']",
    "//article",
    "//*[@id='main-column']",
    "//*[@id='content']",
    "//body",
)


def read_page(content: bytes) -> Extracted:
    """Return the text of a web page without its furniture, and its metadata.

    Raises:
        UnusableError: it is no HTML, has no text or is nested too deeply.
    """
    root = _parse(content)
    places = (root.xpath(path) for path in MAIN)
    main = next((found[0] for found in places if len(found) == 1), root)
    text = tidy(Flattener(read_roles(), CAPTURES, loose="inline").flatten(main))
    title = words_of(root.find(".//h1")) or words_of(root.find(".//title"))
    return Extracted(
        text=text,
        known=read_metadata(Metadata(_pairs(root)), text).before(
            Known(title=title or None)
        ),
        extractor=EXTRACTOR,
    )


@cache
def read_roles() -> dict[str, str]:
    """Return the role of each element of HTML."""
    text = files(__package__).joinpath("html.toml").read_text(encoding="utf-8")
    return by_element(tomllib.loads(text))


def _parse(content: bytes) -> Element:
    """Return the root of a page; without a declaration it is UTF-8 if it can be."""
    if b"\0" in content or b"<" not in content:
        raise UnusableError("not HTML: it has no elements, or NUL bytes")
    try:
        content.decode("utf-8")
        encoding = "utf-8"
    except UnicodeDecodeError:
        encoding = None
    parser = lxml_html.HTMLParser(
        encoding=encoding,
        no_network=True,
        remove_comments=True,
        remove_pis=True,
        huge_tree=True,
    )
    try:
        root = lxml_html.document_fromstring(content, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise UnusableError(f"not HTML: {error}") from error
    # Mistakes are mended, but what is fatal ends the page where it stands.
    fatal = parser.error_log.filter_from_fatals()
    if fatal:
        raise UnusableError(f"not all of it can be read: {fatal[0].message}")
    return root


def _pairs(root: Element) -> Iterator[tuple[str, str]]:
    for element in root.iter("meta"):
        name = element.get("name") or element.get("property") or ""
        yield name, element.get("content", "")


def _take_raised(outer: Writer, inner: Writer) -> None:
    """Write a raised number as such, but for the one that a footnote begins with."""
    number = inner.text().strip()
    if not number.isdecimal():
        outer.say(number)
    else:
        outer.say(f"{number} " if outer.is_empty else raised(number))


CAPTURES = {"raised": _take_raised, "row": take_row}
