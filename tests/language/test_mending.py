"""Trees that no Dutch sentence has are made possible; others are left alone."""

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from kg.language import as_parse
from kg.language.mending import mend

DUTCH = spacy.blank("nl").vocab

# words, heads, labels, tags, what is expected as (word, label, head)
CASES = {
    "two subjects": (
        "De VN veroordeelde de coup",
        (1, 2, 2, 4, 2),
        ("det", "nsubj", "ROOT", "det", "nsubj"),
        ("DET", "PROPN", "VERB", "DET", "NOUN"),
        {("VN", "nsubj", "veroordeelde"), ("coup", "obj", "veroordeelde")},
    ),
    "a date is no subject": (
        "Dinsdag 18 augustus pleegden militairen coups",
        (3, 0, 1, 3, 3, 3),
        ("nsubj", "nmod", "flat", "ROOT", "nsubj", "nsubj"),
        ("PROPN", "NUM", "PROPN", "VERB", "NOUN", "NOUN"),
        {
            ("Dinsdag", "obl", "pleegden"),
            ("militairen", "nsubj", "pleegden"),
            ("coups", "obj", "pleegden"),
        },
    ),
    "an auxiliary on a noun": (
        "Militairen hebben Keita gearresteerd",
        (2, 2, 3, 3),
        ("nsubj", "aux", "nsubj", "ROOT"),
        ("NOUN", "AUX", "PROPN", "VERB"),
        {
            ("Militairen", "nsubj", "gearresteerd"),
            ("hebben", "aux", "gearresteerd"),
            ("Keita", "obj", "gearresteerd"),
        },
    ),
    "a clause cut in two": (
        "Ecowas heeft premier Ouane gesteund",
        (1, 1, 1, 4, 4),
        ("nsubj", "ROOT", "obj", "nsubj:pass", "ROOT"),
        ("PROPN", "AUX", "NOUN", "PROPN", "VERB"),
        {
            ("Ecowas", "nsubj", "gesteund"),
            ("heeft", "aux", "gesteund"),
            ("premier", "obj", "gesteund"),
            ("Ouane", "obj", "gesteund"),
        },
    ),
    "a name beside a post": (
        "De voorzitter van de AU , Moussa Faki , sprak",
        (1, 9, 4, 4, 1, 6, 4, 6, 1, 9),
        (
            "det",
            "nsubj",
            "case",
            "det",
            "nmod",
            "punct",
            "conj",
            "flat",
            "punct",
            "ROOT",
        ),
        (
            *("DET", "NOUN", "ADP", "DET", "PROPN"),
            *("PUNCT", "PROPN"),
            "PROPN",
            "PUNCT",
            "VERB",
        ),
        {("AU", "nmod", "voorzitter"), ("Moussa", "appos", "voorzitter")},
    ),
    "a list of places": (
        "De voorzitter van de AU en Niger , Mali , sprak",
        (1, 10, 4, 4, 1, 6, 4, 8, 4, 1, 10),
        (
            *("det", "nsubj", "case", "det", "nmod", "cc", "conj"),
            *("punct", "conj", "punct", "ROOT"),
        ),
        (
            *("DET", "NOUN", "ADP", "DET", "PROPN", "CCONJ", "PROPN"),
            *("PUNCT", "PROPN", "PUNCT", "VERB"),
        ),
        {("Niger", "conj", "AU"), ("Mali", "conj", "AU")},
    ),
    "a clause before zo": (
        "Duitsland zal inzet beëindigen , zo heeft Berlijn besloten",
        (8, 8, 3, 8, 3, 8, 8, 8, 8),
        ("nsubj", "aux", "obj", "parataxis", "punct", "advmod", "aux", "obj", "ROOT"),
        ("PROPN", "AUX", "NOUN", "VERB", "PUNCT", "ADV", "AUX", "PROPN", "VERB"),
        {
            ("Duitsland", "nsubj", "beëindigen"),
            ("zal", "aux", "beëindigen"),
            ("inzet", "obj", "beëindigen"),
            ("Berlijn", "obj", "besloten"),
        },
    ),
    "a participle before an infinitive": (
        "Londen besloot gehaast uit Mali te vertrekken",
        (1, 1, 1, 4, 2, 6, 2),
        ("nsubj", "ROOT", "advcl", "case", "obl", "mark", "ccomp"),
        ("PROPN", "VERB", "VERB", "ADP", "PROPN", "ADP", "VERB"),
        {
            ("vertrekken", "xcomp", "besloot"),
            ("gehaast", "advmod", "vertrekken"),
            ("Mali", "obl", "vertrekken"),
        },
    ),
    "whether behind an adjective": (
        "onduidelijk of Egypte steun hervat",
        (0, 2, 0, 4, 0),
        ("ROOT", "cc", "conj", "obj", "csubj"),
        ("ADJ", "CCONJ", "PROPN", "NOUN", "VERB"),
        {
            ("Egypte", "nsubj", "hervat"),
            ("of", "mark", "hervat"),
            ("steun", "obj", "hervat"),
        },
    ),
    "a noun before om": (
        "Wij hebben plannen om troepen te sturen",
        (1, 1, 6, 6, 6, 6, 1),
        ("nsubj", "ROOT", "obj", "mark", "obj", "mark", "xcomp"),
        ("PRON", "VERB", "NOUN", "ADP", "NOUN", "ADP", "VERB"),
        {
            ("plannen", "obj", "hebben"),
            ("sturen", "acl", "plannen"),
            ("troepen", "obj", "sturen"),
        },
    ),
    "a name behind a date": (
        "Fico bezocht op 9 mei Moskou",
        (1, 1, 3, 1, 3, 3),
        ("nsubj", "ROOT", "case", "obl", "flat", "flat"),
        ("PROPN", "VERB", "ADP", "NUM", "PROPN", "PROPN"),
        {("mei", "flat", "9"), ("Moskou", "obj", "bezocht")},
    ),
    "a preposition of a verb": (
        "zal troepen uit Congo terughalen",
        (4, 4, 4, 4, 4),
        ("aux", "obj", "case", "amod", "ROOT"),
        ("AUX", "NOUN", "ADP", "PROPN", "VERB"),
        {("uit", "case", "Congo"), ("Congo", "obl", "terughalen")},
    ),
    "a list of names": (
        "verklaringen van VN en EU",
        (0, 2, 0, 4, 0),
        ("ROOT", "case", "nmod", "cc", "conj"),
        ("NOUN", "ADP", "PROPN", "CCONJ", "PROPN"),
        {("VN", "nmod", "verklaringen"), ("EU", "conj", "VN")},
    ),
    "two names in one": (
        "waar in Niger de Franken zijn",
        (2, 2, 5, 4, 2, 5),
        ("advmod", "case", "obl", "det", "flat", "ROOT"),
        ("ADV", "ADP", "PROPN", "DET", "PROPN", "VERB"),
        {("Niger", "obl", "zijn"), ("Franken", "nsubj", "zijn")},
    ),
    "a noun behind a date": (
        "VN legde op 24 maart sancties op",
        (1, 1, 3, 1, 3, 3, 1),
        ("nsubj", "ROOT", "case", "obl", "flat", "nmod", "compound:prt"),
        ("PROPN", "VERB", "ADP", "NUM", "PROPN", "NOUN", "ADP"),
        {("24", "obl", "legde"), ("sancties", "obj", "legde")},
    ),
    "a year that counts nothing": (
        "Noorwegen levert sinds 2011 militairen",
        (1, 1, 4, 4, 1),
        ("nsubj", "ROOT", "case", "nummod", "obl"),
        ("PROPN", "VERB", "ADP", "NUM", "NOUN"),
        {
            ("sinds", "case", "2011"),
            ("2011", "obl", "levert"),
            ("militairen", "obj", "levert"),
        },
    ),
    "a number that counts": (
        "Noorwegen helpt met 2011 militairen",
        (1, 1, 4, 4, 1),
        ("nsubj", "ROOT", "case", "nummod", "obl"),
        ("PROPN", "VERB", "ADP", "NUM", "NOUN"),
        {("2011", "nummod", "militairen"), ("militairen", "obl", "helpt")},
    ),
    "a relative clause with two objects": (
        "aanslag die Shabaab pleegde",
        (0, 3, 3, 0),
        ("ROOT", "obj", "obj", "acl:relcl"),
        ("NOUN", "PRON", "PROPN", "VERB"),
        {("die", "obj", "pleegde"), ("Shabaab", "nsubj", "pleegde")},
    ),
    "a sentence without its verb": (
        "gezant , Perthes , bemiddelt",
        (0, 2, 0, 4, 0),
        ("ROOT", "punct", "appos", "punct", "acl"),
        ("NOUN", "PUNCT", "PROPN", "PUNCT", "VERB.Fin"),
        {("gezant", "nsubj", "bemiddelt"), ("bemiddelt", "ROOT", "bemiddelt")},
    ),
    "an interrupted clause": (
        "hij is , nadat protest was gegroeid , gevlucht",
        (6, 6, 6, 6, 6, 6, 6, 8, 6),
        (
            *("nsubj", "aux", "punct", "mark", "nsubj", "aux"),
            *("ROOT", "punct", "conj"),
        ),
        ("PRON", "AUX", "PUNCT", "SCONJ", "NOUN", "AUX", "VERB", "PUNCT", "VERB"),
        {
            ("hij", "nsubj", "gevlucht"),
            ("is", "aux", "gevlucht"),
            ("gegroeid", "advcl", "gevlucht"),
            ("protest", "nsubj", "gegroeid"),
        },
    ),
    "a noun under an auxiliary": (
        "Mali heeft troepen gestuurd",
        (1, 3, 3, 3),
        ("nsubj", "aux", "obj", "ROOT"),
        ("PROPN", "AUX", "NOUN", "VERB"),
        {("Mali", "nsubj", "gestuurd"), ("heeft", "aux", "gestuurd")},
    ),
    "a passive without subject": (
        "zijn veertien betogers door leger gedood",
        (5, 2, 5, 4, 5, 5),
        ("aux:pass", "nummod", "obl", "case", "obl:agent", "ROOT"),
        ("AUX", "NUM", "NOUN", "ADP", "NOUN", "VERB"),
        {("betogers", "nsubj:pass", "gedood")},
    ),
    "a time in a passive": (
        "is drie weken gedood",
        (3, 2, 3, 3),
        ("aux:pass", "nummod", "obl", "ROOT"),
        ("AUX", "NUM", "NOUN", "VERB"),
        {("weken", "obl", "gedood")},
    ),
    "a shared auxiliary": (
        "Ecowas heeft sancties ingesteld en grenzen gesloten",
        (3, 3, 3, 3, 6, 6, 3),
        ("nsubj", "aux", "obj", "ROOT", "cc", "nsubj:pass", "conj"),
        ("PROPN", "AUX", "NOUN", "VERB", "CCONJ", "NOUN", "VERB"),
        {("grenzen", "obj", "gesloten"), ("gesloten", "conj", "ingesteld")},
    ),
    "a passive subject with hebben": (
        "EU heeft Irini gestart",
        (3, 3, 3, 3),
        ("nsubj", "aux", "nsubj:pass", "ROOT"),
        ("PROPN", "AUX", "PROPN", "VERB"),
        {("EU", "nsubj", "gestart"), ("Irini", "obj", "gestart")},
    ),
    "who is spoken to": (
        "Mevrouw , ons land heeft gestemd",
        (5, 0, 3, 0, 5, 5),
        ("nsubj", "punct", "nmod:poss", "appos", "aux", "ROOT"),
        ("NOUN", "PUNCT", "PRON", "NOUN", "AUX", "VERB"),
        {("Mevrouw", "vocative", "gestemd"), ("land", "nsubj", "gestemd")},
    ),
    "a regard that is no verb": (
        "VN heeft gelet op ligging gestemd",
        (2, 2, 2, 4, 2, 2),
        ("nsubj", "aux", "ROOT", "case", "obl", "advcl"),
        ("PROPN", "AUX", "VERB", "ADP", "NOUN", "VERB"),
        {("VN", "nsubj", "gestemd"), ("gelet", "advcl", "gestemd")},
    ),
    "a subject that does not agree": (
        "sancties.Plur sluit.Sing kabinet.Sing uit",
        (1, 1, 1, 1),
        ("nsubj", "ROOT", "nsubj", "compound:prt"),
        ("NOUN", "VERB.Fin", "NOUN", "ADP"),
        {("sancties", "obj", "sluit"), ("kabinet", "nsubj", "sluit")},
    ),
    "a title cut off": (
        "Vicepresident Boluarte legde eed",
        (0, 2, 2, 2),
        ("ROOT", "nsubj", "ROOT", "obj"),
        ("NOUN", "PROPN", "VERB", "NOUN"),
        {("Vicepresident", "nsubj", "legde"), ("Boluarte", "appos", "Vicepresident")},
    ),
    "a good tree": (
        "Mali veroordeelde de coup",
        (1, 1, 3, 1),
        ("nsubj", "ROOT", "det", "obj"),
        ("PROPN", "VERB", "DET", "NOUN"),
        {("Mali", "nsubj", "veroordeelde"), ("coup", "obj", "veroordeelde")},
    ),
}


def morphology(word: str, tag: str, number: str) -> str:
    """Return the form of a verb: finite where the tag says so, "ge-" a participle.

    The number of a word stands behind its full stop.
    """
    counted = f"Number={number}" if number in {"Sing", "Plur"} else ""
    if tag.endswith(".Fin"):
        return "|".join(filter(None, (counted, "VerbForm=Fin")))
    return "VerbForm=Part" if word.startswith("ge") and tag == "VERB" else counted


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_mended(case):
    """The arcs of the case are as expected."""
    text, heads, labels, tags, expected = case
    words, numbers = zip(*(w.partition(".")[::2] for w in text.split()), strict=True)
    analysis = Doc(
        DUTCH,
        words=list(words),
        heads=list(heads),
        deps=list(labels),
        pos=[tag.partition(".")[0] for tag in tags],
        lemmas=["hebben" if w in {"heeft", "hebben"} else w for w in words],
        morphs=[morphology(*w) for w in zip(words, tags, numbers, strict=True)],
    )

    mended = mend(as_parse(analysis))

    arcs = {(t.text, t.dep_, t.head.text) for t in mended}
    assert expected <= arcs


WORDS = ("de", "Mali", "coup", "hebben", "18", "veroordeeld", "heeft", "EU", ".")
WORDS += ("die", "2011", "sinds", "nadat", "zegt")
TAGS = ("DET", "PROPN", "NOUN", "AUX", "NUM", "VERB", "AUX", "PROPN", "PUNCT")
TAGS += ("PRON", "NUM", "ADP", "SCONJ", "VERB")
LABELS = ("nsubj", "nsubj:pass", "obj", "aux", "det", "flat", "conj", "nmod", "advmod")
FORMS = {"veroordeeld": "VerbForm=Part", "zegt": "VerbForm=Fin"}
LABELS += ("acl", "acl:relcl", "mark", "obl", "case", "nummod")


@st.composite
def trees(draw: st.DrawFn) -> Doc:
    """Any words in any trees, several to a text."""
    kinds = draw(st.lists(st.integers(0, len(WORDS) - 1), min_size=1, max_size=24))
    heads, labels = [], []
    order = draw(st.permutations(range(len(kinds))))
    for rank, index in enumerate(order):
        above = draw(st.sampled_from(order[: rank + 1]))
        heads.append((index, above))
        label = draw(st.sampled_from(LABELS))
        labels.append((index, "ROOT" if above == index else label))
    return Doc(
        DUTCH,
        words=[WORDS[k] for k in kinds],
        heads=[head for _, head in sorted(heads)],
        deps=[label for _, label in sorted(labels)],
        pos=[TAGS[k] for k in kinds],
        lemmas=["hebben" if TAGS[k] == "AUX" else WORDS[k] for k in kinds],
        morphs=[FORMS.get(WORDS[k], "") for k in kinds],
    )


@given(trees())
def test_any_tree_stays_a_tree(tree):
    """Each word still reaches a root, whatever was mended."""
    words = [t.text for t in tree]

    mended = mend(as_parse(tree))

    assert [t.text for t in mended] == words
    for token in mended:
        *_, root = token, *token.ancestors
        assert root.head.i == root.i


def test_unparsed_text_is_left_alone():
    """Where there is no tree, none is mended."""
    analysis = as_parse(spacy.blank("nl")("Mali en de EU hebben de coup veroordeeld"))

    mended = mend(analysis)

    assert all(t.head is t and not t.dep_ for t in mended)
    assert [len(sentence) for sentence in mended.sents] == [len(mended)]


def test_a_noun_with_an_auxiliary_is_a_verb():
    """No noun has an auxiliary or an object; what has them is tagged as a verb."""
    analysis = Doc(
        DUTCH,
        words=["Zal", "EU", "steun", "stopzetten"],
        heads=[3, 3, 3, 3],
        deps=["aux", "nsubj", "obj", "ROOT"],
        pos=["AUX", "PROPN", "NOUN", "NOUN"],
    )

    assert [token.pos_ for token in mend(as_parse(analysis))][2:] == ["NOUN", "VERB"]


def test_a_noun_with_an_article_stays_a_noun():
    """What has an article is a noun, whatever else the parser hung on it."""
    analysis = Doc(
        DUTCH,
        words=["het", "stopzetten", "steun"],
        heads=[1, 1, 1],
        deps=["det", "ROOT", "obj"],
        pos=["DET", "NOUN", "NOUN"],
    )

    assert mend(as_parse(analysis))[1].pos_ == "NOUN"
