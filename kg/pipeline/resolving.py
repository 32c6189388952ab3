"""Resolving in parts: the claims of each class go to one partition.

Partitions are settled by any process, in waves: a class whose claims are directed at
events of another comes after it. A partition of which nothing has changed is not
settled again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from operator import attrgetter

from kg.codec import digest
from kg.corrections import EventCorrection
from kg.engine import Engine, run_all
from kg.pipeline.cache import Cache
from kg.pipeline.gathering import Gathered
from kg.pipeline.ledger import Conclusion, Ledger, Names, Places
from kg.pipeline.pages import paged
from kg.pipeline.plan import Plan, tagged
from kg.pipeline.settling import Partition, Settled, settle
from kg.pipeline.shuffle import Shuffle
from kg.resolve import class_groups

wave_of = attrgetter("wave")
SPEED = 1_700_000  # bytes of statements that a process resolves in a second, about


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Classes that are resolved together, or a relation, of which anything is said.

    It is settled after all of earlier waves. `aims` are the claims of earlier groups
    that its claims are directed at; in the last group of classes events are merged and
    split.
    """

    names: Names
    wave: int = 0
    aims: tuple[str, ...] = ()
    is_last: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Claims whose events are to be told, and corrections of events."""

    claims: frozenset[str]
    corrections: tuple[EventCorrection, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A partition without its statements, and the key of what is settled in it.

    `size` is that of the statements, in bytes.
    """

    names: Names
    partition: Partition
    key: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Partitions(Sequence[Partition]):
    """Partitions with their statements, taken from disk when they are asked for."""

    tasks: Sequence[Task]
    statements: Shuffle

    def __len__(self) -> int:
        """Return how many partitions there are."""
        return len(self.tasks)

    def __getitem__(self, number: int) -> Partition:  # type: ignore[override]
        """Return a partition."""
        task = self.tasks[number]
        pieces = (piece for name in task.names for piece in self.statements.take(name))
        return replace(task.partition, statements=paged(pieces))


def resolve_all(  # noqa: PLR0913, PLR0917  what is said, where it goes, who does it
    plan: Plan,
    gathered: Gathered,
    named: Iterable[str],
    cache: Cache[Settled],
    places: Places,
    engine: Engine,
) -> Conclusion:
    """Group the claims of all documents into events, as `kg.resolve.resolve` does.

    Args:
        plan: has corrections of events; those of claims and actors are carried out
            before. It tells what else the conclusion rests on.
        gathered: what all documents say.
        named: claims whose events are to be told.
        cache: holds what was settled earlier, and gets what is settled now.
        places: where what is found waits until it is needed.
        engine: settles the partitions; the result does not depend on it.

    Raises:
        CorrectionError: corrections of events contradict each other.
        OutputError: a process was killed twice, or the disk refuses.
    """
    merging = tuple(c for c in plan.corrections if isinstance(c, EventCorrection))
    wanted = Wanted(claims=frozenset(named), corrections=merging)
    ledger = Ledger(places=places)
    groups = sorted(groups_of(gathered, is_merging=bool(merging)), key=wave_of)
    for _, wave in groupby(groups, key=wave_of):
        tasks = [task_of(g, gathered, ledger, wanted, plan.means) for g in wave]
        settle_all(tasks, gathered.statements, cache, ledger, engine)
    return ledger.close(gathered)


def groups_of(gathered: Gathered, *, is_merging: bool) -> Iterator[Group]:
    """Yield the groups of classes and the relations of which anything is said.

    Where readers merge or split events, the last group is there in any case, after all
    others, since it tells what they name in vain.
    """
    every = class_groups(gathered.touched)
    home = {name: place for place, group in enumerate(every) for name in group}
    for relation in sorted(gathered.kinds.keys() - home.keys()):
        yield Group(names=(relation,))
    waves: list[int] = []
    for place, classes in enumerate(every):
        names = tuple(name for name in classes if name in gathered.kinds)
        is_last = is_merging and place == len(every) - 1
        before = [
            (home[at], claims)
            for name in names
            for at, claims in gathered.kinds[name].targets.items()
            if home[at] < place
        ]
        after = waves if is_last else [waves[other] for other, _ in before]
        waves.append(1 + max(after, default=-1))
        if names or is_last:
            yield Group(
                names=names or classes,
                wave=waves[-1],
                aims=tuple(sorted(set().union(*(claims for _, claims in before)))),
                is_last=is_last,
            )


def task_of(
    group: Group, gathered: Gathered, ledger: Ledger, wanted: Wanted, means: str
) -> Task:
    """Return what is to be settled of a group, when those before it are.

    Args:
        group: of classes, or a relation.
        gathered: what is said of them.
        ledger: has what others have settled.
        wanted: what is asked of all groups.
        means: what settling rests on besides.
    """
    kinds = [gathered.kinds[name] for name in group.names if name in gathered.kinds]
    partition = Partition(
        statements=(),
        event_of={claim: ledger.event_of[claim] for claim in group.aims},
        asked=tuple(sorted(wanted.claims.union(*(kind.pointed for kind in kinds)))),
        corrections=wanted.corrections,
        elsewhere=tuple(sorted(ledger.nearest)) if group.is_last else (),
        is_last=group.is_last,
    )
    said = [kind.digest.hexdigest() for kind in kinds]
    return Task(
        names=group.names,
        partition=partition,
        key=digest(means, group.names, said, partition, tagged(wanted.corrections)),
        size=sum(kind.size for kind in kinds),
    )


def settle_all(
    tasks: Sequence[Task],
    statements: Shuffle,
    cache: Cache[Settled],
    ledger: Ledger,
    engine: Engine,
) -> None:
    """Settle the partitions of a wave, or take what was settled earlier.

    Raises:
        CorrectionError: corrections of events contradict each other.
        OutputError: a process was killed twice, or the disk refuses.
    """
    missing = []
    for task in tasks:
        known = cache.get(task.key)
        if known is None:
            missing.append(task)
        else:
            ledger.enter(task.names, known)
    made = run_all(
        engine,
        settle,
        Partitions(tasks=missing, statements=statements),
        to="resolve events",
        costs=[task.size / SPEED for task in missing],
    )
    for number, settled in made:
        cache.put(missing[number].key, settled)
        ledger.enter(missing[number].names, settled)
    ledger.keys.update(task.key for task in tasks)
