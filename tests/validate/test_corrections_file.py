"""The file of corrections: what is read from it, and what is refused."""

from datetime import date
from pathlib import Path

import pytest
from correction_builders import ANNA, BASE, merge, merge_actors, rename, revise, split
from correction_builders import reject as reject_claims
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.corrections import FILE, Author, Corrected, Rejection
from kg.describe import Names, describe_corrections, prefixes
from kg.errors import CorrectionError, InputError
from kg.iris import Namespaces
from kg.model import Factuality, Resolution
from kg.store import turtle
from kg.validate import read_corrections

HEAD = """
@prefix kg: <https://w3id.org/kroniek/ont#> .
@prefix id: <https://w3id.org/kroniek/id/> .
@prefix ev: <https://w3id.org/kroniek/ev/> .
@prefix cl: <https://w3id.org/kroniek/claim/> .
@prefix co: <https://w3id.org/kroniek/correction/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
co:anna foaf:name "Anna Jansen" .
"""
SIGNED = """prov:wasAttributedTo co:anna ; dcterms:description "Reden." ;
    dcterms:created "2025-03-01"^^xsd:date ."""
REJECTION = f"co:1 a kg:Rejection ; kg:corrects cl:d1.0-4.Coup ; {SIGNED}"
EMPTY = Resolution(events=(), event_of={}, rank_of={})
EACH = [
    reject_claims("d1.0-4.Coup", "d1.9-13.Coup.2"),
    revise("d1.0-4.Coup", factuality=Factuality.DENIED),
    revise("d1.0-4.Coup", sources=("person-a", "state-ml")),
    merge("d1.0-4.Coup", events=("coup.ml.2012",)),
    split("d1.0-4.Coup", apart=("d1.9-13.Coup",), events=("coup.ml.2012",)),
    rename("x-a-1", nl="Één", en="One"),
    merge_actors("x-a-1", "x-b-2", into="state-ml"),
]


def read(folder: Path, text: str):
    """Return the corrections in a text."""
    (folder / FILE).write_text(text, encoding="utf-8")
    return read_corrections(folder)


def written(*corrections, base: str = Namespaces().base) -> str:
    """Return corrections as they stand in a graph."""
    spaces = Namespaces(base)
    corrected = Corrected(documents=(), corrections=corrections)
    triples = describe_corrections(corrected, EMPTY, names=Names(spaces))
    return turtle(triples, prefixes(spaces))


@pytest.mark.parametrize("correction", EACH, ids=lambda c: type(c).__name__)
@pytest.mark.parametrize("base", [Namespaces().base, "https://example.org/kg#"])
def test_what_a_graph_says_can_be_read_back(tmp_path, correction, base):
    """Each kind is read as it was, under whatever base its claims are named."""
    assert read(tmp_path, written(correction, base=base)) == (correction,)


TEXT = st.text(
    st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=20
).filter(str.strip)


@given(reason=TEXT, name=TEXT, day=st.dates(min_value=date(1000, 1, 1)))
@settings(max_examples=30, deadline=None)
def test_any_words_survive(tmp_path_factory, reason, name, day):
    """Quotation marks, backslashes and other scripts come back as they were."""
    author = Author(iri=f"{BASE}iemand", name=name)
    claims = ("d1.0-4.Coup",)
    made = Rejection(
        iri=f"{BASE}1", author=author, created=day, reason=reason, claims=claims
    )

    assert read(tmp_path_factory.mktemp("any"), written(made)) == (made,)


def test_corrections_are_sorted(tmp_path):
    """The order in the file does not matter."""
    shuffled = [reject_claims("d1.0-4.Coup", number=n) for n in (3, 1, 2)]

    assert [c.name for c in read(tmp_path, written(*shuffled))] == ["1", "2", "3"]


def test_a_corpus_without_corrections(tmp_path):
    """No file, or one that holds comments or authors alone, is fine."""
    assert read_corrections(tmp_path) == ()
    assert read(tmp_path, "# nothing yet\n") == ()
    assert read(tmp_path, HEAD) == ()


def test_who_made_it_when_and_why(tmp_path):
    """A correction is signed."""
    (made,) = read(tmp_path, HEAD + REJECTION)

    assert (made.author, made.created) == (ANNA, date(2025, 3, 1))
    assert made.signature == "Anna Jansen, 2025-03-01: Reden."


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("co:1 a kg:Rejection", "is not Turtle"),
        (HEAD + REJECTION.replace("Rejection", "Rejecton"), "nearest is kg:Rejection"),
        (HEAD + REJECTION.replace("kg:corrects", "kg:corect"), "kg:corrects"),
        (HEAD + REJECTION.replace("cl:d1.0-4.Coup", "ev:a"), "1: A rejection corrects"),
        (HEAD + REJECTION.replace("kg:Rejection", "kg:Correction"), "is of one kind"),
        (HEAD + REJECTION.replace("co:1", "[]", 1).rstrip("."), "is not Turtle"),
        (HEAD + REJECTION.replace("co:1 a", "_:b a"), "has an IRI and is of one kind"),
        (HEAD + REJECTION.replace("03-01", "02-31"), "2025-02-31"),
        (HEAD + REJECTION.replace('"Reden."', '" "'), "one reason"),
        (HEAD + REJECTION.replace("co:anna", "co:bert"), "has one name (foaf:name)"),
    ],
)
def test_what_is_refused(tmp_path, text, message):
    """A file that cannot be carried out whole is refused, with what is wrong."""
    with pytest.raises(InputError) as caught:
        read(tmp_path, text)

    assert message in str(caught.value)
    assert FILE in str(caught.value)


def test_many_mistakes_are_told_in_short(tmp_path):
    """The first few are told, and how to see them all."""
    wrong = "".join(
        f"co:{n} a kg:Rejection ; kg:corrects ev:a ; {SIGNED}\n" for n in range(5)
    )
    with pytest.raises(CorrectionError, match=r"And 2 more\. \(kg validate") as caught:
        read(tmp_path, HEAD + wrong)

    assert "\n" not in str(caught.value)
