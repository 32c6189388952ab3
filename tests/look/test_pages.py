"""Pages: they hold all they use, and let no document do anything."""

import hashlib
import html
import json
import re
from base64 import b64encode
from html.parser import HTMLParser
from pathlib import Path

import pytest
from crowds import opened

from kg.graph import KnowledgeGraph

ROOT = Path(__file__).resolve().parents[2]
ASSETS = ROOT / "kg" / "look" / "assets"
HOSTILE = "</script><img src=x onerror=alert(1)>\u2028&amp;'\""
SCRIPT = re.compile(r"<script>(.*)</script>\n</body>", re.DOTALL)
DATA = re.compile(r'<script type="application/json" id="data">(.*?)</script>')


class Tags(HTMLParser):
    """The tags and attributes that a browser would see."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag, attrs) -> None:
        """Keep a tag."""
        self.found.append((tag, dict(attrs)))


@pytest.fixture
def hostile(world) -> KnowledgeGraph:
    """Return a graph in which all that can hold text holds markup."""
    time = world.time("2020-05-01", "2020-05-01", "2020-05-01")
    world.actor("id:x", "State", HOSTILE)
    world.add("id:source", skos_prefLabel=f"{HOSTILE}@nl")
    world.event("ev:x", "Attack", HOSTILE, kg_time=time)
    world.claim(
        "ev:x",
        "d1.a1",
        f"Zin {HOSTILE}",
        source="id:source",
        kg_agent="id:x",
        kg_target="id:state-ml",
        kg_time=time,
    )
    return opened(world.store)


def pages(graph):
    """Return a page of each sort."""
    return {
        "network": graph.network().html(),
        "timeline": graph.timeline().html(),
        "evidence": graph.evidence("ev:x").html(),
    }


@pytest.mark.parametrize("kind", ["network", "timeline", "evidence"])
def test_text_of_documents_is_no_markup(hostile, kind):
    """No tag and no attribute comes from a label or a sentence."""
    page = pages(hostile)[kind]

    tags = Tags(page).found
    assert [tag for tag, _ in tags if tag in {"img", "iframe", "object", "link"}] == []
    assert [names for _, names in tags if any(n.startswith("on") for n in names)] == []
    assert "Zin &lt;/script&gt;" in page or "Zin \\u003c/script" in page


@pytest.mark.parametrize("kind", ["network", "timeline"])
def test_data_survive_their_escapes(hostile, kind):
    """What a script reads is what the graph holds, character by character."""
    data = json.loads(DATA.search(pages(hostile)[kind])[1])

    assert HOSTILE in json.dumps(data, ensure_ascii=False).replace('\\"', '"')
    assert "words" in data


@pytest.mark.parametrize("kind", ["network", "timeline", "evidence"])
def test_page_allows_its_own_script_only(hostile, kind):
    """The policy has the digest of the one script that is there, and loads nothing."""
    page = pages(hostile)[kind]
    policies = [
        names["content"]
        for tag, names in Tags(page).found
        if tag == "meta" and names.get("http-equiv") == "Content-Security-Policy"
    ]

    (policy,) = policies
    assert policy.startswith("default-src 'none'")
    script = SCRIPT.search(page)
    if kind == "evidence":
        assert script is None
        assert "script-src 'none'" in policy
    else:
        digest = b64encode(hashlib.sha256(script[1].encode()).digest()).decode()
        assert f"script-src 'sha256-{digest}'" in policy


@pytest.mark.parametrize("kind", ["network", "timeline", "evidence"])
def test_page_asks_for_nothing(hostile, kind):
    """No tag points outside of the page."""
    pointing = [
        names
        for _, names in Tags(pages(hostile)[kind]).found
        if {"src", "href", "action"} & set(names)
    ]

    assert pointing == []


def test_marks_stand_on_their_words(hostile):
    """The marked words of a sentence are those of the claim."""
    page = hostile.evidence("ev:x").html()

    shown = re.findall(r'<mark class="(\w+)">(.*?)<small>', page, re.DOTALL)
    assert [(kind, html.unescape(text)) for kind, text in shown] == [
        ("trigger", f"Zin {HOSTILE}")
    ]


def test_no_asset_ends_a_script():
    """A bundle can stand inside a page as it is."""
    bundles = [*ASSETS.glob("*.js")]

    assert len(bundles) == 2
    assert all("</script" not in path.read_text("utf-8").lower() for path in bundles)
    assert all("<!--" not in path.read_text("utf-8") for path in bundles)


def test_bundles_are_those_of_the_sources():
    """What is committed was made of the sources and the lock that are committed."""
    record = json.loads((ASSETS / "digests.json").read_text(encoding="utf-8"))
    sources = {
        path.relative_to(ROOT).as_posix()
        for path in [*(ROOT / "web").glob("src/*.js"), *(ROOT / "web").glob("*.json")]
    }

    assert set(record["sources"]) == sources
    assert len(record["products"]) == 3
    for name, digest in {**record["sources"], **record["products"]}.items():
        found = hashlib.sha256((ROOT / name).read_bytes()).hexdigest()
        assert found == digest, f"{name} changed: run python tools/build_web.py"


def test_every_library_in_the_bundle_has_its_licence():
    """The lock says what may be in the bundle; each has its text in LICENSES.txt."""
    lock = json.loads((ROOT / "web" / "package-lock.json").read_text(encoding="utf-8"))
    given = (ASSETS / "LICENSES.txt").read_text(encoding="utf-8")
    shipped = {
        path.removeprefix("node_modules/"): facts
        for path, facts in lock["packages"].items()
        if path and not facts.get("dev") and not facts.get("peer")
    }

    assert {"sigma", "graphology"} <= set(shipped)
    assert {facts["license"] for facts in shipped.values()} == {"MIT"}
    for name, facts in shipped.items():
        assert f"{name} {facts['version']} (MIT)" in given


def test_words_are_the_same_in_all_languages(hostile):
    """Each phrase is there in Dutch and in English, with the same blanks."""
    from kg.look.words import words  # noqa: PLC0415

    dutch, english = words("nl").table, words("en").table
    assert set(dutch) == set(english)
    for key, text in dutch.items():
        assert str(text).count("{}") == str(english[key]).count("{}"), key
    assert hostile.network(language="en").heading.title == "Network: everything"


def test_large_network_leaves_the_still_picture_out(many):
    """A page of many actors has the moving picture alone."""
    assert 'class="nodes"' in many.network(limit=100).html()
    assert many.network(limit=100).heading.notes[0].startswith("Weggelaten: ")


def test_empty_page_says_so(world):
    """A page without a picture has words, and no script."""
    page = opened(world.store).network().html()

    assert "Hier is niets te tekenen" in page
    assert "<script" not in page
