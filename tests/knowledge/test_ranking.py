import pytest

from bot.knowledge.directory import Entry
from bot.knowledge.ranking import ranked
from bot.knowledge.scope import Corridor, binds
from tests.factories import make_fact


def order(facts, way, side="destination", about=()):
    """The ids of facts of one country in the order in which they are said."""
    country = way.country(side) or "QA"
    return [entry.fact.id for entry in ranked([Entry(country, fact) for fact in facts], side, way, about)]


def cap(name, **fields):
    return make_fact("fee_cap", id=name, **fields)


def line(name, *topics, **fields):
    return make_fact("hotline", id=name, topics=topics or ("labour",), **fields)


def office(name, **fields):
    return make_fact("complaint", id=name, **fields)


NEPALI = Corridor("NP", "QA")
NURSE = Corridor("NP", "QA", "nurse")
HOMES = {"occupations": ["domestic_worker"]}


@pytest.mark.parametrize(
    ("facts", "way", "expected"),
    [
        pytest.param([cap("all", zero=True), cap("homes", zero=True, **HOMES)], NEPALI, ["all"], id="nothing is new"),
        pytest.param([cap("one", zero=True), cap("two", zero=True)], NEPALI, ["one"], id="said once"),
        pytest.param(
            [cap("women", zero=True, sex="women", **HOMES), cap("homes", zero=True, **HOMES)],
            NEPALI,
            ["homes"],
            id="the wider of two",
        ),
        pytest.param(
            [cap("unsure", zero=True, confidence="low"), cap("homes", zero=True, **HOMES)],
            NEPALI,
            ["unsure", "homes"],
            id="a sure rule beside an unsure one",
        ),
        pytest.param(
            [cap("homes", zero=True, **HOMES), cap("all", months=1)],
            NEPALI,
            ["all", "homes"],
            id="what holds for all before what may hold",
        ),
        pytest.param(
            [cap("all", months=1), cap("homes", zero=True, **HOMES)],
            Corridor("PH", "SA", "domestic_worker"),
            ["homes"],
            id="no month of pay for somebody who pays nothing",
        ),
        pytest.param(
            [cap("all", months=1), cap("sailors", months=1.5, occupations=["seafarer"])],
            Corridor("VN", "JP", "seafarer"),
            ["sailors"],
            id="the limit for this work instead of the one for all",
        ),
        pytest.param(
            [cap("costs", amount=9, currency="BDT", total=True), cap("homes", zero=True, **HOMES)],
            Corridor("BD", "SA", "domestic_worker"),
            ["homes", "costs"],
            id="other costs may still be asked",
        ),
        pytest.param(
            [cap("companies", zero=True, occupations=["private_sector"]), cap("homes", zero=True, **HOMES)],
            NEPALI,
            ["companies", "homes"],
            id="two kinds of work",
        ),
    ],
)
def test_limits_that_do_not_contradict_each_other(facts, way, expected):
    assert order(facts, way) == expected


@pytest.mark.parametrize(
    ("facts", "way", "expected"),
    [
        pytest.param([line("police", "trafficking"), line("labour")], NEPALI, ["labour", "police"], id="work first"),
        pytest.param(
            [line("all"), line("nepalis", serves=["NP"])], NEPALI, ["nepalis", "all"], id="the own line first"
        ),
        pytest.param(
            [line("homes", "domestic_workers"), line("labour")], NURSE, ["labour", "homes"], id="a nurse is no maid"
        ),
        pytest.param(
            [line("labour"), line("homes", "domestic_workers")],
            Corridor("NP", "QA", "domestic_worker"),
            ["homes", "labour"],
            id="a maid is",
        ),
        pytest.param(
            [line("one"), line("again"), line("law", "legal_aid")],
            NEPALI,
            ["one", "law", "again"],
            id="what helps in another way before a second number for the same",
        ),
        pytest.param([line("one"), line("old", confidence="low")], NEPALI, ["one"], id="no weak second number"),
        pytest.param([line("old", confidence="low")], NEPALI, ["old"], id="but a weak one before none"),
    ],
)
def test_lines_where_the_person_is(facts, way, expected):
    assert order(facts, way) == expected


def test_the_topics_asked_for_decide():
    lines = [line("general", "general"), line("violence", "violence")]
    assert order(lines, NEPALI, about=("violence", "general")) == ["violence", "general"]


def test_who_is_abroad_hears_first_of_lines_at_home_that_can_be_called_from_there():
    lines = [
        line("short"),
        line("abroad", number="1141", from_abroad="+9771141"),
        line("embassy", "embassy", number="111"),
    ]
    assert order(lines, NEPALI, "origin") == ["abroad", "embassy", "short"]
    assert order(lines, Corridor("NP"), "origin")[0] == "short"


@pytest.mark.parametrize(
    ("origin", "expected"),
    [
        pytest.param("VN", ["vietnamese"], id="their language"),
        pytest.param("ID", ["english"], id="English where there is no line in theirs"),
        pytest.param(None, ["english"], id="or where nobody knows"),
    ],
)
def test_of_an_offices_lines_only_those_that_one_understands(origin, expected):
    lines = [
        line(name, languages=[code]) for name, code in [("english", "en"), ("vietnamese", "vi"), ("chinese", "zh")]
    ]
    assert order(lines, Corridor(origin, "JP")) == expected


def test_a_line_in_another_language_of_another_office_comes_later():
    lines = [
        line("tokyo", operator="Tokyo", languages=["en"]),
        line("vietnamese", operator="Ministry", languages=["vi"]),
    ]
    assert order(lines, Corridor("VN", "JP")) == ["vietnamese", "tokyo"]


def test_an_office_that_can_be_reached_for_anything_first():
    offices = [
        office("nowhere"),
        office("money", about=["unpaid_wages"], website="https://example.org"),
        office("weak", phone="1", short_code=True, confidence="low"),
        office("open", website="https://example.org"),
    ]
    assert order(offices, NEPALI) == ["open", "money", "weak", "nowhere"]


def test_what_is_ordered_keeps_the_place_of_its_kind():
    facts = [office("office"), line("police", "trafficking"), line("labour")]
    assert order(facts, NEPALI) == ["office", "labour", "police"]


@pytest.mark.parametrize(
    ("scope", "way", "bound"),
    [
        ({}, NEPALI, True),
        pytest.param({"occupations": ["private_sector"]}, NEPALI, True, id="most work is in companies"),
        pytest.param(HOMES, NEPALI, False, id="they may do other work"),
        (HOMES, Corridor("NP", "QA", "domestic_worker"), True),
        pytest.param({"sex": "women"}, NEPALI, False, id="they may be a man"),
        ({"sex": "men"}, NEPALI, True),
        pytest.param({"passport": "ecr"}, Corridor("IN", "AE"), False, id="their passport may be another"),
        ({"destinations": ["QA"]}, NEPALI, True),
        pytest.param({"destinations": ["QA"]}, Corridor("NP"), False, id="they may go elsewhere"),
        ({"destinations": ["SA"]}, NEPALI, False),
    ],
)
def test_whether_a_rule_is_sure_to_hold(scope, way, bound):
    assert binds(Entry("NP", cap("rule", zero=True, **scope)), way) is bound
