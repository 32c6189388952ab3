"""Pages of HTML that need nothing else: no network, no server, no other file."""

import base64
import hashlib
import html
import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from kg.look.frame import Heading
from kg.look.words import Words

_FOLDER = Path(__file__).parent
# What could end a script or begin a comment stands as escapes of JSON.
_ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def page(
    kind: str,
    heading: Heading,
    words: Words,
    data: Mapping[str, Any] | None = None,
    **values: Any,
) -> str:
    """Return a page of a template, with its style, script and data inside.

    Text is escaped wherever it stands. The page may load nothing and run no script but
    its own (Content Security Policy 3), whatever a document holds. Without data there
    is no script.
    """
    script = _asset(f"{kind}.js") if data is not None else ""
    template = _environment().get_template(f"{kind}.html")
    return template.render(
        kind=kind,
        heading=heading,
        words=words,
        css=as_markup(_asset("style.css")),
        script=as_markup(script),
        policy=_policy(script),
        data=as_script_data(data or {}),
        **values,
    )


def as_markup(ours: str) -> Markup:
    """Return what we made, and escaped, as markup that a template takes as it is."""
    return Markup(ours)  # noqa: S704


def as_script_data(data: Mapping[str, Any]) -> Markup:
    r"""Return values as JSON that can stand in a script of HTML.

    >>> print(as_script_data({"label": "</script>"}))
    {"label":"\u003c/script\u003e"}
    """
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return as_markup(text.translate(_ESCAPES))


def frame(document: str, title: str, caption: str, height: int) -> str:
    """Return a page as a frame for a notebook, cut off from the notebook's own page.

    The caption stays where a notebook is not trusted to run what is inside.
    """
    return (
        f'<iframe srcdoc="{html.escape(document)}" title="{html.escape(title)}"'
        f' sandbox="allow-scripts" loading="lazy"'
        f' style="width:100%;height:{height}px;border:1px solid #d5dae0"></iframe>'
        f"<p><small>{html.escape(caption)}</small></p>"
    )


def _policy(script: str) -> str:
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    scripts = f"'sha256-{digest}'" if script else "'none'"
    return (
        f"default-src 'none'; style-src 'unsafe-inline'; script-src {scripts};"
        " img-src data:; base-uri 'none'; form-action 'none'"
    )


@cache
def _asset(name: str) -> str:
    return (_FOLDER / "assets" / name).read_text(encoding="utf-8").strip()


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(_FOLDER / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
