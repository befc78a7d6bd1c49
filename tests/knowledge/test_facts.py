import pytest
from pydantic import ValidationError

from bot.knowledge.facts import CountryFile
from tests.factories import make_fact, make_programme, record


@pytest.mark.parametrize(
    "limit",
    [
        {"zero": True},
        {"amount": 10000, "currency": "NPR"},
        {"amount": 0, "currency": "NPR"},
        {"months": 1},
        {"months": 1, "per_year": True, "months_total": 2},
        {"percent": 10},
        {"amount": 30000, "currency": "INR", "tax_percent": 18},
        {"monthly": 1800, "monthly_second": 1700, "monthly_later": 1500, "currency": "TWD"},
    ],
)
def test_a_fee_cap_gives_one_limit(limit):
    made = make_fact("fee_cap", **limit)
    assert {name: getattr(made, name) for name in limit} == limit


@pytest.mark.parametrize(
    ("kind", "fields", "complaint"),
    [
        ("fee_cap", {}, "give exactly one of zero, amount, months, percent, monthly"),
        ("fee_cap", {"monthly": 1800}, "amount and currency go together"),
        ("fee_cap", {"monthly": 1800, "amount": 9, "currency": "TWD"}, "give exactly one of"),
        ("fee_cap", {"months": 1, "tax_percent": 18}, "tax_percent needs an amount"),
        ("fee_cap", {"zero": True, "passport": "blue"}, "unexpected value"),
        ("fee_cap", {"zero": True, "months": 1}, "give exactly one of"),
        ("fee_cap", {"months": 1, "percent": 10}, "give exactly one of"),
        ("fee_cap", {"amount": 10000}, "amount and currency go together"),
        ("fee_cap", {"zero": True, "currency": "NPR"}, "amount and currency go together"),
        ("fee_cap", {"zero": True, "occupations": ["astronaut"]}, "not a valid enumeration member"),
        ("hotline", {"number": None}, "a hotline needs a number, from_abroad, whatsapp or email"),
        ("hotline", {"name": "X"}, "at least 2 characters"),
        ("restriction", {"rule": "minimum_age"}, "an age rule needs minimum_age"),
        ("restriction", {"rule": "age_range", "maximum_age": 45}, "an age rule needs minimum_age"),
        ("restriction", {"rule": "forbidden"}, "unexpected value"),
        ("minimum_wage", {"amount": None}, "give amount, currency and period, or none: true"),
        ("minimum_wage", {"currency": None}, "give amount, currency and period"),
        ("emergency", {"police": None}, "none is not an allowed value"),
        ("emergency", {"confidence": "certain"}, "unexpected value"),
        ("emergency", {"checked": "last week"}, "invalid date format"),
        ("emergency", {"id": "The Police"}, "string does not match regex"),
        ("emergency", {"source": {"title": "A page", "url": "example.org", "date": None}}, "invalid or missing URL"),
        ("emergency", {"polise": "999"}, "extra fields not permitted"),
        ("rumour", {}, "No match for discriminator"),
    ],
)
def test_a_wrong_fact_is_refused(kind, fields, complaint):
    with pytest.raises(ValidationError, match=complaint):
        make_fact(kind, **fields)


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("emergency", {"destinations": ["Qatar"]}),
        ("emergency", {"origins": ["np"]}),
        ("hotline", {"languages": ["Nepali"]}),
        ("hotline", {"serves": ["Nepalis"]}),
        ("minimum_wage", {"set_by": "Nepal"}),
    ],
)
def test_codes_in_lists_and_in_optional_fields_are_checked(kind, fields):
    with pytest.raises(ValidationError, match="string does not match regex"):
        make_fact(kind, **fields)


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("fee_cap", {"amount": 100, "currency": "rupees"}),
        ("emergency", {"source": {"title": "A page", "url": "https://example.org", "date": "last spring"}}),
    ],
)
def test_currencies_and_dates_that_may_be_missing_are_checked(kind, fields):
    with pytest.raises(ValidationError, match="string does not match regex"):
        make_fact(kind, **fields)


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        pytest.param("restriction", {"rule": "age_range", "minimum_age": 25}, id="an age range without its end"),
        pytest.param("change_employer", {"allowed": "after"}, id="'after' without saying after how long"),
        pytest.param("penalty", {"fine": 25000}, id="a fine without currency"),
        pytest.param("passport_retention", {"fine": 25000}, id="a fine for a passport without currency"),
        pytest.param("compensation", {"amount": 50000}, id="compensation without currency"),
        pytest.param("minimum_wage", {"none": True, "amount": None, "currency": None, "food": 300}, id="food money"),
    ],
)
def test_a_fact_that_cannot_be_said_rightly_is_refused(kind, fields):
    with pytest.raises(ValidationError):
        make_fact(kind, **fields)


def test_there_may_be_no_minimum_wage():
    assert make_fact("minimum_wage", none=True, amount=None, currency=None, period=None).none


def test_a_fact_cannot_be_changed_by_who_reads_it():
    fact = make_fact("emergency")
    with pytest.raises(TypeError, match="immutable"):
        fact.police = "000"


def test_a_country_file_names_its_country_by_code():
    assert CountryFile(country="NP", facts=[record("emergency")]).facts == (make_fact("emergency"),)
    with pytest.raises(ValidationError, match="string does not match regex"):
        CountryFile(country="Nepal", facts=[])


@pytest.mark.parametrize("started", ["2024", "2024-02", "2024-02-07"])
def test_a_programme_may_know_its_start_only_roughly(started):
    assert make_programme(started=started).started == started


def test_a_programme_starts_on_a_date():
    with pytest.raises(ValidationError, match="string does not match regex"):
        make_programme(started="spring 2024")
