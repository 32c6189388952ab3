"""The written forms of Dutch verbs and nouns, from their dictionary form.

Triggers are recognised by form, because no lemmatiser knows every rare verb. The rules
make too many forms on purpose: a form that is no word never occurs in a text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

VOWELS = "aeiou"
UNSTRESSED_PREFIXES = (
    "be",
    "ge",
    "her",
    "ont",
    "ver",
    "er",
    "onder",
    "over",
    "mis",
    "weer",
)


@dataclass(frozen=True, slots=True)
class Irregular:
    """The principal parts of a strong verb: past singular, past plural, participle."""

    singular: str
    plural: str
    participle: str


@dataclass(frozen=True, slots=True)
class VerbForm:
    """A form of a verb; `particle` stands apart from it in the clause, if not empty."""

    text: str
    particle: str = ""


def verb_forms(
    infinitive: str, irregular: Mapping[str, Irregular]
) -> frozenset[VerbForm]:
    """Return the forms of a verb.

    Args:
        infinitive: the verb, a separable particle marked off with `|`.
        irregular: the strong verbs by infinitive, without particle.

    >>> VerbForm("pakte", particle="op") in verb_forms("op|pakken", {})
    True
    >>> VerbForm("opgepakt") in verb_forms("op|pakken", {})
    True
    """
    particle, _, base = infinitive.rpartition("|")
    simple = set(base_forms(base, irregular))
    joined = {VerbForm(f"{particle}{form}") for form in simple}
    split = {VerbForm(form, particle) for form in simple} if particle else set()
    return frozenset(joined | split)


def base_forms(base: str, irregular: Mapping[str, Irregular]) -> Iterator[str]:
    """Yield the forms of a verb without particle."""
    yield from (base, f"{base}d", f"{base}de")
    if base.endswith(("aan", "oen", "ien")):  # gaan: ga, gaat; doen: doe, doet
        stem = base[:-2] if base.endswith("aan") else base[:-1]
        yield from (stem, f"{base[:-1]}t")
        parts = irregular.get(base)
        if parts:
            yield from (parts.singular, parts.plural, *participles(parts.participle))
        return
    root = base.removesuffix("en") if base.endswith("en") else base.removesuffix("n")
    for stem in stems(root):
        yield from (stem, stem if stem.endswith("t") else f"{stem}t")
        if base not in irregular:
            yield from weak_forms(stem, base)
    parts = strong_parts(base, irregular)
    if parts:
        yield from (parts.singular, parts.plural, f"{parts.singular}t")
        yield from participles(parts.participle)


def strong_parts(base: str, irregular: Mapping[str, Irregular]) -> Irregular | None:
    """Return the principal parts of a strong verb, also behind a prefix."""
    if base in irregular:
        return irregular[base]
    for prefix in ("ver", "be", "ont", "her"):
        parts = irregular.get(base.removeprefix(prefix))
        if base.startswith(prefix) and parts:
            return Irregular(
                f"{prefix}{parts.singular}",
                f"{prefix}{parts.plural}",
                f"{prefix}{parts.participle.removeprefix('ge')}",
            )
    return None


def stems(root: str) -> Iterator[str]:
    """Yield the possible stems: doubled consonants single, long vowels double."""
    voiceless = {"v": "f", "z": "s"}
    last = voiceless.get(root[-1:], root[-1:])
    if len(root) > 1 and root[-1] == root[-2] and root[-1] not in VOWELS:
        yield root[:-1]
        return
    yield root[:-1] + last
    if is_open(root) and root[-2] != "i":
        yield root[:-1] + root[-2] + last
    if len(root) > 3 and root[-3] in VOWELS and root[-2:] in {"er", "ër"}:
        yield f"{root[:-2]}eer"  # evacueren, continueren, repatriëren


def is_open(root: str) -> bool:
    """Tell whether a root ends in one vowel and one consonant: `veroordel`."""
    tail = root[-3:]
    return (
        len(tail) == 3
        and tail[0] not in VOWELS
        and tail[1] in VOWELS
        and tail[2] not in VOWELS
    )


def weak_forms(stem: str, base: str) -> Iterator[str]:
    """Yield past tense and participle of a weak verb, with both endings."""
    for ending in "dt":
        past = f"{stem}{ending}e"
        yield from (past, f"{past}n")
        closed = stem if stem.endswith(ending) else f"{stem}{ending}"
        yield from participles(f"ge{closed}")
        if base.startswith(UNSTRESSED_PREFIXES):
            yield from participles(closed)


def participles(form: str) -> Iterator[str]:
    """Yield a participle and its inflected form.

    Not the plural in "-en", which names people: "de gedetineerden".

    >>> list(participles("gesloten"))
    ['gesloten']
    >>> list(participles("opgepakt"))
    ['opgepakt', 'opgepakte']
    """
    yield form
    if form.endswith("en"):
        return
    yield f"{form}e"
    if len(form) > 2 and form[-3:-1] in {"aa", "ee", "oo", "uu"}:
        yield f"{form[:-2]}{form[-1]}e"


def noun_forms(noun: str) -> frozenset[str]:
    """Return the singular and the possible plurals of a noun.

    >>> {"coups", "staatsgrepen"} <= noun_forms("coup") | noun_forms("staatsgreep")
    True
    """
    forms = {noun, f"{noun}s", f"{noun}'s", f"{noun}’s", f"{noun}en", f"{noun}n"}
    if noun.endswith("e"):
        forms -= {f"{noun}en"}
    elif len(noun) > 2:
        forms -= {f"{noun}n"}
        before, last = noun[-2], noun[-1]
        voiced = {"f": "v", "s": "z"}.get(last, last)
        if noun[-3] == before and before in VOWELS:  # macht-staat: staten
            forms.add(f"{noun[:-2]}{voiced}en")
        elif before in VOWELS and last not in VOWELS:  # staatsgreep, pact, conflict
            forms |= {f"{noun}{last}en", f"{noun[:-1]}{voiced}en"}
        if noun.endswith("heid"):
            forms.add(f"{noun[:-4]}heden")
    return frozenset(forms)
