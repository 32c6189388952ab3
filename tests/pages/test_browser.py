"""The pages in a browser, with no network: what readers see and can do."""

from collections.abc import Iterator
from itertools import groupby

import pytest
from pages_builders import TEXT
from serve_builders import kg_serve

from kg.iris import local_name

MARKS = """
    () => [...document.querySelectorAll('.text [data-span]')]
        .map(mark => [mark.dataset.span, mark.textContent])
"""
CLAIM = "claim-kst-29521-457.68632-68642.Withdrawal"
ANCHORS = """
    PREFIX kg: <https://w3id.org/kroniek/ont#>
    PREFIX nif: <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#>
    PREFIX prov: <http://www.w3.org/ns/prov#>
    SELECT DISTINCT ?document ?begin ?end ?words WHERE {
      ?claim prov:wasDerivedFrom ?document ;
        kg:trigger|kg:evidence|kg:factualityCue ?span .
      ?span nif:referenceContext ?document ;
        nif:beginIndex ?begin ; nif:endIndex ?end ; nif:anchorOf ?words .
    }
"""


class Visit:
    """A page in a browser, and what went wrong on it."""

    def __init__(self, browser, width: int = 1280, **chosen) -> None:
        size = {"width": width, "height": 900}
        self.context = browser.new_context(viewport=size, **chosen)
        self.page = self.context.new_page()
        self.asked: list[str] = []
        self.wrong: list[str] = []
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("requestfailed", self._miss)
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.page.on("console", self._hear)
        self.page.on("dialog", lambda dialog: self.wrong.append(dialog.message))

    def _miss(self, request) -> None:
        # What is still loading when a reader goes on to another page is broken off.
        if request.failure != "net::ERR_ABORTED":
            self.wrong.append(f"failed {request.url}")

    def _hear(self, message) -> None:
        if message.type in {"error", "warning"}:
            self.wrong.append(message.text)

    def check(self, own: str) -> None:
        """Make sure that nothing went wrong, and nothing was asked of others."""
        assert self.wrong == []
        assert [url for url in self.asked if not url.startswith(own)] == []

    def marks(self) -> dict[tuple[int, int], str]:
        """Return the words of each mark in the text, its pieces put together."""
        found: dict[tuple[int, int], str] = {}
        for name, words in self.page.evaluate(MARKS):
            begin, end = map(int, name.split("-"))
            found[begin, end] = found.get((begin, end), "") + words
        return found


@pytest.fixture
def visit(browser) -> Iterator[Visit]:
    """Return a page at the width of a laptop."""
    visit = Visit(browser)
    yield visit
    visit.context.close()


@pytest.fixture(scope="module")
def evil_url(evil) -> Iterator[str]:
    """Return where the paper full of markup is served."""
    with kg_serve("--build", str(evil)) as server:
        yield server.url.removesuffix("/sparql")


def test_marks_stand_on_their_words(visit, site, corpus_store):
    """What is marked in the papers is what the spans of the graph quote."""
    spans = {
        (local_name(document.value), int(begin.value), int(end.value)): words.value
        for document, begin, end, words in corpus_store.query(ANCHORS)
    }
    for document, keys in groupby(sorted(spans), key=lambda key: key[0]):
        visit.page.goto((site / "nl" / "doc" / f"{document}.html").as_uri())
        marks = visit.marks()
        for key in keys:
            assert marks[key[1:]] == spans[key], key
    assert len(spans) > 600
    visit.check("file:///")


def test_marks_on_letters_outside_the_first_plane(visit, evil_url):
    """Offsets count characters, not the units of JavaScript; markup stays text."""
    visit.page.goto(f"{evil_url}/nl/doc/paper")
    marks = visit.marks()

    assert visit.page.title() != "caught"
    assert len(marks) == 3
    assert all(TEXT[begin:end] == words for (begin, end), words in marks.items())
    visit.check(evil_url)


@pytest.mark.parametrize("script", [True, False])
def test_a_click_shows_who_says_so(browser, site, script):
    """A chosen word opens its claim, also without a script."""
    visit = Visit(browser, java_script_enabled=script)
    page = visit.page
    page.goto((site / "en" / "doc" / "kst-29521-457.html").as_uri())
    card = page.locator(f'[id="{CLAIM}"]')
    assert not card.is_visible()

    page.locator(f'.text a[href="#{CLAIM}"]').click()

    assert card.is_visible()
    shown = card.inner_text()
    assert "Zo heeft Duitsland aangekondigd zijn deelname" in shown
    for words in ("who says so\nGermany", "reported by\n", "planned, by", "May 2024"):
        assert words in shown
    card.locator("summary").click()
    assert "kg:factuality kg:planned" in card.inner_text()
    card.locator(".close").click()
    assert not card.is_visible()
    visit.check("file:///")
    visit.context.close()


def test_keys_are_enough(visit, site):
    """Enter opens a claim, its sentence is lit, Escape leads back to the word."""
    page = visit.page
    page.goto((site / "nl" / "doc" / "kst-29521-457.html").as_uri())
    word = page.locator(f'.text a[href="#{CLAIM}"]')
    card = page.locator(f'[id="{CLAIM}"]')

    word.focus()
    page.keyboard.press("Enter")
    card.wait_for(state="visible")
    page.wait_for_selector(".sentence.chosen")
    lit = page.locator(".sentence.chosen").first.inner_text()
    page.keyboard.press("Escape")
    card.wait_for(state="hidden")

    assert lit.startswith("Zo heeft Duitsland")
    assert page.evaluate("document.activeElement.textContent") == "beëindigen"
    assert page.locator(".chosen, .is-cue, .is-role").count() == 0


def test_a_sentence_has_an_address(visit, site):
    """The fragment of RFC 5147 leads to the sentence, which is in view."""
    path = (site / "nl" / "doc" / "kst-29521-457.html").as_uri()
    visit.page.goto(f"{path}#char=68558,68643")
    sentence = visit.page.locator(":target")

    assert sentence.inner_text().startswith("Zo heeft Duitsland aangekondigd")
    top = sentence.bounding_box()["y"]
    assert 0 <= top < 900


@pytest.mark.parametrize("width", [400, 1280])
@pytest.mark.parametrize(
    "path",
    [
        "index",
        "doc/kst-29521-457",
        "id/state-ml",
        "id/kabinet-nl",
        "ev/withdrawal.de.minusma.2024-05",
        "events",
        "questions",
        "question/withdrawals",
    ],
)
def test_pages_fit_the_screen(browser, site, path, width):
    """No page is wider than the screen, of a laptop or a telephone."""
    visit = Visit(browser, width)
    visit.page.goto((site / "nl" / f"{path}.html").as_uri())
    wide = "() => document.documentElement.scrollWidth - window.innerWidth"

    assert visit.page.evaluate(wide) <= 0
    visit.check("file:///")
    visit.context.close()


def test_legend_hides_marks(visit, site):
    """A factuality that is unticked is no longer marked."""
    page = visit.page
    page.goto((site / "nl" / "doc" / "kst-29521-457.html").as_uri())
    word = page.locator(f'.text a[href="#{CLAIM}"]')
    line = "element => getComputedStyle(element).textDecorationLine"
    before = word.evaluate(line)
    page.locator("#show-planned").uncheck()

    assert (before, word.evaluate(line)) == ("underline", "none")


def test_a_reader_asks(visit, evil_url):
    """Searching, a question with a value, and SPARQL by Ctrl and Enter."""
    page = visit.page
    page.goto(f"{evil_url}/en/index")
    page.fill("#search", "mali")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=mali")
    page.click(".hits a")
    page.wait_for_url("**/id/mali")

    page.goto(f"{evil_url}/en/question/coups")
    page.fill("#field-state", "id:mali")
    page.click(".ask button >> nth=0")
    page.wait_for_url("**/coups?state=id%3Amali")

    page.goto(f"{evil_url}/en/sparql")
    page.fill("#query", "SELECT ?coup { ?coup a kg:Coup }")
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/sparql?query=*")
    assert page.locator(".results td").count() == 1
    visit.check(evil_url)
