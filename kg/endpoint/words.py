"""What a server says about an error, in one short line."""

import re
from html.parser import HTMLParser

LIMIT = 200  # characters that are shown

_PAGE = re.compile(r"\s*<(!doctype|html|head|body|\?xml)\b", re.IGNORECASE)
_HIDDEN = frozenset({"head", "script", "style"})
_ECHO = "SPARQL query:"  # after its message Virtuoso repeats the whole query


class _Page(HTMLParser):
    """Collects the title of a page, and the text of its body."""

    def __init__(self) -> None:
        super().__init__()
        self.title: list[str] = []
        self.body: list[str] = []
        self.inside: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        del attrs
        if tag in _HIDDEN or tag == "title":
            self.inside.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self.inside:
            del self.inside[self.inside.index(tag) :]

    def handle_data(self, data: str) -> None:
        if self.inside[-1:] == ["title"]:
            self.title.append(data)
        elif not self.inside:
            self.body.append(data)


def words_of(body: bytes) -> str:
    """Return the text of an answer on one line, without tags, cut where it is long.

    >>> words_of(b"<html><head><title>Oops</title></head><h1>Bad gateway</h1></html>")
    'Bad gateway'
    """
    text = body.decode("utf-8", errors="replace")
    if _PAGE.match(text):
        page = _Page()
        page.feed(text)
        page.close()
        text = " ".join(page.body).strip() or " ".join(page.title)
    words = " ".join(text.partition(_ECHO)[0].split())
    return words if len(words) <= LIMIT else f"{words[:LIMIT].rstrip()} …"
