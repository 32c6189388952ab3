"""The language pipeline, behind one small adapter."""

from kg.language.card import Card, read_card
from kg.language.pipeline import BUILT_IN, Pipeline, load_pipeline
from kg.language.plain import as_parse

__all__ = [
    "BUILT_IN",
    "Card",
    "Pipeline",
    "as_parse",
    "load_pipeline",
    "read_card",
]
