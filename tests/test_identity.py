"""The rules of identity fit the classes and their roles."""

import tomllib

import pytest

import kg.identity
from kg.errors import KnowledgeError
from kg.identity import as_rule, load_identity
from kg.model import Role
from kg.ontology import load_classes
from kg.resources import folder

DEFAULT = {
    "keys": ["agent"],
    "anchor": ["agent"],
    "window": 0,
    "recent": True,
    "joint": False,
    "lasting": False,
    "strict": False,
}


def test_every_class_has_a_rule():
    """No class is without a rule, and none is made up."""
    assert set(load_identity()) == set(load_classes())


@pytest.mark.parametrize("name", load_classes())
def test_rules_name_roles_of_their_class(name: str):
    """The file gives each class only keys and anchors that the class has."""
    table = tomllib.loads((folder("ontology") / "identity.toml").read_text())
    own = {r.value for r in load_classes()[name].roles}
    stated = table.get(name, {})
    foreign = {*stated.get("keys", ()), *stated.get("anchor", ())} - own

    assert foreign == set()
    assert set(load_identity()[name].anchor) & set(load_classes()[name].roles)


@pytest.mark.parametrize("name", load_classes())
def test_anchors_are_keys(name: str):
    """A role that must be shared must not be filled by others."""
    rule = load_identity()[name]

    assert set(rule.anchor) <= set(rule.keys)
    assert rule.window >= 0


def test_a_rule_is_made_of_its_table():
    """Roles become members of the enumeration, figures numbers."""
    rule = as_rule({**DEFAULT, "keys": ["agent", "place"], "window": 3})

    assert rule.keys == (Role.AGENT, Role.PLACE)
    assert rule.window == 3


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("[default", "identity.toml"),
        ("[Coup]\nkeys = []", "default"),
        ("[default]\nkeys = ['agent']", "anchor"),
        ("[default]\nkeys = ['dader']\nanchor = []", "dader"),
        ("[default]\nkeys = []\nanchor = []\n[Staatsgreep]", "Staatsgreep"),
    ],
)
def test_a_malformed_file_is_a_knowledge_error(tmp_path, monkeypatch, text, named):
    """The message names the file and what is wrong with it."""
    (tmp_path / "identity.toml").write_text(text)
    monkeypatch.setattr(kg.identity, "folder", lambda _: tmp_path)

    with pytest.raises(KnowledgeError, match=named):
        load_identity.__wrapped__()
