"""Forms that a document itself introduces: "de Afrikaanse Unie (AU)", new names."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from kg.iris import fold, unknown_actor
from kg.model import Actor
from kg.names.forms import Form, Mode
from kg.names.matches import Context, Match, Paragraph
from kg.names.pieces import keys, squash
from kg.names.rules import Rules

_FEWEST_CAPITALS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """A wording that the document shows to be a name.

    `actor` is set where it names a known actor; else `kind` says what it is. `weight`
    is how strong the evidence is, `short` the abbreviation given for it.
    """

    name: str
    kind: str
    weight: int
    actor: str | None = None
    short: str | None = None


def stands_for(abbreviation: str, name: str) -> bool:
    """Tell whether an abbreviation may be made of the letters of a name.

    >>> stands_for("RSF", "Rapid Support Forces"), stands_for("PVV", "Popken")
    (True, False)
    """
    letters = [c for c in squash(abbreviation) if c.isalnum()]
    initials = "".join(word[0] for word in squash(name).split())
    rest = iter(squash(name).replace(" ", ""))
    opens = bool(letters) and initials.startswith(letters[0])
    return opens and all(letter in rest for letter in letters)


def abbreviation_after(text: str, end: int, rules: Rules) -> str | None:
    """Return the abbreviation in brackets right behind a name.

    >>> from kg.names.rules import load_rules
    >>> abbreviation_after("Afrikaanse Unie (AU) heeft", 15, load_rules())
    'AU'
    """
    found = rules.definition.match(text, end)
    if not found or sum(c.isupper() for c in found[1]) < _FEWEST_CAPITALS:
        return None
    return found[1]


def find_definitions(
    paragraph: Paragraph, matches: Sequence[Match], context: Context
) -> Iterator[Declared]:
    """Yield the abbreviations that the text gives to known names."""
    for match in matches:
        short = abbreviation_after(paragraph.text, match.end, context.rules)
        if short is None or context.registry.forms.get(keys(short)):
            continue
        written = paragraph.text[match.begin : match.end]
        if stands_for(short, written) and len(keys(written)) > 1:
            yield Declared(name=short, kind=match.kind, weight=3, actor=match.actor)


def with_declared(context: Context, declared: Iterable[Declared]) -> Context:
    """Return the context with the forms and new actors that a document declares."""
    chosen = _strongest(declared, context.rules)
    actors = dict(context.actors)
    forms: dict[tuple[str, ...], list[Form]] = defaultdict(list)
    for one in chosen:
        actor = one.actor
        if actor is None:
            actor = unknown_actor(one.name, one.kind)
            actors[actor] = _new(actor, one)
        for text, mode in _writings(one, chosen, context):
            forms[keys(text)].append(
                Form(text=text, actor=actor, kind=one.kind, mode=mode)
            )
    longest: dict[str, int] = {}
    for found in forms:
        longest[found[0]] = max(longest.get(found[0], 0), len(found))
    return replace(
        context,
        forms={found: tuple(own) for found, own in forms.items()},
        longest=longest,
        actors=actors,
    )


def _strongest(declared: Iterable[Declared], rules: Rules) -> list[Declared]:
    """Return one declaration for each name, the one with the best evidence.

    A surname is left out where the same document has a full name with it.
    """
    rows: dict[str, list[Declared]] = defaultdict(list)
    for one in declared:
        rows[squash(one.name)].append(one)
    chosen = [_agreed(own) for own in rows.values()]
    surnames = {surname_of(one.name, rules) for one in chosen if one.kind == "Person"}
    return [one for one in chosen if one.name not in surnames]


def _agreed(own: Sequence[Declared]) -> Declared:
    """Return the declaration whose kind has most weight, the first of equals."""
    weights: Counter[str] = Counter()
    for one in own:
        weights[one.kind] += one.weight
    return max(own, key=lambda one: (one.actor is not None, weights[one.kind]))


def _new(identifier: str, one: Declared) -> Actor:
    """Return an actor that no registry knows."""
    return Actor(
        identifier=identifier,
        kind=one.kind,
        labels={"nl": one.name},
        alternative_labels=(one.short,) if one.short else (),
        known=False,
    )


def _writings(
    one: Declared, others: Sequence[Declared], context: Context
) -> Iterator[tuple[str, Mode]]:
    """Yield how a declared actor may be written in the rest of the document."""
    yield one.name, Mode.EXACT if one.name.isupper() else Mode.LENIENT
    if one.short:
        yield one.short, Mode.EXACT
    surname = surname_of(one.name, context.rules) if one.kind == "Person" else None
    if surname is None or one.actor is not None:
        return
    shared = [o for o in others if surname_of(o.name, context.rules) == surname]
    if len(shared) == 1 and not context.registry.forms.get(keys(surname)):
        yield surname, Mode.LENIENT
        last = surname.split()[-1]
        if last != surname and not context.registry.forms.get(keys(last)):
            yield last, Mode.LENIENT


def surname_of(name: str, rules: Rules) -> str | None:
    """Return the surname of a full name, with its small words; None if it has one word.

    >>> from kg.names.rules import load_rules
    >>> surname_of("Moussa Ag Acharatoumane", load_rules())
    'Ag Acharatoumane'
    >>> surname_of("Jan van der Berg", load_rules())
    'van der Berg'
    >>> surname_of("Van den Berg", load_rules())
    """
    words = name.split()
    if len(words) < 2 or fold(words[0]) in rules.particles:
        return None
    start = len(words) - 1
    while start > 1 and fold(words[start - 1]) in rules.particles:
        start -= 1
    return " ".join(words[start:])
