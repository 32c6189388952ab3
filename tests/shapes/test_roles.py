"""The role shapes are made from `classes.toml` and find what it says."""

import subprocess
import sys
from pathlib import Path

import pytest
from rdflib import RDF, Graph, Literal, Namespace, URIRef
from rdflib.namespace import SH, SKOS

from kg.model import Severity
from kg.ontology import EventClass, RoleSpec, load_classes, load_kinds
from kg.validate import load_shapes, validate
from kg.vocabulary import KG

ROOT = Path(__file__).parents[2]
SHAPES = Namespace("https://w3id.org/kroniek/shapes#")
EX = Namespace("https://example.org/")
CLASSES = list(load_classes().values())
ROLES = [(entry, spec) for entry in CLASSES for spec in entry.roles.values()]


@pytest.fixture(scope="module")
def shapes() -> Graph:
    """Return the role shapes alone."""
    graph = Graph().parse(ROOT / "ontology" / "shapes" / "roles.ttl")
    assert len(graph) < len(load_shapes())
    return graph


def test_made_from_the_table() -> None:
    """`roles.ttl` and the class section of the ontology are up to date."""
    done = subprocess.run(
        [sys.executable, "tools/make_shapes.py", "--check"],
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stdout) == (0, "")


def event(entry: EventClass, fillers: dict[str, URIRef], *, on_claim: bool) -> Graph:
    """Return an event of a class with fillers, and an actor of every kind."""
    graph = Graph()
    graph.add((EX.event, RDF.type, KG[entry.name]))
    graph.add((EX.event, SKOS.prefLabel, Literal("x", lang="nl")))
    graph.add((EX.claim, KG.aboutEvent, EX.event))
    for role, filler in fillers.items():
        graph.add((EX.claim if on_claim else EX.event, KG[role], filler))
    for kind in load_kinds():
        graph.add((EX[kind], RDF.type, KG[kind]))
    return graph


def kind_for(spec: RoleSpec) -> URIRef:
    """Return an actor that may fill a role."""
    return EX["State"] if spec.admits("State") else EX[spec.kinds[0]]


def whole(entry: EventClass) -> dict[str, URIRef]:
    """Return a filler for every role of a class."""
    return {role: kind_for(spec) for role, spec in entry.roles.items()}


def found(graph: Graph, shapes: Graph) -> dict[str, Severity]:
    """Return the shapes that a graph does not fit."""
    report = validate(graph, shapes)
    return {f.shape.removeprefix(SHAPES): f.severity for f in report.findings}


def short(entry: EventClass, *rest: str) -> str:
    """Return the name of a shape of a class."""
    kebab = "".join(f"-{c.lower()}" if c.isupper() else c for c in entry.name)
    return "-".join((kebab.removeprefix("-"), *rest))


@pytest.mark.parametrize("on_claim", [False, True])
@pytest.mark.parametrize("entry", CLASSES, ids=lambda entry: entry.name)
def test_whole_events_fit(entry: EventClass, *, on_claim: bool, shapes: Graph) -> None:
    """An event with all roles filled as the table says has no finding."""
    assert found(event(entry, whole(entry), on_claim=on_claim), shapes) == {}


@pytest.mark.parametrize("entry", CLASSES, ids=lambda entry: entry.name)
def test_events_about_nobody(entry: EventClass, shapes: Graph) -> None:
    """An event without any role is found, and each role that it should have."""
    expected = {short(entry, "somebody"): entry.nobody} | {
        short(entry, role, "given"): spec.severity
        for role, spec in entry.roles.items()
        if spec.required
    }

    assert found(event(entry, {}, on_claim=False), shapes) == expected


@pytest.mark.parametrize(
    ("entry", "spec"), ROLES, ids=lambda x: getattr(x, "name", None) or x.role
)
def test_wrong_kinds(entry: EventClass, spec: RoleSpec, shapes: Graph) -> None:
    """A filler of a kind that the table does not admit is a violation."""
    wrong = next(kind for kind in (*load_kinds(), None) if not spec.admits(str(kind)))
    graph = event(entry, whole(entry) | {spec.role: EX[str(wrong)]}, on_claim=True)

    assert found(graph, shapes) == {short(entry, spec.role, "kind"): Severity.VIOLATION}


def test_one_state_per_coup(shapes: Graph) -> None:
    """A coup in two states is a violation; a city beside the state is none."""
    coup = load_classes()["Coup"]
    graph = event(coup, whole(coup), on_claim=True)
    graph.add((EX.claim, KG.place, EX.City))
    assert found(graph, shapes) == {}

    graph.add((EX.other, RDF.type, KG.State))
    graph.add((EX.claim, KG.place, EX.other))
    assert found(graph, shapes) == {"coup-place-max": Severity.VIOLATION}


def test_roles_that_a_class_lacks(shapes: Graph) -> None:
    """A role that has no meaning for the class is a warning."""
    coup = load_classes()["Coup"]
    graph = event(coup, whole(coup) | {"participant": EX.State}, on_claim=True)

    assert found(graph, shapes) == {"coup-participant-foreign": Severity.WARNING}


def test_events_as_targets(shapes: Graph) -> None:
    """What the table admits as target may be an event, and nothing else may."""
    for name in ("Condemnation", "Arrest"):
        entry = load_classes()[name]
        graph = event(entry, whole(entry) | {"target": EX.coup}, on_claim=True)
        graph.add((EX.coup, RDF.type, KG.Attack))
        for role in ("agent", "target", "place"):
            graph.add((EX.coup, KG[role], EX.State))
        fits = entry.roles[next(r for r in entry.roles if r == "target")].events

        assert bool(found(graph, shapes)) is not bool(fits)


def test_shapes_name_every_role(shapes: Graph) -> None:
    """The shape of a class says in two languages what its roles are called."""
    for entry, spec in ROLES:
        node = SHAPES[short(entry, spec.role, "kind")]
        names = {str(name) for name in shapes.objects(node, SH.name)}

        assert names == set(spec.labels.values())
