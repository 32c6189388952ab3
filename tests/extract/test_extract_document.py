"""The unit of work, with a pipeline that knows nothing."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from kg.extract import read_document
from kg.iris import fold
from kg.language import Pipeline
from kg.model import ReadDocument, TurnKind
from kg.testing import blank, knowledge, paper_of

SAMPLE = """Mali Niger Frankrijk Franse MINUSMA ECOWAS JNIM Rutte Goïta president de het
    een van in uit door aan op te dat of die niet geen staatsgreep coup verkiezingen
    sancties veroordeelt veroordeeld opgepakt opgeschort trok terug- terugtrekking
    bijdrage bombardeerde zal zou heeft is werd besloot volgens indien mogelijk 49 één
    18 augustus 2020 medio 2024 gisteren miljoen euro € Vraag Antwoord 1 2. (VVD)
    Kamerstuk 29 521, nr. 457 «Coup» “ ” ? . , : ; - – ... 3,5 EU-sancties Côte
    d’Ivoire zo'n \u00ad \ufeff \u200b ﬁ 😀 Z.E."""
WORDS = st.sampled_from(
    [*SAMPLE.split(), "Vraag 1", "Antwoord op vraag 1", "Inbreng VVD-fractie", "1.", ""]
)
GAPS = st.sampled_from([*[" "] * 12, "\n", "\n\n", "-\n", "\r\n", "\f", "\t", "\xa0"])
TEXTS = st.lists(st.tuples(WORDS, GAPS), min_size=12, max_size=60).map(
    lambda pairs: "".join(word + gap for word, gap in pairs)
)
PARTS = ("NOUN", "VERB", "PROPN", "ADP", "DET", "AUX", "NUM", "ADJ", "PRON", "PUNCT")
LABELS = (
    *("nsubj", "obj", "obl", "nmod", "case", "det", "amod", "aux", "conj", "ccomp"),
    *("xcomp", "acl:relcl", "advcl", "nsubj:pass", "aux:pass", "mark", "nummod"),
)


def part_of(word: str) -> str:
    """Return a part of speech that lets words of the lexicon name events."""
    lexicon, folded = knowledge().lexicon, fold(word)
    if folded in lexicon.nouns:
        return "NOUN"
    if folded in lexicon.verbs:
        return "VERB"
    return "PROPN" if word[:1].isupper() else PARTS[len(word) * 7 % len(PARTS)]


@Language.component("chain_parse")
def chain_parse(doc: Doc) -> Doc:
    """Hang words on each other in a way that is a tree and makes no sense."""
    lengths = [len(t.text) for t in doc]
    roots = [i % 9 == 0 for i in range(len(doc))]
    return Doc(
        doc.vocab,
        words=[t.text for t in doc],
        spaces=[bool(t.whitespace_) for t in doc],
        pos=[part_of(t.text) for t in doc],
        lemmas=[t.lower_ for t in doc],
        deps=[
            "ROOT" if root else LABELS[(i + n) % len(LABELS)]
            for i, (n, root) in enumerate(zip(lengths, roots, strict=True))
        ],
        heads=[i if root else i - 1 - i % 9 // 2 for i, root in enumerate(roots)],
    )


def stub(*components: str) -> Pipeline:
    """Return a pipeline of untrained components."""
    nlp = blank().__class__()
    for name in components:
        nlp.add_pipe(name)
    return Pipeline(name="stub", version="0", nlp=nlp)


CHAIN = stub("chain_parse")
FLAT = stub("sentencizer")


def read(text: str, pipeline: Pipeline = CHAIN, **details) -> ReadDocument:
    """Return what a text says to a pipeline."""
    return read_document(
        paper_of("d1", text, **details), pipeline=pipeline, knowledge=knowledge()
    )


def check(found: ReadDocument) -> None:
    """See that all spans are slices, and that all that is named is described."""
    text = found.document.text
    described = {a.identifier for a in found.actors}
    spans = [m.span for m in found.mentions]
    spans += [t.heading for t in found.turns if t.heading]
    for claim in found.claims:
        spans += [claim.trigger, claim.evidence]
        spans += [s for s in (claim.time_span, claim.cue) if s]
        spans += [f.span for f in claim.roles if f.span]

    assert [s for s in spans if text[s.begin : s.end] != s.quote] == []
    assert {t.label for t in found.turns} == set(found.speakers)
    assert {a for s in found.speakers.values() for a in s} <= described
    assert {m.actor for m in found.mentions} <= described
    for claim in found.claims:
        assert claim.turn in found.speakers
        assert {*claim.sources, *claim.reported_by} <= described
        assert {f.actor for f in claim.roles} <= described
        assert claim.evidence.begin <= claim.trigger.begin
        assert claim.trigger.end <= claim.evidence.end


@given(TEXTS, st.sampled_from(["nl", "be"]), st.sampled_from(["letter", "motion"]))
@settings(max_examples=120, deadline=None)
def test_any_text_is_read(text: str, country: str, kind: str):
    """No text of Dutch-like words, however parsed, breaks the extractor."""
    check(read(text, country=country, kind=kind, asked=date(2021, 7, 1)))


@given(st.text(max_size=200).filter(lambda t: t.strip()))
@settings(max_examples=80, deadline=None)
def test_any_string_is_read(text: str):
    """No string of any characters breaks the extractor."""
    check(read(text, FLAT))


@given(TEXTS)
@settings(max_examples=30, deadline=None)
def test_reading_is_a_function(text: str):
    """The same document gives the same result."""
    one, other = read(text), read(text)

    assert one.claims == other.claims
    assert one.mentions == other.mentions
    assert one.actors == other.actors


@given(TEXTS)
@settings(max_examples=60, deadline=None)
def test_identifiers_of_claims_are_unique(text: str):
    """No two claims of a document have one name."""
    identifiers = [c.identifier for c in read(text).claims]

    assert sorted(set(identifiers)) == sorted(identifiers)


@pytest.mark.parametrize("text", ["\n", " ", ".", "\ufeff", "Vraag 1\n"])
def test_texts_without_words_say_nothing(text: str):
    """A text without sentences gives no claims."""
    assert read(text).claims == ()


def test_questions_and_answers_have_their_speakers():
    """The asker speaks in questions, the government in answers."""
    found = read(
        "Vraag 1\n\nKent u Mali?\n\nAntwoord 1\n\nJa.\n",
        kind="questions",
        asked_by="VVD",
        answered_by="de minister van Buitenlandse Zaken",
    )
    speakers = {t.kind: found.speakers[t.label] for t in found.turns}

    assert speakers[TurnKind.QUESTION] == ("fractie-vvd",)
    assert speakers[TurnKind.ANSWER] == ("kabinet-nl",)
