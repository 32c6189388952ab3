"""What is tried, by name: functions of bytes, from which only our errors may come."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from fuzz import seeds
from fuzz.checks import check
from fuzz.inputs import (
    read_cache,
    read_codec,
    read_corrections_file,
    read_links_file,
    read_list,
    read_manifest_file,
    run_question,
    run_text,
)
from fuzz.papers import (
    read_html,
    read_metadata,
    read_names,
    read_pdf_pages,
    read_publication,
    read_text,
    read_times,
    read_trees,
    read_turns,
    read_word,
)
from fuzz.writers import write_sections, write_trig, write_turtle
from kg.errors import KroniekError

CASES = Path(__file__).parent / "cases"


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Something that takes any bytes.

    Args:
        run: takes them; it may raise errors of `kg/errors.py`.
        seeds: gives sound bytes to begin with.
    """

    run: Callable[[bytes], object]
    seeds: Callable[[], Iterable[bytes]]


TARGETS = {
    "plain": Target(run=read_text, seeds=seeds.paragraphs),
    "publication": Target(run=read_publication, seeds=seeds.samples(".xml")),
    "html": Target(run=read_html, seeds=seeds.samples(".html")),
    "word": Target(run=read_word, seeds=seeds.word_bodies),
    "pdf": Target(run=read_pdf_pages, seeds=seeds.samples(".pdf")),
    "metadata": Target(run=read_metadata, seeds=seeds.samples(".metadata.xml")),
    "turns": Target(run=read_turns, seeds=seeds.papers),
    "times": Target(run=read_times, seeds=seeds.paragraphs),
    "names": Target(run=read_names, seeds=seeds.paragraphs),
    "trees": Target(run=read_trees, seeds=seeds.paragraphs),
    "turtle": Target(run=write_turtle, seeds=seeds.choices),
    "trig": Target(run=write_trig, seeds=seeds.choices),
    "sections": Target(run=write_sections, seeds=seeds.choices),
    "query": Target(run=run_text, seeds=seeds.queries),
    "question": Target(run=run_question, seeds=seeds.choices),
    "codec": Target(run=read_codec, seeds=seeds.readings),
    "cache": Target(run=read_cache, seeds=seeds.kept),
    "corpus": Target(run=read_manifest_file, seeds=seeds.manifests),
    "list": Target(run=read_list, seeds=seeds.lists),
    "links": Target(run=read_links_file, seeds=seeds.links),
    "corrections": Target(run=read_corrections_file, seeds=seeds.corrections),
}


def try_out(target: Target, data: bytes) -> KroniekError | None:
    """Give bytes to a target, and return the error of ours that it raised, if any.

    Raises:
        Exception: it raised another, or one of ours on several lines.
    """
    try:
        target.run(data)
    except KroniekError as error:
        check(str(error).strip(), "an error without a message")
        check("\n" not in str(error), f"an error of several lines: {error}")
        return error
    return None


@cache
def cases(name: str) -> tuple[bytes, ...]:
    """Return the inputs that once broke a target."""
    return tuple(path.read_bytes() for path in sorted(CASES.glob(f"{name}-*")))
