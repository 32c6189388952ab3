"""Questions whose answers a reader of the five papers finds in them.

The assertions hold what a reader would miss; they leave room for more rows, since the
reading gets better.
"""

from fnmatch import fnmatchcase

import pytest

from kg.query import as_records, find_query, list_queries, run_query, run_sparql


@pytest.fixture(scope="session")
def ask(corpus_store):
    """Return a function that asks a question of the built graph."""

    def asked(name: str, **given: str):
        return as_records(run_query(corpus_store, find_query(name), given))

    return asked


def holds(rows, **wanted) -> bool:
    """Tell whether a row has these values; `*` stands for anything."""
    return any(
        all(fnmatchcase(str(row[name]), value) for name, value in wanted.items())
        for row in rows
    )


def test_example_of_matching():
    """The helper tells exact values, beginnings and parts."""
    rows = [{"who": "Denemarken", "time": "2022-01"}]

    assert holds(rows, who="Denemarken", time="2022*")
    assert holds(rows, who="*mark*")
    assert not holds(rows, who="Den")


# Question, parameters, and columns of a row that must be in the answer.
KNOWN = [
    ("CQ1", {}, {"actor": "Denemarken", "factuality": "certain", "source": "kabinet"}),
    ("CQ1", {}, {"actor": "Ivoorkust", "factuality": "planned", "source": "kabinet"}),
    ("CQ1", {}, {"actor": "Duitsland", "factuality": "planned", "time": "2024-05*"}),
    ("CQ1", {"mission": "Mali"}, {"actor": "Frankrijk", "left": "Mali"}),
    ("CQ2", {}, {"state_name": "Mali", "time": "2012", "source": "kabinet"}),
    ("CQ2", {}, {"state_name": "Mali", "time": "2020-08*", "source": "kabinet"}),
    ("CQ2", {}, {"state_name": "Burkina Faso", "time": "2022-09"}),
    ("CQ3", {}, {"actor": "VN-Veiligheidsraad", "time": "2020-08-20"}),
    ("CQ3", {}, {"actor": "Europese Unie", "condemned": "*Mali*"}),
    ("CQ3", {}, {"actor": "Verenigde Naties", "condemned": "*Mali*"}),
    (
        "CQ4",
        {"state": "Mali"},
        {"actor": "Afrikaanse Unie", "measure": "schorsing", "days_after": "1"},
    ),
    ("CQ4", {}, {"coup": "*2020*", "actor": "ECOWAS", "measure": "sanctie"}),
    ("CQ4", {}, {"actor": "Frankrijk", "basis": "motivated"}),
    ("CQ5", {}, {"minimum": "110", "unit": "militairen", "said_on": "2021-06-01"}),
    ("CQ5", {"mission": "*"}, {"time": "2021-11-11*", "factuality": "planned"}),
    ("CQ5", {"on": "2021-07-07"}, {"unit": "stafofficieren", "source": "kabinet"}),
    ("CQ6", {}, {"mandate": "MINUSMA", "until": "2024-06-30", "renewed_by": "kabinet"}),
    (
        "CQ6",
        {"mission": "MINUSMA"},
        {"renewed_by": "VN-Veiligheidsraad", "instrument": "resolutie 2584"},
    ),
    ("CQ7", {}, {"place": "Mali", "factuality": "probable", "source": "*"}),
    ("CQ7", {}, {"place": "Burkina Faso", "quote": "*Ghanese president*"}),
    ("CQ7", {}, {"place": "Libië", "source": "verschillende bronnen"}),
    (
        "CQ8",
        {"of": "Nederland"},
        {"minimum": "110", "unit": "militairen", "source": "GroenLinks"},
    ),
    (
        "CQ8",
        {"of": "op-takuba"},
        {"said_on": "2022-02-07", "minimum": "2", "unit": "stafofficieren"},
    ),
    (
        "CQ9",
        {"by": "kabinet"},
        {"denied": "*Burkina Faso*", "claimed_by": "president van Ghana"},
    ),
    ("CQ9", {}, {"factuality": "denied", "quote": "*geen begrotingssteun*"}),
    ("CQ9", {}, {"factuality": "denied", "quote": "*geen aanslagen*"}),
    (
        "CQ10",
        {},
        {"question": "q27", "answer": "a27", "refers_to": "a7", "asked_by": "CDA"},
    ),
    (
        "CQ11",
        {},
        {"sender": "kabinet", "due": "2023-06-30", "quote": "*eerste helft van 2023*"},
    ),
    (
        "CQ11",
        {"on": "2023-08-01"},
        {"state": "overdue", "due": "2023-06-30", "said_on": "2022-12-22"},
    ),
    ("CQ12", {}, {"class": "Contribution", "due": "2021-04-30"}),
    ("CQ12", {}, {"class": "Withdrawal", "due": "2022-05-20", "quote": "*medio mei*"}),
    ("CQ13", {}, {"in": "factuality", "event_name": "*Ivoorkust*MINUSMA*"}),
    (
        "CQ14",
        {"speaker": "ChristenUnie"},
        {"stance": "presupposed", "class": "Coup", "quote": "*afgelopen oktober*"},
    ),
    ("CQ14", {"speaker": "PVV"}, {"stance": "asked", "said_on": "2019-08-26"}),
    ("CQ15", {}, {"document": "popken-2019-09-17", "how": "direct"}),
    ("CQ15", {}, {"document": "kst-35570-V-9", "builds_on": "kst-29521-363"}),
    ("CQ16", {"country": "Mali"}, {"class": "Coup", "time": "2012"}),
    ("CQ16", {"country": "Mali"}, {"class": "Coup", "time": "2020-08*"}),
    ("CQ16", {"country": "Mali"}, {"class": "Attack", "time": "2019-08*"}),
    ("CQ16", {"country": "Mali"}, {"class": "Election", "time": "2024*"}),
    ("CQ18", {}, {"detained": "*Ibrahim Boubacar Keïta*", "time": "2020-08-18"}),
    ("CQ18", {}, {"detained_by": "Malinese transitieautoriteiten", "arrested": "49"}),
    (
        "CQ17",
        {},
        {"person": "Kees Matthijssen", "post": "Force Commander*", "of": "MINUSMA"},
    ),
    ("CQ17", {}, {"person": "Charles Michel", "of": "Europese Raad", "on": "2020*"}),
    ("CQ17", {}, {"person": "Ibrahim Boubacar Keïta", "basis": "past"}),
    ("CQ17", {"in": "kst-35570-V-9"}, {"person": "Stef Blok", "basis": "stated"}),
    (
        "CQ19",
        {"by": "Afrikaanse Unie"},
        {"target": "Mali", "condition": "totdat de constitutionele orde hersteld is."},
    ),
    ("CQ19", {}, {"actor": "Europese Unie", "condition": "in afwachting van*"}),
    (
        "CQ20",
        {"country": "Mali"},
        {"mission": "MINUSMA", "contributor": "Nederland", "factuality": "certain"},
    ),
    ("CQ20", {"country": "Niger"}, {"mission": "EUCAP Sahel Niger"}),
    ("CQ21", {"state": "Mali"}, {"said_on": "2021-07-07", "time": "2022-02"}),
    (
        "CQ21",
        {"state": "Mali"},
        {"said_on": "2022-12-22", "time": "2024-02", "replaces": "*2022-02"},
    ),
    (
        "CQ22",
        {},
        {"class": "Attack", "source": "D66", "event_name": "*Kadiivka, 2022-12-10"},
    ),
    ("CQ23", {}, {"group": "JNIM", "affiliated_with": "Al-Qaida", "basis": "known"}),
    (
        "CQ23",
        {},
        {"group": "*gelieerde groepen", "basis": "stated", "factuality": "certain"},
    ),
    (
        "CQ24",
        {},
        {"funder": "Nederland", "maximum": "400000000", "currency": "EUR"},
    ),
    ("CQ24", {}, {"maximum": "3500000", "quote": "*tot en met eind 2024*"}),
    (
        "CQ26",
        {"actor": "MINUSMA"},
        {"relation": "missionOf", "object": "Verenigde Naties", "basis": "stated"},
    ),
    (
        "CQ26",
        {"actor": "op-takuba"},
        {"subject": "Frankrijk", "relation": "leads", "words": "Frans-geleide"},
    ),
    ("CQ26", {}, {"relation": "memberOf", "object": "PVV", "words": "(PVV)"}),
    ("CQ26", {}, {"subject": "Gao", "relation": "locatedIn", "object": "Mali"}),
    (
        "CQ25",
        {},
        {"subject": "Denemarken", "relation": "withdrewFrom", "object": "MINUSMA"},
    ),
    (
        "CQ25",
        {},
        {"subject": "Frankrijk", "relation": "withdrewFrom", "object": "Mali"},
    ),
    ("CQ25", {}, {"subject": "ECOWAS", "relation": "suspended", "object": "Mali"}),
    (
        "CQ27",
        {"class_is": "Withdrawal"},
        {"actor": "Denemarken", "code": "RETREAT-withdraw", "factuality": "certain"},
    ),
    (
        "CQ27",
        {"code_is": "CONCEDE"},
        {"actor": "Duitsland", "class": "Withdrawal", "quad_class": "verbal-*"},
    ),
    ("CQ27", {"code_is": "AID"}, {"auxiliary": "negation", "actor": "Nederland"}),
]


def called(value) -> str:
    """Name a test by its question and the row that it looks for."""
    return value if isinstance(value, str) else "-".join(value.values())


@pytest.mark.parametrize(("question", "given", "known"), KNOWN, ids=called)
def test_answer_has_a_known_row(ask, question, given, known):
    """The answer has a row that a reader of the papers would give."""
    rows = ask(question, **given)

    assert holds(rows, **known), rows


def test_every_question_has_a_known_row():
    """A question without a row above fails: the papers answer every one."""
    asked = {question for question, _, _ in KNOWN}

    assert asked == {query.question for query in list_queries()}


@pytest.mark.parametrize("query", list_queries(), ids=lambda query: query.name)
def test_every_question_can_be_asked(corpus_store, query):
    """Each question runs on the corpus, as it stands and with its defaults lifted."""
    anything = dict.fromkeys((p.name for p in query.parameters), "*")

    run_query(corpus_store, query)
    assert run_query(corpus_store, query, anything).rows


def test_coups_of_mali_stay_apart(ask):
    """Those of 2012, of August 2020 and of May 2021 are three events."""
    claims = ask("coups", state="Mali")
    coups = {
        year: {row["coup"] for row in claims if str(row["time"]).startswith(year)}
        for year in ("2012", "2020-08")
    }
    timeline = [r for r in ask("timeline", country="Mali") if r["class"] == "Coup"]
    events = {row["event"]: row["time"] for row in timeline}

    assert all(coups.values()), claims
    assert not coups["2012"] & coups["2020-08"]
    assert len(events) >= 2
    assert len([t for t in events.values() if t.startswith("2020")]) == 1


ABOUT = """SELECT DISTINCT ?event { ?claim kg:aboutEvent ?event ;
  kg:evidence/nif:anchorOf ?quote . ?event a kg:Coup
  FILTER(CONTAINS(?quote, "%s")) }"""


@pytest.fixture(scope="session")
def coup_in(corpus_store):
    """Return a function that gives the coups of the sentence that holds some words."""

    def found(words: str) -> set[str]:
        return {row[0].value for row in run_sparql(corpus_store, ABOUT % words).rows}

    return found


def test_coup_of_2020_is_one_event(coup_in):
    """What a letter of September 2020 calls "the coup" is that of August."""
    dated = coup_in("coup (19 augustus)")

    assert len(dated) == 1
    assert dated == coup_in("veroordeelde de staatsgreep op 20 augustus")


@pytest.mark.parametrize(
    "words", ["coup (19 augustus)", "veroordeelde de staatsgreep op 20 augustus"]
)
def test_coup_of_2021_is_not_that_of_2020(coup_in, words):
    """The recent coup that questions of June 2021 ask about is not that of 2020."""
    recent = coup_in("recente militaire staatsgreep in Mali ten strengste")

    assert len(recent) == 1
    assert not recent & coup_in(words)
