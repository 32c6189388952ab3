"""Proposing who the actors of a build are in another graph; people decide."""

from kg.link.actors import Sought, find_actors
from kg.link.asking import Found, find_things
from kg.link.profiles import Profile, find_profile, list_profiles
from kg.link.propose import Proposals, propose
from kg.link.score import rate
from kg.link.show import as_lines, as_values
from kg.link.weights import Weights, load_weights

__all__ = [
    "Found",
    "Profile",
    "Proposals",
    "Sought",
    "Weights",
    "as_lines",
    "as_values",
    "find_actors",
    "find_profile",
    "find_things",
    "list_profiles",
    "load_weights",
    "propose",
    "rate",
]
