"""Each question, asked of a small graph that was made for it."""

import ast
from pathlib import Path

import pytest

from kg.query import find_query, list_queries


def asks_rows(function: ast.FunctionDef) -> set[str]:
    """Return the questions whose rows a test compares, by name."""
    calls = [node for node in ast.walk(function) if isinstance(node, ast.Call)]
    asked = {
        str(call.args[0].value)
        for call in calls
        if isinstance(call.func, ast.Attribute) and call.func.attr == "ask"
    }
    picked = [c for c in calls if isinstance(c.func, ast.Name) and c.func.id == "pick"]
    return {find_query(name).name for name in asked} if picked else set()


def test_every_question_has_a_test_of_its_rows():
    """A question whose rows no test here compares fails the suite."""
    tests = ast.parse(Path(__file__).read_text(encoding="utf-8")).body
    found = [asks_rows(node) for node in tests if isinstance(node, ast.FunctionDef)]

    assert set().union(*found) == {query.name for query in list_queries()}


def test_question_without_rows_is_found():
    """Asking is not enough: the rows must be compared."""
    only, compared = ast.parse(
        "def test_a():\n    assert world.ask('coups')\n"
        "def test_b():\n    assert pick(world.ask('coups'), 'coup') == []\n"
    ).body

    assert isinstance(only, ast.FunctionDef)
    assert isinstance(compared, ast.FunctionDef)
    assert asks_rows(only) == set()
    assert asks_rows(compared) == {"coups"}


def test_withdrawals_by_source(world, pick):
    """What a question takes as done and an answer calls planned stand side by side."""
    world.time("2024-05", "2024-05-01", "2024-05-31")
    event = world.event(
        "ev:w.de", "Withdrawal", "vertrek van Duitsland", kg_target="id:mission-minusma"
    )
    roles = {"kg_agent": "id:state-de", "kg_target": "id:mission-minusma"}
    world.claim(
        event,
        "d1.q1",
        "de terugtrekking",
        source="id:fractie-cu",
        rank="Deprecated",
        **roles,
    )
    world.claim(
        event,
        "d1.a1",
        "het\naangekondigde vertrek",
        factuality="planned",
        rank="Preferred",
        kg_time="id:time-2024-05",
        **roles,
    )
    world.claim(
        world.event("ev:w.dk", "Withdrawal", "uit Takuba"),
        "d1.a1",
        "uit Takuba",
        kg_agent="id:state-dk",
        kg_target="id:op-takuba",
    )

    rows = world.ask("withdrawals")

    assert pick(rows, "actor", "time", "factuality", "source", "rank", "quote") == [
        (
            "Duitsland",
            None,
            "certain",
            "ChristenUnie",
            "Deprecated",
            "de terugtrekking",
        ),
        (
            "Duitsland",
            "2024-05",
            "planned",
            "het kabinet",
            "Preferred",
            "het aangekondigde vertrek",
        ),
    ]
    assert pick(world.ask("withdrawals", mission="*"), "left") == [
        ("Taakgroep Takuba",),
        ("MINUSMA",),
        ("MINUSMA",),
    ]
    assert len(world.ask("withdrawals", on="2024-05-31")) == 1
    assert world.ask("withdrawals", on="2024-06-01") == []
    assert pick(world.ask("withdrawals", mission=None, who="Denemarken"), "left") == [
        ("Taakgroep Takuba",)
    ]


def test_withdrawal_takes_roles_of_its_event(world, pick):
    """A claim that leaves a role out is listed with what its event knows."""
    event = world.event(
        "ev:w.de",
        "Withdrawal",
        "vertrek",
        kg_agent="id:state-de",
        kg_target="id:mission-minusma",
    )
    world.claim(event, "d1.a1", "dit vertrek")

    assert pick(world.ask("CQ1"), "actor", "left") == [("Duitsland", "MINUSMA")]


def test_coups_and_the_dates_of_each_source(world, pick):
    """September and October for one coup are two rows; undated mentions are none."""
    world.time("2022-09", "2022-09-01", "2022-09-30")
    world.time("2022-10", "2022-10-01", "2022-10-31")
    event = world.event(
        "ev:coup.bf",
        "Coup",
        "staatsgreep",
        kg_place="id:state-bf",
        kg_time="id:time-2022-09",
    )
    world.claim(
        event,
        "d1.q1",
        "van afgelopen oktober",
        source="id:fractie-cu",
        kg_time="id:time-2022-10",
    )
    world.claim(event, "d1.a1", "van september 2022", kg_time="id:time-2022-09")
    world.claim(event, "d1.a1", "deze machtsgreep")
    undated = world.event("ev:coup.ml", "Coup", "greep", kg_place="id:state-ml")
    world.claim(undated, "d1.a1", "de staatsgreep in Mali")

    rows = world.ask("coups")

    assert pick(rows, "state_name", "time", "source") == [
        ("Mali", None, "het kabinet"),
        ("Burkina Faso", "2022-09", "het kabinet"),
        ("Burkina Faso", "2022-10", "ChristenUnie"),
    ]
    assert len(world.ask("coups", state="Burkina Faso")) == 2


def test_condemnations_of_an_act_in_a_period(world, pick):
    """The coup of August 2020 is found by the time of the coup itself."""
    world.time("2020-08-18", "2020-08-18", "2020-08-18")
    world.time("2021-05", "2021-05-01", "2021-05-31")
    world.time("2020-08-20", "2020-08-20", "2020-08-20")
    for year, time in [("2020", "2020-08-18"), ("2021", "2021-05")]:
        coup = world.event(
            f"ev:coup.{year}",
            "Coup",
            f"staatsgreep {year}",
            kg_place="id:state-ml",
            kg_time=f"id:time-{time}",
        )
        event = world.event(f"ev:c.{year}", "Condemnation", "veroordeling")
        world.claim(
            event,
            "d1.a1",
            f"veroordeelde die van {year}",
            kg_target=coup,
            kg_agent="id:org-au",
            source="id:org-au",
            kg_time="id:time-2020-08-20" if year == "2020" else None,
        )
    world.claim(
        world.event("ev:c.x", "Condemnation", "x"),
        "d1.a1",
        "veroordeelt Mali",
        kg_agent="id:org-ecowas",
        kg_target="id:state-ml",
    )

    rows = world.ask(
        "condemnations", state="Mali", since="2020-08-01", until="2020-08-31"
    )

    assert pick(rows, "actor", "condemned", "time", "quote") == [
        (
            "Afrikaanse Unie",
            "staatsgreep 2020",
            "2020-08-20",
            "veroordeelde die van 2020",
        ),
    ]
    assert len(world.ask("condemnations", state="id:state-ml")) == 3
    assert len(world.ask("condemnations", act="coup.2021")) == 1


def test_measures_after_a_coup(world, pick):
    """Days are counted; motivated, later and undated measures each say why."""
    for day in ("2020-08-18", "2020-08-19", "2021-05-24", "2021-06-03"):
        world.time(day, day, day)
    for day in ("2020-08-18", "2021-05-24"):
        coup = world.event(
            f"ev:coup.{day}",
            "Coup",
            f"coup {day}",
            kg_place="id:state-ml",
            kg_time=f"id:time-{day}",
        )
    world.claim("ev:coup.2020-08-18", "d1.a1", "de coup van 2020")
    roles = {"kg_agent": "id:org-au", "kg_target": "id:state-ml"}
    for name, kind, time, cause in [
        ("ev:s1", "MembershipSuspension", "id:time-2020-08-19", None),
        ("ev:s2", "Sanction", "id:time-2021-06-03", None),
        ("ev:s3", "BorderClosure", None, None),
        ("ev:s4", "CooperationSuspension", None, coup),
    ]:
        world.event(name, kind, kind, kg_time=time, kg_motivatedBy=cause, **roles)
        world.claim(name, "d1.a1", f"maatregel {kind}", **roles)
    world.event("ev:s5", "Sanction", "elders", kg_target="id:state-bf")
    world.claim("ev:s5", "d1.a1", "sancties elders", kg_target="id:state-bf")

    rows = world.ask("measures")

    assert pick(rows, "coup", "measure", "days_after", "basis") == [
        ("coup 2020-08-18", "grenssluiting", None, "same passage"),
        ("coup 2020-08-18", "schorsing", 1, "followed"),
        ("coup 2021-05-24", "opschorting van samenwerking", None, "motivated"),
        ("coup 2021-05-24", "sanctie", 10, "followed"),
    ]
    assert len(world.ask("measures", days="5")) == 3


def test_measures_go_with_the_coup_before_them(world, pick):
    """In one passage a measure is of the coup named last; a month gives no days."""
    world.time("2012", "2012-01-01", "2012-12-31")
    world.time("2021-05", "2021-05-01", "2021-05-31")
    world.time("2021-06", "2021-06-01", "2021-06-30")
    roles = {"kg_target": "id:state-ml"}
    for year, time in [("2012", "2012"), ("2021", "2021-05")]:
        coup = world.event(
            f"ev:coup.{year}",
            "Coup",
            f"coup {year}",
            kg_place="id:state-ml",
            kg_time=f"id:time-{time}",
        )
        world.claim(coup, "d1.a1", f"de coup van {year}")
        world.event(f"ev:s.{year}", "Sanction", "sancties", **roles)
        world.claim(f"ev:s.{year}", "d1.a1", f"sancties na {year}", **roles)
    world.event("ev:b", "BorderClosure", "x", kg_time="id:time-2021-06", **roles)
    world.claim("ev:b", "d1.a1", "grens dicht", kg_time="id:time-2021-06", **roles)

    assert pick(world.ask("measures"), "coup", "quote", "days_after") == [
        ("coup 2012", "sancties na 2012", None),
        ("coup 2021", "sancties na 2021", None),
        ("coup 2021", "grens dicht", None),
    ]


def test_contributions_on_a_day(world, pick):
    """A dated contribution must cover the day; an undated one counts once said."""
    world.document("d0", "2021-07-07")
    world.turn("d0.a1", "2021-07-07")
    world.time("2021-11/2022-05", "2021-11-11", "2022-05-20")
    world.add("id:qty-90", a="kg:Quantity", schema_value=90, schema_unitText="personen")
    world.add("id:qty-16", a="kg:Quantity", schema_maxValue=16)
    roles = {"kg_agent": "id:state-nl", "kg_target": "id:mission-minusma"}
    event = world.event("ev:c1", "Contribution", "bijdrage")
    world.claim(
        event,
        "d1.a1",
        "een C-130",
        kg_time="id:time-2021-11/2022-05",
        kg_count="id:qty-90",
        **roles,
    )
    world.claim(event, "d0.a1", "maximaal zestien", kg_count="id:qty-16", **roles)

    rows = world.ask("contributions", on="2022-01-01")

    assert pick(rows, "quote", "minimum", "maximum", "said_on") == [
        ("een C-130", 90, 90, "2022-12-22"),
        ("maximaal zestien", None, 16, "2021-07-07"),
    ]
    later = world.ask("contributions", on="2022-06-01")
    assert pick(later, "quote") == [("maximaal zestien",)]
    assert world.ask("contributions", contributor="id:state-de") == []


def test_mandates_with_their_instrument(world, pick):
    """The legal text that is named just after the renewal is its instrument."""
    world.time("2022-06-30", None, "2022-06-30")
    world.event("ev:m", "MandateRenewal", "verlenging")
    world.claim(
        "ev:m",
        "d1.a1",
        "heeft het mandaat verlengd",
        kg_agent="id:org-au",
        kg_target="id:mission-minusma",
        kg_time="id:time-2022-06-30",
    )
    world.actor(
        "id:law-2584",
        "LegalInstrument",
        "resolutie 2584",
        gaf_denotedBy=world.span("d1", "resolutie 2584"),
    )
    world.actor(
        "id:law-far",
        "LegalInstrument",
        "elders",
        gaf_denotedBy=world.span("d1", "elders", begin=900),
    )

    assert pick(
        world.ask("mandates"), "mandate", "renewed_by", "until", "instrument"
    ) == [
        ("MINUSMA", "Afrikaanse Unie", "2022-06-30", "resolutie 2584"),
    ]


def test_mandate_renewed_on_a_day(world, pick):
    """The day of a decision is not the end; a resolution may be cited."""
    world.time("2021-06-29", "2021-06-29", "2021-06-29")
    world.event("ev:m", "MandateRenewal", "verlenging")
    world.claim("ev:m", "d1.a1", "op 29 juni verlengd", kg_time="id:time-2021-06-29")
    world.add("doc:d1.a1", kg_citedAs=world.span("d1", "resolutie\n2584"))
    world.add("doc:d1.a1", kg_citedAs=world.span("d1", "Kamerstuk 29521"))

    assert pick(world.ask("mandates"), "time", "until", "instrument") == [
        ("2021-06-29", None, "resolutie 2584"),
    ]


def test_presence_and_how_sure_who_is(world, pick):
    """Every source keeps its own factuality, and who reports it."""
    event = world.event("ev:p", "ArmedPresence", "aanwezigheid", kg_place="id:state-bf")
    roles = {"kg_agent": "id:pmc-wagner"}
    world.claim(
        event,
        "d1.a1",
        "zou actief zijn",
        source="id:state-de",
        kg_reportedBy="id:kabinet-nl",
        factuality="probable",
        **roles,
    )
    world.claim(
        event,
        "d1.a1",
        "niet bevestigd",
        factuality="unconfirmed",
        kg_place="id:state-bf",
        **roles,
    )
    world.claim(event, "d1.a1", "iemand anders", kg_agent="id:op-takuba")

    assert pick(
        world.ask("presence"), "place", "factuality", "source", "reported_by"
    ) == [
        ("Burkina Faso", "probable", "Duitsland", "het kabinet"),
        ("Burkina Faso", "unconfirmed", "het kabinet", None),
    ]


def test_strength_over_documents(world, pick):
    """Numbers come in the order in which they were said; amounts of money do not."""
    world.document("d0", "2022-02-07")
    world.turn("d0.s1", "2022-02-07", "Section")
    world.add(
        "id:q1", schema_minValue=500, schema_maxValue=1000, kg_qualifier="approximately"
    )
    world.add("id:q2", schema_value=1000)
    world.add("id:q3", schema_value=9, schema_currency="EUR")
    event = world.event("ev:p", "ArmedPresence", "aanwezigheid")
    for turn, count in [("d1.a1", "id:q2"), ("d0.s1", "id:q1"), ("d0.s1", "id:q3")]:
        world.claim(
            event,
            turn,
            count,
            kg_agent="id:pmc-wagner",
            kg_count=count,
            kg_place="id:state-ml",
        )

    assert pick(
        world.ask("strength", of="Wagner Group"), "said_on", "minimum", "maximum"
    ) == [("2022-02-07", 500, 1000), ("2022-12-22", 1000, 1000)]


def test_denials_beside_what_was_claimed(world, pick):
    """A denial answers the claim that it responds to, else the others of its event."""
    event = world.event("ev:w", "Withdrawal", "vertrek uit de Sahel")
    asserted = world.claim(event, "d1.q1", "Frankrijk gaat weg", source="id:fractie-cu")
    world.claim(
        event, "d1.a1", "geen sprake van", factuality="denied", kg_respondsTo=asserted
    )
    world.claim(event, "d1.a1", "zegt ook Duitsland", source="id:state-de")
    other = world.event("ev:p", "ArmedPresence", "aanwezigheid")
    world.claim(other, "d1.a1", "kan niet bevestigen", factuality="unconfirmed")

    assert pick(
        world.ask("denials"), "denied", "factuality", "claimed_by", "quote_claimed"
    ) == [
        ("vertrek uit de Sahel", "denied", "ChristenUnie", "Frankrijk gaat weg"),
        ("aanwezigheid", "unconfirmed", None, None),
    ]
    assert world.ask("denials", by="Duitsland") == []


def test_denial_beside_the_first_words_of_each_other_source(world, pick):
    """What the denier says elsewhere is no claim of another."""
    event = world.event("ev:c", "Contribution", "bijdrage")
    world.claim(event, "d1.q1", "110 militairen", source="id:fractie-cu")
    world.claim(event, "d1.q1", "nogmaals 110", source="id:fractie-cu")
    world.claim(event, "d1.a1", "levert geen eenheden", factuality="denied")
    world.claim(event, "d1.a1", "wel drie stafofficieren")

    assert pick(world.ask("denials"), "claimed_by", "quote_claimed") == [
        ("ChristenUnie", "110 militairen"),
    ]


def test_references_without_an_answer(world, pick):
    """A short answer that only refers is listed, a long one or one with claims not."""
    bounds = {"nif_beginIndex": 0, "kg_refersToTurn": "doc:d1.a1"}
    world.turn("d1.q2", "2022-12-15", "QuestionTurn", kg_speaker="id:fractie-cu")
    world.turn("d1.a2", "2022-12-22", nif_endIndex=50, kg_answers="doc:d1.q2", **bounds)
    world.turn("d1.a3", "2022-12-22", nif_endIndex=900, **bounds)
    world.turn("d1.a4", "2022-12-22", nif_endIndex=60, **bounds)
    world.claim(world.event("ev:v", "Visit", "bezoek"), "d1.a4", "bezoek")

    assert pick(
        world.ask("references"), "question", "answer", "refers_to", "asked_by"
    ) == [("q2", "a2", "a1", "ChristenUnie")]


def test_promises_open_and_overdue(world, pick):
    """A promise is open until a later statement reports the letter as sent."""
    world.document("d2", "2023-08-01")
    world.turn("d2.a1", "2023-08-01")
    world.time("2023-06", "2023-06-01", "2023-06-30")
    for name in ("ev:l1", "ev:l2", "ev:l3"):
        event = world.event(name, "LetterToParliament", f"brief {name}")
        world.claim(
            event,
            "d1.a1",
            f"zal {name}",
            factuality="planned",
            kg_agent="id:kabinet-nl",
            kg_time="id:time-2023-06" if name == "ev:l1" else None,
        )
    world.claim("ev:l3", "d2.a1", "is verzonden")

    assert pick(world.ask("promises"), "promise", "due", "state") == [
        ("brief ev:l2", None, "open"),
        ("brief ev:l1", "2023-06-30", "overdue"),
    ]
    assert pick(world.ask("promises", on="2023-01-01"), "state") == [
        ("open",),
        ("open",),
    ]


def test_overdue_plans(world, pick):
    """A plan whose window has passed is listed unless reported or replaced."""
    world.time("2022-02", "2022-02-01", "2022-02-28")
    for name in ("ev:e1", "ev:e2", "ev:e3"):
        event = world.event(name, "Election", f"verkiezing {name[-1]}")
        world.claim(
            event,
            "d1.a1",
            f"in februari {name}",
            factuality="planned",
            kg_time="id:time-2022-02",
        )
    world.claim("ev:e2", "d1.a1", "zijn gehouden")
    world.event("ev:e4", "Election", "later", kg_supersedes="ev:e3")

    assert pick(world.ask("overdue"), "event_name", "due", "class") == [
        ("verkiezing 1", "2022-02-28", "Election")
    ]
    assert world.ask("overdue", on="2022-02-28") == []


def test_contradictions_are_listed_once(world, pick):
    """A pair that is marked both ways gives one row with both quotes."""
    world.time("2022-09", "2022-09-01", "2022-09-30")
    world.time("2022-10", "2022-10-01", "2022-10-31")
    world.add("id:q110", schema_value=110)
    world.add("id:q16", schema_maxValue=16)
    event = world.event("ev:coup", "Coup", "staatsgreep")
    first = world.claim(
        event, "d1.a1", "van september", kg_time="id:time-2022-09", kg_count="id:q110"
    )
    second = world.claim(
        event,
        "d1.q1",
        "van oktober",
        kg_time="id:time-2022-10",
        kg_count="id:q16",
        source="id:fractie-cu",
    )
    world.add(first, kg_conflictsOnTime=second, kg_conflictsOnCount=second)
    world.add(second, kg_conflictsOnTime=first)

    rows = world.ask("contradictions")

    assert pick(rows, "in", "source_a", "says_a", "source_b", "says_b") == [
        ("count", "het kabinet", "110", "ChristenUnie", "-16"),
        ("time", "het kabinet", "2022-09", "ChristenUnie", "2022-10"),
    ]
    assert pick(rows, "quote_a", "quote_b")[0] == ("van september", "van oktober")


def test_statements_of_a_faction(world, pick):
    """What a question takes for granted is presupposed, what it asks is asked."""
    event = world.event("ev:coup", "Coup", "staatsgreep")
    world.claim(event, "d1.q1", "de greep", source="id:fractie-cu")
    world.claim(
        event, "d1.q1", "klopt het", source="id:fractie-cu", factuality="hypothetical"
    )
    world.claim(event, "d1.a1", "ja")

    assert pick(world.ask("statements", speaker="ChristenUnie"), "stance", "quote") == [
        ("presupposed", "de greep"),
        ("asked", "klopt het"),
    ]
    assert len(world.ask("statements", since="2022-12-20")) == 1


def test_citations_direct_and_indirect(world, pick):
    """References are followed, from documents and from their turns."""
    world.document("kst-29521-363", "2018-06-15")
    world.document("d0", "2021-07-07", dcterms_references="doc:kst-29521-363")
    world.add("doc:d1.a1", dcterms_references="doc:d0")

    assert pick(world.ask("citations"), "document", "builds_on", "how") == [
        ("d0", "kst-29521-363", "direct"),
        ("d1", "kst-29521-363", "indirect"),
    ]
    assert pick(world.ask("citations", cited="d0"), "document") == [("d1",)]


def test_timeline_of_a_country(world, pick):
    """Events come by date with their documents; what is only denied stays out."""
    world.document("d0", "2021-07-07")
    world.turn("d0.a1", "2021-07-07")
    world.time("2020-08-18", "2020-08-18", "2020-08-18")
    world.time("2012", "2012-01-01", "2012-12-31")
    for name, time, place in [
        ("ev:a", "2020-08-18", "id:state-ml"),
        ("ev:b", "2012", "id:state-ml"),
        ("ev:c", "2012", "id:state-bf"),
        ("ev:d", "2012", "id:state-ml"),
    ]:
        world.event(
            name, "Coup", f"coup {name[-1]}", kg_place=place, kg_time=f"id:time-{time}"
        )
    world.claim("ev:a", "d1.a1", "eens", factuality="probable")
    world.claim("ev:a", "d0.a1", "nogmaals")
    world.claim("ev:b", "d0.a1", "ooit", factuality="planned")
    world.claim("ev:c", "d0.a1", "elders")
    world.claim("ev:d", "d0.a1", "nooit", factuality="denied")

    assert pick(
        world.ask("timeline", country="Mali"),
        "time",
        "event_name",
        "factuality",
        "documents",
        "claims",
    ) == [
        ("2012", "coup b", "planned", 1, 1),
        ("2020-08-18", "coup a", "certain", 2, 2),
    ]
    assert len(world.ask("timeline", until="2012-12-31")) == 2


def related(world, relation, subject, value, quote, **links):
    """Add a claim of a relation, certain if nothing else is said."""
    local = f"{relation.lower()}.{subject[3:]}.{value[3:]}"
    ends = {"kg_subject": subject, "kg_object": value}
    owner = links.pop("org_organization", None)
    world.add(
        f"rl:{local}",
        a="kg:Relation",
        kg_relation=f"rel:{relation}",
        org_organization=owner,
        **ends,
    )
    span = world.span("d1", quote)
    common = {"kg_factuality": "kg:certain", "kg_source": "id:kabinet-nl"}
    return world.add(
        f"cl:{span[3:]}.{relation}",
        a="kg:RelationClaim",
        kg_aboutRelation=f"rl:{local}",
        kg_inTurn="doc:d1.a1",
        kg_evidence=span,
        kg_trigger=span,
        prov_wasDerivedFrom="doc:d1",
        **{**common, **ends, **links},
    )


def test_posts_stated_and_past(world, pick):
    """Posts are those of certain claims; what has ended is told apart."""
    world.actor("id:post-eu-hr", "Post", "Hoge Vertegenwoordiger")
    world.actor("id:person-jb", "Person", "Josep Borrell")
    world.actor("id:person-fm", "Person", "Federica Mogherini")
    post = ("id:post-eu-hr", "Hoge Vertegenwoordiger")
    related(world, "holdsPost", "id:person-jb", *post, org_organization="id:org-au")
    related(world, "holdsPost", "id:person-fm", post[0], "ex-HV", kg_past=True)
    related(
        world,
        "holdsPost",
        "id:person-jb",
        "id:post-x",
        "geen x",
        kg_factuality="kg:denied",
    )

    columns = ("person", "post", "of", "on", "basis", "quote")
    assert pick(world.ask("posts"), *columns) == [
        (
            "Federica Mogherini",
            "Hoge Vertegenwoordiger",
            None,
            "2022-12-22",
            "past",
            "ex-HV",
        ),
        (
            "Josep Borrell",
            "Hoge Vertegenwoordiger",
            "Afrikaanse Unie",
            "2022-12-22",
            "stated",
            "Hoge Vertegenwoordiger",
        ),
    ]


def test_arrests_and_how_many_are_still_held(world, pick):
    """Three of 49 released leaves 46; an unknown number released leaves nothing."""
    for number in (49, 3):
        world.add(f"id:q{number}", a="kg:Quantity", schema_value=number)
    world.actor("id:group-ci", "PersonGroup", "Ivoriaanse militairen")
    arrest = world.event(
        "ev:a1",
        "Arrest",
        "arrestatie",
        kg_count="id:q49",
        kg_target="id:group-ci",
        kg_agent=["id:state-ml", "id:org-au"],
    )
    world.claim(arrest, "d1.q1", "gevangen", source="id:fractie-cu")
    world.claim(arrest, "d1.a1", "opgepakt", rank="Preferred")
    world.event("ev:r1", "Release", "vrijlating", kg_ends=arrest, kg_count="id:q3")
    world.claim("ev:r1", "d1.a1", "vrijgelaten")
    world.event("ev:r2", "Release", "vrijlating", kg_ends=arrest)
    world.claim("ev:r2", "d1.a1", "eist vrijlating", factuality="requested")

    rows = world.ask("arrests")

    assert pick(
        rows, "detained_by", "detained", "arrested", "released", "still_held", "quote"
    ) == [
        ("Afrikaanse Unie, Mali", "Ivoriaanse militairen", 49, 3, 46, "opgepakt"),
    ]
    world.claim("ev:r2", "d1.a1", "ook de rest kwam vrij")
    assert pick(world.ask("arrests"), "released", "still_held") == [(None, None)]


def test_suspensions_and_their_condition(world, pick):
    """The condition is what is said of the resumption, or the clause that names it."""
    first = world.event("ev:s1", "CooperationSuspension", "opschorting")
    world.claim(
        first,
        "d1.a1",
        "schort de samenwerking op totdat er verkiezingen zijn",
        kg_agent="id:org-au",
        kg_target="id:state-ml",
    )
    second = world.event("ev:s2", "MembershipSuspension", "schorsing")
    world.claim(
        second,
        "d1.a1",
        "is geschorst",
        kg_agent="id:org-ecowas",
        kg_target="id:state-ml",
    )
    world.event("ev:r", "CooperationResumption", "hervatting", kg_ends=second)
    world.claim(
        "ev:r", "d1.a1", "kan worden hervat na een transitie", factuality="hypothetical"
    )

    assert pick(world.ask("suspensions"), "actor", "kind", "ended_by", "condition") == [
        ("Afrikaanse Unie", "cooperation", None, "totdat er verkiezingen zijn"),
        ("ECOWAS", "membership", "hervatting", "kan worden hervat na een transitie"),
    ]


def test_missions_and_who_contributes(world, pick):
    """A mission is in a country where an event or the registry places it."""
    world.event(
        "ev:x",
        "Attack",
        "aanval",
        kg_target="id:mission-minusma",
        kg_place="id:state-ml",
    )
    world.add("id:op-takuba", rel_operatesIn="id:state-ml")
    world.claim(
        world.event("ev:c", "Contribution", "bijdrage"),
        "d1.a1",
        "draagt bij",
        kg_agent="id:state-nl",
        kg_target="id:mission-minusma",
    )

    assert pick(world.ask("missions", country="Mali"), "mission", "contributor") == [
        ("MINUSMA", "Nederland"),
        ("Taakgroep Takuba", None),
    ]


def test_elections_in_order_of_saying(world, pick):
    """A date that slips is seen in the order of the statements."""
    world.document("d0", "2021-07-07")
    world.turn("d0.a1", "2021-07-07")
    world.time("2022-02", "2022-02-01", "2022-02-28")
    world.time("2024-02", "2024-02-01", "2024-02-29")
    old = world.event("ev:e1", "Election", "verkiezing 2022", kg_place="id:state-ml")
    new = world.event(
        "ev:e2",
        "Election",
        "verkiezing 2024",
        kg_place="id:state-ml",
        kg_supersedes=old,
    )
    world.claim(
        new, "d1.a1", "nu 2024", kg_time="id:time-2024-02", factuality="planned"
    )
    world.claim(
        old, "d0.a1", "in 2022", kg_time="id:time-2022-02", factuality="planned"
    )

    assert pick(
        world.ask("elections", state="Mali"), "said_on", "time", "replaces"
    ) == [
        ("2021-07-07", "2022-02", None),
        ("2022-12-22", "2024-02", "verkiezing 2022"),
    ]


def test_events_with_one_source(world, pick):
    """A denial or a deprecated claim is no second source."""
    for name in ("ev:a", "ev:b"):
        world.event(name, "Visit", f"bezoek {name[-1]}")
        world.claim(name, "d1.a1", f"bezocht {name}")
    world.claim("ev:a", "d1.q1", "ook", source="id:fractie-cu")
    world.claim("ev:b", "d1.q1", "niet", source="id:fractie-cu", factuality="denied")

    assert pick(world.ask("single-source"), "event_name", "source") == [
        ("bezoek b", "het kabinet")
    ]


def test_affiliations_known_and_stated(world, pick):
    """What is known beforehand and what papers say are told apart."""
    parent = "id:group-al-qaida"
    world.actor(parent, "ArmedGroup", "Al-Qaida")
    world.actor(
        "id:group-jnim",
        "ArmedGroup",
        "JNIM",
        rel_affiliatedWith=parent,
        kg_knownWith=parent,
    )
    world.actor("id:group-x", "ArmedGroup", "groep X")
    event = world.event("ev:p", "ArmedPresence", "aanwezigheid")
    world.claim(
        event, "d1.a1", "in Mali", kg_agent="id:group-x", kg_place="id:state-ml"
    )
    for group, sure in (("id:group-x", "certain"), ("id:group-y", "denied")):
        factuality = f"kg:{sure}"
        related(world, "affiliatedWith", group, parent, sure, kg_factuality=factuality)

    columns = ("group", "affiliated_with", "basis", "place", "factuality")
    assert pick(world.ask("affiliations"), *columns) == [
        ("JNIM", "Al-Qaida", "known", None, None),
        ("groep X", "Al-Qaida", "stated", "Mali", "certain"),
        ("group-y", "Al-Qaida", "stated", None, "denied"),
    ]
    assert world.ask("affiliations", **{"with": "Mali"}) == []


def test_relations_of_an_actor(world, ontology, pick):
    """All relations of an actor are given, at either end, with the words of each."""
    for quad in ontology:
        world.store.add(quad)
    world.add("id:org-au", rel_partOf="id:org-ecowas", kg_knownWith="id:org-ecowas")
    related(world, "memberOf", "id:state-ml", "id:org-au", "lid")
    related(world, "memberOf", "id:state-bf", "id:org-au", "oud-lid", kg_past=True)
    related(world, "missionOf", "id:mission-minusma", "id:state-nl", "missie")

    columns = ("subject", "relation", "object", "basis", "words")
    assert pick(world.ask("relations", actor="Afrikaanse Unie"), *columns) == [
        ("Afrikaanse Unie", "partOf", "ECOWAS", "known", None),
        ("Burkina Faso", "memberOf", "Afrikaanse Unie", "past", "oud-lid"),
        ("Mali", "memberOf", "Afrikaanse Unie", "stated", "lid"),
    ]
    assert len(world.ask("relations")) == 3
    assert len(world.ask("relations", relation_is="rel:missionOf")) == 1


def test_money_with_its_period(world, pick):
    """Only funding with an amount is listed, the largest first."""
    world.time("2023/2026", "2023-01-01", "2026-12-31")
    world.add("id:m400", schema_value=400000000, schema_currency="EUR")
    world.add("id:m5", schema_value=5000000, schema_currency="EUR")
    for name, count, time in [
        ("ev:f1", "id:m5", None),
        ("ev:f2", "id:m400", "id:time-2023/2026"),
        ("ev:f3", None, None),
    ]:
        world.claim(
            world.event(name, "Funding", name),
            "d1.a1",
            f"geld {name}",
            kg_agent="id:state-nl",
            kg_target="id:state-ml",
            kg_count=count,
            kg_time=time,
        )

    assert pick(world.ask("money"), "maximum", "currency", "time") == [
        (400000000, "EUR", "2023/2026"),
        (5000000, "EUR", None),
    ]


def test_plover_code_follows_factuality(world, ontology, pick):
    """A planned or requested act has another code, and a doubtful one a mark."""
    for quad in ontology:
        world.store.add(quad)
    for kind, factuality in [
        ("Withdrawal", "certain"),
        ("Withdrawal", "probable"),
        ("Withdrawal", "planned"),
        ("Withdrawal", "requested"),
        ("Withdrawal", "denied"),
        ("Withdrawal", "possible"),
        ("Arrest", "planned"),
        ("ArmedPresence", "planned"),
        ("Election", "planned"),
        ("Election", "certain"),
        ("LetterToParliament", "planned"),
    ]:
        event = world.event(f"ev:{kind}.{factuality}", kind, kind)
        world.claim(
            event,
            "d1.a1",
            f"{kind} {factuality}",
            factuality=factuality,
            source=["id:kabinet-nl", "id:fractie-cu"],
            kg_agent=["id:state-nl", "id:state-de"],
        )

    rows = world.ask("plover")

    assert sorted(
        pick(rows, "quote", "code", "quad_class", "auxiliary"), key=str
    ) == sorted(
        [
            ("ArmedPresence planned", "MOBILIZE-troops", "material-conflict", "future"),
            ("Arrest planned", "THREATEN-arrest", "verbal-conflict", ""),
            ("Election certain", None, None, ""),
            ("Election planned", "AGREE", "verbal-cooperation", ""),
            ("LetterToParliament planned", None, None, "future"),
            ("Withdrawal certain", "RETREAT-withdraw", "material-cooperation", ""),
            (
                "Withdrawal denied",
                "RETREAT-withdraw",
                "material-cooperation",
                "negation",
            ),
            ("Withdrawal planned", "CONCEDE", "verbal-cooperation", ""),
            (
                "Withdrawal possible",
                "RETREAT-withdraw",
                "material-cooperation",
                "hypothetical",
            ),
            ("Withdrawal probable", "RETREAT-withdraw", "material-cooperation", ""),
            ("Withdrawal requested", "REQUEST-yield", "verbal-conflict", ""),
        ],
        key=str,
    )
    assert {row["actor"] for row in rows} == {"Duitsland, Nederland"}
    assert {row["source"] for row in rows} == {"ChristenUnie, het kabinet"}
    of_letter = [r["context"] for r in rows if r["class"] == "LetterToParliament"]
    assert of_letter == ["executive, legislative"]
    assert len(world.ask("plover", code_is="RETREAT")) == 4
    assert len(world.ask("plover", code_is="RETREAT-withdraw")) == 4
    assert len(world.ask("plover", code_is="CONCEDE")) == 1
    assert len(world.ask("plover", class_is="Election", by="Duitsland")) == 2
    assert world.ask("plover", by="Mali") == []


@pytest.mark.parametrize("relation", ["withdrewFrom", "rel:withdrewFrom", "*"])
def test_evidence_behind_an_edge(world, pick, relation):
    """Only the claims that earn the edge are shown."""
    event = world.event("ev:w", "Withdrawal", "vertrek")
    roles = {"kg_agent": "id:state-de", "kg_target": "id:mission-minusma"}
    world.claim(event, "d1.a1", "is weg", **roles)
    world.claim(event, "d1.a1", "gaat weg", factuality="planned", **roles)
    world.add("id:state-de", rel_withdrewFrom="id:mission-minusma")
    world.add(
        "rel:withdrewFrom",
        kg_edgeOf="kg:Withdrawal",
        kg_edgeSubject="kg:agent",
        kg_edgeObject="kg:target",
        kg_edgeFactuality="kg:certain",
    )

    rows = world.ask("evidence", subject_is="Duitsland", relation_is=relation)

    assert pick(rows, "subject", "relation", "object", "quote") == [
        ("Duitsland", "withdrewFrom", "MINUSMA", "is weg")
    ]
