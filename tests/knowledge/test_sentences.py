import re
from datetime import date
from typing import get_args

import pytest

from bot.knowledge.codes import Days
from bot.knowledge.facts import AnyFact
from bot.knowledge.hours import periods
from bot.knowledge.sentences import _SPEAKERS, Phrase, phrases
from bot.knowledge.values import Countries, Day, LanguageNames, Money, Name, Number, Terms, Text
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
            {"amount": 30000, "currency": "INR", "tax_percent": 18},
            [
                Phrase("fee_cap.amount.fee", {"money": Money(30000, "INR")}),
                Phrase("fee_cap.tax", {"n": Number(18), "money": Money(35400, "INR")}),
            ],
        ),
        ({"monthly": 1800, "currency": "TWD"}, [Phrase("fee_cap.monthly", {"money": Money(1800, "TWD")})]),
        (
            {"monthly": 1800, "monthly_second": 1700, "monthly_later": 1500, "currency": "TWD"},
            [
                Phrase("fee_cap.monthly", {"money": Money(1800, "TWD")}),
                Phrase("fee_cap.monthly_second", {"money": Money(1700, "TWD")}),
                Phrase("fee_cap.monthly_later", {"money": Money(1500, "TWD")}),
            ],
        ),
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
            ["scope.women_who", "scope.destinations"],
        ),
        pytest.param({"passport": "ecr"}, "QA", ["scope.passport_ecr"], id="an Indian rule for some passports"),
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
        ("hotline", {}, ["hotline", "call.only_inside"]),
        ("hotline", {"hours": "24/7", "free": True}, ["hotline", "call.only_inside", "hotline.always", "call.free"]),
        ("hotline", {"hours": "Sun-Thu 08:00-16:00"}, ["hotline", "call.only_inside", "hotline.hours"]),
        (
            "hotline",
            {"hours": "Mon-Fri 17:00-22:00, Sat-Sun and holidays 09:00-21:00"},
            ["hotline", "call.only_inside", "hotline.hours", "hotline.hours"],
        ),
        ("hotline", {"free": False}, ["hotline", "call.only_inside"]),
        pytest.param(
            "hotline",
            {"number": "+97440288101", "from_abroad": "+97440288101"},
            ["hotline", "call.anywhere"],
            id="the same number is not said twice",
        ),
        pytest.param(
            "hotline",
            {"website": "https://example.org"},
            ["hotline", "call.only_inside"],
            id="who can call needs no page",
        ),
        (
            "hotline",
            {"number": None, "email": "help@example.org", "website": "https://example.org"},
            ["hotline", "contact.email", "contact.website"],
        ),
        (
            "hotline",
            {"number": "1141", "from_abroad": "+9771141", "whatsapp": "+9771", "serves": ["NP"], "languages": ["ne"]},
            [
                "hotline",
                "hotline.serves",
                "call.inside",
                "call.from_abroad",
                "hotline.whatsapp",
                "hotline.languages",
            ],
        ),
        ("emergency", {"ambulance": "998"}, ["emergency.police", "emergency.ambulance"]),
        ("emergency", {"region": "Riyadh"}, ["emergency.region", "emergency.police"]),
        ("emergency", {"elsewhere": True}, ["emergency.elsewhere", "emergency.police"]),
        (
            "complaint",
            {"phone": "16135", "from_abroad": "+8809610102030"},
            ["complaint", "call.inside", "call.from_abroad"],
        ),
        ("complaint", {"sms": "92727", "sms_text": "5"}, ["complaint", "complaint.sms", "complaint.sms_text"]),
        ("licence_check", {"how": ["search_name"]}, ["licence_check", "licence_check.search_name"]),
        pytest.param("licence_check", {"how": ["ask_office"]}, ["licence_check.ask"], id="there is no list to look in"),
        (
            "licence_check",
            {"how": ["ask_licence_number"], "phone": "16135"},
            ["licence_check.ask", "licence_check.ask_licence_number", "call.only_inside"],
        ),
        pytest.param(
            "licence_check",
            {"how": ["pay_by_bank"]},
            ["licence_check.rule", "licence_check.pay_by_bank"],
            id="a rule is no list",
        ),
        ("public_recruitment", {"offices": ["HRD Korea"]}, ["public_recruitment", "public_recruitment.offices"]),
        ("passport_retention", {"forbidden": True}, ["passport.forbidden"]),
        ("passport_retention", {"forbidden": True, "with_consent": True}, ["passport.consent"]),
        pytest.param(
            "passport_retention",
            {"forbidden": True, "with_consent": True, "in_writing": False},
            ["passport.agreed"],
            id="nobody says that it must be written",
        ),
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
    assert found["hotline"] == {"name": Name("Help line", {}), "topics": Terms("topic", ("general",))}
    assert found["hotline.serves"] == {"countries": Countries(("NP",))}
    assert found["hotline.languages"] == {"languages": LanguageNames(("ne", "en"))}
    assert said("exit_permit", required=True, since="2020-01-02")[1].values == {"day": Day(date(2020, 1, 2))}


def test_where_a_number_can_be_dialled_is_said():
    inside, abroad = said("hotline", number="1141", from_abroad="+9771141")[1:]
    assert inside == Phrase("call.inside", {"number": Text("1141")})
    assert abroad == Phrase("call.from_abroad", {"number": Text("+9771141")})


def test_a_free_call_is_free_only_inside_where_there_is_another_number_for_abroad():
    assert "call.free_inside" in keys("hotline", number="1141", from_abroad="+9771141", free=True)
    assert "call.free" in keys("hotline", number="1141", free=True)


def test_opening_hours_are_words_of_the_language():
    (hours,) = [p for p in said("hotline", hours="Sat-Sun and holidays 09:00-21:00") if p.key == "hotline.hours"]
    assert hours.values == {"days": Terms("days", ("sat_sun", "holidays")), "hours": Text("09:00-21:00")}


def test_hours_without_words_are_said_as_they_are_written():
    assert Phrase("hotline.hours_as_written", {"hours": Text("in the morning")}) in said(
        "hotline", hours="in the morning"
    )


def test_the_shipped_hours_have_words(shipped):
    hours = {getattr(entry.fact, "hours", None) for entry in shipped.entries} - {None, "24/7"}
    assert hours
    assert not [text for text in hours if not periods(text)]


def test_every_day_has_a_word(written):
    for language in ("en", "ne"):
        assert not [day for day in Days if f"days.{day}" not in written.texts["terms"][language]]


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
