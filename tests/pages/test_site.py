"""The pages as files: `kg site`."""

from pathlib import Path
from urllib.parse import unquote

import pytest
from click.testing import CliRunner
from pages_builders import check_html, read

from kg.cli import main


def kg(*words: object):
    """Run a command."""
    return CliRunner().invoke(main, [*map(str, words)])


def contents(folder: Path) -> dict[str, bytes]:
    """Return the files of a folder."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


@pytest.fixture(scope="module")
def evil_site(evil, tmp_path_factory) -> Path:
    """Return the site of the paper full of markup."""
    out = tmp_path_factory.mktemp("site") / "out"
    ended = kg("site", out, "--build", evil)
    assert ended.exit_code == 0, ended.output
    return out


def test_links_of_the_corpus_lead_somewhere(site):
    """Each link of each page leads to a file, and to a name that is in it."""
    read_pages = {
        path: read(path.read_text(encoding="utf-8")) for path in site.rglob("*.html")
    }
    count = 0
    for path, reader in read_pages.items():
        for link in reader.links:
            target, _, fragment = link.partition("#")
            file = (path.parent / unquote(target)).resolve() if target else path
            assert file.is_file(), (path, link)
            if fragment:
                assert unquote(fragment) in read_pages[file].ids, (path, link)
                count += 1
    assert len(read_pages) > 1000
    assert count > 3000


def test_pages_of_the_corpus_are_valid(site):
    """The pages are well-formed HTML, one of each kind and all of the documents."""
    folders = ["", "doc", "id", "ev", "relation", "events", "actors", "question"]
    found = [
        path
        for language in ("nl", "en")
        for name in folders
        for path in sorted((site / language / name).glob("*.html"))[:12]
    ]
    assert len(found) > 120
    for path in found:
        check_html(path.read_text(encoding="utf-8"))


def test_every_claim_is_shown(site, corpus_store):
    """The pages of the documents hold each claim of the graph once."""
    claims = corpus_store.query(
        "PREFIX kg: <https://w3id.org/kroniek/ont#>"
        " SELECT ?c { { ?c a kg:Claim } UNION { ?c a kg:RelationClaim } }"
    )
    names = sorted(f"claim-{c.value.rpartition('/')[2]}" for (c,) in claims)
    shown = [
        name
        for path in (site / "en" / "doc").rglob("*.html")
        for name in read(path.read_text(encoding="utf-8")).ids
        if name.startswith("claim-")
    ]

    assert len(names) > 400
    assert sorted(shown) == names


def test_runs_are_the_same_bytes(evil, evil_site):
    """A second run writes what the first wrote; it takes the place of that."""
    first = contents(evil_site)
    ended = kg("site", evil_site, "--build", evil)

    assert ended.output.startswith(f"{len(first) - 4} pages written to {evil_site}/.")
    assert contents(evil_site) == first


def test_other_files_are_kept(evil, tmp_path):
    """A folder that holds something else is refused, and left as it is."""
    (tmp_path / "letter.txt").write_text("Dear", encoding="utf-8")
    ended = kg("site", tmp_path, "--build", evil)

    assert ended.exit_code == 1
    assert "holds other files; name a new or empty folder" in ended.stderr
    assert contents(tmp_path) == {"letter.txt": b"Dear"}


def test_a_file_is_no_folder(evil):
    """A file cannot be written into."""
    ended = kg("site", evil, "--build", evil)

    assert ended.exit_code == 1
    assert f"{evil} is not a folder" in ended.stderr


def test_the_current_folder(evil, tmp_path, monkeypatch):
    """A folder in use cannot be exchanged, which is said."""
    monkeypatch.chdir(tmp_path)
    ended = kg("site", ".", "--build", evil)

    assert ended.exit_code == 1
    assert "is in use and cannot be exchanged; name a folder in it" in ended.stderr


def test_no_build(tmp_path):
    """Without a graph nothing is written."""
    ended = kg("site", tmp_path / "out", "--build", tmp_path / "none")

    assert ended.exit_code == 2
    assert not (tmp_path / "out").exists()


def test_a_run_that_fails_leaves_the_last_site(evil_site, tmp_path):
    """What breaks off leaves what was there."""
    before = contents(evil_site)
    bad = tmp_path / "bad.ttl"
    bad.write_text("<a> <b> .", encoding="utf-8")
    ended = kg("site", evil_site, "--build", bad)

    assert ended.exit_code == 2
    assert contents(evil_site) == before
