"""How good a graph is, measured against claims that people annotated."""

from kg.evaluate.evaluation import Evaluation, evaluate
from kg.evaluate.gate import FIGURES, Floor, below, read_floors
from kg.evaluate.show import FORMATS, as_markdown, as_values, render

__all__ = [
    "FIGURES",
    "FORMATS",
    "Evaluation",
    "Floor",
    "as_markdown",
    "as_values",
    "below",
    "evaluate",
    "read_floors",
    "render",
]
