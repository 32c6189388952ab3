"""What the endpoint can do, in RDF (SPARQL 1.1 Service Description)."""

from kg import resources
from kg.serve.settings import Settings

_FACTS = "# facts"  # the line of the query after which more of them go


def description(settings: Settings) -> str:
    """Return the query whose answer describes an endpoint at its base IRI."""
    path = resources.folder("queries") / "internal" / "service.rq"
    text = path.read_text(encoding="utf-8")
    return text.replace(_FACTS, "\n      ".join(_facts(settings)))


def _facts(settings: Settings) -> list[str]:
    """Return what is so by the settings, as pairs of property and value."""
    limits = settings.limits
    told = (
        f"Queries are ended after {limits.seconds:g} seconds, and results cut after"
        f" {limits.rows} rows; the header Kroniek-Truncated then says so."
    )
    facts = [f'(rdfs:comment "{told}"@en)']
    if settings.may_call:
        facts.append("(sd:feature sd:BasicFederatedQuery)")
    if settings.is_writable:
        facts.append("(sd:supportedLanguage sd:SPARQL11Update)")
        names = ("Turtle", "N-Triples", "RDF_XML", "JSON-LD")
        facts += [f"(sd:inputFormat formats:{name})" for name in names]
    return facts
