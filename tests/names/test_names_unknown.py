"""Titles, definitions, and names that no registry knows."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from names_builders import found, kinds, names, paragraph

from kg.iris import unknown_actor
from kg.names import find_names, load_registry


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("president Keïta", "Keïta"),
        ("President Macron", "President Macron"),
        ("Minister Bijleveld-Schouten", "Minister Bijleveld-Schouten"),
        ("Transitiepresident Traoré", "Transitiepresident Traoré"),
        ("ex-president Keïta", "Keïta"),
        ("het lid Popken", "Popken"),
        ("Generaal-majoor Matthijssen", "Generaal-majoor Matthijssen"),
        ("luitenant-generaal Kees Matthijssen", "Kees Matthijssen"),
        ("S.A. Blok", "S.A. Blok"),
        ("A.Th.B. Bijleveld-Schouten", "A.Th.B. Bijleveld-Schouten"),
    ],
)
def test_titles_and_initials(text: str, expected: str):
    """A capitalised office and initials belong to the name of a person."""
    assert [name for name, _ in found(text)] == [expected]


def test_surnames_need_a_title_or_the_full_name():
    """A surname that is also a word counts only where somebody introduces it."""
    assert found("Een Blok aan het been") == []
    assert found("minister Blok") == [("Blok", "person-stef-blok")]
    assert found("Stef Blok", "volgens Blok")[1] == ("Blok", "person-stef-blok")


def test_an_abbreviation_given_to_a_known_name():
    """What stands in brackets behind a name means the same in the whole document."""
    assert found("de Soedanese Strijdkrachten ( SSK ) en", "de SSK") == [
        ("Soedanese Strijdkrachten", "org-sd-army"),
        ("SSK", "org-sd-army"),
        ("SSK", "org-sd-army"),
    ]


def test_an_abbreviation_given_to_an_unknown_name():
    """Definitions make new actors too, when a word of the name shows the kind."""
    name = "Zarmaland/PROPN Liberation/PROPN Front/PROPN"
    result = names(f"het {name} ( ZLF )", "de ZLF/PROPN vecht")
    (actor,) = result.actors

    assert [len(row) for row in result.mentions] == [2, 1]
    assert actor.kind == "ArmedGroup"
    assert actor.identifier == unknown_actor("Zarmaland Liberation Front", "ArmedGroup")
    assert actor.alternative_labels == ("ZLF",)
    assert not actor.known


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("kolonel/NOUN Zarma/PROPN", [("Zarma", "Person")]),
        ("de heer/NOUN Zarma/PROPN", [("Zarma", "Person")]),
        (
            "aldus Zarma/PROPN ( VVD )",
            [("Zarma", "Person"), ("VVD", "ParliamentaryGroup")],
        ),
        ("sprak met Ali/PROPN Zarma/PROPN", [("Ali Zarma", "Person")]),
        ("volgens Qado/PROPN Zarma/PROPN", [("Qado Zarma", "Person")]),
        ("Qado/PROPN Zarma/PROPN , de voorzitter van", [("Qado Zarma", "Person")]),
        ("de terreurgroep/NOUN Zarma/PROPN", [("Zarma", "ArmedGroup")]),
        ("de rebellengroep/NOUN Zarma/PROPN", [("Zarma", "ArmedGroup")]),
        ("de stad/NOUN Zarma/PROPN", [("Zarma", "City")]),
        ("de provincie/NOUN Zarma/PROPN", [("Zarma", "Region")]),
        ("het bedrijf/NOUN Zarma/PROPN", [("Zarma", "Company")]),
        ("de ngo/NOUN Zarma/PROPN", [("Zarma", "NGO")]),
        ("in/ADP Zarma/PROPN", [("Zarma", "Place")]),
        ("het Zarma/PROPN Front/PROPN", [("Zarma Front", "ArmedGroup")]),
        ("de Zarma/PROPN Bank/PROPN", [("Zarma Bank", "Company")]),
        ("minister van Justitie Zarma/PROPN", [("Zarma", "Person")]),
        (
            "in Bamako , Gao en Zarma/PROPN",
            [("Bamako", "City"), ("Gao", "City"), ("Zarma", "Place")],
        ),
        ("in Oost-Syrië/PROPN", [("Oost-Syrië", "Region")]),
    ],
)
def test_cues_give_unknown_names_a_kind(text: str, expected: list[tuple[str, str]]):
    """Titles, nouns, words in the name and prepositions tell what it is."""
    assert kinds(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "van de Zarma/PROPN",
        "de brief « Zarma/PROPN Qado/PROPN »",
        "in/ADP Januari/PROPN",
        "zie Kamerstuk/PROPN",
        "zarma in/ADP Zarma/PROPN",
    ],
)
def test_names_without_evidence_are_left_out(text: str):
    """No guess is made where nothing tells what a name is."""
    assert [k for k in kinds(text) if k[0].startswith(("Zarma", "Jan", "Kamer"))] == []


def test_a_person_may_be_named_shorter_afterwards():
    """The surname of a person introduced in full is the same person."""
    result = found(
        "kolonel/NOUN Moussa/PROPN Zarma/PROPN", "Volgens Zarma/PROPN is dat zo"
    )

    assert [name for name, _ in result] == ["Moussa Zarma", "Zarma"]
    assert len({actor for _, actor in result}) == 1


def test_a_surname_before_the_full_name_is_the_same_person():
    """A title shows a surname; the full name elsewhere makes them one person."""
    result = found(
        "mevrouw/NOUN Zarma/PROPN vroeg",
        "Ali/PROPN De/PROPN Qado/PROPN en heer/NOUN De/PROPN Qado/PROPN",
        "Amina/PROPN Zarma/PROPN zei",
    )

    assert [name for name, _ in result] == [
        "Zarma",
        "Ali De Qado",
        "De Qado",
        "Amina Zarma",
    ]
    assert len({actor for _, actor in result}) == 2


def test_another_given_name_is_another_person():
    """A known surname with somebody else's given name is somebody else."""
    assert found("Qrace/PROPN Mugabe/PROPN en Mugabe/PROPN") == [
        ("Qrace Mugabe", unknown_actor("Qrace Mugabe", "Person")),
        ("Mugabe", "person-robert-mugabe"),
    ]
    assert found("Alexandr/PROPN Loekasjenko/PROPN")[0][1] == (
        "person-aleksandr-loekasjenko"
    )


def test_a_known_given_name_opens_an_unknown_name():
    """A surname that is also a given name does not hide the person behind it."""
    assert found("Charles Michel", "Michel/PROPN De/PROPN Zarma/PROPN")[1][0] == (
        "Michel De Zarma"
    )


WORDS = st.sampled_from(
    [
        "de",
        "De",
        "het",
        "Mali",
        "Malinese",
        "Nigerese",
        "leger",
        "president",
        "Macron",
        "Kaag",
        "(",
        ")",
        ",",
        ".",
        "EU",
        "-",
        "AU's",
        "VN-missie",
        "Zarma",
        "in",
        "van",
        "minister",
        "S.A.",
        "Blok",
        "Soedanese",
        "strijdkrachten",
        "Noord-",
        "en",
        "’s",
    ]
)
TAGS = st.sampled_from(["PROPN", "NOUN", "ADP", "X"])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(WORDS, TAGS), min_size=1, max_size=14))
def test_mentions_are_ordered_apart_and_inside_the_text(words: list[tuple[str, str]]):
    """Whatever the text, mentions fit in it, in order, and have an actor."""
    doc = paragraph(" ".join(f"{word}/{tag}" for word, tag in words))
    result = find_names([doc], registry=load_registry(), country="nl")
    (row,) = result.mentions
    end = 0

    for mention in row:
        assert end <= mention.begin_char < mention.end_char <= len(doc.text)
        end = mention.end_char
    assert {m.actor_id for m in row} == {a.identifier for a in result.actors}
