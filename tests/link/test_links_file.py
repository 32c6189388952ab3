"""The file of matches: what may stand in it, and that nothing is lost in it."""

import errno
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import CorpusError, OutputError
from kg.links import Decision, Match, as_toml, read_links, write_links

ENTRY = '[[match]]\nactor = "state-ml"\nmatch = "http://e/mali"\n'
DECIDED = f'{ENTRY}accepted = true\nby = "Anna"\non = 2026-11-22\n'

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
DECISIONS = st.builds(
    Decision,
    accepted=st.booleans(),
    by=TEXT.filter(str.strip).map(str.strip),
    on=st.dates(),
    note=TEXT,
)
MATCHES = st.builds(
    Match,
    actor=st.from_regex(r"[a-z0-9.-]+", fullmatch=True),
    match=st.from_regex(r"https?://[a-z]{1,9}/[a-zé()]{0,9}", fullmatch=True),
    label=TEXT,
    kind=TEXT,
    name=TEXT,
    about=TEXT,
    score=st.integers(0, 100).map(lambda percent: percent / 100),
    why=TEXT,
    tie=st.booleans(),
    source=TEXT,
    decision=st.none() | DECISIONS.filter(lambda made: not made.accepted),
)


@given(st.lists(MATCHES, max_size=5, unique_by=lambda m: (m.actor, m.match)))
def test_read_back(tmp_path_factory, matches):
    """What is written is read back as it was, by actor and score."""
    path = tmp_path_factory.mktemp("links") / "links.toml"

    write_links(path, matches)

    ordered = sorted(matches, key=lambda m: (m.actor, -m.score, m.match))
    assert list(read_links(path)) == ordered
    assert as_toml(read_links(path)) == path.read_text(encoding="utf-8")


def read(tmp_path, text: str):
    """Read a file of some text."""
    path = tmp_path / "links.toml"
    path.write_text(text, encoding="utf-8", newline="")
    return read_links(path)


def test_no_file(tmp_path):
    """Without a file there is no match."""
    assert read_links(tmp_path / "links.toml") == ()


def test_decided(tmp_path):
    """A decision has who made it, and when."""
    (match,) = read(tmp_path, DECIDED + 'note = "same ISO code"\n')

    day = date(2026, 11, 22)
    made = Decision(accepted=True, by="Anna", on=day, note="same ISO code")
    assert (match.decision, match.is_accepted) == (made, True)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a = 1", "nothing but entries"),
        ("match = 1", "nothing but entries"),
        ("match = [1]", "match 1 is no table"),
        ("[[match]", "is not valid TOML"),
        ("[[match]]", "it wants an actor, and the web address of a match"),
        (ENTRY.replace("http://e/mali", "wd:Q912"), "it wants an actor"),
        (ENTRY.replace("http://e/mali", "http://e/> <x"), "it wants an actor"),
        (ENTRY + "actr = 1", "unknown key 'actr'; there are: about, accepted"),
        (ENTRY + "label = 1", "'label' is no string"),
        (ENTRY + 'score = "1"', "score is a number"),
        (ENTRY + 'accepted = "yes"', "write accepted = true or accepted = false"),
        (ENTRY + 'by = "Anna"', "write accepted = true or accepted = false"),
        (ENTRY + "accepted = true", "but not by whom"),
        (ENTRY + 'accepted = true\nby = " "', "but not by whom"),
        (ENTRY + 'accepted = true\nby = "Anna"', "but not when"),
        (ENTRY + 'accepted = true\nby = "Anna"\non = "today"', "but not when"),
        (ENTRY + 'accepted = true\nby = "A"\non = 2026-01-01T10:00:00', "not when"),
        (ENTRY + 'accepted = true\nby = "A"\non = YYYY-MM-DD', "not valid TOML"),
        (ENTRY + ENTRY, "state-ml and http://e/mali stand there twice"),
        (
            DECIDED + DECIDED.replace("e/mali", "e/other"),
            "state-ml is accepted as both http://e/mali and http://e/other",
        ),
        (
            DECIDED + DECIDED.replace("state-ml", "state-fr"),
            "http://e/mali is accepted for both state-ml and state-fr",
        ),
    ],
)
def test_malformed(tmp_path, text, message):
    """What is wrong is told on one line, with the entry that it is in."""
    with pytest.raises(CorpusError) as caught:
        read(tmp_path, text)

    assert message in str(caught.value)
    assert "links.toml" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_other_hosts_may_both_be_accepted(tmp_path):
    """An actor may be one thing in each of several places."""
    both = DECIDED + DECIDED.replace("http://e/mali", "http://f/mali")

    assert len(read(tmp_path, both)) == 2


def test_not_utf8(tmp_path):
    """A file of another encoding is told from a malformed one."""
    (tmp_path / "links.toml").write_bytes(b"\xe9")

    with pytest.raises(CorpusError, match="is not UTF-8: byte 0"):
        read_links(tmp_path / "links.toml")


def test_no_folder(tmp_path):
    """A file can be written only where there is a folder."""
    with pytest.raises(OutputError, match="No such file"):
        write_links(tmp_path / "none" / "links.toml", [])


def test_full_disk(tmp_path, monkeypatch):
    """A file that cannot be written leaves the old one, and nothing beside it."""
    path = tmp_path / "links.toml"
    path.write_text(DECIDED, encoding="utf-8")

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(type(path), "replace", full)
    with pytest.raises(OutputError, match="No space left"):
        write_links(path, [])

    assert path.read_text(encoding="utf-8") == DECIDED
    assert list(tmp_path.iterdir()) == [path]
