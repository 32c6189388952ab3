"""Known names: homonyms, demonyms, abbreviations, spelling and bodies of states."""

import pytest
from names_builders import found, names


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("De Nigerese grens", [("Nigerese", "state-ne")]),
        ("De Nigeriaanse grens", [("Nigeriaanse", "state-ng")]),
        ("in Niger en Nigeria", [("Niger", "state-ne"), ("Nigeria", "state-ng")]),
        (
            "zes Malinezen en een Burkinees",
            [("Malinezen", "state-ml"), ("Burkinees", "state-bf")],
        ),
        (
            "de Guinese en de Congolese grens",
            [("Guinese", "state-gn"), ("Congolese", "state-cd")],
        ),
        ("het Amerikaans materieel", [("Amerikaans", "state-us")]),
        (
            "in Wit-Rusland en Belarus",
            [("Wit-Rusland", "state-by"), ("Belarus", "state-by")],
        ),
        (
            "in Zuid-Soedan en Soedan",
            [("Zuid-Soedan", "state-ss"), ("Soedan", "state-sd")],
        ),
        ("in Birma ( Myanmar )", [("Birma", "state-mm"), ("Myanmar", "state-mm")]),
        ("in de DRC en Swaziland", [("DRC", "state-cd"), ("Swaziland", "state-sz")]),
        ("in Kosovo en Taiwan", [("Kosovo", "state-xk"), ("Taiwan", "state-tw")]),
    ],
)
def test_states_and_their_demonyms(text: str, expected: list[tuple[str, str]]):
    """Adjectives and inhabitants count as names of their state."""
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("de Soedanese strijdkrachten", [("Soedanese strijdkrachten", "org-sd-army")]),
        (
            "het Venezolaanse parlement",
            [("Venezolaanse parlement", "org-ve-national-assembly")],
        ),
        ("de Turkse regering", [("Turkse regering", "org-tr-government")]),
        ("de Tsjadische junta", [("Tsjadische junta", "org-td-junta")]),
        ("de Malinese autoriteiten", [("Malinese autoriteiten", "org-ml-transition")]),
        ("Regering van Ghana", [("Regering van Ghana", "org-gh-government")]),
        ("de regering van Ghana", [("Ghana", "state-gh")]),
        ("de Ghanese president heeft", [("Ghanese president", "post-gh-president")]),
        (
            "de Russische minister van Defensie zei",
            [("Russische minister van Defensie", "post-ru-defence-minister")],
        ),
        ("de Russische troepen", [("Russische", "state-ru")]),
    ],
)
def test_bodies_and_posts_of_states(text: str, expected: list[tuple[str, str]]):
    """An adjective and a noun of the patterns are one name; troops are the state."""
    assert found(text) == expected


def test_a_post_before_its_holder_is_no_name_of_its_own():
    """The adjective names the state, the surname the person."""
    assert found("de Venezolaanse president Maduro") == [
        ("Venezolaanse", "state-ve"),
        ("Maduro", "person-nicolas-maduro"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("De ER is bijeen", [("ER", "org-european-council")]),
        ("Er is een raad", []),
        (
            "van IS en Al Qaida",
            [("IS", "group-islamic-state"), ("Al Qaida", "group-al-qaida")],
        ),
        ("Is dat zo", []),
        ("de NAVO en de Navo", [("NAVO", "org-nato"), ("Navo", "org-nato")]),
        ("de AU", [("AU", "org-au")]),
        ("Au , zei hij", []),
        ("Jan komt", []),
        ("bij Minusma", [("Minusma", "mission-minusma")]),
    ],
)
def test_abbreviations_keep_their_capitals(text: str, expected: list[tuple[str, str]]):
    """Short abbreviations count only as written; long ones also as words."""
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("in Libie en Oekraine", [("Libie", "state-ly"), ("Oekraine", "state-ua")]),
        ("president Keita", [("Keita", "person-ibrahim-boubacar-keita")]),
        (
            "de Sahel-regio en de Sahelregio",
            [("Sahel-regio", "region-sahel"), ("Sahelregio", "region-sahel")],
        ),
        ("China’s invloed", [("China’s", "state-cn")]),
        ("Mali's leger", [("Mali's", "state-ml")]),
        ("Ruslands invloed", [("Ruslands", "state-ru")]),
        ("pro-Russische milities", [("Russische", "state-ru")]),
        ("een Frans-geleide missie", [("Frans-geleide", "state-fr")]),
        (
            "EU-missies en EU-lidstaten",
            [("EU", "org-eu"), ("EU-lidstaten", "org-eu-member-states")],
        ),
        ("Wagner-huurlingen", [("Wagner-huurlingen", "pmc-wagner")]),
        ("de VVD-fractie", [("VVD-fractie", "fractie-vvd")]),
        ("MO* schrijft", [("MO*", "media-mo")]),
        ("de OPEC+ landen", [("OPEC+", "org-opec")]),
    ],
)
def test_spelling_and_compounds(text: str, expected: list[tuple[str, str]]):
    """Accents and hyphens are free; endings and tied words belong where they should."""
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "country", "expected"),
    [
        ("uw Kamer", "nl", [("Kamer", "org-tweede-kamer")]),
        ("de Kamer", "be", [("Kamer", "org-be-kamer")]),
        ("bij Defensie", "nl", [("Defensie", "org-defensie")]),
        ("bij Defensie", "be", [("Defensie", "org-be-defence")]),
        ("de fractie van Groen", "be", [("Groen", "fractie-groen")]),
        ("de fractie van Groen", "nl", []),
        ("Groen licht", "be", []),
        ("de PS en de MR", "be", [("PS", "fractie-ps"), ("MR", "fractie-mr")]),
        ("de PS en de MR", "nl", []),
        ("van de SP", "nl", [("SP", "fractie-sp")]),
        ("van de PVDA", "be", [("PVDA", "fractie-ptb-pvda")]),
        ("van de PvdA", "nl", [("PvdA", "fractie-pvda")]),
        (
            "voor sp.a en CD&V",
            "be",
            [("sp.a", "fractie-vooruit"), ("CD&V", "fractie-cd-v")],
        ),
        (
            "Minister van Defensie",
            "nl",
            [("Minister van Defensie", "post-nl-minister-def")],
        ),
        (
            "Minister van Defensie",
            "be",
            [("Minister van Defensie", "post-be-defence-minister")],
        ),
    ],
)
def test_names_at_home(text: str, country: str, expected: list[tuple[str, str]]):
    """Some names mean somebody only in papers of their own country."""
    assert found(text, country=country) == expected


def test_a_ministry_of_another_state_is_not_the_one_at_home():
    """What stands behind "van" tells whose ministry it is."""
    assert found("minister van Buitenlandse Zaken van Rusland") == [
        ("Rusland", "state-ru")
    ]
    assert found("minister van Buitenlandse Zaken van Nederland")[0][1] == "org-bz"


def test_common_nouns_are_no_names():
    """What opens without a capital is no name, whoever is meant."""
    assert found("het kabinet en de missie van de minister") == []


def test_the_un_mission_of_the_document():
    """The mission that the document names most; else the one of the state behind it."""
    assert found("De VN-missie begint", "UNMISS is klein")[0] == (
        "VN-missie",
        "mission-unmiss",
    )
    assert found("De VN-missie in Libië") == [
        ("VN-missie", "mission-unsmil"),
        ("Libië", "state-ly"),
    ]
    assert found("Een VN-missie is nodig") == [("VN", "org-un")]


def test_shared_short_forms_follow_the_document():
    """EUTM is that of the state that the document is about."""
    assert found("EUTM traint", "in Somalië en Somalië")[0][1] == "mission-eutm-somalia"
    assert found("EUTM traint", "in Mali")[0][1] == "mission-eutm-mali"


def test_the_counterpart_of_the_minister_who_answers():
    """A colleague of the Minister of Defence holds the same post elsewhere."""
    assert found("Minister van Defensie", "mijn Malinese ambtsgenoot")[1] == (
        "Malinese ambtsgenoot",
        "post-ml-defence-minister",
    )


def test_embassies_in_a_place_that_is_listed():
    """The place behind an embassy tells which one; it is a name of its own."""
    assert found("de Nederlandse ambassade in Bamako") == [
        ("Nederlandse ambassade", "org-nl-embassy-bamako"),
        ("Bamako", "place-bamako"),
    ]
    assert found("de Duitse ambassade in Bamako")[0][1] == "org-de-embassy"


def test_names_cross_neither_commas_nor_each_other():
    """A list of two names is not one name."""
    assert found("Burkina , Faso") == [("Burkina", "state-bf")]


def test_actors_come_with_the_names():
    """All actors mentioned are given, each once."""
    result = names("Mali en Mali en de Soedanese strijdkrachten")

    assert [a.identifier for a in result.actors] == ["state-ml", "org-sd-army"]
    assert all(actor.known for actor in result.actors)


def test_an_empty_document_has_no_names():
    """No paragraphs give no rows."""
    result = names()

    assert result.mentions == ()
    assert result.actors == ()
