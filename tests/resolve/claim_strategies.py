"""Documents that hypothesis makes up: few actors, few dates, all kinds of claim."""

from dataclasses import replace
from datetime import date

from correction_builders import merge, split
from hypothesis import strategies as st

from kg.corrections import EventCorrection
from kg.model import Claim, Factuality, Quantity, ReadDocument
from kg.resolve.classes import is_directed
from kg.testing import claim, document

GROUPS = (
    ("Arrest", "Release"),
    ("CooperationResumption", "CooperationSuspension"),
    ("Coup", "Condemnation"),
    ("Coup",),
    ("Election",),
    ("Meeting",),
    ("Withdrawal",),
)
# What knows of each other, and what does not, together.
ANY = ((*GROUPS[0], *GROUPS[1], *GROUPS[2]), (*GROUPS[0], "Election", "Meeting"))
ACTORS = ("org-eu", "state-fr", "state-ml")
ROLES = ("agent", "target", "participant", "place")
TURNS = ("a1", "a2", "q1", "q2", "s1")
DAYS = (date(2020, 9, 1), *(date(2021, month, 7) for month in (1, 3, 5, 8, 12)))
TIMES = (
    *("2020", "2020-08", "2020-08-18", "2021-01-05", "2021-02", "2021-03-30"),
    *("2021", "2021-05-24", "2021-06", "2021-12", "2020-12-01/2021-02-15", "2022-03"),
    *("2021/..", "2021-05/..", "../2020", "../2021-02", "../.."),
)
COUNTS = (
    Quantity(value=49, unit="militairen"),
    Quantity(value=50, unit="militairen", qualifier="ongeveer"),
    Quantity(value=90, unit="militairen"),
    Quantity(maximum=40, unit="militairen"),
)

bare = st.sampled_from((False, False, True))
factualities = st.sampled_from((*Factuality, *[Factuality.PLANNED] * 4))
# Mostly the same one, so that claims meet.
casts = st.sampled_from(
    (
        *((), (ACTORS[0],), (ACTORS[0],), (ACTORS[0],)),
        *((ACTORS[1],), ACTORS[:2], ACTORS[1:]),
    )
)


@st.composite
def claims(draw, name: str, classes: tuple[str, ...], most: int) -> list[Claim]:
    """Draw claims of one document, which may point at each other."""
    made: list[Claim] = []
    for number in range(draw(st.integers(0, most))):
        event_class = draw(st.sampled_from(classes))
        one = claim(
            event_class,
            draw(st.integers(0, 5)) * 20,
            in_document=name,
            label=draw(st.sampled_from(TURNS)),
            number=number + 2,
            time=draw(st.sampled_from((None, *TIMES))),
            factuality=draw(factualities),
            sources=draw(st.lists(st.sampled_from(ACTORS), max_size=2)),
            uttered_on=draw(st.sampled_from(DAYS)),
            recent=draw(st.booleans()),
            count=draw(st.sampled_from((None, *COUNTS))),
            **({} if draw(bare) else {role: draw(casts) for role in ROLES}),
        )
        made.append(draw(pointed(one, made)))
    return made


@st.composite
def pointed(draw, one: Claim, others: list[Claim]) -> Claim:
    """Draw at which of the claims before it a claim points."""
    names = [None, *(c.identifier for c in others)]
    asked = [
        c.identifier
        for c in others
        if c.event_class == one.event_class and c.responds_to is None
    ]
    return replace(
        one,
        targets_claim=(
            draw(st.sampled_from(names)) if is_directed(one.event_class) else None
        ),
        motive=draw(st.sampled_from(names)),
        responds_to=draw(st.sampled_from([None, None, *asked])),
    )


@st.composite
def corpora(
    draw, groups: tuple[tuple[str, ...], ...] = GROUPS, most: int = 8
) -> list[ReadDocument]:
    """Draw a few documents with at most so many claims each, of a group of classes."""
    some = draw(st.sampled_from(groups))
    return [
        document(*draw(claims(name, some, most)), identifier=name)
        for name in ("d1", "d2", "d3")
    ]


@st.composite
def corrected_coups(
    draw, *classes: str
) -> tuple[list[ReadDocument], list[EventCorrection]]:
    """Draw documents with coups and arrests, and merges and splits of these.

    Some of what is merged and split is not there.
    """
    documents = draw(corpora((classes,)))
    names = [c.identifier for d in documents for c in d.claims]
    coups = [name for name in names if ".Coup" in name]
    arrests = [name for name in names if ".Arrest" in name]
    corrections = [merge(*coups[:2], events=("coup.ml.2021", "x")), split(*arrests[:1])]
    if len(coups) > 3 and draw(st.booleans()):
        corrections.append(split(coups[2], apart=(coups[3],), number=2))
    return documents, corrections
