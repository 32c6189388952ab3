"""Turn the Dutch Universal Dependencies treebanks into spaCy training data.

usage: python convert.py TREEBANKS OUT [--sentences 10]

`TREEBANKS` holds the folders `UD_Dutch-Alpino` and `UD_Dutch-LassySmall`. Writes
`train.spacy`, `dev.spacy` (both dev sets joined) and one test file per treebank.
"""

import argparse
import random
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import spacy
from spacy.tokens import Doc, DocBin
from spacy.vocab import Vocab

TRAIN = (
    "UD_Dutch-Alpino/train-from-sources.conllu",
    "UD_Dutch-LassySmall/train-older-release.conllu",
)
DEV = (
    "UD_Dutch-Alpino/nl_alpino-ud-dev.conllu",
    "UD_Dutch-LassySmall/nl_lassysmall-ud-dev.conllu",
)
TEST = {
    "test-alpino": "UD_Dutch-Alpino/nl_alpino-ud-test.conllu",
    "test-lassysmall": "UD_Dutch-LassySmall/nl_lassysmall-ud-test.conllu",
}
ASCII_SHARE = 0.5  # of the documents with diacritics, repeated without them
MISSING_LEMMA = "__MISSING__"


@dataclass(frozen=True, slots=True)
class Word:
    """One word line of a CoNLL-U file; `head` is 0-based, the root points at itself."""

    form: str
    lemma: str
    upos: str
    xpos: str
    feats: str
    head: int
    deprel: str
    space: bool


def read_sentences(path: Path) -> Iterator[list[Word]]:
    """Yield the sentences of a CoNLL-U file, without multiword and empty nodes."""
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        rows = [
            line.split("\t") for line in block.splitlines() if not line.startswith("#")
        ]
        rows = [row for row in rows if row[0].isdigit()]
        if rows:
            yield [as_word(row) for row in rows]


def as_word(row: list[str]) -> Word:
    """Read the ten columns of a word line."""
    index, form, lemma, upos, xpos, feats, head, deprel, _, misc = row
    kept = [f for f in feats.split("|") if f != "_" and not f.startswith("ExtPos")]
    return Word(
        form=form,
        lemma="" if lemma == MISSING_LEMMA else lemma,
        upos=upos,
        xpos="" if xpos == "_" else xpos,
        feats="|".join(kept) or "_",
        head=int(head) - 1 if head != "0" else int(index) - 1,
        deprel="ROOT" if head == "0" else deprel,
        space="SpaceAfter=No" not in misc,
    )


def as_doc(vocab: Vocab, sentences: list[list[Word]], known: set[str]) -> Doc:
    """Join sentences into one document; unknown analyses are left out."""
    words = [word for sentence in sentences for word in sentence]
    offsets = [offset for offset, length in starts(sentences) for _ in range(length)]
    complete = [not known or f"{w.upos}|{w.feats}" in known for w in words]
    doc = Doc(
        vocab,
        words=[w.form for w in words],
        spaces=[w.space for w in words],
        tags=[w.xpos for w in words],
        pos=[w.upos if ok else "" for w, ok in zip(words, complete, strict=True)],
        lemmas=[w.lemma for w in words],
        heads=[w.head + o for w, o in zip(words, offsets, strict=True)],
        deps=[w.deprel for w in words],
        sent_starts=[w_i == o for w_i, o in enumerate(offsets)],
    )
    for token, word, ok in zip(doc, words, complete, strict=True):
        if ok:
            token.set_morph(word.feats)
    return doc


def starts(sentences: list[list[Word]]) -> Iterator[tuple[int, int]]:
    """Yield the index of each sentence's first word, and its length."""
    index = 0
    for sentence in sentences:
        yield index, len(sentence)
        index += len(sentence)


def batched(
    sentences: Iterable[list[Word]], count: int = 10
) -> Iterator[list[list[Word]]]:
    """Group consecutive sentences into documents."""
    iterator = iter(sentences)
    while group := list(islice(iterator, count)):
        yield group


def without_diacritics(sentences: list[list[Word]]) -> list[list[Word]]:
    """Repeat sentences with plain letters, as many scanned papers have them."""
    return [
        [
            Word(fold(w.form), *[getattr(w, f) for f in Word.__slots__[1:]])
            for w in sentence
        ]
        for sentence in sentences
    ]


def fold(text: str) -> str:
    """Strip combining marks: `Libië` becomes `Libie`."""
    return "".join(
        c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c)
    )


def write(docs: Iterable[Doc], path: Path) -> None:
    """Write documents as a spaCy binary file and say how many."""
    store = DocBin(docs=docs, store_user_data=False)
    store.to_disk(path)
    print(f"{path.name}: {len(store)} documents")


def main() -> None:
    """Convert all splits."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("treebanks", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--sentences", type=int, default=10)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    vocab = spacy.blank("nl").vocab
    rng = random.Random(0)  # noqa: S311  nothing is kept secret here

    current, older = (list(read_sentences(args.treebanks / name)) for name in TRAIN)
    known = {f"{w.upos}|{w.feats}" for s in current for w in s}
    train: list[Doc] = []
    for sentences, analyses in ((current, set()), (older, known)):
        for group in batched(sentences, args.sentences):
            train.append(as_doc(vocab, group, analyses))
            plain = without_diacritics(group)
            if plain != group and rng.random() < ASCII_SHARE:
                train.append(as_doc(vocab, plain, analyses))
    write(train, args.out / "train.spacy")

    dev = [
        as_doc(vocab, group, set())
        for name in DEV
        for group in batched(read_sentences(args.treebanks / name))
    ]
    write(dev, args.out / "dev.spacy")
    for split, name in TEST.items():
        docs = [
            as_doc(vocab, group, set())
            for group in batched(read_sentences(args.treebanks / name))
        ]
        write(docs, args.out / f"{split}.spacy")


if __name__ == "__main__":
    main()
