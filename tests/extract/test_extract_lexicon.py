"""The lexicon loads whole, and what is wrong in it is caught."""

import re
import tomllib
from dataclasses import fields
from pathlib import Path

import pytest

from kg.errors import KnowledgeError
from kg.extract.inflection import noun_forms
from kg.extract.lexicon import Frame, as_frame, load_lexicon, read_toml
from kg.iris import fold
from kg.model import Factuality, Role
from kg.names import load_registry
from kg.ontology import is_kind, load_classes, load_kinds
from kg.resources import folder
from kg.testing import knowledge


def words(text: str) -> frozenset[str]:
    """Return the words of a text."""
    return frozenset(text.split())


ROOT = folder("ontology") / "lexicon" / "nl"
FRAME_FILES = sorted((ROOT / "frames").glob("*.toml"))
LEXICON = knowledge().lexicon
SLOTS = read_toml(ROOT / "slots.toml")
FUNCTIONS = words(
    """subject object indirect author governor governed demonym possessive waar conjunct
    sentence nearby before self context speaker omitted"""
)
PREPOSITIONS = words(
    """aan achter als bij binnen boven door in jegens langs met naar nabij namens om
    onder op per richting rond rondom te tegen tot tussen uit van vanaf vanuit volgens
    voor target"""
)
PHRASES = frozenset(
    {
        *("tot in", "aan het adres van", "met betrekking tot", "onder leiding van"),
        *("ten behoeve van", "ter ondersteuning van"),
    }
)
# Bases that are strong in Dutch: a trigger made of one needs principal parts.
STRONG_BASES = words(
    """bederven bedriegen beginnen bevelen bieden bijten binden blazen blijken blijven
    breken brengen buigen denken doen dragen drijven dringen drinken dwingen eten gaan
    gelden genezen genieten geven gieten glijden grijpen hangen heffen helpen hijsen
    houden kiezen kijken klimmen klinken komen kopen krijgen kruipen laten lezen
    liegen liggen lijden lijken lopen meten nemen prijzen rijden roepen ruiken
    schelden schenden schenken scheppen schieten schijnen schrijden schrijven
    schrikken schuiven slaan slapen sluipen sluiten smijten snijden spreken springen
    staan steken stelen sterven stijgen strijden treden treffen trekken vallen vangen
    varen vechten verdwijnen verliezen verraden vinden vliegen vragen vriezen wegen
    werpen werven weten wijken wijzen winden winnen worden zeggen zenden zien zingen
    zinken zitten zoeken zweren zwijgen zwemmen"""
)
PREFIXES = ("be", "ge", "her", "ont", "ver", "onder", "over", "mis", "vol")


def frames() -> list[Frame]:
    """Return all frames."""
    return list(LEXICON.frames)


def test_every_frame_file_is_read():
    """As many frames are loaded as there are tables in the files."""
    written = sum(p.read_text().count("[[frame]]\n") for p in FRAME_FILES)

    assert len(FRAME_FILES) == len(list((ROOT / "frames").glob("*.toml"))) >= 7
    assert len(frames()) == written


def test_names_of_frames_are_unique():
    """A claim's rule leads to one frame."""
    names = [f.name for f in frames()]

    assert sorted(set(names)) == sorted(names)


@pytest.mark.parametrize("event_class", load_classes())
def test_every_class_has_a_frame(event_class: str):
    """No class of event is without triggers."""
    own = [f for f in frames() if f.event_class == event_class]

    assert any(f.verbs or f.nouns for f in own)


@pytest.mark.parametrize("frame", frames(), ids=lambda f: f.name)
def test_frames_have_triggers_and_roles_of_their_class(frame: Frame):
    """A frame has a word, fills only roles that its class has, and needs only those."""
    own = set(load_classes()[frame.event_class].roles)
    needed = {*frame.needs, *frame.needs_all, *frame.needs_filled, *frame.needs_two}

    assert frame.verbs or frame.nouns or frame.adjectives
    assert set(frame.roles) <= own
    assert set(frame.kinds) <= set(frame.roles)
    assert needed <= set(frame.roles)


@pytest.mark.parametrize("frame", frames())
def test_kinds_of_frames_exist(frame: Frame):
    """Every kind that a frame admits is one of the ontology's, or troops of one."""
    used = {kind for kinds in frame.kinds.values() for kind in kinds}

    assert {k.removesuffix(".troops") for k in used} <= set(load_kinds())


@pytest.mark.parametrize("frame", frames(), ids=lambda f: f.name)
def test_kinds_of_frames_may_fill_the_role(frame: Frame):
    """What a frame admits is not wholly outside of what its class admits."""
    roles = load_classes()[frame.event_class].roles
    shut_out = {
        role: kinds
        for role, kinds in frame.kinds.items()
        if not any(
            is_kind(k.removesuffix(".troops"), a) or is_kind(a, k)
            for k in kinds
            for a in roles[role].kinds
        )
    }

    assert shut_out == {}


@pytest.mark.parametrize("frame", frames(), ids=lambda f: f.name)
def test_slots_are_known(frame: Frame):
    """Every slot is a function, a preposition, or one of these inside another."""
    used = {slot for slots in frame.roles.values() for slot in slots}
    used |= set(frame.target_event) - {"clause"}
    wrong = {slot for slot in used if not is_slot(slot)}

    assert wrong == set()


def is_slot(slot: str) -> bool:
    """Tell whether a slot is documented, its second half included."""
    first, dot, rest = slot.partition(".")
    if first in {"context", "nearby"}:
        return not dot or rest in load_kinds()
    known = FUNCTIONS | PREPOSITIONS | PHRASES
    inner = PREPOSITIONS | PHRASES | {"demonym", "possessive"}
    return first in known and (not dot or rest in inner)


def test_functions_are_documented():
    """The header of `slots.toml` explains every function that frames may use."""
    header = (ROOT / "slots.toml").read_text(encoding="utf-8")

    assert [f for f in FUNCTIONS - {"indirect", "author"} if f not in header] == []


def test_named_lists_of_slots_are_used():
    """No list of slots is left over, and each holds only known slots."""
    written = "".join(p.read_text() for p in FRAME_FILES)

    assert [name for name in SLOTS if f'= "{name}"' not in written] == []
    assert [s for slots in SLOTS.values() for s in slots if not is_slot(s)] == []


@pytest.mark.parametrize("frame", frames(), ids=lambda f: f.name)
def test_what_is_counted_is_known(frame: Frame):
    """A count is that of a role, of a phrase, of the word itself or of money."""
    assert frame.count in {
        *("", "target", "agent", "object", "subject", "met", "self", "money")
    }


@pytest.mark.parametrize("verb", sorted({v for f in frames() for v in f.verbs}))
def test_strong_triggers_have_principal_parts(verb: str):
    """A trigger made of a strong base is listed, or behind a prefix that follows it."""
    base = verb.rpartition("|")[2]
    bare = {base.removeprefix(p) for p in PREFIXES if base.startswith(p)}
    strong = base in STRONG_BASES or bare & STRONG_BASES
    parts = read_toml(ROOT / "verbs.toml")["irregular"]
    known = base in parts or any(
        base.removeprefix(p) in parts for p in ("ver", "be", "ont", "her")
    )

    assert known or not strong


def test_every_form_leads_to_its_frame():
    """Each noun of a frame, singular or plural, is found under its folded form."""
    lost = [
        (frame.name, form)
        for frame in frames()
        for noun in frame.nouns
        for form in noun_forms(noun)
        if frame not in [e.frame for e in LEXICON.nouns[fold(form)]]
    ]

    assert lost == []


def test_compounds_lead_to_their_last_part():
    """A compound is a trigger of its last part, unless the frame bars it."""
    assert [e.frame.name for e in LEXICON.noun_entries("parlementsverkiezingen")] == [
        "elect"
    ]
    assert LEXICON.noun_entries("EU-coup") == ()
    assert LEXICON.noun_entries("trainingsmissie") == ()
    assert LEXICON.noun_entries("tafel") == ()


def test_forms_are_folded():
    """Words are found in capitals and without their diacritics."""
    assert LEXICON.words.words("VOORZIENE") == LEXICON.words.words("voorziene")
    assert LEXICON.words.words("ambieren") == LEXICON.words.words("ambiëren") != ()


def test_cues_have_known_values():
    """Every value in the cue tables is a factuality, every source a known way."""
    cues = LEXICON.cues
    tables = [*cues["modifier"], *cues["embedding"]]
    values = {t["value"] for t in tables}
    values |= {v for t in cues["auxiliary"] for v in (t["present"], t["past"])}
    values |= {t["otherwise"] for t in cues["unconfirmed"]}

    assert values <= {f.value for f in Factuality}
    assert {t["source"] for t in cues["embedding"]} <= {"subject", "none"}


def test_words_of_cues_can_be_recognised():
    """Each verb or noun that embeds events has forms in the list of words."""
    words = {
        word
        for table in (*LEXICON.cues["embedding"], *LEXICON.cues["unconfirmed"])
        for word in table["words"]
        if " " not in word
    }
    indexed = {word for pairs in LEXICON.words.forms.values() for word, _ in pairs}

    assert words <= indexed


def test_kinds_in_word_lists_exist():
    """Anaphors and pronouns take up kinds of the ontology."""
    lists = LEXICON.lists
    tables = (*lists["anaphors"].values(), *lists["pronouns"].values())
    used = {kind for kinds in tables for kind in kinds} | set(lists["pronominal"])

    assert used <= set(load_kinds())


def test_bodies_of_states_exist():
    """Each pattern for a body names one in the registry for some state."""
    registry = load_registry()
    codes = {a.country for a in registry if a.kind == "State"}
    lost = [
        pattern
        for pattern in LEXICON.lists["organs"].values()
        if not any(registry.get(pattern.replace("{cc}", str(c))) for c in codes)
    ]

    assert lost == []


VALID = {"name": "f", "class": "Coup", "nouns": ["coup"]}


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"class": "Staatsgreep"}, "class Staatsgreep"),
        ({"noun": ["coup"]}, "unknown noun"),
        ({"needs": ["dader"]}, "dader"),
        ({"class": None}, "class"),
    ],
)
def test_a_malformed_frame_is_a_knowledge_error(change, named: str):
    """The message names the frame and what is wrong in it."""
    table = {k: v for k, v in {**VALID, **change}.items() if v is not None}

    with pytest.raises(KnowledgeError, match=f"frame 'f': .*{named}"):
        as_frame(table, {})


def test_a_frame_takes_its_slots_from_lists():
    """The name of a list stands for its slots, beside slots of its own."""
    table = {**VALID, "agent": "doer", "place": ["in", "doer"]}
    frame = as_frame(table, {"doer": ["subject", "door"]})

    assert frame.roles == {
        Role.AGENT: ("subject", "door"),
        Role.PLACE: ("in", "subject", "door"),
    }


def test_every_field_of_a_frame_can_be_written():
    """A field that frames use is a field of the value, by the same name."""
    used = {
        key
        for path in FRAME_FILES
        for table in read_toml(path)["frame"]
        for key in table
    }
    roles = {r.value for r in Role} | {f"{r.value}_kinds" for r in Role}

    assert used - roles - {"class"} <= {f.name for f in fields(Frame)}


@pytest.mark.parametrize("text", ["[[frame", "a = 1\na = 2"])
def test_a_broken_file_is_a_knowledge_error(tmp_path: Path, text: str):
    """The message names the file."""
    (tmp_path / "power.toml").write_text(text)

    with pytest.raises(KnowledgeError, match=r"power\.toml"):
        read_toml(tmp_path / "power.toml")


def test_a_missing_lexicon_is_a_knowledge_error():
    """A language without files is refused by name of the first file."""
    with pytest.raises(KnowledgeError, match=r"slots\.toml"):
        load_lexicon.__wrapped__("xx")


def test_lists_of_frames_hold_no_doubles():
    """No list of a frame names the same word twice."""
    doubles = {
        (table["name"], key): value
        for path in FRAME_FILES
        for table in tomllib.loads(path.read_text(encoding="utf-8"))["frame"]
        for key, value in table.items()
        if isinstance(value, list) and len(set(value)) < len(value)
    }

    assert doubles == {}


def test_names_of_frames_are_readable():
    """A frame's name is lower case with hyphens, as it goes into claims."""
    assert [
        f.name for f in frames() if not re.fullmatch(r"[a-z]+(-[a-z]+)*", f.name)
    ] == []
