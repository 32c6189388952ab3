"""Make the role shapes and the class section of the ontology from their tables.

Usage: python tools/make_shapes.py [--check]
"""

import re
import sys
from collections.abc import Iterator, Mapping

from kg.model import Role
from kg.ontology import (
    ANY_EVENT,
    LANGUAGES,
    CodeSpec,
    EventClass,
    RoleSpec,
    load_classes,
    load_codes,
    load_groups,
)
from kg.resources import folder
from made_files import write_or_check

SHAPES = folder("ontology") / "shapes" / "roles.ttl"
ONTOLOGY = folder("ontology") / "kroniek.ttl"
BEGIN = "# BEGIN made by tools/make_shapes.py\n"
END = "# END made by tools/make_shapes.py\n"
DEFINED_BY = "rdfs:isDefinedBy <https://w3id.org/kroniek/ont>"
SCHEMES = ("plover", "cameo")
# How a match of the table is written; the last two are our own.
MATCHES = {
    "close": "skos:closeMatch",
    "broad": "skos:broadMatch",
    "related": "skos:relatedMatch",
    "planned": "kg:whenPlanned",
    "requested": "kg:whenRequested",
}
HEAD = """\
# The roles of each class of event. Made by tools/make_shapes.py from classes.toml:
# change that file, not this one.
#
# Every path reaches what the event says itself and what its claims say.

@prefix kg: <https://w3id.org/kroniek/ont#> .
@prefix ksh: <https://w3id.org/kroniek/shapes#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .

"""


def shapes() -> str:
    """Return the role shapes of all classes as Turtle."""
    return HEAD + "\n".join(
        block for entry in load_classes().values() for block in _class_shapes(entry)
    )


def classes() -> str:
    """Return the groups, classes and codes of events as Turtle."""
    blocks = [
        _statement(
            f"kg:{group.name} a owl:Class",
            _texts("rdfs:label", group.labels),
            _texts("skos:definition", group.definitions),
            f"skos:example {_examples(group.name)}",
            "rdfs:subClassOf kg:Event",
            "dcterms:source src:kroniek",
            DEFINED_BY,
        )
        for group in load_groups().values()
    ]
    blocks += [_class_statement(entry) for entry in load_classes().values()]
    for scheme in SCHEMES:
        blocks += _scheme(scheme)
    return "\n".join(blocks)


def ontology(current: str) -> str:
    """Return the ontology with its class section made anew."""
    before, rest = current.split(BEGIN)
    after = rest.split(END)[1]
    return f"{before}{BEGIN}\n{classes()}\n{END}{after}"


def _class_shapes(entry: EventClass) -> Iterator[str]:
    name = kebab(entry.name)
    properties = [f"ksh:{name}-somebody"]
    blocks = [_somebody(entry)]
    for spec in entry.roles.values():
        for suffix, block in _role_shapes(entry, spec):
            properties.append(f"ksh:{name}-{spec.role}-{suffix}")
            blocks.append(block)
    for role in (role for role in Role if role not in entry.roles):
        properties.append(f"ksh:{name}-{role}-foreign")
        blocks.append(_foreign(entry, role))
    yield _statement(
        f"ksh:{name} a sh:NodeShape",
        f"sh:targetClass kg:{entry.name}",
        _texts("sh:name", entry.labels),
        _texts("sh:description", entry.definitions),
        "sh:property " + " ,\n        ".join(properties),
    )
    yield from blocks


def _role_shapes(entry: EventClass, spec: RoleSpec) -> Iterator[tuple[str, str]]:
    what = f"{entry.name}: the {spec.role} ({spec.labels['en']})"
    head = f"ksh:{kebab(entry.name)}-{spec.role}"
    common = (_path(spec.role), _texts("sh:name", spec.labels))
    allowed = [f"[ sh:class kg:{kind} ]" for kind in (*spec.kinds, *_events(spec))]
    listed = ", ".join((*spec.kinds, *_events(spec)))
    yield (
        "kind",
        _statement(
            f"{head}-kind a sh:PropertyShape",
            *common,
            f"sh:or ( {' '.join(allowed)} )",
            "sh:severity sh:Violation",
            f'sh:message "{what} is of none of the kinds that can be one."@en',
            f'sh:description "Kinds that can be one: {listed}."@en',
        ),
    )
    if spec.required:
        yield (
            "given",
            _statement(
                f"{head}-given a sh:PropertyShape",
                *common,
                "sh:minCount 1",
                f"sh:severity sh:{spec.severity}",
                f'sh:message "{what} is not given."@en',
                'sh:description "An event of this class normally has the role."@en',
            ),
        )
    if spec.maximum is not None:
        yield "max", _maximum(head, what, common, spec.maximum)


def _maximum(head: str, what: str, common: tuple[str, ...], most: int) -> str:
    return _statement(
        f"{head}-max a sh:PropertyShape",
        *common,
        "sh:qualifiedValueShape [ sh:class kg:State ]",
        f"sh:qualifiedMaxCount {most}",
        "sh:severity sh:Violation",
        f'sh:message "{what} is more than {most} state."@en',
        'sh:description "Two states mean two events that were taken for one."@en',
    )


def _somebody(entry: EventClass) -> str:
    paths = " ".join(_steps(role) for role in entry.roles)
    return _statement(
        f"ksh:{kebab(entry.name)}-somebody a sh:PropertyShape",
        f"sh:path [ sh:alternativePath ( {paths} ) ]",
        "sh:minCount 1",
        f"sh:severity sh:{entry.nobody}",
        f'sh:message "{entry.name}: an event about nobody and nowhere."@en',
        'sh:description "An event of this class has at least one role."@en',
    )


def _foreign(entry: EventClass, role: Role) -> str:
    return _statement(
        f"ksh:{kebab(entry.name)}-{role}-foreign a sh:PropertyShape",
        _path(role),
        "sh:maxCount 0",
        "sh:severity sh:Warning",
        f'sh:message "{entry.name}: events of this class have no {role}."@en',
        'sh:description "The role has no meaning for this class."@en',
    )


def _events(spec: RoleSpec) -> tuple[str, ...]:
    return ("Event",) if ANY_EVENT in spec.events else spec.events


def _path(role: Role) -> str:
    return f"sh:path [ sh:alternativePath ( {_steps(role)} ) ]"


def _steps(role: Role) -> str:
    return f"kg:{role} ( [ sh:inversePath kg:aboutEvent ] kg:{role} )"


def _class_statement(entry: EventClass) -> str:
    matches: dict[str, list[str]] = {}
    for scheme, codes in entry.codes.items():
        for code in codes:
            term = MATCHES[code.match]
            matches.setdefault(term, []).append(f"{scheme}:{code.code}")
    return _statement(
        f"kg:{entry.name} a owl:Class",
        _texts("rdfs:label", entry.labels),
        _texts("skos:definition", entry.definitions),
        f"skos:example {_examples(entry.name)}",
        f"rdfs:subClassOf kg:{entry.group}",
        *(f"{term} {' , '.join(codes)}" for term, codes in matches.items()),
        "dcterms:source src:plover , src:cameo",
        DEFINED_BY,
    )


def _examples(name: str) -> str:
    """Return the examples of a class, or the first of each class of a group."""
    known = load_classes()
    examples = (
        known[name].examples
        if name in known
        else [entry.examples[0] for entry in known.values() if entry.group == name]
    )
    return " , ".join(f'"{example}"@nl' for example in examples)


def _scheme(scheme: str) -> Iterator[str]:
    title = scheme.upper()
    yield _statement(
        f"{scheme}:scheme a skos:ConceptScheme",
        f'rdfs:label "{title}"@nl , "{title}"@en',
        f'skos:definition "De codes van {title} waar onze klassen op lijken, in eigen '
        f'woorden."@nl , "The codes of {title} that our classes resemble, in our own '
        'words."@en',
        f"dcterms:source src:{scheme}",
        DEFINED_BY,
    )
    for spec in load_codes(scheme).values():
        yield _concept(scheme, spec)


def _concept(scheme: str, spec: CodeSpec) -> str:
    place = (
        f"skos:broader {scheme}:{spec.broader}"
        if spec.broader
        else f"skos:topConceptOf {scheme}:scheme"
    )
    return _statement(
        f"{scheme}:{spec.code} a skos:Concept",
        f'skos:notation "{spec.code}"',
        _texts("skos:prefLabel", spec.labels),
        _texts("skos:definition", spec.definitions),
        place,
        *(f"skos:closeMatch plover:{code}" for code in spec.close),
        f"skos:inScheme {scheme}:scheme",
        DEFINED_BY,
    )


def _texts(term: str, texts: Mapping[str, str]) -> str:
    literals = " , ".join(f'"{texts[tag]}"@{tag}' for tag in LANGUAGES)
    return f"{term} {literals}"


def _statement(*parts: str) -> str:
    return " ;\n    ".join(parts) + " .\n"


def kebab(name: str) -> str:
    """Return a class name in lower case with hyphens.

    >>> kebab("HumanRightsViolation")
    'human-rights-violation'
    """
    return re.sub(r"(?<!^)(?=[A-Z])", "-", name).lower()


def main() -> int:
    """Write both files, or with `--check` tell whether they are up to date."""
    made = ontology(ONTOLOGY.read_text(encoding="utf-8"))
    return write_or_check({SHAPES: shapes(), ONTOLOGY: made})


if __name__ == "__main__":
    sys.exit(main())
