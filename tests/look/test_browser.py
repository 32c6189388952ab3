"""Pictures in a browser: what can be seen, found, pointed at and read."""

import pytest
from crowds import opened

HOSTILE = "</script><img src=x onerror=document.title='owned'>"


@pytest.fixture
def open_picture(tab, tmp_path):
    """Return a function that opens a picture, and gives the page."""

    def opened(picture):
        tab.open(picture.save(tmp_path / "picture.html"))
        tab.page.locator("body.live").wait_for()
        return tab.page

    return opened


def ink(page) -> int:
    """Return how many pixels of the canvas of nodes are not empty."""
    return page.evaluate(
        """() => new Promise((resolve) => requestAnimationFrame(() => {
            const canvas = document.querySelector("canvas.sigma-labels");
            const { width, height } = canvas;
            const context = canvas.getContext("2d");
            const data = context.getImageData(0, 0, width, height).data;
            resolve(data.filter((value, index) => index % 4 === 3 && value > 0).length);
        }))"""
    )


def point_at(page, label: str) -> None:
    """Click a node of a network, where it stands on the screen."""
    place = page.evaluate("(label) => kroniek.place(label)", label)
    box = page.locator("#view").bounding_box()
    page.mouse.move(box["x"] + place["x"], box["y"] + place["y"])
    page.wait_for_timeout(200)
    page.mouse.click(box["x"] + place["x"], box["y"] + place["y"])


def test_click_on_an_actor_shows_the_sentences(open_picture, few):
    """Whoever clicks a symbol reads what is claimed of the actor."""
    page = open_picture(few.network())
    label = few.network().network.nodes[0].label
    page.locator("canvas.sigma-labels").first.wait_for(state="attached")

    assert ink(page) > 500
    point_at(page, label)

    panel = page.locator("#panel")
    panel.locator("blockquote").first.wait_for()
    assert panel.locator("h2").inner_text() == label
    assert "zegt zin" in panel.locator("blockquote").first.inner_text()
    page.keyboard.press("Escape")
    panel.get_by_text("Kies een actor").wait_for()


def test_pointer_shows_what_it_is_on(open_picture, few):
    """A pointer over a symbol shows its name and kind."""
    page = open_picture(few.network())
    label = few.network().network.nodes[0].label
    page.wait_for_timeout(300)
    place = page.evaluate("(label) => kroniek.place(label)", label)
    box = page.locator("#view").bounding_box()

    page.mouse.move(box["x"] + place["x"] + 2, box["y"] + place["y"] + 2)

    page.locator("#tip:not([hidden])").wait_for()
    assert label in page.locator("#tip").inner_text()


def test_search_finds_by_part_of_a_name(open_picture, corpus_graph):
    """Whoever has no pointer finds an actor by name, and reads with the keyboard."""
    page = open_picture(corpus_graph.network())

    page.locator("#search").fill("wagner")
    page.keyboard.press("Enter")
    page.locator("#panel h2").wait_for()
    assert page.locator("#panel h2").inner_text() == "Wagner Group"
    quotes = page.locator("#panel blockquote").all_inner_texts()
    assert any("waarschijnlijk" in quote for quote in quotes)

    page.locator("#search").fill("niemand")
    page.keyboard.press("Enter")
    page.get_by_text("Niet gevonden: niemand").wait_for()


def test_picture_out_of_sight_gives_its_contexts_back(open_picture, few):
    """What is scrolled away stops drawing, and is there again when it comes back."""
    page = open_picture(few.network())
    page.locator("#view canvas").first.wait_for()

    page.evaluate("document.body.style.marginTop = '3000px'")
    page.locator("#view canvas").first.wait_for(state="detached")
    page.evaluate("document.body.style.marginTop = '0'")

    page.locator("#view canvas").first.wait_for()


def test_without_webgl_the_still_picture_is_there(browser, few, tmp_path):
    """Where nothing can be drawn by WebGL, the drawing that stands still is shown."""
    path = few.network().save(tmp_path / "still.html")
    context = browser.new_context()
    context.add_init_script("HTMLCanvasElement.prototype.getContext = () => null")
    page = context.new_page()
    page.goto(path.as_uri())

    page.get_by_text("tekent geen WebGL").wait_for()
    assert page.locator("#still svg").is_visible()
    assert not page.locator("#view").is_visible()
    context.close()


def test_timeline_is_read_by_pointer_and_by_keys(open_picture, corpus_graph):
    """Events are buttons: a click or Enter shows the sentence, arrows move on."""
    page = open_picture(corpus_graph.timeline())
    page.locator("#item-3 text").click()
    first = page.locator("#panel h2").inner_text()

    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")

    page.locator("#item-4[aria-pressed=true]").wait_for()
    assert page.locator("#panel h2").inner_text() != first
    assert page.locator("#panel blockquote").count() >= 1


@pytest.mark.parametrize("view", ["network", "timeline"])
def test_nothing_of_a_document_runs(open_picture, world, view):
    """A label or sentence that is a script is shown, not run."""
    time = world.time("2020-05-01", "2020-05-01", "2020-05-01")
    world.actor("id:x", "State", HOSTILE)
    world.event("ev:x", "Attack", HOSTILE, kg_time=time)
    roles = {"kg_agent": "id:x", "kg_target": "id:state-ml"}
    world.claim("ev:x", "d1.a1", f"Zin {HOSTILE}", **roles)

    page = open_picture(getattr(opened(world.store), view)())
    if view == "network":
        page.locator("#search").fill("Mali")
        page.keyboard.press("Enter")
    else:
        page.locator("#item-0 text").click()

    page.locator("#panel blockquote").first.wait_for()
    assert HOSTILE in page.locator("#panel blockquote").first.inner_text()
    assert page.title() != "owned"
    assert page.locator("img").count() == 0


@pytest.mark.parametrize("width", [1280, 400])
@pytest.mark.parametrize("view", ["network", "timeline"])
def test_pages_fit_the_screen(open_picture, corpus_graph, view, width):
    """On a phone as on a desk nothing stands out beside the page."""
    page = open_picture(getattr(corpus_graph, view)())
    page.set_viewport_size({"width": width, "height": 800})
    page.wait_for_timeout(200)

    wide = page.evaluate("document.documentElement.scrollWidth")
    box = page.locator(".drawing").bounding_box()
    assert wide <= width
    assert box["height"] > 200
