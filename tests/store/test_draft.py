"""A draft holds the named graphs that it is given, and their union."""

from collections.abc import Iterable, Mapping

import pyoxigraph
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.store import DEFAULT_GRAPH, Draft, Section, draft, section_of
from kg.store.draft import portions

GRAPHS = ("http://e/g1", "http://e/g2", "http://e/aside")
APART = frozenset({"http://e/aside"})
PREFIXES = {"e": "http://e/"}
LETTERS = st.sampled_from("abc")
Triples = set[pyoxigraph.Triple]
Graph = Iterable[Iterable[pyoxigraph.Triple]]  # by section


class Library:
    """Sections under their digests, and the graphs that are made of them."""

    def __init__(self) -> None:
        self.sections: dict[str, Section] = {}
        self.asked: list[str] = []

    def get(self, digest: str) -> Section:
        """Return a section."""
        self.asked.append(digest)
        return self.sections[digest]

    def put(self, graph: Graph) -> tuple[str, ...]:
        """Keep the sections of a graph and return their digests."""
        made = [section_of(map(tuple, triples), PREFIXES) for triples in graph]
        self.sections.update((section.digest, section) for section in made)
        return tuple(section.digest for section in made)

    def draft(self, *, named: bool = True) -> Draft:
        """Return an empty draft, in memory."""
        store = pyoxigraph.Store()
        return Draft(store, self.get, PREFIXES, apart=APART, named=named)


def triple(letters: str) -> pyoxigraph.Triple:
    """Return a triple of three nodes."""
    return pyoxigraph.Triple(*(pyoxigraph.NamedNode(f"http://e/{x}") for x in letters))


def state(draft: Draft) -> tuple[set[str], set[str]]:
    """Return all quads of a draft and the names of its graphs."""
    named = {graph.value for graph in draft.store.named_graphs()}
    return set(map(str, draft.store)), named


def put(draft: Draft, library: Library, graphs: Mapping[str, Graph]) -> None:
    """Make a draft hold graphs, and nothing else."""
    wanted = {name: library.put(sections) for name, sections in graphs.items()}
    draft.put(dict.fromkeys(draft.held, ()) | wanted)


def in_sections(placed: Mapping[pyoxigraph.Triple, int]) -> list[Triples]:
    """Return the triples of each section of a graph, which have none in common."""
    numbers = sorted(set(placed.values()))
    return [{t for t, place in placed.items() if place == n} for n in numbers]


triples = st.tuples(LETTERS, LETTERS, LETTERS).map(triple)
graphs = st.dictionaries(triples, st.integers(0, 2), max_size=4).map(in_sections)
datasets = st.dictionaries(st.sampled_from(GRAPHS), graphs)


@pytest.mark.parametrize("named", [True, False])
@settings(max_examples=200, deadline=None)
@given(steps=st.lists(datasets, min_size=1, max_size=4))
def test_the_way_to_a_state_does_not_matter(named, steps):
    """After any changes a draft is what it would be if it had been made at once."""
    library = Library()
    draft, fresh = library.draft(named=named), library.draft(named=named)
    for step in steps:
        put(draft, library, step)
    put(fresh, library, steps[-1])

    last = {name: set().union(*members) for name, members in steps[-1].items()}
    union = set().union(*(last[name] for name in last.keys() - APART))
    default = draft.store.quads_for_pattern(None, None, None, DEFAULT_GRAPH)

    assert state(draft) == state(fresh)
    assert draft.held == fresh.held
    assert {quad.triple for quad in default} == union
    assert len(draft.store) == len(union) + sum(map(len, last.values())) * named
    wanted = {name for name, members in last.items() if members and named}
    assert state(draft)[1] == wanted


@pytest.mark.parametrize("named", [True, False])
def test_a_triple_stays_while_one_graph_has_it(named):
    """What two documents say goes with the second, not with the first."""
    library = Library()
    draft = library.draft(named=named)
    shared = [[triple("abc")]]
    put(draft, library, {"http://e/g1": shared, "http://e/g2": shared})
    ask = "ASK { <http://e/a> <http://e/b> <http://e/c> }"
    count = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"

    assert [row["n"].value for row in draft.store.query(count)] == ["1"]
    put(draft, library, {"http://e/g2": shared})
    assert draft.store.query(ask)
    put(draft, library, {"http://e/aside": shared})
    assert not draft.store.query(ask)
    assert len(draft.store) == named


def test_only_what_differs_is_looked_at():
    """Sections that stay where they are need not even be there."""
    library = Library()
    draft = library.draft()
    one, two, three = ([triple(letters)] for letters in ("aaa", "bbb", "ccc"))
    put(draft, library, {"http://e/g1": [one, two], "http://e/g2": [three]})
    library.asked.clear()
    put(draft, library, {"http://e/g1": [one, three], "http://e/g2": [three]})

    changed = {*library.put([two]), *library.put([three])}
    assert set(library.asked) == changed
    library.asked.clear()
    put(draft, library, {"http://e/g1": [one, three], "http://e/g2": [three]})
    assert library.asked == []


def test_other_graphs_stay():
    """What is put changes the graphs that are named in it, and no others."""
    library = Library()
    draft = library.draft()
    one, two = library.put([[triple("aaa")]]), library.put([[triple("bbb")]])
    draft.put({"http://e/g1": one})
    draft.put({"http://e/g2": two})

    assert draft.held == {"http://e/g1": one, "http://e/g2": two}
    assert len(draft.store) == 4


def test_a_section_that_is_lost_can_leave():
    """What a graph was made of need not be there any more for it to change."""
    library = Library()
    draft = library.draft()
    one, two, three = ([triple(letters)] for letters in ("aaa", "bbb", "ccc"))
    put(draft, library, {"http://e/g1": [one, two], "http://e/g2": [two]})
    library.sections.clear()
    put(draft, library, {"http://e/g1": [one, three]})
    fresh = library.draft()
    put(fresh, library, {"http://e/g1": [one, three]})

    assert state(draft) == state(fresh)
    assert draft.held == fresh.held


@pytest.mark.parametrize("size", [1, 2, 100])
def test_a_draft_is_filled_in_portions(monkeypatch, size):
    """How many triples are loaded at once makes no difference."""
    library = Library()
    graphs = {
        name: [[triple("aaa"), triple("abc")], [triple("bbb")]] for name in GRAPHS
    }
    whole, parts = library.draft(), library.draft()
    put(whole, library, graphs)
    loads: list[int] = []

    def cut(sections):
        found = list(portions(sections, size))
        loads.append(len(found))
        return found

    monkeypatch.setattr(draft, "portions", cut)
    put(parts, library, graphs)

    assert state(parts) == state(whole)
    assert loads == [{1: 6, 2: 4, 100: 1}[size]]


def test_a_draft_goes_on_from_what_a_store_holds():
    """A draft of a store that is filled already changes what differs."""
    library = Library()
    first = library.draft()
    put(first, library, {"http://e/g1": [[triple("aaa"), triple("bbb")]]})
    second = Draft(first.store, library.get, PREFIXES, apart=APART, held=first.held)
    put(second, library, {"http://e/g1": [[triple("bbb")]]})

    assert state(second)[0] == {
        str(pyoxigraph.Quad(*tuple(triple("bbb")), graph))
        for graph in (DEFAULT_GRAPH, pyoxigraph.NamedNode("http://e/g1"))
    }
    assert second.record is None
