"""Train the built-in language pipeline, measure it, and put it into the package.

usage: python train.py TREEBANKS [--work DIR] [--out ../kg/language/model]

Three stages, each with its configuration beside this file: everything together
(`stage1.cfg`); the tagger and parser at a falling learning rate on shorter documents
(`stage2.cfg`), of which three checkpoints are averaged; and the lemmatiser alone on the
finished encoder (`stage3.cfg`), because spaCy 3.8 does not resume the training of a
lemmatiser that was read from disk.
"""

import argparse
import json
import shutil
import subprocess
import sys
from pathlib import Path

import spacy
from average import average
from shrink import shrink

HERE = Path(__file__).resolve().parent
SENTENCES = {"stage1": 10, "stage2": 4, "stage3": 4}  # in a training document
CHECKPOINTS = (1500, 2500, 3000)  # steps of stage 2
SCORES = (
    "pos_acc",
    "morph_acc",
    "tag_acc",
    "lemma_acc",
    "dep_uas",
    "dep_las",
    "sents_f",
)
TESTS = ("test-alpino", "test-lassysmall")
META = {
    "name": "kroniek",
    "version": "0.1.0",
    "description": "Dutch tagger, lemmatiser and parser, trained on UD treebanks",
    "author": "The Kroniek authors",
    "license": "CC BY-SA 4.0",
}


def run(*command: str | Path) -> None:
    """Run a command of this Python and stop if it fails."""
    subprocess.run([sys.executable, *map(str, command)], check=True)


def convert(treebanks: Path, work: Path) -> None:
    """Convert the treebanks for each length of document."""
    for count in sorted(set(SENTENCES.values())):
        out = work / f"data{count}"
        run(HERE / "convert.py", treebanks, out, "--sentences", str(count))


def train(work: Path) -> Path:
    """Run the stages, each on the result of the one before."""
    start = run_stage("stage1", work, work / "stage1") / "model-best"
    checkpoints = [
        run_stage("stage2", work, work / f"stage2-{steps}", start, steps) / "model-last"
        for steps in CHECKPOINTS
    ]
    averaged = work / "averaged"
    average(checkpoints, averaged)
    return run_stage("stage3", work, work / "stage3", averaged) / "model-best"


def run_stage(
    stage: str, work: Path, out: Path, start: Path | None = None, steps: int = 0
) -> Path:
    """Run one stage, on the pipeline it starts from, and return its folder."""
    options: list[str | Path] = ["-o", out]
    options += ["--paths.train", work / f"data{SENTENCES[stage]}" / "train.spacy"]
    options += ["--paths.dev", work / "data10" / "dev.spacy"]
    if start is not None:
        options += ["--paths.previous", start]
    if steps:
        options += ["--training.max_steps", str(steps)]
    run("-m", "spacy", "train", HERE / f"{stage}.cfg", *options)
    return out


def measure(model: Path, work: Path) -> dict[str, dict[str, float]]:
    """Score a model on the joined dev sets and on each official test set."""
    figures = {}
    for split in ("dev", *TESTS):
        out = work / f"{split}.json"
        data = work / "data10" / f"{split}.spacy"
        run("-m", "spacy", "evaluate", model, data, "--output", out)
        scores = json.loads(out.read_text(encoding="utf-8"))
        figures[split] = {name: round(scores[name], 4) for name in SCORES}
    return figures


def publish(model: Path, out: Path, figures: dict[str, dict[str, float]]) -> None:
    """Copy a model into the package, in half precision and with its figures."""
    kept = {n: (out / n).read_bytes() for n in ("LICENSE.txt", "README.md")}
    shutil.rmtree(out, ignore_errors=True)
    nlp = spacy.load(model)
    nlp.meta.update(META)
    nlp.meta["performance"] = figures
    nlp.config["paths"] = dict.fromkeys(nlp.config["paths"])
    shrink(nlp)
    nlp.to_disk(out)
    for name, content in kept.items():
        (out / name).write_bytes(content)


def main() -> None:
    """Convert, train, measure, publish."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("treebanks", type=Path)
    parser.add_argument("--work", type=Path, default=Path("work"))
    parser.add_argument("--out", type=Path, default=HERE.parent / "kg/language/model")
    args = parser.parse_args()
    convert(args.treebanks, args.work)
    model = train(args.work)
    figures = measure(model, args.work)
    publish(model, args.out, figures)
    print(json.dumps(figures, indent=1))


if __name__ == "__main__":
    main()
