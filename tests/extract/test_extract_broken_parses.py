"""Any tree that a parser may give is read to an end."""

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.testing import claims_in

WORDS = (
    "Mali/PROPN",
    "dat/SCONJ",
    "om/ADP",
    "bewering/NOUN",
    "besluit/NOUN",
    "coup/NOUN",
    "veroordeelt/VERB.Fin",
    "vertrekken/VERB.Inf",
    "te/ADP",
    "op/ADP",
    "2011/NUM",
    "niet/ADV",
    "gearresteerd/VERB.Part",
)
LABELS = ("nsubj", "obj", "obl", "acl", "acl:relcl", "xcomp", "ccomp", "mark", "conj")
LABELS += ("advcl", "nmod", "case", "amod", "aux", "advmod")


@st.composite
def notations(draw: st.DrawFn) -> str:
    """One sentence of any words in any tree."""
    words = draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=12))
    order = draw(st.permutations(range(len(words))))
    parts = [""] * len(words)
    for rank, index in enumerate(order):
        if rank == 0:
            parts[index] = f"{words[index]}/ROOT"
            continue
        above = draw(st.sampled_from(order[:rank]))
        label = draw(st.sampled_from(LABELS))
        parts[index] = f"{words[index]}/{label}>{above + 1}"
    return " ".join(parts)


@settings(deadline=None, max_examples=200)
@given(notations())
def test_any_tree_is_read_to_an_end(notation: str):
    """Claims come out of any tree, each with its trigger inside its evidence."""
    for claim in claims_in(notation, actors={"Mali": "state-ml"}):
        assert claim.evidence.begin <= claim.trigger.begin
        assert claim.trigger.end <= claim.evidence.end
