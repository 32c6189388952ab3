"""The files of the query library and their headers."""

import re

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import resources
from kg.errors import InputError, KnowledgeError, UnknownName
from kg.query import (
    ParameterKind,
    Table,
    find_query,
    list_queries,
    read_query,
    run_query,
    run_sparql,
)
from kg.query.parameters import bind

FOLDER = resources.folder("queries")
FILES = sorted(FOLDER.glob("*.rq"))

GOOD = """\
# title: Who?
# title-nl: Wie?
# question: CQ99
# description: One line
#   and another.
# parameter who: actor, default id:state-ml, "the actor,
#   if any"
# parameter on: date, default none, "a day"
# columns: a,
#   b

SELECT ?a ?b WHERE {
  VALUES ($who $on) { (id:state-ml UNDEF) }  # parameters
  ?a ?b $who
}
"""


def test_every_question_has_a_query():
    """There are 27 questions, each is one file, and no file is left out."""
    queries = list_queries()

    assert len(queries) == len(FILES) == 27
    assert [query.question for query in queries] == [f"CQ{n}" for n in range(1, 28)]


@pytest.mark.parametrize("query", list_queries(), ids=lambda query: query.name)
def test_header_is_complete(query):
    """Each text is there, in the language and form that it should have."""
    assert query.title != query.title_nl
    assert query.title.endswith("?") == query.title_nl.endswith("?")
    assert query.description.endswith(".")
    assert len(set(query.columns)) == len(query.columns)
    assert all(p.help and not p.help.endswith(".") for p in query.parameters)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_query_runs_on_the_sample(sample, path):
    """Each query runs with its defaults and with none, and keeps its columns."""
    query = read_query(path)
    anything = dict.fromkeys((p.name for p in query.parameters), "*")

    assert isinstance(run_query(sample, query), Table)
    assert run_query(sample, query, anything).columns == query.columns


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_query_is_plain_sparql(sample, path):
    """Each file runs as it stands, without this package's prefixes or parameters."""
    text = path.read_text(encoding="utf-8")

    found = sample.query(text)

    assert [v.value for v in found.variables] == list(read_query(path).columns)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_parameters_have_names_of_their_own(path):
    """A parameter is never also a column, nor set by the query."""
    query = read_query(path)

    assert not {p.name for p in query.parameters} & set(query.columns)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_rows_come_in_one_order(sample, path):
    """Each query sorts its rows, so that a store filled otherwise gives the same."""
    query = read_query(path)
    anything = dict.fromkeys((p.name for p in query.parameters), "*")
    shuffled = pyoxigraph.Store()
    shuffled.extend(sorted(sample, key=lambda quad: hash(str(quad))))

    first = run_query(sample, query, anything)

    assert first.rows == run_query(shuffled, query, anything).rows
    assert "ORDER BY" in query.text


def test_terms_of_the_queries_exist(ontology):
    """No query uses a term of our vocabulary that the ontology does not define."""
    used = set()
    for path in FOLDER.rglob("*.rq"):
        lines = path.read_text(encoding="utf-8").splitlines()
        body = "\n".join(line for line in lines if not line.startswith("#"))
        used.update(re.findall(r"(?<![\w?$\"<#])((?:kg|rel):[A-Za-z]\w*)", body))
    undefined = []
    for name in sorted(used):
        prefix, _, local = name.partition(":")
        space = {"kg": "ont#", "rel": "rel#"}[prefix]
        node = pyoxigraph.NamedNode(f"https://w3id.org/kroniek/{space}{local}")
        if not list(ontology.quads_for_pattern(node, None, None)):
            undefined.append(name)

    assert len(used) > 60
    assert undefined == []


def test_header_is_read(tmp_path):
    """Continuation lines are joined; parameters have kind, default and help."""
    path = tmp_path / "who.rq"
    path.write_text(GOOD)

    query = read_query(path)

    assert query.name == "who"
    assert query.description == "One line and another."
    assert query.columns == ("a", "b")
    who, on = query.parameters
    assert (who.kind, who.default) == (ParameterKind.ACTOR, "id:state-ml")
    assert who.help == "the actor, if any"
    assert (on.kind, on.default) == (ParameterKind.DATE, None)


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        ("# title: Who?\n", "", "who.rq:1: the header lacks 'title'"),
        ("# question: CQ99", "# query: CQ99", "who.rq:3: unknown key 'query'"),
        ("# question: CQ99", "# question", "who.rq:3: not `key: value`"),
        ("# question: CQ99", "#question: CQ99", "who.rq:3: not a header line"),
        ("actor, default", "actress, default", "who.rq:6: parameter 'who' must"),
        ("default none", "none", "who.rq:8: parameter 'on' must"),
        ("UNDEF)", "UNDEF UNDEF)", "who.rq:13: the header says ($who $on)"),
        ("(id:state-ml", "(id:state-nl", "who.rq:13: the header says"),
        ("  # parameters", "", "who.rq:1: 2 parameters and 0 lines"),
    ],
)
def test_malformed_header_is_located(tmp_path, old, new, where):
    """What is wrong in a header is told with file and line."""
    path = tmp_path / "who.rq"
    assert old in GOOD
    path.write_text(GOOD.replace(old, new, 1))

    with pytest.raises(KnowledgeError) as caught:
        read_query(path)

    assert where in str(caught.value)


def test_columns_must_be_those_of_the_header(tmp_path, sample):
    """A query that selects other columns than it promises is refused."""
    path = tmp_path / "who.rq"
    path.write_text(GOOD.replace("SELECT ?a ?b", "SELECT ?a").replace("id:", "kg:"))
    broken = tmp_path / "broken.rq"
    broken.write_text(GOOD.replace("id:state-ml", "doc:x").replace("}\n", "\n"))

    with pytest.raises(KnowledgeError, match="lists other columns: a"):
        run_query(sample, read_query(path))
    with pytest.raises(KnowledgeError, match=r"broken.rq: line \d+, column \d+: "):
        run_query(sample, read_query(broken))


def test_query_is_found_by_name_and_number():
    """`coups`, `CQ2` and `cq2` are the same query; another name lists all."""
    assert find_query("coups") == find_query("CQ2") == find_query("cq2")
    with pytest.raises(UnknownName, match=r"no query 'coup'; there are: .*coups.*"):
        find_query("coup")


@pytest.mark.parametrize(
    "name",
    [
        "state-no",
        "id:state-no",
        "https://w3id.org/kroniek/id/state-no",
        "<https://w3id.org/kroniek/id/state-no>",
        "Noorwegen",
        "norway",
        "NO",
    ],
)
def test_actor_is_found_by_any_of_its_names(sample, name):
    """Local name, prefixed name, IRI, label and code all find an actor."""
    table = run_query(
        sample, find_query("withdrawals"), {"mission": "UNITAMS", "who": name}
    )

    assert len(table.rows) == 1
    assert table.parameters["who"] == pyoxigraph.NamedNode(
        "https://w3id.org/kroniek/id/state-no"
    )


def test_unknown_actor_names_what_is_near(sample):
    """A name that is no actor's gives near ones; an unknown parameter all."""
    query = find_query("withdrawals")

    with pytest.raises(
        InputError, match=r"parameter who: no actor 'Noorweegen'; near "
    ):
        run_query(sample, query, {"who": "Noorweegen"})
    with pytest.raises(InputError, match="Noorwegen"):
        run_query(sample, query, {"who": "Noorweegen"})
    with pytest.raises(UnknownName, match="there are: mission, on, who"):
        run_query(sample, query, {"actor": "Noorwegen"})


def test_ambiguous_name_is_not_guessed(world):
    """A label of two actors is refused with both."""
    world.actor("id:org-a", "Organization", "Raad")
    world.actor("id:org-b", "Organization", "Raad")

    with pytest.raises(InputError, match="more than one actor: id:org-a, id:org-b"):
        world.ask("presence", armed_actor="raad")


@pytest.mark.parametrize(
    ("query", "parameters", "message"),
    [
        ("withdrawals", {"on": "18-8-2020"}, "parameter on: '18-8-2020' is not a date"),
        ("withdrawals", {"on": "2020-13-01"}, "is not a date"),
        ("measures", {"days": "many"}, "parameter days: 'many' is not a whole number"),
        ("contradictions", {"about": "nope"}, "no event 'nope'"),
        ("citations", {"cited": "nope"}, "no document 'nope'"),
    ],
)
def test_values_must_be_of_their_kind(sample, query, parameters, message):
    """A value of the wrong kind is refused with the parameter's name."""
    with pytest.raises(InputError, match=message):
        run_query(sample, find_query(query), parameters)


HOSTILE = [
    '"} UNION { ?s ?p ?o } #',
    "id:state-no> ) } } DELETE WHERE { ?s ?p ?o } #",
    "https://w3id.org/kroniek/id/x> UNDEF) } ?s ?p ?o . { (<http://e/",
    "\\",
    "\n",
    "$who",
    "UNDEF",
    "{}",
    "\\u0022",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_actors_cannot_smuggle_sparql(sample, text):
    """What names no actor is an error, whatever it holds."""
    with pytest.raises(InputError):
        run_query(sample, find_query("withdrawals"), {"who": text})


@pytest.mark.parametrize("text", [text for text in HOSTILE if text.strip()])
def test_label_with_quotes_and_braces_is_found(world, pick, text):
    """A label is compared as it is, not read as SPARQL."""
    world.actor("id:org-odd", "Organization", text)
    world.claim(
        world.event("ev:w", "Withdrawal", "vertrek"),
        "d1.a1",
        "vertrok",
        kg_agent="id:org-odd",
        kg_target="id:mission-minusma",
    )
    world.claim(
        world.event("ev:w2", "Withdrawal", "vertrek"),
        "d1.a1",
        "vertrok ook",
        kg_agent="id:state-de",
        kg_target="id:mission-minusma",
    )

    assert pick(world.ask("withdrawals", who=text), "actor") == [(text,)]


@given(text=st.text())
def test_any_string_stays_a_string(text):
    """A string parameter is one literal of the query, with the same characters."""
    query = find_query("evidence")
    store = pyoxigraph.Store()
    space = run_query(store, query).namespaces
    text_of_query, values = bind(query, {"relation_is": text}, store, space)

    assert values["relation_is"] is None or values["relation_is"].value == text
    probe = text_of_query.replace("SELECT DISTINCT", "SELECT $relation_is", 1)
    start, end = probe.index("SELECT"), probe.index("WHERE {")
    head = probe[:start] + "SELECT $relation_is WHERE {\n"
    line = probe[end:].split("\n", 1)[1].split("  # parameters")[0]
    rows = run_sparql(store, f"{head}{line}\n}}").rows
    assert len(rows) == 1
    assert text == "*" or rows[0][0].value == text


def test_own_base_is_recognised(world):
    """A graph under a user's own base is asked with that base."""
    other = pyoxigraph.Store()
    for quad in world.store:
        moved = str(quad).replace(
            "https://w3id.org/kroniek/id/", "https://example.org/id/"
        )
        moved = moved.replace(
            "https://w3id.org/kroniek/doc/", "https://example.org/doc/"
        )
        other.load(input=f"{moved} .", format=pyoxigraph.RdfFormat.N_QUADS)

    table = run_query(other, find_query("withdrawals"))

    assert table.namespaces.base == "https://example.org/"
    assert table.parameters["mission"] == pyoxigraph.NamedNode(
        "https://example.org/id/mission-minusma"
    )
