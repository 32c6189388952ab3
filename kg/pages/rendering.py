"""Pages as HTML, by the templates of this package."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from pyoxigraph import NamedNode

from kg import __version__
from kg.iris import VOCABULARY, local_name
from kg.pages.claims import FACTUALITIES
from kg.pages.graph import Graph
from kg.pages.links import Links, anchor, claim_anchor, turn_anchor
from kg.pages.words import LANGUAGES, words
from kg.query import prefixes_of
from kg.store import DEFAULT_GRAPH, turtle


@dataclass(frozen=True, slots=True, kw_only=True)
class Renderer:
    """Writes pages about a graph; `is_live` tells that questions can be asked."""

    graph: Graph
    suffix: str = ""
    is_live: bool = False
    found: Callable[[str], object] = field(default=lambda _: None)

    def render(self, template: str, here: str, **given: Any) -> str:
        """Return a page.

        Args:
            template: the name of its template, without `.html`.
            here: the path of the page, with its language.
            given: what the template shows.
        """
        language = self.graph.language
        links = Links(graph=self.graph, here=here, suffix=self.suffix, found=self.found)
        return (
            _environment()
            .get_template(f"{template}.html")
            .render(
                **given,
                t=words(language),
                links=links,
                language=language,
                languages=LANGUAGES,
                is_live=self.is_live,
                factualities=FACTUALITIES,
                term=self._term,
                defined=lambda name: self.graph.definition(f"{VOCABULARY}{name}"),
                triples=self._triples,
                version=__version__,
            )
        )

    def _term(self, name: str) -> str:
        """Return what a term of our vocabulary is called."""
        return self.graph.label(NamedNode(f"{VOCABULARY}{name}"))

    def _triples(self, iri: str) -> str:
        """Return the triples of a subject as Turtle, without the prefixes."""
        node = NamedNode(iri)
        quads = self.graph.store.quads_for_pattern(node, None, None, DEFAULT_GRAPH)
        known = prefixes_of(self.graph.namespaces)
        written = turtle({quad.triple for quad in quads}, known)
        lines = written.splitlines(keepends=True)
        return "".join(each for each in lines if not each.startswith("@prefix")).strip()


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("kg.pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["local"] = local_name
    environment.filters["anchor"] = anchor
    environment.filters["claim_anchor"] = claim_anchor
    environment.filters["turn_anchor"] = turn_anchor
    return environment
