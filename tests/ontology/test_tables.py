"""The tables load, and malformed ones are refused with the place."""

from collections.abc import Iterator
from pathlib import Path

import pytest

import kg.ontology
from kg.errors import KnowledgeError
from kg.model import Role
from kg.ontology import is_kind, load_classes, load_groups, load_kinds

LOADERS = (load_groups, load_classes, load_kinds, is_kind)
CLASS = """
[groups.G]
label = {{ nl = "g", en = "g" }}
definition = {{ nl = "g", en = "g" }}
[classes.C]
group = "{group}"
label = {{ nl = "c", en = "c" }}
definition = {{ nl = "c", en = "c" }}
examples = []
plover = {{}}
cameo = {{}}
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


@pytest.mark.parametrize(
    ("group", "nobody", "kind", "message"),
    [
        ("H", "Info", "State", "no group 'H'"),
        ("G", "Bad", "State", "Bad"),
        ("G", "Info", "Planet", "unknown: Planet"),
    ],
)
def test_malformed_classes(
    tables: Path, group: str, nobody: str, kind: str, message: str
) -> None:
    """A class that points at nothing is refused by name."""
    text = CLASS.format(group=group, nobody=nobody, kind=kind)
    (tables / "classes.toml").write_text(text)

    with pytest.raises(KnowledgeError, match=message) as refused:
        load_classes()

    assert "C" in str(refused.value)


def test_unknown_key(tables: Path) -> None:
    """A misspelt key is refused."""
    text = CLASS.format(group="G", nobody="Info", kind="State") + "requird = true\n"
    (tables / "classes.toml").write_text(text)

    with pytest.raises(KnowledgeError, match="requird"):
        load_classes()


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
