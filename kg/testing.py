"""Builders for tests: parses, claims and documents by hand, with sensible defaults.

No trained model is needed. `analysis` writes a parse in one line, `claims_in` reads
the claims of such parses; `claim`, `turn` and `document` make what later stages take.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from hashlib import sha256
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from kg.extract import load_knowledge
from kg.extract.claims import read_passages
from kg.extract.discourse import Discourse
from kg.extract.document import Knowledge, make_readers
from kg.extract.passages import Passage
from kg.extract.referents import Reader
from kg.iris import DEFAULT_BASE
from kg.language import as_parse
from kg.model import (
    Actor,
    Claim,
    Cleaned,
    DateBasis,
    Document,
    Factuality,
    Precision,
    ReadDocument,
    Role,
    RoleFiller,
    Run,
    Span,
    TimeValue,
    Turn,
    TurnKind,
)
from kg.parse import Parse, Token

DAY = date(2021, 7, 7)
GOVERNMENT = "kabinet-nl"
ASKER = "fractie-vvd"
MORPHOLOGY = {
    "Fin": "VerbForm=Fin|Tense=Pres",
    "Past": "VerbForm=Fin|Tense=Past",
    "Part": "VerbForm=Part",
    "Inf": "VerbForm=Inf",
    "Sing": "Number=Sing",
    "Plur": "Number=Plur",
    "Ord": "NumType=Ord",
}
NO_SPACE_BEFORE = frozenset({",", ".", ")", "»", "”", ":", ";", "?"})
NO_SPACE_AFTER = frozenset({"(", "«", "“"})
KINDS = {
    "q": TurnKind.QUESTION,
    "a": TurnKind.ANSWER,
    "s": TurnKind.SECTION,
}


@cache
def blank() -> Language:
    """Return a Dutch pipeline without components."""
    return spacy.blank("nl")


@cache
def knowledge() -> Knowledge:
    """Return the registry and lexicon of the repository, read once."""
    return load_knowledge()


def analysis(notation: str) -> Parse:
    """Return a parse from `word/POS/label>head` for each word.

    Heads count from 1; the root of a sentence has none. After the part of speech may
    follow a form (`VERB.Part`, one of `MORPHOLOGY`), after the head a tag (`/WW|vd`).
    An underscore stands for a blank, as in names that were made one token.

    >>> made = analysis("Rutte/PROPN/nsubj>2 spreekt/VERB.Fin/ROOT ./PUNCT/punct>2")
    >>> made.text, [t.head.text for t in made]
    ('Rutte spreekt.', ['spreekt', 'spreekt', 'spreekt'])
    >>> made[1].morph.get("Tense")
    'Pres'
    """
    parts = [word.split("/") for word in notation.split()]
    words = [part[0].replace("_", " ") for part in parts]
    places = [part[1].partition(".") for part in parts]
    links = [part[2].partition(">") for part in parts]
    doc = Doc(
        blank().vocab,
        words=words,
        spaces=spaces(words),
        pos=[pos for pos, _, _ in places],
        morphs=[MORPHOLOGY[form] if form else "" for _, _, form in places],
        deps=[label for label, _, _ in links],
        heads=[int(head) - 1 if head else i for i, (_, _, head) in enumerate(links)],
        tags=[part[3] if len(part) > 3 else "" for part in parts],
        lemmas=[word.lower() for word in words],
    )
    return as_parse(doc)


def spaces(words: list[str]) -> list[bool]:
    """Tell of each word whether a blank follows it.

    >>> spaces(["(", "ja", ")", "."])
    [False, False, False, False]
    """
    following = [*words[1:], "."]
    return [
        word not in NO_SPACE_AFTER and after not in NO_SPACE_BEFORE
        for word, after in zip(words, following, strict=True)
    ]


def token(parse: Parse, word: str, *, n: int = 1) -> Token:
    """Return the n-th token that is a word.

    >>> token(analysis("Rutte/PROPN/nsubj>2 sprak/VERB.Past/ROOT"), "sprak").i
    1
    """
    return [t for t in parse if t.text == word][n - 1]


def readers(
    *paragraphs: Parse,
    actors: Mapping[str, str] | None = None,
    label: str = "s1",
    speakers: tuple[str, ...] | None = None,
    uttered_on: date = DAY,
    country: str = "nl",
) -> list[Reader]:
    """Return readers of parsed paragraphs that make up one turn of a document.

    Args:
        paragraphs: the parses.
        actors: identifiers of actors by the token that names them.
        label: of the turn; its first letter tells its kind (q, a or s).
        speakers: of the turn; the government, or in a question a member.
        uttered_on: the day of the turn.
        country: of the document.
    """
    named = actors or {}
    if speakers is None:
        speakers = (ASKER if label.startswith("q") else GOVERNMENT,)
    text = "\n".join(p.text for p in paragraphs)
    paper = paper_of("d1", text, country=country)
    passages, begin = [], 0
    for parsed in paragraphs:
        end = begin + len(parsed.text)
        cleaned = Cleaned(text=parsed.text, offsets=tuple(range(begin, end)))
        passages.append(
            Passage(
                document=paper,
                turn=turn(label, uttered_on=uttered_on, paragraphs=(cleaned,)),
                cleaned=cleaned,
                analysis=parsed,
                actors={t.i: named[t.text] for t in parsed if t.text in named},
                speakers=speakers,
            )
        )
        begin = end + 1
    return make_readers(tuple(passages), {}, paper, knowledge())


def claims_in(
    *notations: str, actors: Mapping[str, str] | None = None, **surroundings: Any
) -> list[Claim]:
    """Return the claims of paragraphs in the notation of `analysis`.

    Args:
        notations: one for each paragraph.
        actors: identifiers of actors by the token that names them.
        surroundings: what `readers` takes beside.

    >>> found = claims_in(
    ...     "Mali/PROPN/nsubj>2 veroordeelt/VERB.Fin/ROOT Niger/PROPN/obj>2",
    ...     actors={"Mali": "state-ml", "Niger": "state-ne"},
    ... )
    >>> [(c.event_class, c.trigger.quote, c.fillers(Role.TARGET)) for c in found]
    [('Condemnation', 'veroordeelt', ('state-ne',))]
    """
    made = readers(*map(analysis, notations), actors=actors, **surroundings)
    discourse: Discourse = made[0].discourse
    return list(read_passages(discourse, made, knowledge().judge))


def time_value(edtf: str) -> TimeValue:
    """Return the time of an EDTF year, month, day, or interval of these.

    >>> time_value("2024-02").last
    datetime.date(2024, 2, 29)
    >>> time_value("2024-05-11/..").last is None
    True
    """
    begin, interval, end = edtf.partition("/")
    if interval:
        precision = Precision.OPEN if ".." in (begin, end) else Precision.INTERVAL
    else:
        precision = {4: Precision.YEAR, 7: Precision.MONTH}.get(
            len(edtf), Precision.DAY
        )
    return TimeValue(
        edtf=edtf,
        first=bounds(begin)[0],
        last=bounds(end if interval else begin)[1],
        precision=precision,
    )


def bounds(edtf: str) -> tuple[date | None, date | None]:
    """Return the first and last day of an EDTF year, month or day; `..` has neither."""
    if edtf == "..":
        return None, None
    year, *rest = map(int, edtf.split("-"))
    months = rest[:1] or [1, 12]
    last_day = calendar.monthrange(year, months[-1])[1]
    days = rest[1:] or [1, last_day]
    return date(year, months[0], days[0]), date(year, months[-1], days[-1])


def claim(  # noqa: PLR0913  a claim has many sides, nearly all with a default
    event_class: str,
    begin: int = 0,
    *,
    in_document: str = "d1",
    label: str = "s1",
    trigger: str = "gebeurtenis",
    time: str | TimeValue | None = None,
    factuality: Factuality = Factuality.CERTAIN,
    sources: Iterable[str] | None = None,
    uttered_on: date = DAY,
    number: int = 1,
    **details: Any,
) -> Claim:
    """Return a claim whose trigger stands at an offset of a document.

    Args:
        event_class: a class of `ontology/classes.toml`.
        begin: where the trigger begins.
        in_document: the identifier of its document.
        label: of its turn; the first letter tells the kind (q, a or s).
        trigger: the word itself.
        time: as EDTF or as a value.
        factuality: for its source.
        sources: who commits himself; else who speaks in a turn of this kind.
        uttered_on: the day of the turn.
        number: which of several claims with this trigger.
        details: other fields of the claim; a role takes identifiers of actors.

    >>> made = claim("Coup", 5, place=["state-ml"], time="2020-08-18")
    >>> made.identifier, made.fillers(Role.PLACE), made.time.last
    ('d1.5-16.Coup', ('state-ml',), datetime.date(2020, 8, 18))
    """
    span = Span(
        document=in_document, begin=begin, end=begin + len(trigger), quote=trigger
    )
    roles = tuple(
        RoleFiller(role=role, actor=actor)
        for role in Role
        for actor in details.pop(role.value, ())
    )
    asked = label.startswith("q")
    suffix = f".{number}" if number > 1 else ""
    fields: dict[str, Any] = {
        "identifier": f"{in_document}.{begin}-{span.end}.{event_class}{suffix}",
        "document": in_document,
        "turn": label,
        "event_class": event_class,
        "trigger": span,
        "evidence": span,
        "factuality": factuality,
        "sources": tuple(sources or (ASKER if asked else GOVERNMENT,)),
        "rule": event_class.lower(),
        "uttered_on": uttered_on,
        "roles": roles,
        "time": time_value(time) if isinstance(time, str) else time,
    }
    return Claim(**{**fields, **details})


def turn(
    label: str = "s1",
    *,
    in_document: str = "d1",
    uttered_on: date = DAY,
    answers: tuple[str, ...] | None = None,
    **details: Any,
) -> Turn:
    """Return a turn; `a3` answers `q3` unless told otherwise.

    >>> turn("a3").kind.value, turn("a3").answers
    ('AnswerTurn', ('q3',))
    """
    kind = KINDS[label[0]]
    if answers is None:
        answers = (f"q{label[1:]}",) if kind is TurnKind.ANSWER else ()
    fields: dict[str, Any] = {
        "document": in_document,
        "label": label,
        "kind": kind,
        "begin": 0,
        "end": 1,
        "speaker": "",
        "uttered_on": uttered_on,
        "paragraphs": (),
        "answers": answers,
    }
    return Turn(**{**fields, **details})


def paper_of(identifier: str, text: str = "Tekst.", **details: Any) -> Document:
    """Return a paper as it was read.

    >>> paper_of("d1", "Over Mali.").span(5, 9).quote
    'Mali'
    """
    fields: dict[str, Any] = {
        "identifier": identifier,
        "text": text,
        "sha256": sha256(text.encode()).hexdigest(),
        "title": identifier,
        "kind": "letter",
        "issued": DAY,
        "date_basis": DateBasis.EXTERNAL,
        "country": "nl",
    }
    return Document(**{**fields, **details})


def document(
    *claims: Claim,
    identifier: str | None = None,
    text: str = "Tekst.",
    actors: Iterable[Actor] = (),
    **details: Any,
) -> ReadDocument:
    """Return what a document says, with the turns that its claims stand in.

    Args:
        claims: all of that document, in any order.
        identifier: of the document; else the one that its claims name.
        text: of the document.
        actors: those to describe, beside one for each actor that a claim names.
        details: other fields of the paper.

    >>> read = document(claim("Coup", label="q1"), claim("Coup", 20, label="a1"))
    >>> [t.label for t in read.turns], read.speakers["q1"]
    (['a1', 'q1'], ('fractie-vvd',))
    """
    name = identifier or next((c.document for c in claims), "d1")
    days = {c.turn: c.uttered_on for c in claims} or {"s1": DAY}
    turns = tuple(
        turn(label, in_document=name, uttered_on=days[label]) for label in sorted(days)
    )
    used = {f.actor for c in claims for f in c.roles}
    used |= {a for c in claims for a in (*c.sources, *c.reported_by)}
    given = {a.identifier: a for a in actors}
    details.setdefault("issued", max(days.values()))
    return ReadDocument(
        document=paper_of(name, text, **details),
        turns=turns,
        speakers={
            t.label: (ASKER if t.kind is TurnKind.QUESTION else GOVERNMENT,)
            for t in turns
        },
        actors=tuple(given.get(a) or actor(a) for a in sorted(used | {*given})),
        mentions=(),
        claims=tuple(sorted(claims, key=lambda c: (c.trigger.begin, c.identifier))),
    )


def actor(identifier: str, kind: str = "Organization", **details: Any) -> Actor:
    """Return an actor of the registry, or one made up under that identifier.

    >>> actor("state-ml").kind, actor("x-iemand-00000000", "Person").labels["nl"]
    ('State', 'x-iemand-00000000')
    """
    known = knowledge().registry.get(identifier)
    if known is not None and not details:
        return known
    fields: dict[str, Any] = {
        "kind": kind,
        "labels": {"nl": identifier, "en": identifier},
        "known": False,
    }
    return Actor(identifier=identifier, **{**fields, **details})


def run(**details: Any) -> Run:
    """Return what read a document.

    >>> run(version="1.2.3").software
    'kroniek'
    """
    fields: dict[str, Any] = {
        "software": "kroniek",
        "version": "0",
        "pipeline": "any",
        "pipeline_version": "0",
        "ontology_version": "0",
        "lexicon_version": "0",
        "input_digest": "0",
        "base_iri": DEFAULT_BASE,
    }
    return Run(**{**fields, **details})
