"""What is chosen stands on its own, and nothing comes along that was not asked for."""

from collections import Counter
from datetime import date
from itertools import product

import pyoxigraph
import pytest

from kg.errors import InputError, SettingsError
from kg.export import Filters, Layer, cut, open_source, select
from kg.iris import RELATIONS, VOCABULARY, local_name
from kg.model import Factuality
from kg.store import RDF_TYPE, as_graph
from kg.validate import load_shapes, validate

CERTAIN = Filters(factuality=(Factuality.CERTAIN,))
FILTERS = {
    "nothing": Filters(),
    "certain": CERTAIN,
    "planned or denied": Filters(factuality=(Factuality.PLANNED, Factuality.DENIED)),
    "since": Filters(since=date(2021, 1, 1)),
    "until": Filters(until=date(2020, 12, 31)),
    "a year": Filters(since=date(2020, 1, 1), until=date(2020, 12, 31)),
    "Mali": Filters(country="ML"),
    "all of them": Filters(
        factuality=(Factuality.CERTAIN,),
        since=date(2020, 8, 1),
        until=date(2022, 12, 31),
        country="Burkina Faso",
    ),
}


def term(name: str) -> pyoxigraph.NamedNode:
    """Return a term of our vocabulary."""
    return pyoxigraph.NamedNode(f"{VOCABULARY}{name}")


def short(node: object) -> str:
    """Return the local name of a node."""
    return local_name(node.value)


def claims(subset) -> set[str]:
    """Return the local names of the claims in a subset."""
    found = subset.store.quads_for_pattern(None, term("factuality"), None)
    return {short(quad.subject) for quad in found}


def values(subset, subject: str, predicate: str) -> set[str]:
    """Return the local names of what a node has for a property of ours."""
    found = subset.store.quads_for_pattern(None, term(predicate), None)
    return {short(quad.object) for quad in found if short(quad.subject) == subject}


COUPS = {"kst-29237-170.51-62.Coup", "kst-29237-170.153-164.Coup"}
ARREST = "kst-29237-170.108-116.Arrest"
CONDEMNATION = "kst-29237-170.137-149.Condemnation"
CONTRIBUTION = "kst-29237-170.190-196.Contribution"
ELECTION = "kst-29237-170.290-302.Election"
ASKED = "ah-tk-20212022-1012.40-51.Release"
RELEASE = "ah-tk-20212022-1012.104-115.Release"
WITHDRAWAL = "ah-tk-20212022-1012.182-196.Withdrawal"


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(factuality=(Factuality.PLANNED,)), {ELECTION}),
        (
            Filters(factuality=(Factuality.PLANNED, Factuality.HYPOTHETICAL)),
            {ELECTION, ASKED},
        ),
        # The second coup and the question have the time of their event, the
        # contribution that of its words (2021-11-05).
        (
            Filters(since=date(2021, 11, 5)),
            {CONTRIBUTION, ELECTION, ASKED, RELEASE, WITHDRAWAL},
        ),
        (Filters(since=date(2021, 11, 6)), {ELECTION, ASKED, RELEASE, WITHDRAWAL}),
        (Filters(since=date(2022, 1, 31)), {ELECTION, WITHDRAWAL}),
        (Filters(since=date(2022, 2, 1)), {ELECTION}),
        (Filters(until=date(2021, 10, 25)), COUPS | {ARREST}),
        (Filters(until=date(2021, 10, 27)), COUPS | {ARREST, CONDEMNATION}),
        (Filters(since=date(2022, 1, 5), until=date(2022, 1, 9)), {WITHDRAWAL}),
        (Filters(country="NO"), {CONTRIBUTION, WITHDRAWAL}),
        # The army is of the country; what was condemned happened in it.
        (Filters(country="SD"), COUPS | {ARREST, CONDEMNATION, ELECTION}),
        (Filters(country="SD", until=date(2021, 10, 26)), COUPS | {ARREST}),
        (Filters(country="SD", factuality=(Factuality.PLANNED,)), {ELECTION}),
    ],
)
def test_filters(sample, filters, expected):
    """A claim passes if it passes every filter."""
    assert claims(select(sample, filters)) == expected


@pytest.mark.parametrize("name", ["SD", "sd", "Soedan", "Sudan", "id:state-sd"])
def test_countries_have_many_names(sample, name):
    """A country goes by code, name or identifier."""
    assert len(claims(select(sample, Filters(country=name)))) == 5


@pytest.mark.parametrize(
    ("country", "message"),
    [("UNITAMS", "is no country"), ("Soedam", "near it: Soedan"), ("", "no country")],
)
def test_unknown_country(sample, country, message):
    """What is no country is refused, with what may be meant."""
    with pytest.raises(InputError, match=message):
        select(sample, Filters(country=country))


def test_nothing_passes(sample):
    """An export of nothing is an error that names the filters."""
    filters = Filters(factuality=(Factuality.DENIED,), country="NO")

    with pytest.raises(InputError, match="passes factuality denied, country NO"):
        select(sample, filters)


def test_days_in_the_wrong_order():
    """Nothing is both after and before."""
    with pytest.raises(SettingsError, match="both since 2022-01-01 and until"):
        Filters(since=date(2022, 1, 1), until=date(2021, 1, 1))


def test_open_times_have_no_end(subset_of):
    """What has no last day is not over, and what has no first day began before."""
    source = subset_of([*timed("open-end", first="2020-01-01"), *timed("x", "2020")])

    assert claims(select(source, Filters(since=date(2030, 1, 1)))) == {"open-end"}
    assert claims(select(source, Filters(until=date(2019, 1, 1)))) == {"x"}


def timed(name: str, last: str | None = None, first: str | None = None):
    """Yield a claim of a time with a first or a last day only."""
    node, time = (pyoxigraph.NamedNode(f"http://e.org/{x}{name}") for x in ("", "t-"))
    turn = pyoxigraph.NamedNode(f"http://e.org/turn-{name}")
    day = pyoxigraph.NamedNode("http://www.w3.org/2001/XMLSchema#date")
    sem = "http://semanticweb.cs.vu.nl/2009/11/sem/"
    written = pyoxigraph.Literal("2025-01-01", datatype=day)
    yield pyoxigraph.Quad(node, term("factuality"), term("certain"))
    yield pyoxigraph.Quad(node, term("inTurn"), turn)
    yield pyoxigraph.Quad(turn, term("utteredOn"), written)
    yield pyoxigraph.Quad(node, term("time"), time)
    for end, bound in (("EarliestBegin", first), ("LatestEnd", last)):
        if bound is not None:
            predicate = pyoxigraph.NamedNode(f"{sem}has{end}TimeStamp")
            value = pyoxigraph.Literal(f"{bound[:4]}-12-31", datatype=day)
            yield pyoxigraph.Quad(time, predicate, value)


def test_a_claim_brings_what_it_rests_on(sample):
    """Words, turn, document, source, actors, time, event and run come along."""
    subset = select(sample, Filters(factuality=(Factuality.PLANNED,)))

    kinds = Counter(
        short(quad.object)
        for quad in subset.store.quads_for_pattern(None, RDF_TYPE, None)
    )
    assert kinds == {
        "Claim": 1,
        "Election": 1,
        "Time": 1,
        "Activity": 1,
        # Evidence, trigger, cue, and where it names the council and the country.
        "Span": 5,
        "Document": 1,
        "Context": 1,
        "Section": 1,
        # The cabinet reports what the council says of the country.
        "Government": 1,
        "GovernmentBody": 1,
        "State": 1,
    }


def test_an_answer_brings_its_question(sample):
    """The turn that is answered is there, though no claim of it was chosen."""
    subset = select(sample, Filters(since=date(2022, 1, 1), until=date(2022, 2, 1)))

    assert claims(subset) == {WITHDRAWAL}
    assert values(subset, "ah-tk-20212022-1012.a1", "answers") == {
        "ah-tk-20212022-1012.q1"
    }
    assert values(subset, "ah-tk-20212022-1012.q1", "speaker") == {"fractie-d66"}


def test_an_event_is_what_the_chosen_claims_say(sample):
    """What only another claim says of an event stays behind, even if preferred."""
    hypothetical = Filters(factuality=(Factuality.HYPOTHETICAL,))
    event = "release.hamdok.2021-11-21"

    assert values(select(sample), event, "time") == {"time-2021-11-21"}
    asked = select(sample, hypothetical)
    assert values(asked, event, "target") == {"person-abdalla-hamdok"}
    assert values(asked, event, "time") == set()
    assert values(asked, event, "ends") == set()


CORRECTION = "https://w3id.org/kroniek/correction/merge"


def corrected(sample, make):
    """Return the sample in which a reader merged an event of two claims."""
    event, asked, release = (
        next(q.subject for q in sample.data if short(q.subject) == name)
        for name in ("release.hamdok.2021-11-21", ASKED, RELEASE)
    )
    merge = pyoxigraph.NamedNode(CORRECTION)
    gone = pyoxigraph.NamedNode("https://w3id.org/kroniek/ev/release.hamdok")
    return make(
        [
            *sample.data,
            pyoxigraph.Quad(event, term("correctedBy"), merge),
            pyoxigraph.Quad(asked, term("extractedEvent"), gone),
            pyoxigraph.Quad(merge, RDF_TYPE, term("EventMerge")),
            pyoxigraph.Quad(merge, term("corrects"), asked),
            pyoxigraph.Quad(merge, term("corrects"), release),
        ]
    )


def test_a_correction_stays_as_it_was_written(sample, subset_of):
    """It names all that it corrects, but does not bring what was not chosen."""
    source = corrected(sample, subset_of)
    subset = select(source, Filters(factuality=(Factuality.HYPOTHETICAL,)))

    assert claims(subset) == {ASKED}
    assert values(subset, "release.hamdok.2021-11-21", "correctedBy") == {"merge"}
    assert values(subset, "merge", "corrects") == {ASKED, RELEASE}
    assert values(subset, ASKED, "extractedEvent") == {"release.hamdok"}
    elsewhere = select(source, Filters(factuality=(Factuality.PLANNED,)))
    assert values(elsewhere, "merge", "corrects") == set()


def test_links_to_what_was_not_chosen_are_left_out(sample):
    """A condemnation of 2021-10-27 stands without the coup before, and is counted."""
    subset = select(sample, Filters(since=date(2021, 10, 26), until=date(2021, 11, 1)))

    assert claims(subset) == {CONDEMNATION}
    assert values(subset, CONDEMNATION, "target") == set()
    assert subset.left_out == 2  # of the claim and of its event
    assert select(sample).left_out == 0


def test_edges_are_those_that_are_earned(sample):
    """A direct edge comes along if a chosen claim earns it."""
    earned = {
        name: {short(q.predicate) for q in found.store if is_edge(q)}
        for name, found in {
            "all": select(sample),
            "NO": select(sample, Filters(country="NO")),
            "2022": select(sample, Filters(country="NO", since=date(2022, 1, 1))),
            "planned": select(sample, Filters(factuality=(Factuality.PLANNED,))),
        }.items()
    }

    assert earned == {
        "all": {"contributesTo", "withdrewFrom", "condemned", "arrested"},
        "NO": {"contributesTo", "withdrewFrom"},
        "2022": {"withdrewFrom"},
        "planned": set(),
    }


def is_edge(quad: pyoxigraph.Quad) -> bool:
    """Tell whether a quad is a direct edge."""
    return quad.predicate.value.startswith(RELATIONS)


def test_mentions_are_those_in_the_evidence(sample):
    """Of the mentions of an actor those in the sentences of claims come along."""
    subset = select(sample, Filters(since=date(2022, 1, 1), country="NO"))

    denoted = "http://groundedannotationframework.org/gaf#denotedBy"
    found = subset.store.quads_for_pattern(None, pyoxigraph.NamedNode(denoted), None)
    assert {(short(quad.subject), short(quad.object)) for quad in found} == {
        ("withdrawal.no.unitams", "ah-tk-20212022-1012.182-196"),
        ("state-no", "ah-tk-20212022-1012.117-126"),
        ("mission-unitams", "ah-tk-20212022-1012.174-181"),
    }


def test_claims_come_without_what_they_say_together(sample):
    """Of events there are class, names and words; no role, time, link or edge."""
    subset = cut(select(sample, only=Layer.CLAIMS))

    assert claims(subset) == claims(select(sample))
    of_events = {
        short(quad.predicate) for quad in subset.store if "/ev/" in quad.subject.value
    }
    assert of_events == {"type", "prefLabel", "denotedBy"}
    assert not any(is_edge(quad) for quad in subset.store)


def test_events_come_with_their_claims(sample):
    """Events are whole, and without relations, edges and other mentions."""
    subset = cut(select(sample, only=Layer.EVENTS))

    assert claims(subset) == claims(select(sample))
    assert values(subset, "release.hamdok.2021-11-21", "ends") == {
        "arrest.hamdok.2021-10-25"
    }
    assert not any(is_edge(quad) for quad in subset.store)


def test_edges_come_with_the_claims_that_earn_them(sample):
    """So does the event that an edge leads to, since nothing is there unsaid."""
    subset = cut(select(sample, only=Layer.EDGES))

    assert len([quad for quad in subset.store if is_edge(quad)]) == 4
    assert claims(subset) == {
        *COUPS,
        *(ARREST, CONDEMNATION, CONTRIBUTION, WITHDRAWAL),
    }


def test_a_layer_of_nothing(subset_of):
    """A graph without edges has none to export."""
    quads = [pyoxigraph.Quad(term("x"), RDF_TYPE, term("Document"))]

    with pytest.raises(InputError, match="there are no edges"):
        cut(select(subset_of(quads), only=Layer.EDGES))


def test_an_empty_graph(tmp_path):
    """An empty graph is not exported."""
    (tmp_path / "graph.ttl").write_text("")

    with pytest.raises(InputError, match="the graph is empty"):
        select(open_source(tmp_path))


@pytest.fixture(scope="module")
def shapes():
    """Return all shapes."""
    return load_shapes()


@pytest.mark.parametrize(
    ("name", "only"),
    [
        *product(FILTERS, [None]),
        *product(["nothing", "all of them"], Layer),
    ],
)
def test_every_subset_conforms(papers, shapes, name, only):
    """Whatever is chosen has no violation of its own."""
    subset = cut(select(papers, FILTERS[name], only))

    graph = as_graph(quad.triple for quad in subset.store)
    assert len(graph) > 500
    assert validate(graph, shapes).conforms


@pytest.mark.parametrize("only", [None, *Layer])
@pytest.mark.parametrize("name", FILTERS)
def test_nothing_dangles(papers, name, only):
    """What is pointed at is described.

    But cited papers, what corrections name, and what is not of ours.
    """
    subset = cut(select(papers, FILTERS[name], only))

    described = {quad.subject for quad in subset.store}
    spaces = papers.namespaces.prefixes()
    ours = tuple(spaces[p] for p in spaces if p not in {"kg", "rel"})
    dangling = {
        short(quad.predicate)
        for quad in subset.store
        if isinstance(quad.object, pyoxigraph.NamedNode)
        and quad.object.value.startswith(ours)
        and quad.object not in described
    }
    assert dangling <= {"references", "corrects", "notSameEventAs", "extractedEvent"}


@pytest.mark.parametrize("name", FILTERS)
def test_a_subset_is_a_subset(papers, name):
    """Nothing is made that was not there."""
    whole = set(papers.data)

    found = [set(cut(select(papers, FILTERS[name], only)).store) for only in Layer]

    assert all(part <= whole for part in found)


def test_only_what_passes(papers):
    """Of the claims of a part every single one passes the filter."""
    subset = select(papers, CERTAIN)

    found = subset.store.quads_for_pattern(None, term("factuality"), None)
    assert {short(quad.object) for quad in found} == {"certain"}


def test_the_whole_is_the_build(papers, built):
    """Without filters the export is the build, with the actors that it only names."""
    parts = [built.folder / name for name in ("graph.ttl", "edges.ttl")]
    build = {quad.triple for path in parts for quad in pyoxigraph.parse(path=path)}

    exported = {quad.triple for quad in select(papers).store}

    assert build <= exported
    assert {short(triple.predicate) for triple in exported - build} <= {
        *("type", "prefLabel", "altLabel", "notation", "country", "exactMatch")
    }


def test_layers_of_filters_are_smaller(papers):
    """Filters and layers each leave something out."""
    sizes = {
        (name, only): len(cut(select(papers, FILTERS[name], only)).store)
        for name, only in product(["nothing", "certain"], [None, *Layer])
    }

    for only in (None, *Layer):
        assert sizes["certain", only] < sizes["nothing", only]
    for layer in Layer:
        assert sizes["nothing", layer] < sizes["nothing", None]
