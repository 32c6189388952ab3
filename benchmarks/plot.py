"""How a build grows, as a picture that can be read on light and dark pages."""

import io
from collections.abc import Mapping
from math import ceil, floor, log10
from typing import Any

import matplotlib as mpl

mpl.use("svg")

from matplotlib import pyplot as plt

INK, DARK_INK = "#24292f", "#e6edf3"
LINES = {"wall": "#0969da", "cpu": "#bc4c00", "main": "#1a7f37", "together": "#8250df"}
SIDES = (
    ("seconds", {"wall": "clock", "cpu": "processor, all cores"}),
    ("megabytes", {"main": "the process itself", "together": "with its processes"}),
)
STYLE = f"""<style>@media (prefers-color-scheme: dark) {{
text, tspan {{ fill: {DARK_INK} !important; }}
path[style*="{INK}"], use[style*="{INK}"] {{ stroke: {DARK_INK} !important; }}
}}</style>"""


def draw(growth: Mapping[str, Any]) -> str:
    """Return the picture of the figures of growth, as SVG; the same for the same."""
    colours = dict.fromkeys(
        (
            "text.color",
            "axes.edgecolor",
            "axes.labelcolor",
            "xtick.color",
            "ytick.color",
        ),
        INK,
    )
    settings: dict[Any, Any] = {
        "svg.hashsalt": "kroniek",
        "svg.fonttype": "none",
        **colours,
    }
    with plt.rc_context(settings):
        figure, sides = plt.subplots(1, 2, figsize=(9, 3.6), layout="constrained")
        for axes, (unit, series) in zip(sides, SIDES, strict=True):
            _side(axes, growth["rows"], unit, series)
        file = io.StringIO()
        figure.savefig(file, transparent=True, metadata={"Date": None})
        plt.close(figure)
    head, sign, rest = file.getvalue().partition("<defs>")
    return f"{head}{STYLE}\n {sign}{rest}"


def _side(axes: Any, rows: Any, unit: str, series: Mapping[str, str]) -> None:
    documents = [row["documents"] for row in rows]
    for name, label in series.items():
        figures = [row[name] for row in rows]
        axes.loglog(documents, figures, marker="o", color=LINES[name], label=label)
    if unit == "seconds":
        last = rows[-1]
        linear = [last["wall"] * n / last["documents"] for n in documents]
        axes.loglog(documents, linear, ":", color="#8c959f", label="linear")
    axes.set_xticks(documents, [f"{number:,}" for number in documents])
    axes.xaxis.minorticks_off()
    axes.yaxis.set_major_formatter("{x:,.0f}")
    axes.yaxis.set_minor_formatter(mpl.ticker.NullFormatter())
    bottom, top = axes.get_ylim()
    axes.set_ylim(10 ** floor(log10(bottom)), 10 ** ceil(log10(top)))
    axes.set_xlabel("documents")
    axes.set_ylabel(unit)
    axes.grid(visible=True, which="major", alpha=0.25)
    axes.legend(frameon=False)
