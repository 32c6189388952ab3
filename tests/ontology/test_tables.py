"""The tables load, and malformed ones are refused with the place."""

from collections.abc import Iterator
from pathlib import Path

import pytest

import kg.ontology
from kg.errors import KnowledgeError
from kg.model import Role
from kg.ontology import is_kind, load_classes, load_codes, load_groups, load_kinds

LOADERS = (load_groups, load_classes, load_codes, load_kinds, is_kind)
CODES = """
[plover]
AID = {{ nl = "hulp", en = "aid", definition = {{ nl = "h", en = "a" }}{more} }}
[cameo]
07 = {{ nl = "h", en = "a", definition = {{ nl = "h", en = "a" }}, close = ["AID"] }}
"""
CLASS = """
[groups.G]
label = {{ nl = "g", en = "g" }}
definition = {{ nl = "g", en = "g" }}
[classes.C]
group = "{group}"
label = {{ nl = "c", en = "c" }}
definition = {{ nl = "c", en = "c" }}
examples = []
plover = {{ {match} = ["{code}"] }}
cameo = {{ close = ["07"] }}
nobody = "{nobody}"
[classes.C.agent]
label = {{ nl = "wie", en = "who" }}
kinds = ["{kind}"]
"""


@pytest.fixture
def tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Put small tables in the place of the real ones."""
    monkeypatch.setattr(kg.ontology, "folder", lambda _: tmp_path)
    (tmp_path / "kinds.toml").write_text('Agent = []\nState = ["Agent"]\n')
    (tmp_path / "codes.toml").write_text(CODES.format(more=""))
    (tmp_path / "classes.toml").write_text(CLASS.format(**GOOD))
    for loader in LOADERS:
        loader.cache_clear()
    yield tmp_path
    for loader in LOADERS:
        loader.cache_clear()


def test_all_classes() -> None:
    """There are 34 classes in seven groups, each with an example and a role."""
    assert len(load_classes()) == 34
    assert {c.group for c in load_classes().values()} == set(load_groups())
    assert all(c.examples and c.roles for c in load_classes().values())


def test_kinds_that_roles_admit() -> None:
    """Special cases of a kind are admitted with it; events only where named."""
    target = load_classes()["Withdrawal"].roles[Role.TARGET]

    assert target.admits("Mission")
    assert target.admits("State")
    assert not target.admits("EquipmentType")
    assert target.admits_event("MilitaryOperation")
    assert not target.admits_event("Coup")
    assert load_classes()["Condemnation"].roles[Role.TARGET].admits_event("Coup")


GOOD = {
    "group": "G",
    "nobody": "Info",
    "kind": "State",
    "match": "close",
    "code": "AID",
}


@pytest.mark.usefixtures("tables")
def test_small_tables() -> None:
    """The tables that the next tests spoil can be read."""
    assert [code.code for code in load_classes()["C"].plover] == ["AID"]


@pytest.mark.parametrize(
    ("key", "value", "message"),
    [
        ("group", "H", "no group 'H'"),
        ("nobody", "Bad", "Bad"),
        ("kind", "Planet", "agent: unknown: Planet"),
        ("match", "exact", "unknown keys: exact"),
        ("code", "HELP", "plover: unknown: HELP"),
    ],
)
def test_malformed_classes(tables: Path, key: str, value: str, message: str) -> None:
    """A class that points at nothing is refused by name."""
    text = CLASS.format(**GOOD | {key: value})
    (tables / "classes.toml").write_text(text)

    with pytest.raises(KnowledgeError, match=message) as refused:
        load_codes("plover")  # which looks at the classes as well

    assert "C" in str(refused.value)


def test_unknown_key(tables: Path) -> None:
    """A misspelt key is refused."""
    text = CLASS.format(**GOOD) + "requird = true\n"
    (tables / "classes.toml").write_text(text)

    with pytest.raises(KnowledgeError, match="requird"):
        load_classes()


@pytest.mark.parametrize(
    ("more", "message"),
    [(', broader = "GIVE"', r"plover\.AID: unknown: GIVE"), (", x = 1", "x")],
)
def test_malformed_codes(tables: Path, more: str, message: str) -> None:
    """A code under one that is not there, or with a misspelt key, is refused."""
    (tables / "codes.toml").write_text(CODES.format(more=more))

    with pytest.raises(KnowledgeError, match=message):
        load_codes("plover")


def test_code_of_no_category(tables: Path) -> None:
    """A code of CAMEO that leads to no code of PLOVER is refused."""
    text = CODES.format(more="").replace('["AID"]', '["GIVE"]')
    (tables / "codes.toml").write_text(text)

    with pytest.raises(KnowledgeError, match=r"cameo\.07: unknown: GIVE"):
        load_codes("cameo")


def test_malformed_files(tables: Path) -> None:
    """No TOML, no table and no file are each refused."""
    (tables / "kinds.toml").write_text('State = ["Agent"]\n')
    with pytest.raises(KnowledgeError, match="State"):
        load_kinds()
    (tables / "classes.toml").write_text("= \n")
    with pytest.raises(KnowledgeError, match=r"classes\.toml"):
        load_groups()
    (tables / "classes.toml").write_text("")
    with pytest.raises(KnowledgeError, match="missing or empty"):
        load_groups()
