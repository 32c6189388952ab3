"""How well a thing fits an actor, by `ontology/linking.toml`."""

from kg.link.actors import Sought
from kg.link.asking import Found
from kg.link.weights import Weights
from kg.ontology import is_kind, load_kinds


def rate(sought: Sought, found: Found, weights: Weights) -> tuple[float, str]:
    """Return how well a thing fits an actor, from 0 to 1, and why in words.

    >>> from kg.link.weights import load_weights
    >>> mali = Sought(
    ...     identifier="state-ml",
    ...     kind="State",
    ...     label="Mali",
    ...     preferred=frozenset({"Mali"}),
    ...     countries=frozenset({"ML"}),
    ... )
    >>> river = Found(match="http://e/river", preferred={"Mali"}, kinds={"Place"})
    >>> rate(mali, river, load_weights())
    (0.7, "preferred label 'Mali' here and there; kind State is near Place")
    """
    label, about_label = _label(sought, found)
    kind, about_kind = _kind(sought, found)
    country, about_country = _country(sought, found)
    total = weights.label[label] + weights.kind[kind] + weights.country[country]
    why = "; ".join(filter(None, (about_label, about_kind, about_country)))
    return round(min(max(total, 0.0), 1.0), 2), why


def _label(sought: Sought, found: Found) -> tuple[str, str]:
    pairs = (
        ("preferred", sought.preferred & found.preferred, "here and there"),
        ("one", sought.preferred & found.alternative, "here, alternative there"),
        ("one", sought.alternative & found.preferred, "there, alternative here"),
        ("alternative", sought.alternative & found.alternative, "here and there"),
    )
    for step, equal, where in pairs:
        if equal:
            which = "alternative" if step == "alternative" else "preferred"
            return step, f"{which} label {min(equal)!r} {where}"
    raise ValueError(f"{found.match} has no label of {sought.identifier}")


def _kind(sought: Sought, found: Found) -> tuple[str, str]:
    if not found.kinds:
        return "unknown", ""
    if sought.kind in found.kinds:
        return "same", f"kind {sought.kind}"
    near = sorted(
        kind
        for kind in found.kinds & load_kinds().keys()
        if is_kind(kind, sought.kind) or is_kind(sought.kind, kind)
    )
    if near:
        return "near", f"kind {sought.kind} is near {near[0]}"
    return "other", f"kind {', '.join(sorted(found.kinds))}, not {sought.kind}"


def _country(sought: Sought, found: Found) -> tuple[str, str]:
    if not sought.countries or not found.countries:
        return "unknown", ""
    if both := sought.countries & found.countries:
        return "same", f"country {min(both)}"
    theirs, ours = (", ".join(sorted(c)) for c in (found.countries, sought.countries))
    return "other", f"country {theirs}, not {ours}"
