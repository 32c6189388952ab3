"""A report in the formats of the command line."""

import json
from collections.abc import Callable, Iterator, Mapping
from html import escape

from kg.errors import UnknownName
from kg.model import Finding, Report
from kg.store.turtle import turtle
from kg.validate.notes import Note
from kg.validate.report import (
    by_shape,
    count,
    format_report,
    report_graph,
    shape_name,
    short_name,
    verdict,
)

Notes = Mapping[str, Note]

PREFIXES = {
    "sh": "http://www.w3.org/ns/shacl#",
    "ksh": "https://w3id.org/kroniek/shapes#",
    "kg": "https://w3id.org/kroniek/ont#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
body {{ font: 1rem/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto;
  padding: 0 1rem; color: #222; background: #fff }}
h2 {{ font-size: 1.1rem; margin-top: 2rem; padding-left: .6rem;
  border-left: .4rem solid #888 }}
h2.Violation {{ border-color: #b00020 }}
h2.Warning {{ border-color: #c77700 }}
li {{ margin: .4rem 0; overflow-wrap: anywhere }}
q {{ color: #555 }}
code {{ font-size: .85em }}
</style>
<h1>{title}</h1>
{body}
</html>
"""


def render_report(report: Report, form: str, notes: Notes | None = None) -> str:
    """Return a report in one of `FORMATS`.

    Raises:
        UnknownName: there is no such format.
    """
    if form not in FORMATS:
        raise UnknownName("format", form, FORMATS)
    return FORMATS[form](report, notes or {})


def _as_turtle(report: Report, _: Notes) -> str:
    return turtle(report_graph(report), PREFIXES)


def _as_json(report: Report, notes: Notes) -> str:
    values = {
        "conforms": report.conforms,
        "counts": {str(severity): number for severity, number in count(report).items()},
        "findings": [
            _values(finding, notes) for group in by_shape(report) for finding in group
        ],
    }
    return json.dumps(values, ensure_ascii=False, indent=1) + "\n"


def _values(finding: Finding, notes: Notes) -> Mapping[str, str | None]:
    note = notes.get(finding.focus_node, Note())
    return {
        "severity": str(finding.severity),
        "shape": finding.shape,
        "message": finding.message,
        "focusNode": finding.focus_node,
        "label": note.label or None,
        "path": finding.path or None,
        "value": finding.value or None,
        "evidence": note.sentence or None,
    }


def _as_html(report: Report, notes: Notes) -> str:
    parts = [part for group in by_shape(report) for part in _section(group, notes)]
    return _PAGE.format(title=escape(verdict(report)), body="\n".join(parts))


def _section(group: list[Finding], notes: Notes) -> Iterator[str]:
    first = group[0]
    name, severity = escape(shape_name(first)), escape(str(first.severity))
    yield f'<h2 class="{severity}">{severity}: {name} ({len(group)})</h2>'
    yield f"<p>{escape(first.message)}</p>\n<ul>"
    for finding in group:
        yield f"<li>{_item(finding, notes)}</li>"
    yield "</ul>"


def _item(finding: Finding, notes: Notes) -> str:
    note = notes.get(finding.focus_node, Note())
    label = note.label or short_name(finding.focus_node)
    item = f"{escape(label)} <code>{escape(finding.focus_node)}</code>"
    if finding.value and finding.value != finding.focus_node:
        value = notes.get(finding.value, Note()).label or finding.value
        item += f": {escape(value)}"
    return f"{item}<br><q>{escape(note.sentence)}</q>" if note.sentence else item


FORMATS: Mapping[str, Callable[[Report, Notes], str]] = {
    "table": format_report,
    "ttl": _as_turtle,
    "json": _as_json,
    "html": _as_html,
}
