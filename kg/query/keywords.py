"""Whether SPARQL asks other machines, told by the parser itself.

No expression can tell a keyword: `<` may begin an IRI or compare two values, and the
`#` after it may stand in that IRI or begin a comment, as the grammar has it there. So
the word is respelled. A keyword that is respelled is none, and the text does not parse
any more; what is in comments, strings, IRIs and names is parsed as before.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import pyoxigraph

# What asks another machine: SPARQL 1.1 Federated Query; SPARQL 1.1 Update, 3.1.4.
_CALLS = re.compile("SERVICE|LOAD", re.IGNORECASE | re.ASCII)

# How the last two letters of a word are respelled: by letters of the same kind, which
# are hexadecimal digits as well, as that may matter to what is before them.
_OTHER = str.maketrans("ceadCEAD", "bfbfBFBF")
# Letters may be written as code points (SPARQL 1.1 Query, 19.2).
_LETTER = re.compile(r"\\(?:u|U0000)00([46][1-9A-Fa-f]|[57][0-9Aa])")
_LINE = re.compile(r"error at (\d+):")
_NEVER = "\n)"  # no SPARQL ends with this line


@dataclass(frozen=True, slots=True, kw_only=True)
class Sparql:
    """A query or an update, with what its parser is told beside it."""

    text: str
    prefixes: Mapping[str, str] = field(default_factory=dict)
    base_iri: str | None = None
    is_update: bool = False


def calls_others(sparql: Sparql) -> bool:
    """Tell whether a query or an update would ask another machine, if it parses at all.

    Of the text no more is run than what is left without those calls, on an empty store.

    >>> calls_others(Sparql(text="ASK { SERVICE ?x {} }"))
    True
    >>> calls_others(Sparql(text="ASK { ?x ?y 'SERVICE' } # SERVICE"))
    False
    """
    plain = _LETTER.sub(lambda match: chr(int(match[1], 16)), sparql.text)
    forms = dict.fromkeys((sparql.text, plain))
    return any(_calls_others(replace(sparql, text=text)) for text in forms)


def _calls_others(sparql: Sparql) -> bool:
    respelled = replace(sparql, text=_CALLS.sub(_respell, sparql.text))
    if respelled == sparql or not _is_read_to_its_end(sparql):
        return False
    try:
        _run(respelled)
    except SyntaxError:
        return True
    except (RuntimeError, ValueError, OSError):
        return False  # it parses, and fails on an empty store
    return False


def _respell(match: re.Match[str]) -> str:
    return match[0][:-2] + match[0][-2:].translate(_OTHER)


def _is_read_to_its_end(sparql: Sparql) -> bool:
    """Tell whether the parser reads all, by making it fail after that if not before.

    It is so for whatever parses, and for some texts that do not, but end too early.
    """
    try:
        _run(replace(sparql, text=sparql.text + _NEVER))
    except SyntaxError as error:
        place = _LINE.match(str(error))
        return place is None or int(place[1]) == sparql.text.count("\n") + 2
    except ValueError:
        return True  # it is not read at all, and will not be
    return True


def _run(sparql: Sparql) -> None:
    """Run a text on an empty store; of a query the answer is not asked for."""
    store = pyoxigraph.Store()
    run = store.update if sparql.is_update else store.query
    run(sparql.text, prefixes=dict(sparql.prefixes), base_iri=sparql.base_iri)
