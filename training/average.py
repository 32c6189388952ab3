"""Average the weights of checkpoints of one training: a better model than any of them.

usage: python average.py OUT MODEL MODEL...

Source: Izmailov et al. 2018, Averaging Weights Leads to Wider Optima.
"""

import sys
from pathlib import Path

import numpy as np
import spacy


def average(models: list[Path], out: Path) -> None:
    """Write the pipeline whose weights are the means of those of the models."""
    pipelines = [spacy.load(model) for model in models]
    first = pipelines[0]
    for name in first.pipe_names:
        layers = [list(nlp.get_pipe(name).model.walk()) for nlp in pipelines]
        for index, node in enumerate(layers[0]):
            for param in node.param_names:
                if node.has_param(param):
                    weights = [walk[index].get_param(param) for walk in layers]
                    node.set_param(param, np.mean(weights, axis=0, dtype="float32"))
    first.to_disk(out)


if __name__ == "__main__":
    average([Path(model) for model in sys.argv[2:]], Path(sys.argv[1]))
