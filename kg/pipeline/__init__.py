"""The main job: read > resolve > describe > validate > write."""

from kg.pipeline.job import build
from kg.pipeline.plan import Plan, make_plan
from kg.pipeline.reader import read_text
from kg.pipeline.reading import keep_confident
from kg.pipeline.settings import Failure, Progress, Settings, Summary

__all__ = [
    "Failure",
    "Plan",
    "Progress",
    "Settings",
    "Summary",
    "build",
    "keep_confident",
    "make_plan",
    "read_text",
]
