"""What must be installed alike on all machines that make one graph."""

from __future__ import annotations

from functools import cache

import kg
from kg.basis import READING_LIBRARIES, SHORT, find_basis, versions
from kg.pipeline.plan import GRAPH_LIBRARIES
from kg.resources import digest_of, folder


@cache
def installed(pipeline: str) -> dict[str, str]:
    """Return the versions of all on which the bytes of a graph depend, by name.

    It is looked up once in each process, so that a worker which began with other files
    than there are now is found out.

    Raises:
        UnknownName: the language pipeline is not installed.
        KnowledgeError: the ontology cannot be read, or has no version.
    """
    basis = find_basis(pipeline)
    model = basis.pipeline
    return {
        **versions((*READING_LIBRARIES, *GRAPH_LIBRARIES)),
        "kroniek": kg.__version__,
        "software": basis.software[:SHORT],
        "ontology": f"{basis.ontology} {digest_of(folder('ontology'))[:SHORT]}",
        "queries": digest_of(folder("queries"))[:SHORT],
        "lexicon": basis.lexicon,
        f"pipeline {pipeline}": f"{model.version} {model.digest[:SHORT]}",
    }
