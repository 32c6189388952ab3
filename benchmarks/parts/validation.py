"""What validation takes beside all else of a build, on ever bigger graphs."""

from typing import Any

from benchmarks.measuring import ROOT, run_job
from benchmarks.workshop import Workshop, build

PLAIN = 1  # up to so many times pySHACL as shipped is tried; beyond it takes hours


def measure(shop: Workshop) -> dict[str, Any]:
    """Return the seconds of each size, and whether all engines found the same."""
    out = shop.folder / "papers"
    shop.say("building the papers of the corpus")
    whole = build(ROOT / "corpus", out, 1)["cpu"]
    rows = []
    for copies in shop.options.copies:
        shop.say(f"validating their graph {copies} times over")
        row = run_job("validating", "kroniek", out, copies)[1]
        if copies <= PLAIN and shop.options.full:
            shop.say("validating it by pySHACL as shipped")
            plain = run_job("validating", "plain", out, copies)[1]
            row["plain"] = plain["seconds"]
            row["same"] = plain["digest"] == row["digest"]
        row.pop("digest")
        rows.append({"copies": copies, **row})
    return {"build": round(whole, 3), "rows": rows}
