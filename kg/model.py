"""The values that travel between stages: frozen, slotted, made by keyword.

All offsets count Unicode code points of the text **as it was read**, begin inclusive,
end exclusive. Actors, events and classes are named by their local identifiers
(`state-ml`, `Withdrawal`); the graph half turns these into IRIs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class TurnKind(StrEnum):
    """What a stretch of a document is; the value is the class in the ontology."""

    QUESTION = "QuestionTurn"
    ANSWER = "AnswerTurn"
    SECTION = "Section"


class DateBasis(StrEnum):
    """Where the date of a document comes from."""

    TEXT = "StatedInText"
    EXTERNAL = "ExternalMetadata"


class Factuality(StrEnum):
    """How a source commits itself to an event (after FactBank and GRaSP)."""

    CERTAIN = "certain"
    PROBABLE = "probable"
    POSSIBLE = "possible"
    DENIED = "denied"
    UNCONFIRMED = "unconfirmed"
    PLANNED = "planned"
    HYPOTHETICAL = "hypothetical"
    REQUESTED = "requested"


class Role(StrEnum):
    """The four roles; what each means for a class stands in `ontology/classes.toml`."""

    AGENT = "agent"
    TARGET = "target"
    PARTICIPANT = "participant"
    PLACE = "place"


class Rank(StrEnum):
    """Which of several claims about one event is to be believed first."""

    PREFERRED = "Preferred"
    NORMAL = "Normal"
    DEPRECATED = "Deprecated"


class Precision(StrEnum):
    """The grain of a time value."""

    DAY = "Day"
    MONTH = "Month"
    PART_OF_MONTH = "PartOfMonth"
    QUARTER = "Quarter"
    HALF = "Half"
    PART_OF_YEAR = "PartOfYear"
    SEASON = "Season"
    YEAR = "Year"
    DECADE = "Decade"
    INTERVAL = "Interval"
    OPEN = "Open"


class TimeAnchor(StrEnum):
    """What a time value was reckoned from."""

    EXPLICIT = "Explicit"
    TURN_DATE = "TurnDate"
    OTHER_EVENT = "OtherEvent"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Span:
    """A stretch of a document and its exact characters.

    >>> Span(document="d", begin=3, end=7, quote="Mali").quote
    'Mali'
    """

    document: str
    begin: int
    end: int
    quote: str

    def __post_init__(self) -> None:
        """Refuse offsets that do not fit the quote."""
        if not 0 <= self.begin < self.end or len(self.quote) != self.end - self.begin:
            raise ValueError(f"no such span: {self.begin}-{self.end} {self.quote!r}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A paper as it was read, with what is known of it outside its text.

    `sha256` is that of the file. `extractor` is the library that took the text out of
    it, with its version; None where the file is the text. `asked` is the day the
    questions were put, where the paper answers questions.
    """

    identifier: str
    text: str
    sha256: str
    title: str
    kind: str
    issued: date
    date_basis: DateBasis
    country: str
    language: str = "nl"
    asked: date | None = None
    asked_by: str | None = None
    answered_by: str | None = None
    publisher: str | None = None
    extractor: str | None = None

    def span(self, begin: int, end: int) -> Span:
        """Return the span of the characters `[begin, end)`."""
        return Span(
            document=self.identifier, begin=begin, end=end, quote=self.text[begin:end]
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Cleaned:
    """Text made fit for reading, and where each of its characters came from.

    `offsets[i]` is the code point offset, in the text as read, of character `i`;
    `len(offsets) == len(text)`.
    """

    text: str
    offsets: tuple[int, ...]

    def original(self, begin: int, end: int) -> tuple[int, int]:
        """Map the non-empty range `[begin, end)` back to the text as read."""
        return self.offsets[begin], self.offsets[end - 1] + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A citation of a document (`target` is its identifier) or of another answer."""

    span: Span
    target: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A stretch of a document with one speaker and one date.

    `label` is unique within the document (`q34`, `a34`, `s1`). `speaker` is how the
    document names who speaks ("Inbreng VVD" gives "VVD"), empty where only the
    document's author can be meant. `paragraphs` hold the cleaned running text;
    `heading` is the line that opens the turn.
    """

    document: str
    label: str
    kind: TurnKind
    begin: int
    end: int
    speaker: str
    uttered_on: date
    paragraphs: tuple[Cleaned, ...]
    heading: Span | None = None
    answers: tuple[str, ...] = ()
    refers_to: tuple[str, ...] = ()
    references: tuple[Reference, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A state, organisation, person, group, post, place or text that has a name.

    `kind` is its class in the ontology. `labels` maps language tags to the preferred
    label. `exact_matches` holds IRIs of verified external identifiers only.
    """

    identifier: str
    kind: str
    labels: Mapping[str, str]
    alternative_labels: tuple[str, ...] = ()
    exact_matches: tuple[str, ...] = ()
    notation: str | None = None
    country: str | None = None
    known: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A stretch of text that names an actor."""

    actor: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeValue:
    """A stretch of the calendar, as precisely as it is known.

    `edtf` follows EDTF (ISO 8601-2); `first` and `last` are inclusive days, None where
    the stretch is open. Equal values share one identity in the graph.
    """

    edtf: str
    first: date | None
    last: date | None
    precision: Precision
    anchor: TimeAnchor = TimeAnchor.EXPLICIT

    def overlaps(self, other: TimeValue) -> bool:
        """Tell whether the two stretches share a day."""
        starts_in_time = (
            self.first is None or other.last is None or self.first <= other.last
        )
        ends_in_time = (
            other.first is None or self.last is None or other.first <= self.last
        )
        return starts_in_time and ends_in_time


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeExpression:
    """A time value and where the text gives it, as offsets into the given text."""

    begin: int
    end: int
    text: str
    value: TimeValue


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number of people, things or money: a value, or bounds."""

    value: float | None = None
    minimum: float | None = None
    maximum: float | None = None
    unit: str
    currency: str | None = None
    qualifier: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleFiller:
    """An actor in a role, and the words that put it there.

    `implied` tells that the actor was found by anaphora or from the speaker, so that
    `span` shows the pronoun, the ellipsis' clause or nothing.
    """

    role: Role
    actor: str
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One mention of one event, under one source.

    `targets_claim` is the identifier of a claim whose event is the target (a condemned
    coup), `motive` that of a claim whose event is the reason. `recent` tells that the
    text calls the event recent. `rule` names the lexicon frame that made the claim.
    """

    identifier: str
    document: str
    turn: str
    event_class: str
    trigger: Span
    evidence: Span
    factuality: Factuality
    sources: tuple[str, ...]
    rule: str
    uttered_on: date
    reported_by: tuple[str, ...] = ()
    roles: tuple[RoleFiller, ...] = ()
    targets_claim: str | None = None
    motive: str | None = None
    responds_to: str | None = None
    recent: bool = False
    time: TimeValue | None = None
    time_span: Span | None = None
    count: Quantity | None = None
    cue: Span | None = None
    cue_rule: str = ""
    confidence: float = 1.0

    def fillers(self, role: Role) -> tuple[str, ...]:
        """Return the identifiers of the actors in a role, in order of the text."""
        return tuple(f.actor for f in self.roles if f.role is role)


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationClaim:
    """One mention of a lasting relation between two actors, under one source.

    `relation` is its name in `ontology/relations.toml`; `organisation` is what a post
    or membership belongs to. `past` tells that the text says it has ended. `rule` names
    the rule of the lexicon that made the claim.
    """

    identifier: str
    document: str
    turn: str
    relation: str
    subject: str
    object: str
    trigger: Span
    evidence: Span
    factuality: Factuality
    sources: tuple[str, ...]
    rule: str
    uttered_on: date
    reported_by: tuple[str, ...] = ()
    organisation: str | None = None
    past: bool = False
    time: TimeValue | None = None
    time_span: Span | None = None
    cue: Span | None = None
    confidence: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class KnownRelation:
    """A relation between two actors that the registry gives, whatever texts say."""

    relation: str
    subject: str
    object: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadDocument:
    """What one document says: the result of the unit of work.

    `speakers` holds, by label of the turn, the identifiers of who speaks in it.
    """

    document: Document
    turns: tuple[Turn, ...]
    speakers: Mapping[str, tuple[str, ...]]
    actors: tuple[Actor, ...]
    mentions: tuple[Mention, ...]
    claims: tuple[Claim, ...]
    relations: tuple[RelationClaim, ...] = ()

    @property
    def statements(self) -> tuple[Claim | RelationClaim, ...]:
        """The claims of events, then those of relations."""
        return (*self.claims, *self.relations)


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """A lasting relation between two actors, as all claims about it give it.

    `time` and `organisation` are what the claims that give one agree on; `past` tells
    that every certain claim says it has ended.
    """

    identifier: str
    relation: str
    subject: str
    object: str
    labels: Mapping[str, str]
    claims: tuple[str, ...]
    organisation: str | None = None
    past: bool = False
    time: TimeValue | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What one or many claims are about; roles, time and count are the preferred ones.

    `reasons` says for each claim but the first why it was taken for the same event.
    """

    identifier: str
    event_class: str
    labels: Mapping[str, str]
    claims: tuple[str, ...]
    roles: tuple[RoleFiller, ...] = ()
    target_events: tuple[str, ...] = ()
    time: TimeValue | None = None
    count: Quantity | None = None
    reasons: Mapping[str, str] = field(default_factory=dict)
    possibly_same: tuple[str, ...] = ()
    supersedes: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    motivated_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Conflict:
    """Two claims about one event that cannot both be right, and in what."""

    property: str
    claims: tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Response:
    """A claim that answers another: it confirms, denies or declines to confirm it."""

    claim: str
    responds_to: str


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Miss:
    """What a correction asks for and cannot have, by its IRI, and why.

    `thing` is the local identifier of the claim, event or actor that it names.
    """

    correction: str
    thing: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """What all documents say together.

    `extracted_event_of` holds the event of a claim before readers merged or split
    events, where it is another; `misses` what they asked for in vain.
    """

    events: tuple[Event, ...]
    event_of: Mapping[str, str]
    rank_of: Mapping[str, Rank]
    conflicts: tuple[Conflict, ...] = ()
    responses: tuple[Response, ...] = ()
    relations: tuple[Relation, ...] = ()
    extracted_event_of: Mapping[str, str] = field(default_factory=dict)
    misses: tuple[Miss, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """What was resolved of the claims of one document: all that its description needs.

    `event_of`, `rank_of` and `extracted_event_of` are as in `Resolution`; `reasons`
    tells why a claim was taken for the same event as others, where it was;
    `relation_of` is the relation that a claim of one is about. An answer stands in the
    same document as what it responds to, so `responses` are of the document too.
    """

    document: str
    event_of: Mapping[str, str] = field(default_factory=dict)
    rank_of: Mapping[str, Rank] = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)
    extracted_event_of: Mapping[str, str] = field(default_factory=dict)
    responses: tuple[Response, ...] = ()
    relation_of: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What read a document: software, model and settings; no clock, no machine."""

    software: str
    version: str
    pipeline: str
    pipeline_version: str
    ontology_version: str
    lexicon_version: str
    input_digest: str
    base_iri: str


class Severity(StrEnum):
    """How much a finding matters (SHACL)."""

    VIOLATION = "Violation"
    WARNING = "Warning"
    INFO = "Info"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Finding:
    """A place where a graph does not fit a shape."""

    severity: Severity
    shape: str
    focus_node: str
    message: str
    path: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """All findings of a validation."""

    findings: tuple[Finding, ...]

    @property
    def conforms(self) -> bool:
        """Tell whether there is no violation."""
        return not any(f.severity is Severity.VIOLATION for f in self.findings)
