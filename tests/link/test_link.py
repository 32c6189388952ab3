"""Matches are proposed with reasons, decided by people, and heeded by the build."""

import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg import cli
from kg.links import Decision, Match, read_links, write_links

WD = "http://www.wikidata.org/entity/"


def link(endpoint: str, build: Path, *words) -> dict:
    """Run the command; return what it prints as JSON."""
    ended = CliRunner().invoke(cli.main, words_of(endpoint, build, *words, "--json"))
    assert (ended.exit_code, ended.stderr) == (0, ""), ended.output
    return json.loads(ended.stdout)


def words_of(endpoint: str, build: Path, *words) -> list[str]:
    """Return the words of a command that asks an endpoint as Wikidata is asked."""
    return [
        "link",
        *("--endpoint", endpoint),
        *("--build", str(build)),
        *("--links", str(build / "links.toml")),
        *("--profile", "wikidata"),
        *map(str, words),
    ]


def found(values: dict) -> dict[str, list[tuple[str, float]]]:
    """Return the things and scores of each actor, the best first."""
    by_actor: dict[str, list[tuple[str, float]]] = {}
    for match in values["matches"]:
        thing = (match["match"].removeprefix(WD), match["score"])
        by_actor.setdefault(match["actor"], []).append(thing)
    return by_actor


def decide(path: Path, actor: str, thing: str, *, accepted: bool) -> None:
    """Decide on a match, as a person does in an editor."""
    lines = path.read_text(encoding="utf-8").splitlines()
    start = next(
        number
        for number, line in enumerate(lines)
        if line == f'actor = "{actor}"'
        and lines[number + 1] == f'match = "{WD}{thing}"'
    )
    place = next(
        n for n in range(start, len(lines)) if lines[n].startswith("# accepted")
    )
    lines[place : place + 3] = [
        f"accepted = {str(accepted).lower()}",
        'by = "Anna"',
        "on = 2026-11-22",
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def test_proposals(extract, build):
    """What has the label, the kind and the country comes first; namesakes do not."""
    values = link(extract, build)

    assert found(values) == {
        "state-ml": [("Q912", 1.0)],
        "state-ne": [("Q1032", 1.0)],
        "state-nl": [("Q55", 1.0)],
        "org-eu": [("Q458", 0.8)],
        "mission-minusma": [("Q0901", 1.0)],
        "person-assimi-goita": [("Q0903", 1.0)],
        "person-ibrahim-traore": [("Q0904", 1.0), ("Q0905", 0.5)],
        "x-moussa-diallo-1": [("Q0906", 0.8), ("Q0907", 0.8)],
    }
    assert values["asked"] == 9
    assert values["tied"] == ["x-moussa-diallo-1"]
    assert all(match["accepted"] is None for match in values["matches"])


@pytest.mark.parametrize(
    ("actor", "thing", "why"),
    [
        (
            "person-ibrahim-traore",
            "Q0905",
            "label 'Ibrahim Traoré' here and there; kind Person; country CI, not BF",
        ),
        (
            "mission-minusma",
            "Q0901",
            "label 'MINUSMA' here and there; kind Mission; country ML",
        ),
    ],
)
def test_reasons(extract, build, actor, thing, why):
    """Each score is told what it is made of."""
    values = link(extract, build)

    (match,) = (
        m
        for m in values["matches"]
        if (m["actor"], m["match"]) == (actor, f"{WD}{thing}")
    )
    assert match["why"] == f"preferred {why}"


def test_file_is_read_back(extract, build):
    """The file holds all that is told, with room for a decision."""
    link(extract, build)
    path = build / "links.toml"
    text = path.read_text(encoding="utf-8")

    matches = read_links(path)

    assert len(matches) == text.count("\n# accepted = true") == 10
    assert all(match.decision is None for match in matches)
    (mali,) = (m for m in matches if m.match == f"{WD}Q912")
    assert (mali.label, mali.name, mali.kind) == ("Mali", "Mali", "State")
    assert (mali.about, mali.source) == ("land in West-Afrika", extract)


def test_again_is_the_same(extract, build):
    """Nothing in the file changes where nothing changed."""
    link(extract, build)
    first = (build / "links.toml").read_bytes()
    link(extract, build)

    assert (build / "links.toml").read_bytes() == first


def test_decisions_stay(extract, build):
    """What was decided is kept; who is found is not looked for again."""
    path = build / "links.toml"
    link(extract, build)
    decide(path, "state-ne", "Q1032", accepted=True)
    decide(path, "x-moussa-diallo-1", "Q0906", accepted=False)

    values = link(extract, build)

    assert found(values)["state-ne"] == [("Q1032", 1.0)]
    assert found(values)["x-moussa-diallo-1"] == [("Q0906", 0.8), ("Q0907", 0.8)]
    assert values["tied"] == []
    kept = [match for match in read_links(path) if match.decision]
    made = {m.match.removeprefix(WD): m.decision for m in kept}
    anna = {"by": "Anna", "on": date(2026, 11, 22)}
    assert made == {
        "Q1032": Decision(accepted=True, **anna),
        "Q0906": Decision(accepted=False, **anna),
    }


def test_matches_of_elsewhere_stay(extract, build):
    """What another endpoint proposed is not lost."""
    other = Match(actor="state-ml", match="https://viaf.org/1", source="http://other/")
    write_links(build / "links.toml", [other])

    values = link(extract, build)

    assert {m["match"] for m in values["matches"] if m["actor"] == "state-ml"} == {
        "https://viaf.org/1",
        f"{WD}Q912",
    }


def test_what_is_known_is_not_proposed(extract, build):
    """An actor that the graph knows to be a thing there is left alone."""
    graph = build / "graph.ttl"
    known = f"id:state-ml skos:exactMatch <{WD}Q912> ."
    graph.write_text(graph.read_text("utf-8") + known, encoding="utf-8")

    assert "state-ml" not in found(link(extract, build))


@pytest.mark.parametrize("name", ["id:state-nl", "state-nl", "nederland"])
def test_one_actor(extract, build, name):
    """One actor can be looked for, by identifier or by name."""
    assert found(link(extract, build, "--actor", name)) == {"state-nl": [("Q55", 1.0)]}


def test_lower_scores(extract, build):
    """A person who wants to see more gets more."""
    values = link(extract, build, "--actor", "id:state-ml", "--least", "0")

    assert found(values)["state-ml"] == [("Q912", 1.0), ("Q01", 0.1), ("Q03", 0.0)]


def test_labels_profile(extract, build):
    """Any endpoint can be asked by labels, though kinds may be unknown there."""
    ended = CliRunner().invoke(
        cli.main,
        [
            "link",
            *("--endpoint", extract),
            *("--build", str(build)),
            *("--links", str(build / "links.toml")),
            *("--actor", "id:state-nl"),
        ],
    )

    assert ended.exit_code == 0, ended.output
    (match,) = read_links(build / "links.toml")
    assert (match.match, match.score) == (f"{WD}Q55", 0.5)


def test_command_tells_ties(extract, build):
    """Ties are shown, and what to do."""
    ended = CliRunner().invoke(cli.main, words_of(extract, build))

    assert ended.exit_code == 0
    assert "9 actors were looked for, 8 may be something there." in ended.stdout
    assert "id:x-moussa-diallo-1 (Moussa Diallo) may be 2 things: 0.80" in ended.stdout
    assert "10 matches, 0 of them decided" in ended.stdout


def test_actor_of_two_kinds(extract, build):
    """A thing is proposed once for an actor, whatever else the actor is."""
    graph = build / "graph.ttl"
    second = "id:state-ml a kg:Region ."
    graph.write_text(graph.read_text("utf-8") + second, encoding="utf-8")

    link(extract, build, "--actor", "id:state-ml", "--least", "0")

    matches = [match.match for match in read_links(build / "links.toml")]
    assert len(matches) == len(set(matches)) > 0


def test_no_folder(build):
    """A file that could not be written is told before anybody is asked."""
    words = words_of("http://nowhere.invalid/", build)
    words[words.index("--links") + 1] = str(build / "none" / "links.toml")

    ended = CliRunner().invoke(cli.main, words)

    assert ended.exit_code == 2
    assert "--links: there is no folder" in ended.stderr
