"""Turn the written cases into gold files and a corpus that `kg build` can read.

usage: to_gold.py OUT

Writes `OUT/gold/NNN-name.json` (the shape of the scorer's gold) and
`OUT/corpus/NNN-name.txt` with `OUT/corpus/corpus.toml`. A case whose trigger is not
where it says, or that names an entity nobody describes, raises `CaseError`.
"""

import json
import re
import sys
import tomllib
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, TypeAlias

HERE = Path(__file__).resolve().parent
ROLES = ("agent", "target", "participant", "place")
ENTITY_LISTS = (*ROLES, "source", "reported_by")
METADATA = (
    "title",
    "kind",
    "issued",
    "asked",
    "country",
    "date_basis",
    "asked_by",
    "answered_by",
    "publisher",
)
CLASSES = frozenset(
    {
        "Coup",
        "Resignation",
        "Appointment",
        "Dissolution",
        "Election",
        "Arrest",
        "Release",
        "Expulsion",
        "Sanction",
        "MembershipSuspension",
        "CooperationSuspension",
        "CooperationResumption",
        "BorderClosure",
        "Restriction",
        "Attack",
        "HumanRightsViolation",
        "MilitaryOperation",
        "Contribution",
        "Withdrawal",
        "MissionEnd",
        "MandateRenewal",
        "MissionEstablishment",
        "Training",
        "ArmedPresence",
        "Meeting",
        "Visit",
        "Mediation",
        "Agreement",
        "Condemnation",
        "Appeal",
        "Accusation",
        "SupportExpression",
        "Funding",
        "LetterToParliament",
    }
)
FACTUALITIES = frozenset(
    {
        "certain",
        "probable",
        "possible",
        "denied",
        "unconfirmed",
        "planned",
        "hypothetical",
        "requested",
    }
)
COUNT_KEYS = frozenset({"value", "min", "max", "unit"})
DATE = r"\d{4}(?:-\d\d(?:-\d\d)?)?"
EDTF = re.compile(rf"{DATE}(?:/(?:{DATE}|\.\.))?|\.\./{DATE}")
STATE = re.compile(r"state-[a-z]{2}")

Table: TypeAlias = dict[str, Any]


class CaseError(ValueError):
    """A case contradicts its own text or the guidelines."""


def read(path: Path) -> Table:
    """Return the tables of a TOML file."""
    return tomllib.loads(path.read_text(encoding="utf-8"))


def shared_entities() -> dict[str, Table]:
    """Return the entities that several cases name, by identifier."""
    return {entity["id"]: entity for entity in read(HERE / "entities.toml")["entity"]}


def spans(text: str, word: str) -> Iterator[tuple[int, int]]:
    r"""Yield where `word` stands as a whole word, also across a line-end hyphen.

    >>> list(spans("de veroor-\ndeelde VN-missie, de missie", "veroordeelde"))
    [(3, 17)]
    >>> list(spans("de VN-missie, de missie", "missie"))
    [(17, 23)]
    """
    inside = "".join(
        re.escape(char) + (r"\n?" if char == "-" else r"(?:-\n)?") for char in word[:-1]
    )
    pattern = rf"(?<![\w-])(?<!-\n){inside}{re.escape(word[-1])}(?![\w-])"
    for match in re.finditer(pattern.replace(r"\ (?:-\n)?", r"\s+"), text):
        yield match.span()


def squeeze(text: str) -> str:
    """Return text without blanks and hyphens, in which layout makes no difference."""
    return re.sub(r"[\s-]+", "", text)


def locate(text: str, claim: Mapping[str, Any]) -> tuple[int, int]:
    """Return the span of the trigger of a claim, checked against its sentence."""
    trigger, n = claim["trigger"], claim["n"]
    found = list(spans(text, trigger))
    if not 1 <= n <= len(found):
        raise CaseError(f"{trigger!r} stands {len(found)} times, not {n}")
    begin, end = found[n - 1]
    around, whole = squeeze(claim["sentence"]), squeeze(text)
    if whole.count(around) != 1:
        raise CaseError(f"{claim['sentence']!r} stands {whole.count(around)} times")
    start = whole.index(around)
    if not start <= len(squeeze(text[:begin])) < start + len(around):
        raise CaseError(f"{trigger!r} number {n} is not in {claim['sentence']!r}")
    return begin, end


def check(claim: Mapping[str, Any], known: Mapping[str, Table]) -> None:
    """Raise if a claim uses a word outside the guidelines or an unknown entity."""
    trigger = claim["trigger"]
    if claim["class"] not in CLASSES:
        raise CaseError(f"{trigger!r}: no class {claim['class']!r}")
    if claim["factuality"] not in FACTUALITIES:
        raise CaseError(f"{trigger!r}: no factuality {claim['factuality']!r}")
    if "time" in claim and not EDTF.fullmatch(claim["time"]):
        raise CaseError(f"{trigger!r}: not EDTF: {claim['time']!r}")
    if not set(claim.get("count", ())) <= COUNT_KEYS:
        raise CaseError(f"{trigger!r}: not a count: {claim['count']!r}")
    for name in identifiers(claim):
        if not (name in known or STATE.fullmatch(name)):
            raise CaseError(f"{trigger!r}: nobody describes {name!r}")


def identifiers(claim: Mapping[str, Any]) -> Iterator[str]:
    """Yield the entities that a claim names, alternatives one by one."""
    for key in ENTITY_LISTS:
        for value in claim.get(key, []):
            for name in value.split("|"):
                if not name.startswith("event:"):
                    yield name


def check_events(where: str, claims: Collection[Mapping[str, Any]]) -> None:
    """Raise if a claim is directed at an event that no claim is about."""
    events = {claim.get("event") for claim in claims}
    for claim in claims:
        for value in claim.get("target", []):
            for name in value.split("|"):
                if name.startswith("event:") and name[6:] not in events:
                    raise CaseError(f"{where}: no claim is about {name!r}")


def gold_of(folder: Path) -> Table:
    """Return the gold of the case in a folder, in the shape that the scorer reads."""
    case = read(folder / "case.toml")
    text = (folder / "document.txt").read_text(encoding="utf-8")
    known = shared_entities() | {entity["id"]: entity for entity in case["entity"]}
    claims: list[Table] = []
    used: set[str] = set()
    for claim in case["claim"]:
        try:
            check(claim, known)
            begin, end = locate(text, claim)
        except CaseError as error:
            raise CaseError(f"{folder.name}: {error}") from None
        used.update(identifiers(claim))
        claims.append(
            {"begin": begin, "end": end, "trigger": claim["trigger"]}
            | {"class": claim["class"], "event": claim["event"]}
            | {role: claim.get(role, []) for role in ROLES}
            | {"time": claim.get("time"), "factuality": claim["factuality"]}
            | {"source": claim["source"], "reported_by": claim.get("reported_by", [])}
            | {"count": claim.get("count")}
        )
    check_events(folder.name, claims)
    described = {name: known[name] for name in sorted(used & known.keys())}
    gold: Table = {
        "document": folder.name,
        "claims": sorted(claims, key=lambda claim: claim["begin"]),
        "names": [],
        "entities": {
            name: {"name": entity["name"], "type": entity["type"]}
            for name, entity in described.items()
        },
    }
    alias = {
        name: entity["alias"] for name, entity in described.items() if "alias" in entity
    }
    return gold | ({"alias": alias} if alias else {})


def folders() -> list[Path]:
    """Return the folders of the document cases, in order."""
    return sorted(path.parent for path in HERE.glob("documents/*/case.toml"))


def sentence_cases() -> Iterator[tuple[str, Table]]:
    """Yield the construction and the table of each single-sentence case, checked."""
    known = shared_entities()
    for path in sorted(HERE.glob("sentences/*.toml")):
        for case in read(path)["case"]:
            for claim in case.get("claim", []):
                try:
                    check(claim | {"reported_by": case["speaker"].split("|")}, known)
                    check(claim, known)
                    sentence_span(case, claim)
                except CaseError as error:
                    raise CaseError(f"{path.name}: {case['text']}: {error}") from None
            check_events(path.name, case.get("claim", []))
            yield path.stem, case


def sentence_span(case: Mapping[str, Any], claim: Mapping[str, Any]) -> tuple[int, int]:
    """Return the span of the trigger of a claim in the text of its case."""
    found = list(spans(case["text"], claim["trigger"]))
    if len(found) < claim.get("n", 1):
        raise CaseError(f"{claim['trigger']!r} stands {len(found)} times")
    n: int = claim.get("n", 1)
    return found[n - 1]


def toml_value(value: object) -> str:
    """Write a string or a date as TOML."""
    if isinstance(value, date):
        return value.isoformat()
    return json.dumps(value, ensure_ascii=False)


def main(out: Path) -> None:
    """Write the gold and the corpus of all document cases."""
    (out / "gold").mkdir(parents=True, exist_ok=True)
    (out / "corpus").mkdir(exist_ok=True)
    entries = []
    for folder in folders():
        gold = json.dumps(gold_of(folder), ensure_ascii=False, indent=1)
        (out / "gold" / f"{folder.name}.json").write_text(gold + "\n", "utf-8")
        text = (folder / "document.txt").read_bytes()
        (out / "corpus" / f"{folder.name}.txt").write_bytes(text)
        case = read(folder / "case.toml")
        lines = [f"[{folder.name}]", f'file = "{folder.name}.txt"']
        lines += [f"{key} = {toml_value(case[key])}" for key in METADATA if key in case]
        entries.append("\n".join(lines) + "\n")
    (out / "corpus" / "corpus.toml").write_text("\n".join(entries), "utf-8")
    for _ in sentence_cases():
        pass  # reading them checks them


if __name__ == "__main__":
    main(Path(sys.argv[1]))
