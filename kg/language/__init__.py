"""The language pipeline, behind one small adapter."""

from kg.language.card import Card, read_card
from kg.language.parse import Parse, Token, Tokens, as_parse
from kg.language.pipeline import BUILT_IN, Pipeline, load_pipeline

__all__ = [
    "BUILT_IN",
    "Card",
    "Parse",
    "Pipeline",
    "Token",
    "Tokens",
    "as_parse",
    "load_pipeline",
    "read_card",
]
