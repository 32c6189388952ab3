"""The example notebooks run, and can be read where there is no network."""

import warnings
from pathlib import Path

import pytest
from filelock import FileLock

ROOT = Path(__file__).resolve().parents[2]
NAMES = sorted(path.stem for path in (ROOT / "notebooks").glob("*.ipynb"))
PATIENCE = 300  # seconds for one cell, on a busy machine

nbformat = pytest.importorskip("nbformat", reason="nbclient is not installed")


def read(path: Path):
    """Return a notebook."""
    return nbformat.read(path, as_version=4)


def executed(folder: Path, name: str) -> Path:
    """Return an executed notebook, which the first worker to ask makes."""
    nbclient = pytest.importorskip("nbclient", reason="nbclient is not installed")
    made = folder / f"{name}.executed.ipynb"
    with FileLock(folder / f"{name}.lock"), warnings.catch_warnings():
        # What the kernel's own libraries warn of is not ours to mend.
        warnings.simplefilter("ignore")
        if not made.exists():
            notebook = read(folder / f"{name}.ipynb")
            resources = {"metadata": {"path": str(folder)}}
            nbclient.NotebookClient(
                notebook, timeout=PATIENCE, kernel_name="python3", resources=resources
            ).execute()
            nbformat.write(notebook, made)
    return made


def exported(path: Path) -> Path:
    """Return a notebook as a page, without what it would fetch for mathematics."""
    nbconvert = pytest.importorskip("nbconvert", reason="nbconvert is not installed")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        exporter = nbconvert.HTMLExporter(mathjax_url="", require_js_url="")
        text, _ = exporter.from_filename(str(path))
    page = path.with_suffix(".html")
    page.write_text(text, encoding="utf-8")
    return page


def test_there_are_three():
    """The notebooks that the documentation names are there."""
    told = (ROOT / "docs" / "notebooks.md").read_text(encoding="utf-8")

    assert len(NAMES) == 3
    assert [name for name in NAMES if f"notebooks/{name}.ipynb" not in told] == []


@pytest.mark.parametrize("name", NAMES)
def test_notebooks_are_kept_without_output(name):
    """What a notebook shows is made when it runs: the files stay small."""
    cells = [
        c
        for c in read(ROOT / "notebooks" / f"{name}.ipynb").cells
        if c.cell_type == "code"
    ]

    assert cells
    assert all(cell.outputs == [] and cell.execution_count is None for cell in cells)


@pytest.mark.parametrize("name", NAMES)
def test_notebooks_run(notebooks, name):
    """Every cell runs; pictures give a page and words, and none is empty."""
    cells = [c for c in read(executed(notebooks, name)).cells if c.cell_type == "code"]
    shown = [output for cell in cells for output in cell.outputs]
    frames = [
        o.data["text/html"]
        for o in shown
        if "<iframe" in o.get("data", {}).get("text/html", "")
    ]

    assert {output.output_type for output in shown} <= {
        "execute_result",
        "display_data",
    }
    assert len(frames) >= 2
    assert all("niets te tekenen" not in frame for frame in frames)


@pytest.mark.parametrize("name", NAMES)
def test_exported_notebooks_live(notebooks, tab, name):
    """An exported notebook draws its pictures offline, and a search shows sentences."""
    tab.page.set_default_timeout(60_000)
    tab.open(exported(executed(notebooks, name)))
    frames = tab.page.locator("iframe")
    networks = 0
    for number in range(frames.count()):
        frames.nth(number).scroll_into_view_if_needed()
        inside = frames.nth(number).content_frame
        inside.locator("h1").wait_for()
        if inside.locator("body.network").count():
            networks += 1
            inside.locator("body.live #view canvas").first.wait_for()
            box = inside.locator("#search")
            options = inside.locator("#labels option")
            box.fill(options.first.get_attribute("value") or options.first.inner_text())
            box.press("Enter")
            inside.locator("#panel blockquote").first.wait_for()

    assert networks >= 1
