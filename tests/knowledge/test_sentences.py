import re
from datetime import date
from typing import get_args

import pytest

from bot.knowledge.facts import AnyFact
from bot.knowledge.sentences import _SPEAKERS, Phrase, phrases
from bot.knowledge.values import Countries, Day, LanguageNames, Money, Number, Terms, Text
from tests.factories import make_fact


def said(kind, destination=None, **fields):
    return phrases(make_fact(kind, **fields), destination)


def keys(kind, destination=None, **fields):
    return [phrase.key for phrase in said(kind, destination, **fields)]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"zero": True}, [Phrase("fee_cap.zero")]),
        ({"amount": 10000, "currency": "NPR"}, [Phrase("fee_cap.amount.fee", {"money": Money(10000, "NPR")})]),
        (
            {"amount": 78990, "currency": "BDT", "total": True},
            [Phrase("fee_cap.amount.total", {"money": Money(78990, "BDT")})],
        ),
        ({"months": 1.5}, [Phrase("fee_cap.months", {"n": Number(1.5)})]),
        (
            {"months": 1, "per_year": True, "months_total": 2},
            [Phrase("fee_cap.months_per_year", {"n": Number(1)}), Phrase("fee_cap.months_total", {"n": Number(2)})],
        ),
        ({"percent": 10}, [Phrase("fee_cap.percent", {"n": Number(10)})]),
        (
            {"zero": True, "free_items": ["visa", "air_ticket"], "receipt": True},
            [
                Phrase("fee_cap.zero"),
                Phrase("who_pays.employer", {"items": Terms("item", ("visa", "air_ticket"))}),
                Phrase("fee_cap.receipt"),
            ],
        ),
    ],
)
def test_what_a_fee_cap_says(fields, expected):
    assert said("fee_cap", **fields) == expected


@pytest.mark.parametrize(
    ("fields", "destination", "expected"),
    [
        ({"destinations": ["QA", "SA"]}, None, ["scope.destinations"]),
        pytest.param({"destinations": ["QA", "SA"]}, "QA", [], id="the person knows where they go"),
        pytest.param({"destinations": ["QA", "SA"]}, "MY", ["scope.destinations"], id="the rule is for elsewhere"),
        ({"origins": ["NP"]}, "QA", ["scope.origins"]),
        ({"occupations": ["driver"]}, None, ["scope.occupations"]),
        ({"sex": "women"}, None, ["scope.women"]),
        ({"sex": "men"}, None, ["scope.men"]),
        (
            {"sex": "women", "occupations": ["driver"], "destinations": ["QA"]},
            None,
            ["scope.occupations", "scope.women", "scope.destinations"],
        ),
    ],
)
def test_whom_a_rule_is_for_is_said_before_it(fields, destination, expected):
    assert keys("fee_cap", destination, zero=True, **fields) == [*expected, "fee_cap.zero"]


def test_the_law_is_named_last():
    assert said("emergency", law="Law 1/2004")[-1] == Phrase("law", {"law": Text("Law 1/2004")})


@pytest.mark.parametrize("kind", ["who_pays", "working_hours", "domestic_workers", "wage_payment"])
def test_a_fact_without_content_says_nothing_at_all(kind):
    assert said(kind, law="Law 1/2004", occupations=["driver"]) == []


@pytest.mark.parametrize(
    ("kind", "fields", "expected"),
    [
        ("hotline", {}, ["hotline", "hotline.number"]),
        ("hotline", {"hours": "24/7", "free": True}, ["hotline", "hotline.number", "hotline.always", "hotline.free"]),
        ("hotline", {"hours": "Sun-Thu 08:00-16:00"}, ["hotline", "hotline.number", "hotline.hours"]),
        ("hotline", {"free": False}, ["hotline", "hotline.number"]),
        pytest.param(
            "hotline",
            {"number": "+97440288101", "from_abroad": "+97440288101"},
            ["hotline", "hotline.number"],
            id="the same number is not said twice",
        ),
        (
            "hotline",
            {"number": "1141", "from_abroad": "+9771141", "whatsapp": "+9771", "serves": ["NP"], "languages": ["ne"]},
            [
                "hotline",
                "hotline.serves",
                "hotline.number",
                "hotline.from_abroad",
                "hotline.whatsapp",
                "hotline.languages",
            ],
        ),
        ("emergency", {"ambulance": "998"}, ["emergency.police", "emergency.ambulance"]),
        ("passport_retention", {"forbidden": True}, ["passport.forbidden"]),
        ("passport_retention", {"forbidden": True, "with_consent": True}, ["passport.consent"]),
        ("passport_retention", {"forbidden": False}, ["passport.not_forbidden"]),
        (
            "passport_retention",
            {"forbidden": True, "fine": 25000, "currency": "QAR"},
            ["passport.forbidden", "penalty.fine"],
        ),
        ("change_employer", {"allowed": "yes"}, ["change_employer.yes"]),
        ("change_employer", {"allowed": "after", "after_months": 12}, ["change_employer.after"]),
        ("change_employer", {"allowed": "ended"}, ["change_employer.ended"]),
        ("change_employer", {"allowed": "ended", "after_months": 12}, ["change_employer.ended_after"]),
        (
            "change_employer",
            {"allowed": "yes", "notice_months": 1, "platform": "Qiwa", "excluded": ["domestic_worker"]},
            ["change_employer.yes", "change_employer.notice_months", "change_employer.platform", "not_for"],
        ),
        ("exit_permit", {"required": False}, ["exit_permit.not_required"]),
        ("exit_permit", {"required": True, "since": "2020-01-01"}, ["exit_permit.required", "since"]),
        ("minimum_wage", {"none": True, "amount": None, "currency": None, "period": None}, ["minimum_wage.none"]),
        (
            "minimum_wage",
            {"food": 300, "housing": 500, "set_by": "NP"},
            ["minimum_wage.month", "minimum_wage.food", "minimum_wage.housing", "minimum_wage.set_by"],
        ),
        (
            "compensation",
            {"refund": True, "extra_percent": 50},
            ["compensation", "compensation.refund", "compensation.extra_percent"],
        ),
        ("compensation", {"amount": 9, "currency": "NPR", "up_to": True}, ["compensation", "compensation.up_to"]),
        ("compensation", {"amount": 9, "currency": "NPR"}, ["compensation", "compensation.amount"]),
        (
            "restriction",
            {"rule": "ban", "since": "2020-01-01", "until": "2027-01-01"},
            ["restriction.ban", "since", "until"],
        ),
        ("training", {"item": "orientation", "days": 2}, ["training.required", "training.days"]),
        ("training", {"item": "orientation", "required": False}, ["training.offered"]),
        ("equal_treatment", {"equal": False}, ["equal_treatment.no"]),
        ("contract", {"standard": True, "languages": ["en"]}, ["contract.standard", "contract.languages"]),
        ("wage_payment", {"within_days": 7, "since": "2020-01-01"}, ["wage_payment.within_days"]),
        ("domestic_workers", {"covered_by_labour_law": False}, ["domestic_workers.not_covered"]),
        (
            "penalty",
            {"prison_months": 84, "licence_lost": True},
            ["penalty", "penalty.prison_months", "penalty.licence_lost"],
        ),
    ],
)
def test_what_a_fact_says(kind, fields, expected):
    assert keys(kind, **fields) == expected


def test_steps_are_counted():
    assert said("steps", steps=["get_passport", "fly"]) == [
        Phrase("step.get_passport", {"position": Number(1)}),
        Phrase("step.fly", {"position": Number(2)}),
    ]


def test_an_age_range_says_both_ends():
    (phrase,) = said("restriction", rule="age_range", minimum_age=25, maximum_age=45)
    assert phrase == Phrase("restriction.age_range", {"minimum": Number(25), "maximum": Number(45)})


def test_values_keep_their_kind_until_a_language_is_chosen():
    found = {p.key: p.values for p in said("hotline", serves=["NP"], languages=["ne", "en"])}
    assert found["hotline"] == {"name": Text("Help line"), "topics": Terms("topic", ("general",))}
    assert found["hotline.serves"] == {"countries": Countries(("NP",))}
    assert found["hotline.languages"] == {"languages": LanguageNames(("ne", "en"))}
    assert said("exit_permit", required=True, since="2020-01-02")[1].values == {"day": Day(date(2020, 1, 2))}


def test_every_kind_of_fact_can_be_spoken():
    kinds = get_args(get_args(AnyFact)[0])
    assert set(kinds) == set(_SPEAKERS)


def test_every_shipped_fact_fills_the_slots_of_its_sentences(shipped, written):
    for entry in shipped.entries:
        spoken = phrases(entry.fact)
        assert spoken, entry.fact.id
        for phrase in spoken:
            template = written.find("facts", phrase.key, "en").text
            forms = [template] if isinstance(template, str) else list(template.values())
            for form in forms:
                slots = set(re.findall(r"{(\w+)}", form))
                assert slots <= set(phrase.values), (entry.fact.id, phrase.key)
