"""The registry's files hold together."""

import re
from collections import Counter
from pathlib import Path

import pytest

from kg.errors import KnowledgeError
from kg.model import Actor
from kg.names import load_registry
from kg.names.entries import read_entries
from kg.names.rules import load_rules
from kg.ontology import load_kinds

HERE = Path(__file__).parent
INVENTORY = (HERE / "inventory.txt").read_text().split()
CODE = Path(__file__).parents[2] / "kg" / "names"


def write(folder: Path, text: str) -> Path:
    """Write a registry of one file, with the lands it may refer to."""
    (folder / "some.toml").write_text(text)
    return folder


def test_holds_every_actor_of_the_inventory():
    """All 212 identifiers of the five documents are known."""
    registry = load_registry()

    assert len(INVENTORY) == 212
    assert [i for i in INVENTORY if registry.get(i) is None] == []


def test_is_as_large_as_it_should_be():
    """Nothing went missing: states, persons, places and organisations by number."""
    counts = Counter(actor.kind for actor in load_registry())

    assert len(load_registry()) > 1900
    assert counts["State"] > 200
    assert counts["Person"] > 380
    assert counts["City"] > 350
    assert counts["Mission"] > 90
    assert counts["ParliamentaryGroup"] > 35


def test_every_actor_has_a_known_kind_and_labels_in_two_languages():
    """No actor has a kind that the ontology lacks, or lacks a label."""
    for actor in load_registry():
        assert actor.kind in load_kinds()
        assert set(actor.labels) == {"nl", "en"}
        assert re.fullmatch(r"[A-Za-z0-9.-]+", actor.identifier)


def test_every_state_of_the_united_nations_has_demonyms():
    """A state has an adjective that leads to it."""
    registry = load_registry()
    without = {
        actor.identifier
        for actor in registry
        if actor.kind == "State" and actor.country not in registry.adjectives
    }
    # Dependent lands of the CLDR that Dutch has no adjective for.
    assert len(without) < 50
    assert not without & {"state-ml", "state-tv", "state-kp", "state-ps", "state-xk"}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[actors]\na = 1\n", "some.toml: a: is no table"),
        ("[actors]\na = { nl = 'A' }\n", "'kind' is missing"),
        ("[actors]\na = { nl = 'A', kind = 'Ghost' }\n", "unknown kind 'Ghost'"),
        (
            "[actors]\na = { nl = 'A', kind = 'City', colour = 'red' }\n",
            "some.toml: a: unknown key 'colour'",
        ),
        (
            "[actors]\na = { nl = 'A', kind = 'City', forms = 'A' }\n",
            "'forms' is no list of strings",
        ),
        (
            "[actors]\na = { nl = 'A', kind = 'City', country = 'QQ' }\n",
            "a: no actor 'state-qq'",
        ),
        (
            "[actors]\na = { nl = 'A', kind = 'City', of = 'b' }\n",
            "a: no actor 'b'",
        ),
        ("[people]\n", "unknown table 'people'"),
        ("[actors\n", "some.toml"),
    ],
)
def test_malformed_files_are_named(tmp_path: Path, text: str, message: str):
    """A mistake in a file is reported with the file and the entry."""
    with pytest.raises(KnowledgeError, match=re.escape(message)):
        load_registry(write(tmp_path, text))


def test_an_identifier_is_given_once(tmp_path: Path):
    """Two files cannot hold the same actor."""
    entry = "[actors]\na = { nl = 'A', kind = 'City' }\n"
    (tmp_path / "first.toml").write_text(entry)
    (tmp_path / "second.toml").write_text(entry)

    with pytest.raises(KnowledgeError, match=r"second\.toml: a: given twice"):
        load_registry(tmp_path)


def test_demonyms_are_checked(tmp_path: Path):
    """A state needs two adjectives and a code that exists."""
    for line, message in [
        ("ML = { adjective = ['Malinees'] }", "wants two forms"),
        ("QQ = { adjective = ['A', 'Ae'] }", "no code of ISO 3166-1"),
        ("ML = { adjective = ['A', 'Ae'], colour = 'x' }", "unknown key 'colour'"),
    ]:
        (tmp_path / "demonyms.toml").write_text(line)
        load_registry.cache_clear()
        with pytest.raises(KnowledgeError, match=message):
            load_registry(tmp_path)


def test_bodies_of_any_state_are_made_from_patterns():
    """An army or a president needs no entry of its own."""
    army = load_registry().actor("org-ve-army")

    assert army.kind == "ArmedForce"
    assert army.labels == {
        "nl": "Venezolaanse strijdkrachten",
        "en": "armed forces of Venezuela",
    }
    assert "leger van Venezuela" in army.alternative_labels
    assert army.country == "ve"
    assert army.known


def test_a_listed_actor_takes_the_place_of_a_made_one():
    """The government of Mali is its transition."""
    registry = load_registry()

    assert registry.actor("org-ml-government").identifier == "org-ml-transition"
    assert registry.get("org-qq-army") is None
    assert registry.get("org-ml-circus") is None
    assert "state-ml" in registry
    assert "state-qq" not in registry


def test_find_knows_labels_forms_and_nouns():
    """A wording is found whatever its capitals, accents and hyphens."""
    registry = load_registry()

    assert registry.find("libie") == "state-ly"
    assert registry.find("uw Kamer") == "org-tweede-kamer"
    assert registry.find("kabinet") == "kabinet-nl"
    assert registry.find("kamer", country="be") == "org-be-kamer"
    assert registry.find("een paard") is None


def test_kinds_are_closed_upwards():
    """An actor is of the kinds that its kind is a case of; kinds may be asked too."""
    registry = load_registry()

    assert registry.is_kind("state-ml", "Place")
    assert registry.is_kind("state-ml", "Agent")
    assert registry.is_kind("Ministry", "Organization")
    assert not registry.is_kind("place-bamako", "Agent")


def test_an_unknown_identifier_raises():
    """Asking for an actor that does not exist is an error."""
    with pytest.raises(KnowledgeError, match="no actor 'state-qq'"):
        load_registry().actor("state-qq")


def test_ministries_have_their_official_identifier():
    """TOOI identifiers of five ministries are given, and no others are invented."""
    given = {a.identifier: a.exact_matches for a in load_registry() if a.exact_matches}

    assert {i.rsplit("/", 1)[1] for (i,) in given.values()} == {
        "mnre1010",
        "mnre1013",
        "mnre1018",
        "mnre1034",
        "mnre1058",
    }


def test_iteration_is_ordered_and_yields_actors():
    """The registry iterates in order of identifier, so that output is stable."""
    actors = list(load_registry())

    assert all(isinstance(actor, Actor) for actor in actors)
    assert [a.identifier for a in actors] == sorted(a.identifier for a in actors)


def test_rules_are_loaded_and_checked(tmp_path: Path):
    """A file of rules without its tables is refused."""
    bad = tmp_path / "names.toml"
    bad.write_text("[titles]\noffices = []\n")

    assert load_rules().patterns["org-{cc}-army"].kind == "ArmedForce"
    with pytest.raises(KnowledgeError, match=r"names\.toml"):
        load_rules(bad)


def test_entries_of_a_file_can_be_read_alone(tmp_path: Path):
    """Cities are lines of names; the second is the English one."""
    path = tmp_path / "places.toml"
    path.write_text('[cities]\nSD = ["Khartoem|Khartoum|Chartoem"]\n')
    (city,) = read_entries(path)

    assert city.actor.identifier == "place-khartoem"
    assert city.actor.labels == {"nl": "Khartoem", "en": "Khartoum"}
    assert city.actor.country == "sd"
    assert [form.text for form in city.forms] == ["Khartoem", "Khartoum", "Chartoem"]


def test_code_holds_no_names():
    """No name of an actor stands in the code, outside examples in docstrings."""
    code = "\n".join(path.read_text() for path in sorted(CODE.glob("*.py")))
    bare = re.sub(r'"""(?:.|\n)*?"""', "", code)

    for word in (
        "Mali",
        "Kaag",
        "MINUSMA",
        "Nederland",
        "president",
        "fractie",
        "leger",
    ):
        assert word not in bare
