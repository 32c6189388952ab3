"""What readers put right, from the file beside the papers to the explanation."""

import json
import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli import main
from kg.iris import Namespaces
from kg.query import run_sparql
from kg.query.names import prefixes_of
from kg.store import open_store
from kg.validate import read_corrections
from kg.validate.corrections import KINDS

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT / "corpus"
DOCUMENTATION = (ROOT / "docs" / "corrections.md").read_text(encoding="utf-8")
MANIFEST = '[note]\nfile = "note.txt"\nissued = 2022-02-07\n'
TEXT = (
    "De Europese Unie veroordeelde de staatsgreep in Mali. Volgens Frankrijk trok"
    " Duitsland zich terug uit MINUSMA. Kolonel Kieta bezocht op 3 februari 2022 Niger."
)
COUP, WITHDRAWAL = "note.33-44.Coup", "note.72-76.Withdrawal"
PREFIXES = "".join(
    f"@prefix {prefix}: <{iri}> .\n"
    for prefix, iri in prefixes_of(Namespaces()).items()
)
SIGNED = """prov:wasAttributedTo co:anna ; dcterms:created "2022-03-01"^^xsd:date ;
    dcterms:description "Zie de tekst." ."""
CORRECTIONS = f"""{PREFIXES}
co:anna a prov:Agent ; foaf:name "Anna Jansen" .
co:geen-coup a kg:Rejection ; kg:corrects cl:{COUP} ; {SIGNED}
co:plan a kg:Revision ; kg:corrects cl:{WITHDRAWAL} ;
    kg:newFactuality kg:planned ; kg:newSource id:state-de ; {SIGNED}
co:spelling a kg:ActorMerge ; kg:corrects id:x-kieta-5647af83 ;
    kg:mergedInto id:person-ibrahim-boubacar-keita ; {SIGNED}
co:naam a kg:Renaming ; kg:corrects id:mission-minusma ;
    kg:newLabel "VN-missie in Mali (MINUSMA)"@nl ; {SIGNED}
co:mis a kg:Rejection ; kg:corrects cl:note.70-75.Withdrawal ; {SIGNED}
"""


def kg(*words: object):
    """Run a command."""
    return CliRunner().invoke(main, [str(word) for word in words])


def folder_with(folder: Path, corrections: str | None) -> Path:
    """Return a corpus of three sentences with corrections."""
    folder.mkdir(exist_ok=True)
    (folder / "corpus.toml").write_text(MANIFEST, encoding="utf-8")
    (folder / "note.txt").write_text(TEXT, encoding="utf-8")
    if corrections is not None:
        (folder / "corrections.ttl").write_text(corrections, encoding="utf-8")
    return folder


def ask(path: Path, pattern: str) -> bool:
    """Tell whether a file holds a pattern of triples."""
    return bool(run_sparql(open_store([path]), f"ASK {{ {pattern} }}").value)


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """Return the folder of a build with corrections, and how it ended."""
    home = tmp_path_factory.mktemp("corrected")
    ended = kg("build", folder_with(home / "papers", CORRECTIONS), "-o", home / "out")
    assert ended.exit_code == 0, ended.output
    return home / "out", ended


def test_the_build_tells_what_it_could_not_apply(small):
    """One line on standard error, with the nearest claim; the rest is applied."""
    _, ended = small

    near = f"nearest is cl:{WITHDRAWAL} («trok»)"
    assert ended.stderr == (
        "kg: correction mis is not applied: there is no claim"
        f" cl:note.70-75.Withdrawal; {near}\n"
    )
    assert "5 corrections, 1 not wholly applied" in ended.stdout


def test_what_is_not_applied_stays_in_sight(small):
    """The graph and the report hold it, so that no later look misses it."""
    out, _ = small

    assert ask(out / "graph.ttl", "co:mis kg:notApplied ?why")
    assert ask(
        out / "report.ttl", "?r sh:focusNode co:mis; sh:resultSeverity sh:Warning"
    )
    assert "there is no claim" in kg("validate", out).stdout


def test_rejected_claims_lie_in_quarantine(small):
    """The graph knows the correction; the claim lies apart, whole, with the reason."""
    out, _ = small
    claim = f"cl:{COUP}"

    assert not ask(out / "graph.ttl", f"{claim} ?p ?o")
    assert ask(out / "graph.ttl", f"co:geen-coup kg:corrects {claim}")
    assert not ask(out / "graph.ttl", "?claim kg:target ?event . ?event a kg:Coup")
    assert ask(
        out / "quarantine.ttl",
        f"""{claim} a kg:Claim ; kg:rank kg:Deprecated ; kg:correctedBy co:geen-coup ;
            kg:aboutEvent/a kg:Coup ; kg:evidence/nif:anchorOf ?quote ;
            kg:quarantineReason
            "rejected by Anna Jansen, 2022-03-01: Zie de tekst." """,
    )


def test_revised_claims_tell_what_was_read(small):
    """New values stand where every query looks; the old ones beside them."""
    out, _ = small

    assert ask(
        out / "graph.ttl",
        f"""cl:{WITHDRAWAL} kg:factuality kg:planned ; kg:source id:state-de ;
            kg:extractedFactuality kg:certain ; kg:extractedSource id:state-fr ;
            kg:correctedBy co:plan .
            co:plan prov:wasAttributedTo/foaf:name "Anna Jansen" ;
            dcterms:created "2022-03-01"^^xsd:date ;
            dcterms:description "Zie de tekst." """,
    )
    assert ask(out / "edges.ttl", "id:state-de rel:plansToWithdrawFrom ?mission")
    assert not ask(out / "edges.ttl", "id:state-de rel:withdrewFrom ?mission")


def test_actors_are_merged_and_renamed_everywhere(small):
    """Mentions move, labels change in the graph and in the vocabulary."""
    out, _ = small

    assert ask(
        out / "graph.ttl",
        """id:person-ibrahim-boubacar-keita gaf:denotedBy/nif:anchorOf "Kolonel Kieta" ;
            skos:altLabel "Kieta"@nl .
            id:x-kieta-5647af83 kg:correctedBy co:spelling ;
            kg:extractedLabel "Kieta"@nl""",
    )
    assert not ask(out / "graph.ttl", "id:x-kieta-5647af83 a ?kind")
    for name in ("graph.ttl", "vocabulary.ttl"):
        labelled = 'id:mission-minusma skos:prefLabel "VN-missie in Mali (MINUSMA)"@nl'
        assert ask(out / name, labelled)
        assert not ask(out / name, 'id:mission-minusma skos:prefLabel "MINUSMA"@nl')


def test_explanations_show_corrections(small):
    """Who put it right, when and why, and what was read first."""
    out, _ = small
    shown = " ".join(kg("explain", f"cl:{WITHDRAWAL}", "--build", out).stdout.split())
    values = json.loads(
        kg("explain", f"cl:{WITHDRAWAL}", "--build", out, "--json").stdout
    )
    (support,) = values["supports"]

    assert (
        "corrected Revision by Anna Jansen, 2022-03-01: Zie de tekst. (co:plan)"
        in shown
    )
    assert "first read factuality certain" in shown
    assert "first read source Frankrijk" in shown
    assert [c["kind"] for c in support["corrections"]] == ["Renaming", "Revision"]
    assert support["corrections"][1] == {
        "correction": "https://w3id.org/kroniek/correction/plan",
        "kind": "Revision",
        "author": "Anna Jansen",
        "created": "2022-03-01",
        "reason": "Zie de tekst.",
    }
    assert {"name": "source", "value": "Frankrijk"} in support["extracted"]


def test_a_rejected_claim_is_explained_by_its_rejection(small):
    """Who asks for it learns who rejected it, and where it lies."""
    out, _ = small
    ended = kg("explain", f"cl:{COUP}", "--build", out)

    assert ended.exit_code == 2
    assert f"the claim cl:{COUP} was rejected by Anna Jansen" in ended.stderr
    assert "quarantine.ttl" in ended.stderr


def test_low_confidence_does_not_hide_a_correction(tmp_path):
    """A claim that somebody corrected stays; what nobody looked at goes."""
    papers = folder_with(tmp_path / "papers", CORRECTIONS)
    kg("build", papers, "-o", tmp_path / "out", "--min-confidence", "1", "-q")

    assert ask(tmp_path / "out" / "graph.ttl", f"cl:{WITHDRAWAL} a kg:Claim")
    assert ask(tmp_path / "out" / "quarantine.ttl", f"cl:{COUP} a kg:Claim")
    assert not ask(tmp_path / "out" / "graph.ttl", "?c kg:aboutEvent/a kg:Condemnation")


def test_without_corrections_a_build_is_as_before(tmp_path):
    """No file, a file of comments and --no-corrections give the same bytes."""
    plain = folder_with(tmp_path / "plain", None)
    empty = folder_with(tmp_path / "empty", "# nothing yet\n")
    ignored = folder_with(tmp_path / "ignored", CORRECTIONS)
    out = [tmp_path / f"out{n}" for n in range(3)]
    kg("build", plain, "-o", out[0], "-q")
    kg("build", empty, "-o", out[1], "-q")
    kg("build", ignored, "-o", out[2], "-q", "--no-corrections")

    first, *others = (
        {path.name: path.read_bytes() for path in folder.iterdir()} for folder in out
    )
    assert len(first) == 7
    assert others == [first, first]


@pytest.mark.parametrize(
    ("extra", "message"),
    [
        (f"co:2 a kg:Rejection ; kg:corrects cl:{WITHDRAWAL} ; {SIGNED}", "contradict"),
        ("co:2 a kg:Rejection .", "A rejection corrects"),
        ("nonsense", "is not Turtle"),
    ],
)
def test_what_cannot_be_carried_out_stops_the_build(tmp_path, extra, message):
    """One line, exit code 2, and the last build stays as it is."""
    papers = folder_with(tmp_path / "papers", CORRECTIONS + extra)
    out = tmp_path / "out"
    out.mkdir()
    (out / "graph.ttl").write_text("# the last good one\n", encoding="utf-8")
    ended = kg("build", papers, "-o", out)

    assert ended.exit_code == 2
    assert ended.stderr.count("\n") == 1
    assert message in ended.stderr
    assert [path.name for path in out.iterdir()] == ["graph.ttl"]


def test_corrections_of_the_corpus(built):
    """The file in the repository fits the shapes, and every correction is applied."""
    given = read_corrections(CORPUS)
    graph = built.folder / "graph.ttl"

    assert given
    assert kg("validate", CORPUS / "corrections.ttl").exit_code == 0
    assert "is not applied" not in built.output
    for correction in given:
        assert ask(graph, f"<{correction.iri}> prov:wasAttributedTo/foaf:name ?name")
        assert not ask(graph, f"<{correction.iri}> kg:notApplied ?why")
    assert not ask(graph, "?claim kg:correctedBy ?c . FILTER NOT EXISTS { ?c a ?kind }")


def blocks(kind: str) -> list[str]:
    """Return the code blocks of a kind in the documentation."""
    pattern = rf"^```{kind}\n(.*?)^```$"
    return re.findall(pattern, DOCUMENTATION, re.MULTILINE | re.DOTALL)


HEAD, *EXAMPLES = blocks("turtle")


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda e: e.split()[2])
def test_examples_of_the_documentation(tmp_path, example):
    """Each kind of correction has an example that is read, below the head."""
    (tmp_path / "corrections.ttl").write_text(HEAD + example, encoding="utf-8")
    (found,) = read_corrections(tmp_path)

    assert f"kg:{type(found).__name__}" == example.split()[2]


def test_every_kind_has_an_example(tmp_path):
    """All of them together are consistent, and each names what there is."""
    (tmp_path / "corrections.ttl").write_text(HEAD + "".join(EXAMPLES), "utf-8")
    found = read_corrections(tmp_path)

    assert {type(c) for c in found} == set(KINDS)


def test_examples_hit_the_papers(built):
    """What the examples correct is in the corpus, or was before it was corrected."""
    graphs = [
        (built.folder / name).read_text(encoding="utf-8")
        for name in ("graph.ttl", "quarantine.ttl")
    ]
    named = re.findall(r"\b(?:cl|id):[\w.-]*\w", "".join(EXAMPLES))

    assert len(named) > 8
    assert [n for n in named if not any(f"{n} a " in g for g in graphs)] == []


def test_command_of_the_documentation(built, tmp_path, monkeypatch):
    """The command writes annotations, beside a build."""
    (tmp_path / "build").symlink_to(built.folder)
    monkeypatch.chdir(tmp_path)
    (command,) = blocks("console")
    ended = CliRunner().invoke(main, shlex.split(command)[2:])

    assert ended.exit_code == 0, ended.output
    assert json.loads((tmp_path / "annotations.jsonld").read_text("utf-8"))["total"]


def test_sparql_of_the_documentation(corpus_store):
    """The query has an answer for the corrections of the corpus."""
    (query,) = blocks("sparql")

    assert run_sparql(corpus_store, query).rows
