"""Measure quality and write the figures into docs/quality.md.

Usage: python tools/report_quality.py [COMMIT]

Builds the corpus and the golden documents into a temporary folder and scores them. Only
what stands between the markers `<!-- BEGIN name -->` and `<!-- END name -->` is
replaced; all else is written by hand. COMMIT is read from git if it is not given.
"""

import importlib.util
import re
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

import kg
from kg.evaluate import Evaluation, as_markdown, evaluate
from kg.evaluate.gate import values_of
from kg.evaluate.mistakes import Kind
from kg.pipeline import Settings, build

ROOT = Path(__file__).resolve().parents[1]
REPORT = ROOT / "docs" / "quality.md"
GOLD = ROOT / "tests" / "gold"
CASES = ROOT / "tests" / "cases" / "to_gold.py"
NAMES = {
    "trigger": "claims found (trigger), F1",
    "typed": "claims found with their class (typed), F1",
    "roles": "roles end to end, F1",
    "time": "times end to end, F1",
    "factuality": "factuality, accuracy",
    "factuality-macro": "factuality, macro-F1",
    "source": "source, accuracy",
    "coreference": "same event, B³ F1",
    "names": "names, F1",
    "names-in-range": "names within the annotated range, F1",
    "names-overlap": "names found with any overlap",
    "names-linked": "names linked to the right entity",
}
OPEN = "–"


def measure() -> tuple[Evaluation, Evaluation]:
    """Build and score the corpus by the dev gold, and the golden documents."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        build(ROOT / "corpus", folder / "dev", Settings(corrections=False))
        inventory = GOLD / "entities.md"
        dev = evaluate(folder / "dev", sorted(GOLD.glob("dev/*.json")), inventory)
        spec = importlib.util.spec_from_file_location("to_gold", CASES)
        if spec is None or spec.loader is None:
            raise FileNotFoundError(CASES)
        cases = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(cases)
        cases.main(folder)
        build(folder / "corpus", folder / "golden")
        golden = evaluate(folder / "golden", sorted(folder.glob("gold/*.json")))
    return dev, golden


def parts_of(dev: Evaluation, golden: Evaluation, commit: str) -> dict[str, str]:
    """Return what goes between each pair of markers."""
    return {
        "run": f"Measured with kg {kg.__version__} at commit `{commit}`.",
        "summary": summary(dev, golden),
        "errors": f"{errors(dev, 'dev gold')} {errors(golden, 'golden papers')}",
        "dev": as_markdown(dev, 0, level=3).strip(),
        "golden": as_markdown(golden, 0, level=3).strip(),
    }


def summary(dev: Evaluation, golden: Evaluation) -> str:
    """Return the main figures of both sets as a table."""
    both = [values_of(found.figures) for found in (dev, golden)]
    rows = [f"| {'figure':<41} | dev gold | golden papers |"]
    rows.append(f"|{'-' * 43}|---------:|--------------:|")
    for key, name in NAMES.items():
        values = [OPEN if v[key] is None else f"{v[key]:.3f}" for v in both]
        rows.append(f"| {name:<41} | {values[0]:>8} | {values[1]:>13} |")
    return "\n".join(rows)


def errors(found: Evaluation, where: str) -> str:
    """Return a sentence with how many errors there are of each kind, most first."""
    counts = sorted(
        ((len(found.mistakes[kind]), kind.value) for kind in Kind), reverse=True
    )
    listed = ", ".join(f"{number} {kind}" for number, kind in counts)
    wanted = found.figures.typed.wanted
    return f"Errors on the {where} ({wanted} claims): {listed}."


def replaced(text: str, parts: Mapping[str, str]) -> str:
    """Return a text with what stands between markers replaced, all else as it was."""
    for name, part in parts.items():
        begin, end = f"<!-- BEGIN {name} -->", f"<!-- END {name} -->"
        inside = f"(?<={re.escape(begin)}\n).*?(?={re.escape(end)})"
        pattern = re.compile(inside, re.DOTALL)
        if len(pattern.findall(text)) != 1:
            raise SystemExit(f"{REPORT}: there must be one {begin} with its {end}")
        text = pattern.sub(lambda _, part=part: f"{part}\n", text)
    return text


def commit_of() -> str:
    """Return the commit that is checked out, marked where files were changed."""
    words = ["git", "describe", "--always", "--dirty", "--exclude=*"]
    ended = subprocess.run(
        words, cwd=ROOT, capture_output=True, check=True, encoding="utf-8"
    )
    return ended.stdout.strip()


def main() -> None:
    """Measure, and write the report."""
    commit = sys.argv[1] if len(sys.argv) > 1 else commit_of()
    parts = parts_of(*measure(), commit)
    text = REPORT.read_text(encoding="utf-8")
    REPORT.write_text(replaced(text, parts), encoding="utf-8")
    print(f"written: {REPORT.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
