"""Claims as readers see them: who says what, how surely, on which words."""

from dataclasses import dataclass

from kg.iris import local_name
from kg.pages.graph import Thing
from kg.pages.marking import Piece, Span, nest
from kg.query import Edit, Extracted

# From what is so to what is only thought of; the order of legends and tables.
FACTUALITIES = (
    "certain",
    "probable",
    "possible",
    "planned",
    "requested",
    "hypothetical",
    "unconfirmed",
    "denied",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A turn: its class, and what it is called, such as answer 50."""

    iri: str
    kind: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """A role, who or what fills it, and where the sentence names the filler."""

    name: str
    label: str
    filler: Thing
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """Another claim, told by its sources, how sure they are, and where it stands."""

    iri: str
    document: Thing
    turn: Turn
    evidence: Span
    factuality: str
    sources: tuple[Thing, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """A claim that cannot be right if this one is, and on what."""

    label: str
    claim: Reference


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One mention of an event or relation under one source.

    `evidence`, `trigger` and `cue` are offsets in the document, half-open, in code
    points. `about` is the event or the relation.
    """

    iri: str
    about: Thing
    document: Thing
    turn: Turn
    speaker: Thing | None
    uttered_on: str
    evidence: Span
    quote: str
    trigger: Span
    cue: Span | None
    cue_text: str
    factuality: str
    rank: str
    is_past: bool
    time: str
    count: str
    sources: tuple[Thing, ...]
    reporters: tuple[Thing, ...]
    roles: tuple[Role, ...]
    responds_to: tuple[Reference, ...]
    conflicts: tuple[Conflict, ...]
    rule: str
    merge_reason: str
    confidence: str
    edits: tuple[Edit, ...] = ()
    extracted: tuple[Extracted, ...] = ()

    @property
    def name(self) -> str:
        """Its local name."""
        return local_name(self.iri)

    @property
    def marks(self) -> tuple[tuple[str, Span], ...]:
        """What of it stands where in its document: trigger, cue, fillers of roles."""
        cue = () if self.cue is None else (("cue", self.cue),)
        fillers = ((role.name, span) for role in self.roles for span in role.spans)
        return ("trigger", self.trigger), *cue, *fillers

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """The pieces of its sentence; what stands outside is left out."""
        return nest((span for _, span in self.marks), *self.evidence)

    def slice(self, piece: Piece) -> str:
        """Return the words of a piece of the sentence."""
        begin = self.evidence[0]
        return self.quote[piece.begin - begin : piece.end - begin]

    def kinds(self, span: Span) -> list[str]:
        """Return what a span is in this claim: trigger, cue, or roles."""
        return list(dict.fromkeys(kind for kind, each in self.marks if each == span))

    @property
    def spans(self) -> tuple[Span, ...]:
        """All that it rests on in the text: sentence, trigger, cue and fillers."""
        return self.evidence, *(span for _, span in self.marks)
