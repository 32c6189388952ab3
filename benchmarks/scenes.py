"""One exchange of all actors and dates, as a play is moved to another land and year.

In a scene Mali is the same other land wherever it is named, persons, missions and armed
groups are others of the registry, and everything happens so many months earlier or
later. So papers of one scene tell of the same events, and those of two scenes do not.
"""

import random
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass

from benchmarks.casting import LANDS, PERSONS, Cast, Part, load_cast
from benchmarks.dates import move_words

MONTHS_MOVED = range(-24 * 12, 2 * 12)  # the papers are of 2019 to 2022


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What stands for each wording, and by how many months all dates are moved."""

    words: Mapping[str, str]
    months: int


def make_scene(wordings: Iterable[str], chance: random.Random) -> Scene:
    """Return a scene that has something for each of these wordings and dates."""
    cast = load_cast()
    months = chance.choice(MONTHS_MOVED)
    wanted = sorted(set(wordings))
    named = [wording for wording in wanted if wording in cast.wordings]
    players = _players(cast, {cast.wordings[wording][0] for wording in named}, chance)
    words = {
        wording: move_words(wording, months) for wording in set(wanted) - set(named)
    }
    for wording in named:
        actor, style = cast.wordings[wording]
        words[wording] = players[actor].form(style)
    return Scene(words=words, months=months)


def _players(
    cast: Cast, actors: Iterable[str], chance: random.Random
) -> dict[str, Part]:
    """Return who plays each actor: lands first, since the others go with them."""
    parts = [cast.parts[actor] for actor in sorted(actors)]
    players: dict[str, Part] = {}
    lands: dict[str, str] = {}
    taken: set[str] = set()
    for part in sorted(parts, key=lambda part: part.company not in LANDS):
        player = _player(cast, part, lands, taken, chance)
        players[part.actor] = player
        taken.add(player.actor)
        if part.company in LANDS:
            lands[part.lands[0]] = player.lands[0]
    return players


def _player(
    cast: Cast,
    part: Part,
    lands: Mapping[str, str],
    taken: Container[str],
    chance: random.Random,
) -> Part:
    """Return who plays an actor, of the land that plays its land where there is one."""
    there = {lands.get(land, land) for land in part.lands}
    is_person = part.company.startswith(PERSONS)
    company = PERSONS + "".join(there) if is_person else part.company
    free = [p for p in cast.companies.get(company, ()) if p.actor not in taken]
    near = [p for p in free if not there.isdisjoint(p.lands)]
    if part.company not in LANDS and near:
        return chance.choice(near)
    if is_person and not free:
        return _invented(cast, company, chance)
    return chance.choice(free or [part])


def _invented(cast: Cast, company: str, chance: random.Random) -> Part:
    """Return a person of whom nobody has heard, named after two of the registry."""
    persons = [
        p
        for name in cast.companies
        if name.startswith(PERSONS)
        for p in cast.companies[name]
    ]
    given = chance.choice(persons).written["name"].partition(" ")[0]
    surname = chance.choice(persons).written["surname"]
    name = f"{given} {surname}"
    return Part(
        actor=f"x-{name}", company=company, written={"name": name, "surname": surname}
    )
