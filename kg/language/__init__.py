"""The language pipeline, behind one small adapter."""

from kg.language.pipeline import BUILT_IN, Pipeline, load_pipeline

__all__ = ["BUILT_IN", "Pipeline", "load_pipeline"]
