"""Each target of `python -m fuzz`, with what once broke it, and a few inputs more."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fuzz import command
from fuzz.checks import check
from fuzz.targets import CASES, TARGETS, Target, cases, try_out
from kg.errors import InputError

MUTANTS = 4  # of each target, made of its seeds
SEEDS = 3  # of each target that are tried
PIECES = (b"\0", b"\xff", b"\xed\xa0\x80", "\u202e".encode(), b"\n", b'"', b"[" * 40)


def spoiled(seed: bytes, draw: Random) -> bytes:
    """Return bytes of which some are gone, twice, or others."""
    for _ in range(draw.randint(1, 4)):
        begin = draw.randint(0, len(seed))
        end = begin + draw.choice((0, 1, 4, 40))
        piece = draw.choice((*PIECES, draw.randbytes(3), seed[begin:end] * 2))
        seed = seed[:begin] + piece + seed[end:]
    return seed


@pytest.mark.parametrize("name", TARGETS)
def test_target(name):
    """What is sound is taken; what is spoiled too, or an error of ours says why not."""
    target, draw = TARGETS[name], Random(name)  # noqa: S311
    sound = list(target.seeds())[:SEEDS]

    for data in sound:
        try_out(target, data)
    for _ in range(MUTANTS):
        try_out(target, spoiled(draw.choice(sound), draw))

    assert sound


@settings(deadline=None, max_examples=40)
@given(st.binary(max_size=300))
@pytest.mark.parametrize("name", ["names", "sections", "trig", "turtle"])
def test_any_bytes(name, data):
    """Whatever is drawn of the bytes is found, or is read as it was written."""
    try_out(TARGETS[name], data)


def test_what_once_broke_a_target():
    """Each input that is kept is tried with its target."""
    tried = [(name, data) for name in TARGETS for data in cases(name)]

    for name, data in tried:
        try_out(TARGETS[name], data)

    assert len(tried) == len(list(CASES.glob("*-*")))


def raising(error: Exception) -> Target:
    """Return a target that breaks."""

    def run(_: bytes) -> None:
        raise error

    return Target(run=run, seeds=tuple)


@pytest.mark.parametrize(
    "error",
    [ValueError("x"), RecursionError(), InputError("two\nlines"), InputError(" ")],
)
def test_what_counts_as_broken(error):
    """Errors of others, and those of ours that are not one line, are noticed."""
    with pytest.raises((type(error), AssertionError)):
        try_out(raising(error), b"")


def test_what_does_not():
    """An error of ours is how bad input is to be told."""
    assert str(try_out(raising(InputError("x")), b"")) == "x"
    with pytest.raises(AssertionError, match="why"):
        check(0, "why")


def test_command(capsys, monkeypatch):
    """Without a target they are listed; without Atheris it says what is needed."""
    command.main([])
    assert capsys.readouterr().out == f"targets: {', '.join(sorted(TARGETS))}\n"

    monkeypatch.setattr(command, "find_spec", lambda _: None)
    with pytest.raises(SystemExit, match=r"pip install 'kroniek\[fuzz\]'"):
        command.main(["times"])
