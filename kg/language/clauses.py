"""Clauses that no Dutch sentence has: verbs without their own subject or object."""

from __future__ import annotations

from collections.abc import Iterator

from kg.language.trees import (
    AUXILIARY,
    NOMINAL,
    RELATIVES,
    SUBJECTS,
    Arc,
    agrees,
    has_auxiliary,
    has_case,
    has_finite,
    is_address,
    is_dated,
    is_nominal,
    is_participle,
)
from kg.parse import Token

MOVED = frozenset({"nsubj", "nsubj:pass", "aux", "aux:pass", "obl", "advmod", "expl"})
AUXILIARIES = frozenset({"hebben", "zijn", "worden"})
TO_HAVE = frozenset({"heeft", "hebben", "had", "hadden", "heb"})
PASSIVE = frozenset({"is", "zijn", "was", "waren", "geworden", "wordt", "worden"})
TIMES = frozenset(
    {"dag", "dagen", "week", "weken", "maand", "maanden", "jaar", "jaren", "uur"}
    | {"keer", "maal", "minuten", "nacht", "avond", "ochtend", "maandag", "dinsdag"}
    | {"woensdag", "donderdag", "vrijdag", "zaterdag", "zondag", "eeuw", "decennia"}
    | {"zomer", "winter", "voorjaar", "najaar", "herfst", "lente", "weekend"}
)


def join_broken_clause(token: Token) -> Iterator[Arc]:
    """Join a sentence that ends on an auxiliary's clause with the participle's.

    "heeft de arrestatie van premier | Ouane veroordeeld": without a full stop between,
    and with a participle that has no auxiliary, this is one clause.
    """
    if token.head.i != token.i or not is_participle(token) or has_auxiliary(token):
        return
    start = token.sent.start
    if start == 0 or token.doc[start - 1].is_punct:
        return
    before = token.doc[start - 1].sent.root
    if before.lemma_ not in AUXILIARIES or before.pos_ not in {"AUX", "VERB"}:
        return
    yield before, token, "aux:pass" if before.lemma_ == "worden" else "aux"
    for child in before.children:
        yield child, token, child.dep_
    if any(c.dep_ in SUBJECTS for c in before.children):
        for late in token.children:
            if late.dep_ in SUBJECTS:
                yield late, token, "obj"


def raise_participle(token: Token) -> Iterator[Arc]:
    """Give the auxiliary of a noun to the participle that the noun depends on.

    "hebben militairen de president gevangengenomen": no noun has a perfect tense.
    """
    verb = token.head
    auxiliaries = [c for c in token.children if c.dep_ == "aux" and c.i < token.i]
    if (
        token.pos_ in NOMINAL
        and auxiliaries
        and token.dep_ in SUBJECTS | {"obj"}
        and is_participle(verb)
        and verb.i > token.i
        and not has_auxiliary(verb)
    ):
        for child in token.children:
            if child.dep_ in MOVED and child.i < token.i:
                yield child, verb, child.dep_
        yield token, verb, "nsubj"


def lift_from_auxiliary(token: Token) -> Iterator[Arc]:
    """Hang what stands under an auxiliary on the verb: auxiliaries govern nothing."""
    auxiliary = token.head
    if auxiliary.dep_ in AUXILIARY and token.dep_ in MOVED | {"obj"}:
        yield token, auxiliary.head, token.dep_


def part_subjects(verb: Token) -> Iterator[Arc]:
    """Leave a verb one nominal subject, the first that agrees; others are objects.

    "Nieuwe sancties sluit het kabinet niet uit".

    A date before the verb ("Dinsdag 18 augustus") is neither, nor is who is spoken to
    ("Mevrouw Verstappen, ons land heeft …").
    """
    subjects = [c for c in verb.children if c.dep_ == "nsubj" and is_nominal(c)]
    if len(subjects) > 1:
        for dated in [s for s in subjects if is_dated(s)]:
            yield dated, verb, "obl"
            subjects.remove(dated)
        if len(subjects) > 1 and is_address(subjects[0]):
            yield subjects.pop(0), verb, "vocative"
    fitting = [s for s in subjects if agrees(s, verb)]
    kept = (fitting or subjects)[:1]
    for other in subjects:
        if other not in kept:
            yield other, verb, "obj"


def demote_regard(verb: Token) -> Iterator[Arc]:
    """Make "gelet op" what it is, a preposition, where it was taken for the verb."""
    late = [
        c
        for c in verb.children
        if c.dep_ in {"advcl", "conj", "xcomp"} and c.i > verb.i and is_participle(c)
    ]
    if verb.lower_ != "gelet" or verb.head.i != verb.i or not late:
        return
    main = late[0]
    yield main, main, "ROOT"
    yield verb, main, "advcl"
    for part in verb.children:
        if part.i < verb.i and part.dep_ in MOVED:
            yield part, main, part.dep_


def subject_of_passive(verb: Token) -> Iterator[Arc]:
    """Give a passive without subject the bare noun that it was denied.

    "zijn veertien betogers door het leger gedood": only times have no preposition.
    """
    passive = any(c.dep_ in {"aux:pass", "obl:agent"} for c in verb.children)
    taken = any(c.dep_ in SUBJECTS | {"csubj", "csubj:pass"} for c in verb.children)
    if not passive or taken or verb.pos_ != "VERB":
        return
    for noun in verb.children:
        bare = noun.dep_ == "obl" and noun.pos_ == "NOUN" and not has_case(noun)
        if bare and noun.lower_ not in TIMES:
            yield noun, verb, "nsubj:pass"
            return


def object_of_perfect(verb: Token) -> Iterator[Arc]:
    """Leave a verb with "hebben" no passive subject: it is the object.

    Also where the auxiliary is shared: "heeft sancties ingesteld en de grens gesloten".
    """
    own = [c for c in verb.children if c.dep_ in AUXILIARY]
    shared = verb.dep_ == "conj" and not own
    auxiliaries = (
        [c for c in verb.head.children if c.dep_ in AUXILIARY] if shared else own
    )
    if not any(a.lower_ in TO_HAVE for a in auxiliaries) or any(
        a.lower_ in PASSIVE for a in auxiliaries
    ):
        return
    active = shared or any(c.dep_ == "nsubj" for c in verb.children)
    for child in verb.children:
        if child.dep_ == "nsubj:pass":
            yield child, verb, "obj" if active else "nsubj"


def part_address(verb: Token) -> Iterator[Arc]:
    """Part who is spoken to from the subject: "Mevrouw Verstappen, ons land heeft …".

    An apposition would end with a second comma.
    """
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    if subject is None or subject.left_edge.i != subject.sent.start:
        return
    for named in subject.children:
        before = named.left_edge.i - 1
        after = named.right_edge.i + 1
        if (
            named.dep_ == "appos"
            and named.pos_ == "NOUN"
            and before > subject.i
            and named.doc[before].text == ","
            and after < len(named.doc)
            and named.doc[after].pos_ in {"AUX", "VERB"}
        ):
            yield subject, verb, "vocative"
            yield named, verb, "nsubj"
            return


def part_objects(verb: Token) -> Iterator[Arc]:
    """Give a relative clause with two objects and no subject its subject.

    "de aanslag die Boko Haram pleegde": the pronoun is the object.
    """
    if verb.dep_ != "acl:relcl" or any(
        c.dep_ in SUBJECTS | {"aux:pass", "csubj"} for c in verb.children
    ):
        return
    objects = [c for c in verb.children if c.dep_ == "obj" and c.i < verb.i]
    pronouns = [c for c in objects if c.lower_ in RELATIVES]
    nouns = [c for c in objects if c.pos_ in NOMINAL]
    if pronouns and nouns and nouns[0].i > pronouns[0].i:
        yield nouns[0], verb, "nsubj"


def raise_finite(verb: Token) -> Iterator[Arc]:
    """Make a finite verb the head of its sentence, where a noun was taken for it.

    "De gezant van de VN, Volker Perthes, bemiddelt": only a relative clause, with its
    pronoun, or a clause with a conjunction hangs on a noun.
    """
    noun = verb.head
    if (
        verb.dep_ == "acl"
        and verb.pos_ == "VERB"
        and verb.morph.get("VerbForm") == "Fin"
        and noun.pos_ in NOMINAL
        and noun.head.i == noun.i
        and noun.i < verb.i
        and not any(
            c.dep_ in {"mark", *SUBJECTS} or c.lower_ in RELATIVES
            for c in verb.children
        )
    ):
        yield verb, verb, "ROOT"
        yield noun, verb, "nsubj"
        for part in noun.children:
            if part.i > verb.i:
                yield part, verb, part.dep_


def part_interrupted(inner: Token) -> Iterator[Arc]:
    """Give a clause that another interrupts its own verb back.

    "Op 3 mei is hij, nadat het parlement een procedure was begonnen, afgetreden": what
    stands before the conjunction goes with the participle behind the comma.
    """
    mark = next((c for c in inner.children if c.dep_ == "mark"), None)
    if mark is None or inner.dep_ not in {"ROOT", "ccomp"}:
        return
    outer = [c for c in inner.children if c.dep_ in AUXILIARY and c.i < mark.i]
    finite = has_finite(inner, after=mark.i)
    late = [
        c
        for c in inner.children
        if c.dep_ == "conj"
        and c.i > inner.i
        and is_participle(c)
        and not has_auxiliary(c)
        and not any(w.dep_ == "cc" for w in c.children)
    ]
    if not outer or not finite or not late:
        return
    verb = late[0]
    yield verb, verb if inner.head.i == inner.i else inner.head, inner.dep_
    yield inner, verb, "advcl"
    for part in inner.children:
        limit = outer[0].i if part.dep_ == "advmod" else mark.i
        if part.i < limit and not part.is_punct:
            yield part, verb, part.dep_
