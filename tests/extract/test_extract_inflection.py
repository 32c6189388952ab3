"""Written forms of verbs and nouns."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.inflection import (
    Irregular,
    VerbForm,
    noun_forms,
    participles,
    verb_forms,
)
from kg.extract.lexicon import read_toml
from kg.resources import folder

VERBS = read_toml(folder("ontology") / "lexicon" / "nl" / "verbs.toml")
STRONG = {verb: Irregular(*parts) for verb, parts in VERBS["irregular"].items()}
ROOTS = st.text("bdfgklmnprst", min_size=1, max_size=3).flatmap(
    lambda onset: st.sampled_from(["aa", "e", "i", "oe", "ee", "u"]).flatmap(
        lambda vowel: st.text("bdgklmnprst", min_size=1, max_size=2).map(
            lambda coda: onset + vowel + coda
        )
    )
)


def texts(infinitive: str) -> set[str]:
    """Return the forms of a verb that need no particle."""
    return {f.text for f in verb_forms(infinitive, STRONG) if not f.particle}


@pytest.mark.parametrize(
    ("infinitive", "expected"),
    [
        ("steunen", "steun steunt steunde steunden gesteund gesteunde"),
        ("veroordelen", "veroordeel veroordeelt veroordeelde veroordeeld"),
        ("bombarderen", "bombardeert bombardeerde gebombardeerd gebombardeerde"),
        ("benoemen", "benoemt benoemde benoemd benoemde"),
        ("arresteren", "arresteert arresteerden gearresteerd gearresteerde"),
        ("pakken", "pakt pakte pakten gepakt"),
        ("verdrijven", "verdrijf verdrijft"),
        ("eisen", "eis eist eiste eisten"),
        ("leveren", "lever levert leverde geleverd"),
        ("doden", "dood doodt doodde doodden gedood"),
        ("starten", "start startte gestart"),
        ("hervatten", "hervat hervatte hervat"),
    ],
)
def test_weak_verbs(infinitive: str, expected: str):
    """Weak verbs have stem, present, both endings of the past, and participle."""
    assert set(expected.split()) <= texts(infinitive)


@pytest.mark.parametrize(
    ("infinitive", "expected"),
    [
        ("sluiten", "sluit sloot sloten gesloten"),
        ("besluiten", "besluit besloot besloten"),
        ("vertrekken", "vertrek vertrekt vertrok vertrokken"),
        ("verbieden", "verbied verbiedt verbood verboden"),
        ("geven", "geef geeft gaf gaven gegeven"),
        ("vragen", "vraag vraagt vroeg vroegen gevraagd gevraagde"),
        ("doen", "deed deden gedaan"),
        ("verzoeken", "verzoek verzoekt verzocht verzochten"),
        ("winnen", "win wint won wonnen gewonnen"),
    ],
)
def test_strong_verbs(infinitive: str, expected: str):
    """Strong verbs take their past and participle from the list."""
    assert set(expected.split()) <= texts(infinitive)


@pytest.mark.parametrize(
    ("infinitive", "present"),
    [
        ("doen", "doe doet"),
        ("zien", "zie ziet"),
        ("gaan", "ga"),
        ("staan", "sta"),
    ],
)
def test_verbs_on_a_vowel(infinitive: str, present: str):
    """Verbs with a stem that ends in a vowel have it in the present tense."""
    assert set(present.split()) <= texts(infinitive)


@pytest.mark.parametrize("wrong", ["vertrekte", "gevertrekt", "sluitte", "gesluit"])
def test_strong_verbs_have_no_weak_past(wrong: str):
    """A listed verb is not inflected by rule as well."""
    assert wrong not in texts("vertrekken") | texts("sluiten")


@pytest.mark.parametrize(
    ("infinitive", "expected"),
    [
        ("verbreken", "verbrak verbraken verbroken"),
        ("herroepen", "herriep herriepen herroepen"),
        ("bevinden", "bevond bevonden"),
        ("ontnemen", "ontnam ontnamen ontnomen"),
    ],
)
def test_prefixed_strong_verbs_follow_their_base(infinitive: str, expected: str):
    """A prefix without stress replaces the "ge" of the participle."""
    assert set(expected.split()) <= texts(infinitive)


@pytest.mark.parametrize(
    ("infinitive", "split", "joined"),
    [
        ("terug|trekken", ("trok", "terug"), "teruggetrokken"),
        ("op|pakken", ("pakte", "op"), "opgepakt"),
        ("uit|zenden", ("zond", "uit"), "uitgezonden"),
        ("aan|dringen", ("dringt", "aan"), "aandringen"),
        ("af|treden", ("trad", "af"), "afgetreden"),
        ("op|schorten", ("schortte", "op"), "opgeschorte"),
    ],
)
def test_separable_verbs(infinitive: str, split: tuple[str, str], joined: str):
    """The particle stands apart in main clauses, and before the rest elsewhere."""
    forms = verb_forms(infinitive, STRONG)

    assert VerbForm(split[0], particle=split[1]) in forms
    assert VerbForm(joined) in forms
    assert VerbForm(split[0]) not in forms


@pytest.mark.parametrize(
    ("participle", "expected"),
    [
        ("gesloten", ["gesloten"]),
        ("geraakt", ["geraakt", "geraakte"]),
        ("gestaan", ["gestaan", "gestaane", "gestane"]),
    ],
)
def test_participles_are_inflected(participle: str, expected: list[str]):
    """Those in "en" do not change, long vowels are also single; no plural of people."""
    assert list(participles(participle)) == expected


@pytest.mark.parametrize(
    ("noun", "plural"),
    [
        ("coup", "coups"),
        ("staatsgreep", "staatsgrepen"),
        ("verkiezing", "verkiezingen"),
        ("sanctie", "sancties"),
        ("missie", "missies"),
        ("bom", "bommen"),
        ("brief", "brieven"),
        ("crisis", "crisissen"),
        ("eis", "eizen"),
        ("schending", "schendingen"),
        ("bezoek", "bezoeken"),
        ("vrijheid", "vrijheden"),
        ("politicus", "politicusen"),
        ("top", "toppen"),
        ("foto", "foto's"),
        ("gesprek", "gesprekken"),
        ("bende", "benden"),
    ],
)
def test_plurals(noun: str, plural: str):
    """Plurals in s, en, with a doubled consonant, a single vowel, or v and z."""
    assert {noun, plural} <= noun_forms(noun)


@given(ROOTS)
def test_forms_contain_the_base(root: str):
    """A noun is one of its forms, a verb likewise, joined to its particle if any."""
    verb = f"{root}en"

    assert root in noun_forms(root)
    assert VerbForm(verb) in verb_forms(verb, {})
    assert VerbForm(f"op{verb}") in verb_forms(f"op|{verb}", {})
    assert VerbForm(verb, particle="op") in verb_forms(f"op|{verb}", {})


@given(ROOTS)
def test_forms_are_words(root: str):
    """No form is empty, has a blank or a mark of a separable verb."""
    forms = {f.text for f in verb_forms(f"af|{root}en", STRONG)} | noun_forms(root)

    assert all(form and " " not in form and "|" not in form for form in forms)


@given(ROOTS)
def test_particles_are_joined_or_apart(root: str):
    """Each form of the base occurs with its particle apart and before it."""
    forms = verb_forms(f"af|{root}en", {})
    apart = {f.text for f in forms if f.particle}

    assert {f.particle for f in forms} == {"", "af"}
    assert {f.text for f in forms if not f.particle} == {f"af{form}" for form in apart}


@pytest.mark.parametrize("verb", STRONG)
def test_principal_parts_are_complete(verb: str):
    """A strong verb has a past singular, a past plural and a participle."""
    parts = STRONG[verb]

    assert verb.endswith("n")
    assert parts.plural.endswith("n")
    assert {parts.singular, parts.plural, parts.participle} <= texts(verb)
