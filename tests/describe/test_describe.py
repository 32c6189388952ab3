"""Model values as triples: names, values and links as the data model says."""

import re
from datetime import date
from decimal import Decimal

import pytest
from describe_builders import Described, Nodes, describe
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, OWL, PROV, RDF, RDFS, SKOS, XSD

from kg.describe import Names, describe_registry
from kg.describe.claims import describe_quantity, describe_time
from kg.describe.documents import describe_document, describe_span, describe_turn
from kg.iris import Namespaces
from kg.model import (
    Factuality,
    Mention,
    Precision,
    Quantity,
    ReadDocument,
    Reference,
    Span,
    TimeValue,
)
from kg.names import load_registry
from kg.resources import folder
from kg.store import as_graph
from kg.testing import actor, claim, document, paper_of, run, time_value, turn
from kg.vocabulary import GAF, KG, NIF, SEM

NAMES = Names(Namespaces("https://example.org/"))
NODES = Nodes(NAMES)
RUN = run(
    version="1.2.3",
    input_digest="0123456789abcdef",
    base_iri="https://example.org/",
)
SCHEMA = "https://schema.org/"
OUTSIDE = tuple(
    map(str, (DCTERMS, PROV, RDF, RDFS, SKOS, SCHEMA, NIF._NS, GAF._NS, SEM._NS))
)
LOCAL = re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]*")
GERMANY = {"agent": ["state-de"], "target": ["mission-minusma"]}


def everything() -> ReadDocument:
    """Return a document that has one of all there is."""
    coup = claim(
        "Coup",
        0,
        label="q1",
        trigger="staatsgreep",
        place=["state-ml"],
        time="2020-08-18",
    )
    asked = claim("Withdrawal", 20, label="q1", trigger="vertrek", **GERMANY)
    answered = claim(
        "Withdrawal",
        40,
        label="a1",
        trigger="terugtrekking",
        factuality=Factuality.DENIED,
        cue=Span(document="d1", begin=60, end=64, quote="niet"),
        cue_rule="negation",
        count=Quantity(value=49, unit="militairen"),
        confidence=0.85,
        reported_by=("x-bronnen-12345678",),
        motive=coup.identifier,
        **GERMANY,
    )
    condemned = claim(
        "Condemnation",
        80,
        label="a1",
        trigger="veroordeelt",
        agent=["org-eu"],
        sources=["org-eu"],
        targets_claim=coup.identifier,
    )
    plans = [
        claim(
            "Election",
            100 + 20 * i,
            label="a1",
            place=["state-ml"],
            factuality=Factuality.PLANNED,
            time=time,
            uttered_on=date(2021, 7, 7),
        )
        for i, time in enumerate(["2022-02", "2024-02/.."])
    ]
    return document(
        *(coup, asked, answered, condemned, *plans),
        text="x" * 200,
        asked=date(2021, 7, 1),
        publisher="Tweede Kamer",
        asked_by="VVD",
    )


def described(*read: ReadDocument) -> Described:
    """Return the description of documents."""
    return describe(read, RUN, names=NAMES)


FULL = described(everything()).graph()


def test_all_names_can_be_written_with_a_prefix():
    """Local names hold letters, figures, points and hyphens only."""
    spaces = NAMES.spaces
    own = [str(v) for k, v in spaces.prefixes().items() if k not in {"kg", "rel"}]
    iris = {
        str(term)
        for triple in FULL
        for term in triple
        if isinstance(term, URIRef) and str(term).startswith(spaces.base)
    }
    local = {next(i.removeprefix(b) for b in own if i.startswith(b)) for i in iris}

    assert len(local) > 20
    assert [name for name in local if not LOCAL.fullmatch(name)] == []


def test_there_are_no_blank_nodes():
    """Every subject and every resource has a name."""
    assert {type(s) for s in FULL.subjects()} == {URIRef}
    assert {type(o) for o in FULL.objects()} == {URIRef, Literal}


def test_every_predicate_and_class_is_declared():
    """Terms with `kg:` stand in the ontology, all others in known standards."""
    ontology = Graph().parse(folder("ontology") / "kroniek.ttl")
    known = set(ontology.subjects(RDF.type))
    used = set(FULL.predicates()) | set(FULL.objects(predicate=RDF.type))
    used |= {o for o in FULL.objects() if str(o).startswith(str(KG._NS))}
    own = {term for term in used if str(term).startswith(str(KG._NS))}
    foreign = used - own

    assert own - known == set()
    assert len(own) > 25
    assert [t for t in foreign - known if not str(t).startswith(OUTSIDE)] == []


def test_predicates_suit_their_kind():
    """Properties with literals are datatype properties, others object properties."""
    ontology = Graph().parse(folder("ontology") / "kroniek.ttl")
    wrong = [
        (p, o)
        for _, p, o in FULL
        if (p, RDF.type, OWL.DatatypeProperty) in ontology and isinstance(o, URIRef)
    ]
    wrong += [
        (p, o)
        for _, p, o in FULL
        if (p, RDF.type, OWL.ObjectProperty) in ontology and isinstance(o, Literal)
    ]

    assert wrong == []


def test_a_claim_has_what_the_data_model_asks():
    """One event, trigger, evidence, factuality, rank, turn, document and run."""
    nodes = set(FULL.subjects(RDF.type, KG.Claim))
    once = (
        *(KG.aboutEvent, KG.trigger, KG.evidence, KG.factuality, KG.rank, KG.inTurn),
        *(PROV.wasDerivedFrom, PROV.wasGeneratedBy, KG.confidence, KG.extractionRule),
    )

    assert len(nodes) == 6
    assert [
        (n, p) for n in nodes for p in once if len(list(FULL.objects(n, p))) != 1
    ] == []
    assert all(list(FULL.objects(n, KG.source)) for n in nodes)


def test_what_a_claim_says_of_its_event():
    """Roles, count, cue and confidence of one claim."""
    node = NODES.claim("d1.40-53.Withdrawal")
    quantity = FULL.value(node, KG["count"])

    assert FULL.value(node, KG.agent) == NODES.actor("state-de")
    assert FULL.value(node, KG.factuality) == KG.denied
    assert FULL.value(node, KG.confidence) == Literal(Decimal("0.85"))
    assert FULL.value(node, KG.motivatedBy) == NODES.event("coup.ml.2020-08-18")
    assert FULL.value(quantity, URIRef(SCHEMA + "value")) == Literal(49)
    assert FULL.value(FULL.value(node, KG.factualityCue), NIF.anchorOf) == Literal(
        "niet"
    )


def test_an_event_is_denoted_by_the_triggers_of_its_claims():
    """An event has its class, labels and a mention for each claim."""
    node = NODES.event("withdrawal.de.minusma")

    assert set(FULL.objects(node, RDF.type)) == {KG.Withdrawal}
    assert set(FULL.objects(node, GAF.denotedBy)) == {
        URIRef("https://example.org/span/d1.20-27"),
        URIRef("https://example.org/span/d1.40-53"),
    }
    assert {label.language for label in FULL.objects(node, SKOS.prefLabel)} == {
        "nl",
        "en",
    }


def test_a_condemned_coup_is_a_target():
    """Claim and event both point at the event, not at a claim."""
    coup = NODES.event("coup.ml.2020-08-18")

    assert FULL.value(NODES.claim("d1.80-91.Condemnation"), KG.target) == coup
    assert coup in set(
        FULL.objects(
            FULL.value(NODES.claim("d1.80-91.Condemnation"), KG.aboutEvent), KG.target
        )
    )


@pytest.mark.parametrize("name", ["conflictsOnFactuality", "conflictsOnTime"])
def test_conflicts_are_symmetric(name: str):
    """Each conflict is written in both directions."""
    one = claim("Coup", 0, label="q1", place=["state-ml"], time="2020-08-19")
    other = claim(
        "Coup",
        40,
        label="a1",
        place=["state-ml"],
        time="2020-08-18",
        factuality=Factuality.DENIED,
    )
    found = described(document(one, other)).graph()
    pairs = set(found.subject_objects(KG[name]))

    assert len(pairs) == 2
    assert {(b, a) for a, b in pairs} == pairs


def test_an_answer_responds_to_its_question_only_one_way():
    """Responses have a direction."""
    pairs = set(FULL.subject_objects(KG.respondsTo))

    assert (
        NODES.claim("d1.40-53.Withdrawal"),
        NODES.claim("d1.20-27.Withdrawal"),
    ) in pairs
    assert not {(b, a) for a, b in pairs} & pairs


def test_deprecated_claims_are_marked():
    """The rank of a claim is written."""
    assert FULL.value(NODES.claim("d1.20-27.Withdrawal"), KG.rank) == KG.Deprecated


def test_a_run_has_no_clock():
    """What read a document is software, model and input; not when or where."""
    node = NODES.run(RUN)
    triples = list(FULL.predicate_objects(node))

    assert str(node) == "https://example.org/run/kroniek-1.2.3.0123456789abcdef"
    assert len(triples) == 9
    assert (PROV.used, NODES.document("d1")) in triples
    assert [o for _, o in triples if getattr(o, "datatype", None)] == []
    assert not {PROV.startedAtTime, PROV.endedAtTime} & {p for p, _ in triples}


def test_the_same_input_gives_the_same_triples():
    """Nothing in a description depends on when it is made."""
    one, other = described(everything()), described(everything())

    assert list(one.triples()) == list(other.triples())


@pytest.mark.parametrize(
    ("value", "begin", "end"),
    [
        (time_value("2024-05"), "2024-05-01", "2024-05-31"),
        (time_value("2024-02"), "2024-02-01", "2024-02-29"),
        (time_value("2020-08-18"), "2020-08-18", "2020-08-18"),
        (time_value("2021/.."), "2021-01-01", None),
        (time_value("../2021-06"), None, "2021-06-30"),
    ],
)
def test_times_have_their_bounds(value: TimeValue, begin: str | None, end: str | None):
    """A time has inclusive bounds; open ends leave one out."""
    made = as_graph(describe_time(value, names=NAMES))
    (node,) = set(made.subjects())

    assert made.value(node, KG.edtf) == Literal(value.edtf)
    for predicate, day in (
        (SEM.hasEarliestBeginTimeStamp, begin),
        (SEM.hasLatestEndTimeStamp, end),
    ):
        wanted = Literal(day, datatype=XSD.date) if day else None
        assert made.value(node, predicate) == wanted


@pytest.mark.parametrize(
    ("value", "local"),
    [
        (Quantity(value=49, unit="militairen"), "qty-49-militairen"),
        (
            Quantity(maximum=16, unit="militairen", qualifier="maximaal"),
            "qty-maximaal-max-16-militairen",
        ),
        (Quantity(value=3.5, unit="procent"), "qty-3-5-procent"),
        (
            Quantity(value=400_000_000, unit="euro", currency="EUR"),
            "qty-400000000-eur-euro",
        ),
    ],
)
def test_quantities_are_named_by_their_parts(value: Quantity, local: str):
    """A quantity's name tells number, bound, currency and unit."""
    assert str(NODES.quantity(value)) == f"https://example.org/id/{local}"


def test_bounds_of_quantities_are_written():
    """Bounds, unit, qualifier and currency each have their property."""
    value = Quantity(minimum=1, maximum=2.5, unit="euro", currency="EUR", qualifier="x")
    made = as_graph(describe_quantity(value, names=NAMES))
    triples = {str(p): o for _, p, o in made}

    assert triples[SCHEMA + "minValue"] == Literal(1)
    assert triples[SCHEMA + "maxValue"] == Literal(Decimal("2.5"))
    assert triples[SCHEMA + "unitText"] == Literal("euro", lang="nl")
    assert triples[SCHEMA + "currency"] == Literal("EUR")
    assert SCHEMA + "value" not in triples


NUMBERS = st.one_of(st.none(), st.integers(0, 10**9).map(float), st.floats(0, 100))
QUANTITIES = st.builds(
    Quantity,
    value=NUMBERS,
    minimum=NUMBERS,
    maximum=NUMBERS,
    unit=st.sampled_from(["militairen", "Malinese burgers", "euro", "één-eenheden"]),
    currency=st.sampled_from([None, "EUR", "USD"]),
    qualifier=st.sampled_from([None, "maximaal", "ten minste", "zo'n"]),
)


@given(QUANTITIES)
def test_names_of_quantities_are_local_names(value: Quantity):
    """Any quantity can be written with a prefix."""
    assert LOCAL.fullmatch(str(NODES.quantity(value)).rpartition("/")[2])


DATES = st.dates(date(1990, 1, 1), date(2030, 1, 1))
EDTF = st.one_of(
    DATES.map(str),
    DATES.map(lambda d: str(d)[:7]),
    DATES.map(lambda d: str(d.year)),
    st.tuples(DATES, DATES).map(lambda p: f"{min(p)}/{max(p)}"),
    DATES.map(lambda d: f"{d}/.."),
    DATES.map(lambda d: f"../{d}"),
)


@given(EDTF, EDTF)
def test_names_of_times_tell_them_apart(one: str, other: str):
    """Times with one name are one time; each name can be written with a prefix."""
    names = [NODES.time(time_value(edtf)) for edtf in (one, other)]

    assert (names[0] == names[1]) == (one == other)
    assert all(LOCAL.fullmatch(str(n).rpartition("/")[2]) for n in names)


@given(QUANTITIES, QUANTITIES)
def test_names_of_quantities_tell_them_apart(one: Quantity, other: Quantity):
    """Two quantities share a name only where they share all numbers."""
    if NODES.quantity(one) == NODES.quantity(other):
        for name in ("value", "minimum", "maximum"):
            mine, theirs = getattr(one, name), getattr(other, name)
            assert mine == pytest.approx(theirs)


def test_seasons_and_uncertain_times_have_local_names():
    """Signs of EDTF that a local name cannot hold are left out."""
    value = TimeValue(edtf="2024-05~", first=None, last=None, precision=Precision.OPEN)

    assert LOCAL.fullmatch(str(NODES.time(value)).rpartition("/")[2])


def test_spans_have_offsets_and_exact_characters():
    """A span's name is its document and offsets; its quote keeps line ends."""
    span = Span(document="d1", begin=3, end=9, quote="co-\nup")
    made = as_graph(describe_span(span, names=NAMES))
    node = URIRef("https://example.org/span/d1.3-9")

    assert set(made.subjects()) == {node}
    assert made.value(node, NIF.anchorOf) == Literal("co-\nup")
    assert made.value(node, NIF.beginIndex) == Literal(3)
    assert made.value(node, NIF.endIndex) == Literal(9)
    assert made.value(node, NIF.referenceContext) == NODES.document("d1")


def test_the_text_goes_elsewhere():
    """The full text is not among the triples of the graph."""
    description = described(everything())
    texts = as_graph(description.texts)

    assert not list(description.graph().subject_objects(NIF.isString))
    assert set(texts) == {(NODES.document("d1"), NIF.isString, Literal("x" * 200))}


def test_a_document_tells_what_is_known_of_it():
    """Dates, kind, digest, country, and who asked and answered."""
    node = NODES.document("d1")

    assert FULL.value(node, KG.askedOn) == Literal("2021-07-01", datatype=XSD.date)
    assert FULL.value(node, DCTERMS.issued) == Literal("2021-07-07", datatype=XSD.date)
    assert FULL.value(node, KG.country) == NODES.actor("state-nl")
    assert FULL.value(node, KG.askedBy) == NODES.actor("fractie-vvd")
    assert FULL.value(node, KG.answeredBy) == NODES.actor("kabinet-nl")
    assert FULL.value(node, KG.sha256) == Literal(everything().document.sha256)


def test_a_document_without_questions_names_no_asker():
    """What is not known is left out."""
    found = set(as_graph(describe_document(paper_of("d1"), names=NAMES)).predicates())

    assert not found & {KG.askedOn, KG.askedBy, KG.answeredBy, DCTERMS.publisher}


def test_an_answer_points_to_its_question_and_to_what_it_cites():
    """Turns know what they answer, refer to and cite."""
    cited = Span(document="d1", begin=0, end=4, quote="2015")
    answer = turn(
        "a2",
        answers=("q2", "q3"),
        refers_to=("a1",),
        references=(Reference(span=cited, target="kst-1"),),
    )
    made = as_graph(describe_turn(answer, names=NAMES, speakers=["kabinet-nl"]))
    node = NODES.turn("d1", "a2")

    assert (node, RDF.type, KG.AnswerTurn) in made
    assert set(made.objects(node, KG.answers)) == {
        NODES.turn("d1", "q2"),
        NODES.turn("d1", "q3"),
    }
    assert (node, KG.refersToTurn, NODES.turn("d1", "a1")) in made
    assert (node, DCTERMS.references, NODES.document("kst-1")) in made
    assert (node, KG.citedAs, NODES.span(cited)) in made
    assert (node, KG.speaker, NODES.actor("kabinet-nl")) in made


def test_all_actors_that_are_meant_are_described():
    """The graph can be read without the registry: known actors have labels too."""
    found = described(everything()).graph()
    typed = {s for s in found.subjects(SKOS.prefLabel) if "/id/" in s}

    assert NODES.actor("x-bronnen-12345678") in typed
    assert NODES.actor("kabinet-nl") in typed


def test_an_actor_named_in_two_documents_is_described_once():
    """Two documents that name one unknown actor add one description."""
    unknown = actor("x-iemand-12345678", "Person")
    read = [
        document(
            claim("Arrest", in_document=name, target=[unknown.identifier]),
            actors=[unknown],
        )
        for name in ("d1", "d2")
    ]
    description = described(*read)
    node = NODES.actor(unknown.identifier)
    own = [t for t in description.graph() if t[0] == node]

    assert len([t for t in own if t[1] == RDF.type]) == 1
    assert len([t for t in own if t[1] == SKOS.prefLabel]) == 2


def test_documents_keep_their_own_triples():
    """Each document's triples go to its own graph; events and actors are shared.

    Where an event is named stands with the document that names it.
    """
    read = [
        document(claim("Coup", in_document=n, place=["state-ml"])) for n in ("d1", "d2")
    ]
    description = described(*read)
    run = NODES.run(RUN)

    assert set(description.documents) == {"d1", "d2"}
    for local, triples in description.documents.items():
        own = as_graph(triples)
        (event,) = own.subjects(GAF.denotedBy)
        assert "/ev/" in event
        assert set(own.predicates(event)) == {GAF.denotedBy}
        assert all(f"/{local}" in str(s) for s in set(own.subjects()) - {run, event})
        assert all(f"/{local}" in str(o) for o in own.objects(event))
        assert (run, PROV.used, NODES.document(local)) in own
    shared = as_graph(description.shared)
    assert list(shared.subjects(RDF.type, KG.Coup))
    assert not list(shared.subject_objects(GAF.denotedBy))


def test_no_triple_is_both_of_a_document_and_shared():
    """What stands in a document's own graph is not said once more, but for values."""
    description = described(everything())
    own, shared = map(set, (description.documents["d1"], description.shared))
    both = as_graph(own & shared)

    assert {str(node).partition("/id/")[2][:4] for node in both.subjects()} <= {
        *("time", "qty-")
    }
    assert len(both) > 3


def test_mentions_denote_their_actor():
    """A name in the text is a span that denotes the actor."""
    span = Span(document="d1", begin=0, end=4, quote="Mali")
    read = document(identifier="d1", text="Mali", actors=[actor("state-ml")])
    with_mention = ReadDocument(
        document=read.document,
        turns=read.turns,
        speakers=read.speakers,
        actors=read.actors,
        mentions=(Mention(actor="state-ml", span=span),),
        claims=(),
    )
    found = described(with_mention).graph()

    assert found.value(NODES.actor("state-ml"), GAF.denotedBy) == NODES.span(span)
    assert found.value(NODES.span(span), NIF.anchorOf) == Literal("Mali")


def test_the_registry_is_described_whole():
    """Every known actor has its kind and labels; states have no country."""
    found = as_graph(describe_registry(load_registry(), names=NAMES))
    nodes = set(found.subjects(RDF.type))

    assert len(nodes) == len(load_registry())
    assert all(found.value(n, SKOS.prefLabel) for n in nodes)
    assert not list(found.objects(NODES.actor("state-ml"), KG.country))


def test_nothing_is_described_of_nothing():
    """Without documents nothing is left."""
    assert not list(described().triples())
