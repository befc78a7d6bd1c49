from datetime import date

import pytest

from bot.knowledge.corridor import PLANS, Selection, anywhere, differ, select
from bot.knowledge.directory import Entry
from bot.knowledge.scope import Corridor, applies
from tests.factories import TODAY, make_directory, make_fact


@pytest.mark.parametrize(
    ("scope", "way", "holds"),
    [
        pytest.param({}, Corridor("NP", "QA", "driver"), True, id="a rule without limits is for all"),
        pytest.param({"destinations": ["QA"]}, Corridor("NP", "QA"), True, id="for this destination"),
        pytest.param({"destinations": ["QA"]}, Corridor("NP", "SA"), False, id="for another destination"),
        pytest.param({"destinations": ["QA"]}, Corridor("NP"), True, id="what is not known excludes nothing"),
        pytest.param({"origins": ["NP"]}, Corridor("NP", "QA"), True, id="for this origin"),
        pytest.param({"origins": ["NP"]}, Corridor("BD", "QA"), False, id="for another origin"),
        pytest.param({"occupations": ["driver"]}, Corridor("NP", "QA", "driver"), True, id="for this work"),
        pytest.param({"occupations": ["driver"]}, Corridor("NP", "QA", "cook"), False, id="for other work"),
        pytest.param({"occupations": ["driver"]}, Corridor("NP", "QA"), True, id="the work is not known"),
        pytest.param({"occupations": ["private_sector"]}, Corridor("NP", "QA", "cook"), True, id="work in a company"),
        pytest.param(
            {"occupations": ["private_sector"]},
            Corridor("NP", "QA", "domestic_worker"),
            False,
            id="work in a home is not the private sector",
        ),
    ],
)
def test_whether_a_rule_is_about_a_corridor(scope, way, holds):
    assert applies(Entry("QA", make_fact("fee_cap", zero=True, **scope)), way) is holds


def test_a_hotline_for_one_nationality_is_not_for_another():
    line = Entry("QA", make_fact("hotline", serves=["NP"]))
    assert applies(line, Corridor("NP", "QA"))
    assert not applies(line, Corridor("BD", "QA"))


DIRECTORY = make_directory(
    NP=[
        make_fact("fee_cap", id="np-cap", amount=10000, currency="NPR", destinations=["QA", "SA"]),
        make_fact("fee_cap", id="np-cap-home", zero=True, occupations=["domestic_worker"]),
        make_fact("hotline", id="np-labour", topics=["labour"]),
        make_fact("hotline", id="np-embassy", topics=["embassy"]),
        make_fact("hotline", id="np-shelter", topics=["shelter"]),
    ],
    QA=[
        make_fact("fee_cap", id="qa-cap", zero=True),
        make_fact("hotline", id="qa-health", topics=["health"]),
        make_fact("hotline", id="qa-labour", topics=["labour"]),
        make_fact("emergency", id="qa-police"),
        make_fact("hotline", id="qa-nepalis", topics=["general"], serves=["NP"]),
    ],
    SA=[make_fact("complaint", id="sa-general"), make_fact("hotline", id="sa-health", topics=["health"])],
)


def chosen(intent, *way, today=TODAY, directory=DIRECTORY):
    return select(intent, Corridor(*way), directory, today)


@pytest.mark.parametrize(
    ("intent", "way", "expected"),
    [
        pytest.param(
            "recruitment_fees", ("NP", "QA"), Selection(["np-cap", "np-cap-home", "qa-cap"]), id="rules of both ends"
        ),
        pytest.param(
            "recruitment_fees",
            ("NP", "QA", "driver"),
            Selection(["np-cap", "qa-cap"]),
            id="rules for other work are left out",
        ),
        pytest.param(
            "recruitment_fees",
            ("NP", "QA", "domestic_worker"),
            Selection(["np-cap-home", "qa-cap"]),
            id="the rule for this very work replaces the one for all work",
        ),
        pytest.param(
            "recruitment_fees",
            ("NP",),
            Selection(["np-cap", "np-cap-home"], [], "destination"),
            id="then one end is asked",
        ),
        pytest.param("recruitment_fees", (None, "QA"), Selection(["qa-cap"], [], "origin"), id="or the other"),
        pytest.param("recruitment_fees", (), Selection([], [], "origin"), id="nothing is known of the person"),
        pytest.param(
            "recruitment_fees", ("BD", "QA"), Selection(["qa-cap"], ["BD"]), id="a country that we know nothing of"
        ),
        pytest.param("recruitment_fees", ("BD", "MT"), Selection([], ["BD", "MT"]), id="two such countries"),
        pytest.param("check_agency", ("NP", "QA"), Selection([], ["NP"]), id="a plan asks for its own end only"),
        pytest.param(
            "hotline",
            ("NP", "QA"),
            Selection(["qa-nepalis", "qa-labour", "qa-health", "qa-police", "np-labour", "np-embassy", "np-shelter"]),
            id="where the person is, comes first",
        ),
        pytest.param(
            "hotline",
            ("BD", "QA"),
            Selection(["qa-labour", "qa-health", "qa-police"], ["BD"]),
            id="a line for another nationality is left out",
        ),
        pytest.param(
            "unpaid_wages",
            ("NP", "QA"),
            Selection(["qa-labour", "np-labour"]),
            id="a line for the trouble is preferred",
        ),
        pytest.param("unpaid_wages", (None, "SA"), Selection(["sa-general"], [], "origin"), id="else a general office"),
        pytest.param("missing_or_death", ("NP",), Selection(["np-embassy"]), id="only lines about it"),
    ],
)
def test_facts_for_a_question(intent, way, expected):
    assert chosen(intent, *way) == expected


def test_a_plan_keeps_to_its_number_of_facts():
    many = make_directory(NP=[make_fact("licence_check", id=f"c{n}") for n in range(9)])
    assert chosen("check_agency", "NP", directory=many).facts == ["c0", "c1", "c2"]


@pytest.mark.parametrize("spoilt", [{"confidence": "unverified"}, {"review_by": "2025-01-14"}])
def test_what_is_not_sure_or_too_old_is_not_chosen(spoilt):
    directory = make_directory(NP=[make_fact("licence_check", **spoilt)])
    assert chosen("check_agency", "NP", directory=directory) == Selection([], ["NP"])


def test_a_ban_that_has_ended_is_not_chosen():
    ban = make_fact("restriction", id="np-ban", until="2026-01-14")
    assert chosen("age_limits_bans", "NP", directory=make_directory(NP=[ban])).facts == []


def test_a_ban_holds_on_its_last_day():
    ban = make_fact("restriction", id="np-ban", until="2026-01-15")
    assert chosen("age_limits_bans", "NP", directory=make_directory(NP=[ban])).facts == ["np-ban"]


def test_a_question_without_a_plan_is_an_error():
    with pytest.raises(KeyError):
        chosen("greet", "NP", "QA")


@pytest.mark.parametrize("intent", PLANS)
@pytest.mark.parametrize("way", [(), ("NP",), (None, "QA"), ("NP", "QA"), ("XX", "YY")])
def test_every_plan_answers_every_corridor(intent, way):
    found = chosen(intent, *way)
    assert set(found.facts) <= set(DIRECTORY.by_id)
    assert set(found.unknown) <= set(way)
    assert found.ask is None or Corridor(*way).country(found.ask) is None


def test_a_hotline_beside_the_rule_does_not_hide_that_there_is_no_rule():
    directory = make_directory(QA=[make_fact("hotline", id="qa-line", topics=["labour"])])
    assert chosen("passport_kept", "NP", "QA", directory=directory) == Selection(["qa-line"], ["QA"])


def test_what_is_only_good_to_know_is_not_missed_aloud():
    directory = make_directory(NP=[make_fact("steps", id="np-steps")])
    assert chosen("migration_steps", "NP", "QA", directory=directory) == Selection(["np-steps"])


def test_charges_are_no_steps():
    charge = make_fact("state_charge", id="np-charge", item="visa", amount=1, currency="NPR")
    assert chosen("migration_steps", "NP", "QA", directory=make_directory(NP=[charge])) == Selection(
        ["np-charge"], ["NP"]
    )


def test_who_may_not_go_hears_it_before_the_steps():
    ban = make_fact("restriction", id="np-ban", occupations=["domestic_worker"], destinations=["KW"])
    directory = make_directory(NP=[make_fact("steps", id="np-steps"), ban])
    assert chosen("migration_steps", "NP", "KW", "domestic_worker", directory=directory).facts == ["np-ban", "np-steps"]
    assert chosen("migration_steps", "NP", "KW", directory=directory).facts == ["np-steps"], "it may be other work"
    assert chosen("migration_steps", "NP", "QA", "domestic_worker", directory=directory).facts == ["np-steps"]


def test_a_scheme_without_agencies_is_named_where_agencies_are_asked_about():
    directory = make_directory(
        NP=[make_fact("licence_check", id="list")], KR=[make_fact("public_recruitment", id="eps")]
    )
    assert chosen("check_agency", "NP", "KR", directory=directory) == Selection(["list", "eps"])
    assert chosen("check_agency", "NP", directory=directory) == Selection(["list"]), "nobody is asked where they go"
    assert chosen("recruitment_fees", "NP", "KR", directory=directory) == Selection(["eps"], ["NP"])


def test_one_number_is_given_once():
    office = make_fact("complaint", id="office", phone="16008")
    lines = [make_fact("hotline", id=name, number=number, topics=["labour"]) for name, number in [("same", "16008")]]
    directory = make_directory(QA=[office, *lines], NP=[make_fact("complaint", id="home", phone="1141")])
    assert chosen("make_complaint", "NP", "QA", directory=directory).facts == ["home", "office"]


def test_the_same_short_number_of_another_country_is_another_number():
    directory = make_directory(
        NP=[make_fact("complaint", id="home", phone="1141")],
        QA=[make_fact("hotline", id="line", number="1141", topics=["labour"])],
    )
    assert chosen("make_complaint", "NP", "QA", directory=directory).facts == ["home", "line"]


def test_who_asks_for_the_rights_in_homes_is_answered_about_homes():
    directory = make_directory(
        QA=[
            make_fact("domestic_workers", id="homes", occupations=["domestic_worker"], contract=True),
            make_fact("fee_cap", id="companies", zero=True, occupations=["private_sector"]),
        ]
    )
    assert chosen("domestic_worker_rights", None, "QA", directory=directory).facts == ["homes"]


def test_an_embassy_is_for_its_own_people():
    directory = make_directory(
        QA=[make_fact("embassy", id=f"of-{code}", of=code.upper(), phone="+97444675681") for code in ("np", "bd")]
    )
    assert chosen("embassy_help", "NP", "QA", directory=directory).facts == ["of-np"]


@pytest.mark.parametrize(
    ("home", "work", "expected"),
    [
        ({"amount": 10000, "currency": "NPR"}, {"zero": True}, True),
        ({"zero": True}, {"months": 1}, True),
        ({"zero": True}, {"zero": True}, False),
        ({"months": 1}, {"months": 1}, False),
    ],
)
def test_whether_the_rules_of_two_countries_differ(home, work, expected):
    directory = make_directory(
        NP=[make_fact("fee_cap", id="np", **home)], QA=[make_fact("fee_cap", id="qa", **work), make_fact("emergency")]
    )
    assert differ(["np", "qa", "emergency"], directory) is expected


def test_emergency_numbers_when_no_country_is_known():
    directory = make_directory(
        NP=[make_fact("emergency", id="np")],
        QA=[make_fact("emergency", id="qa"), make_fact("emergency", id="qa-2")],
        SA=[make_fact("emergency", id="sa")],
    )
    assert anywhere(directory) == ["sa", "qa"]


@pytest.mark.parametrize(
    ("intent", "way", "fact"),
    [
        ("recruitment_fees", ("NP", "QA"), "qa-fees"),
        ("recruitment_fees", ("NP", "QA"), "np-fee-cap"),
        ("recruitment_fees", ("BD", "MY"), "bd-fee-malaysia"),
        ("passport_kept", ("NP", "QA"), "qa-passport"),
        ("hotline", ("NP", "QA"), "np-hotline-1141"),
        ("emergency", ("NP", "QA"), "qa-emergency"),
        ("age_limits_bans", ("NP", "KW", "domestic_worker"), "np-domestic-worker-ban"),
    ],
)
def test_what_a_worker_must_hear(shipped, intent, way, fact):
    assert fact in chosen(intent, *way, directory=shipped, today=date(2026, 11, 25)).facts


def test_somebody_in_danger_anywhere_gets_numbers(shipped):
    numbers = anywhere(shipped)
    assert {shipped.by_id[i].country for i in numbers} == {"SA", "AE", "QA", "MY", "KW"}
    assert {"sa-emergency", "sa-emergency-2"} <= set(numbers), "911 is not the police in all of Saudi Arabia"
