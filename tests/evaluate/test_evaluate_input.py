"""What `kg evaluate` says of input that it cannot use, and what it notes."""

import json

import pyoxigraph
import pytest
from click.testing import CliRunner
from command_line import one_line
from evaluate_builders import TEXT, claim, gold_claim, gold_name, name

from kg import cli
from kg.evaluate import FIGURES, evaluate
from kg.evaluate.gate import values_of

ARREST = ("arresteerde", "Arrest")
MISSED = ("ook", "Condemnation")


def kg(*words):
    """Run `kg evaluate` in this process."""
    return CliRunner().invoke(cli.main, ["evaluate", *map(str, words)])


@pytest.fixture
def graph(graph_file):
    """Return a graph with one claim."""
    return graph_file(claim(*ARREST, confidence=0.8), name("Mali", "state-ml"))


@pytest.fixture
def gold(gold_file):
    """Return gold with that claim and another."""
    return gold_file(
        gold_claim(*ARREST),
        gold_claim(*MISSED),
        names=[gold_name("Mali", "state-ml")],
    )


def test_graph_is_not_there(gold, tmp_path):
    """A graph that is not there is named."""
    assert "no such file or folder" in one_line(kg(tmp_path / "none.ttl", gold))


def test_folder_without_a_build(gold, tmp_path):
    """A folder needs a graph.ttl."""
    (tmp_path / "empty").mkdir()

    assert "it has no graph.ttl" in one_line(kg(tmp_path / "empty", gold))


def test_graph_of_another_format(gold, graph_file):
    """The name of the file tells the format."""
    message = one_line(kg(graph_file(file="graph.pdf"), gold))

    assert message.endswith(
        "'.pdf'; there are: .jsonld, .nq, .nt, .owl, .rdf, .trig, .ttl"
    )


def test_graph_is_broken(gold, graph_file):
    """A file that cannot be parsed is named."""
    message = one_line(kg(graph_file("]", file="graph.trig"), gold))

    assert "graph.trig is not TriG" in message


def test_graph_without_claims(gold, graph_file):
    """A vocabulary is no graph to score."""
    assert "holds no claims" in one_line(kg(graph_file(), gold))


def test_no_document_has_gold(graph, gold_file):
    """Gold of other documents is told, not scored as missed."""
    message = one_line(kg(graph, gold_file(document="other")))

    assert message.endswith("has none of the documents with gold: other")


def test_gold_is_not_there(graph, tmp_path):
    """A gold file that is not there is named."""
    assert "gold.json: No such file" in one_line(kg(graph, tmp_path / "gold.json"))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("{", "is not JSON"),
        ("[]", "no 'document' and 'claims'"),
        ('{"a": 1}', "no 'document' and 'claims'"),
        ('{"document": "paper", "claims": [{}]}', "claim 1: 'class' is missing"),
        ('{"document": "paper", "claims": 3}', "is no gold"),
        ('{"document": "paper", "claims": [3]}', "is no gold"),
        ('{"document": "paper", "claims": [], "names": [{"id": "a"}]}', "is missing"),
        ('{"document": "paper", "claims": [], "range": [1]}', "is no gold"),
    ],
)
def test_json_is_no_gold(graph, tmp_path, content, message):
    """JSON that is no gold is told with what is wrong."""
    path = tmp_path / "other.json"
    path.write_text(content, encoding="utf-8")

    assert message in one_line(kg(graph, path))


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"class": "Coupe"}, "claim 1: 'Coupe'; there are: Accusation"),
        ({"factuality": "sure"}, "claim 1: 'sure'; there are: certain"),
        ({"time": "morgen"}, "claim 1: the time 'morgen' is not EDTF"),
        ({"begin": None}, "is no gold"),
    ],
)
def test_gold_with_wrong_words(graph, gold_file, wrong, message):
    """Classes, factualities and times are checked."""
    path = gold_file({**gold_claim(*ARREST), **wrong})

    assert message in one_line(kg(graph, path))


def test_two_golds_of_one_document(graph, gold, gold_file):
    """Each document has one file of gold."""
    again = gold_file(file="again.json")

    assert "give one file for each document" in one_line(kg(graph, gold, again))


def test_inventory(graph_file, gold_file, tmp_path):
    """Names of the inventory count as right, whatever the remarks beside them."""
    graph = graph_file(claim(*ARREST, target="id:x-bah"))
    gold = gold_file(gold_claim(*ARREST, target=["person-n-daw"]))
    path = tmp_path / "inventory.md"
    row = "| person-n-daw | Bah | Bah | Person | Bah Moctar; Bah N'daw (2×3) |\n"
    path.write_text("| id | nl | en | type | forms |\n|---|\n" + row, "utf-8")

    assert evaluate(graph, [gold]).figures.role.right == 0
    assert evaluate(graph, [gold], path).figures.role.right == 1


def test_inventory_that_is_none(graph, gold, tmp_path):
    """An inventory that is not there, or lists nothing, is told."""
    path = tmp_path / "inventory.md"
    assert "cannot read" in one_line(kg(graph, gold, "--inventory", path))
    path.write_text("# Names\n", encoding="utf-8")
    assert "lists no entities" in one_line(kg(graph, gold, "--inventory", path))


def test_documents_that_are_elsewhere(graph, gold, gold_file):
    """Gold whose document the graph lacks counts as missed, and that is noted."""
    other = gold_file(gold_claim(*MISSED), document="other", file="other.json")

    found = evaluate(graph, [gold, other])

    assert found.figures.typed.wanted == 3
    assert "other is not in the graph: 1 claim is missed." in found.notes
    assert "Names are not annotated in other." in found.notes


def test_claims_that_do_not_count(graph_file, gold):
    """Claims elsewhere, and claims without their parts, are noted."""
    other = (
        'e:other dcterms:identifier "other" .\n'
        "e:c a kg:Claim ; kg:aboutEvent e:x ; kg:trigger e:s ; kg:factuality kg:certain"
        " .\ne:s nif:referenceContext e:other ; nif:beginIndex 0 ; nif:endIndex 3 .\n"
        "e:half a kg:Claim .\n"
    )

    found = evaluate(graph_file(claim(*ARREST), other), [gold])

    assert found.figures.typed.found == 1
    assert "Claims do not count where there is no gold: other." in found.notes
    assert any(note.startswith("Left out: 1 claim lacks") for note in found.notes)


def test_table(graph, gold):
    """The table has the figures, and errors with their place."""
    ended = kg(graph, gold)

    assert ended.exit_code == 0, ended.output
    assert (
        "typed (trigger and class)     2       1      1  1.000  0.500" in ended.stdout
    )
    assert f"paper:{TEXT.index('ook')} «ook» Condemnation" in ended.stdout


def test_sentences_of_what_is_missed(graph, gold, tmp_path):
    """With the texts of a build beside the graph, what is missed has its sentence."""
    texts = (
        "@prefix nif: <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#>"
        f" .\n<https://example.org/paper> nif:isString {json.dumps(TEXT)} .\n"
    )
    (tmp_path / "texts.ttl").write_text(texts, encoding="utf-8")

    assert "De EU ook." not in kg(graph, gold).stdout
    assert "De EU ook." in kg(tmp_path, gold).stdout


@pytest.mark.parametrize(("most", "shown"), [("0", 0), ("1", 1), ("all", 2)])
def test_number_of_errors(graph, gold_file, most, shown):
    """Errors are listed as far as is asked."""
    gold = gold_file(
        gold_claim(*ARREST), gold_claim(*MISSED), gold_claim("veroordeelde", "Appeal")
    )

    printed = kg(graph, gold, "--errors", most).stdout
    listed = json.loads(kg(graph, gold, "--errors", most, "-f", "json").stdout)

    assert printed.count("paper:") == shown
    assert listed["errors"]["missed"]["number"] == 2
    assert len(listed["errors"]["missed"]["listed"]) == shown


@pytest.mark.parametrize("ending", ["nt", "nq", "trig"])
def test_formats(graph, gold, tmp_path, ending):
    """The format of the graph makes no difference."""
    form = pyoxigraph.RdfFormat.from_extension(ending)
    named = pyoxigraph.NamedNode("https://example.org/graph")
    store = pyoxigraph.Store()
    store.bulk_load(
        path=graph,
        format=pyoxigraph.RdfFormat.TURTLE,
        to_graph=None if ending == "nt" else named,
    )
    other = tmp_path / f"other.{ending}"
    from_graph = pyoxigraph.DefaultGraph() if ending == "nt" else None
    store.dump(str(other), format=form, from_graph=from_graph)

    assert evaluate(other, [gold]) == evaluate(graph, [gold])


def test_json(graph, gold):
    """JSON holds everything."""
    found = json.loads(kg(graph, gold, "--format", "json").stdout)

    assert found["documents"] == ["paper"]
    assert found["figures"]["typed"] == {
        "gold": 2,
        "system": 1,
        "right": 1,
        "precision": 1.0,
        "recall": 0.5,
        "f1": pytest.approx(2 / 3),
    }
    assert found["classes"]["Arrest"]["f1"] == 1
    assert found["factuality_confusion"] == {"certain": {"certain": 1, "missed": 1}}
    assert found["calibration"]["bins"][0]["number"] == 1


def test_markdown(graph, gold):
    """Markdown has tables."""
    printed = kg(graph, gold, "--format", "markdown").stdout

    assert "## Claims\n\n|" in printed
    assert "| Arrest       |    1 |      1 |     1 | 1.000 | 1.000 | 1.000 |" in printed
    assert "\n- paper:" in printed


def test_floors_that_are_kept(graph, gold):
    """A figure at its floor is fine."""
    ended = kg(graph, gold, "--at-least", "typed=0.66", "--at-least", "source=1")

    assert (ended.exit_code, ended.stderr) == (0, "")


def test_floors_that_are_missed(graph, gold):
    """Each figure below its floor is told, and the exit code is 1."""
    floors = ("--at-least", "typed=0.7", "--at-least", "roles=0")

    ended = kg(graph, gold, *floors, "--errors", "0")

    assert ended.exit_code == 1
    assert "typed" in ended.stdout
    assert ended.stderr.splitlines() == [
        "kg: typed is 0.667, below 0.7",
        "kg: roles: the gold has nothing to measure it by",
    ]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--at-least", "typo=0.7"), "no figure 'typo'; there are: coreference"),
        (("--at-least", "typed=7"), "'typed=7' is no floor: write typed=0.75"),
        (("--at-least", "typed"), "'typed' is no floor"),
        (("--at-least", "typed=nan"), "'typed=nan' is no floor"),
        (("--errors", "-1"), "neither a number nor all"),
        (("--format", "xml"), "'xml' is not one of"),
    ],
)
def test_options_out_of_range(graph, gold, words, message):
    """An option that cannot be used is told with what it may be."""
    assert message in one_line(kg(graph, gold, *words))


def test_every_figure_has_its_name(graph, gold):
    """The figures that may have a floor are those that are measured."""
    assert set(values_of(evaluate(graph, [gold]).figures)) == set(FIGURES)
