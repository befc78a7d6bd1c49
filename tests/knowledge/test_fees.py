from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge.fees import Verdict, check, currency_of
from bot.knowledge.scope import Corridor
from bot.knowledge.values import Money
from tests.factories import RATES, TODAY, make_directory, make_fact

NPR, USD, SAR, MYR, KWD, ZAR = (
    lambda amount, code=code: Money(amount, code) for code in ("NPR", "USD", "SAR", "MYR", "KWD", "ZAR")
)


def cap(name, **fields):
    return make_fact("fee_cap", id=name, **fields)


def verdict(asked, *way, salary=None, today=TODAY, **countries):
    """The verdict on an amount for a corridor (Nepal to Qatar unless said) by a made-up directory."""
    return check(asked, Corridor(*(way or ("NP", "QA"))), make_directory(**countries), today, salary)


ZERO = cap("zero", zero=True)
TEN_THOUSAND = cap("ten-thousand", amount=10000, currency="NPR")
FIVE_THOUSAND = cap("five-thousand", amount=5000, currency="NPR")
ONE_MONTH = cap("one-month", months=1)
TEN_PERCENT = cap("ten-percent", percent=10)


@pytest.mark.parametrize(
    ("asked", "countries", "expected"),
    [
        pytest.param(
            NPR(10000), {"NP": [TEN_THOUSAND]}, Verdict("within", ("ten-thousand",), NPR(10000)), id="the limit"
        ),
        pytest.param(
            NPR(10001), {"NP": [TEN_THOUSAND]}, Verdict("over", ("ten-thousand",), NPR(10000), NPR(1)), id="one more"
        ),
        pytest.param(NPR(1), {"QA": [ZERO]}, Verdict("absurd"), id="less than half a dollar is a slip of the finger"),
        pytest.param(NPR(60), {"QA": [ZERO]}, Verdict("forbidden", ("zero",), excess=NPR(60)), id="nothing is allowed"),
        pytest.param(
            NPR(5000),
            {"NP": [TEN_THOUSAND], "QA": [ZERO]},
            Verdict("forbidden", ("zero", "ten-thousand"), excess=NPR(5000)),
            id="nothing is kinder than a limit at home",
        ),
        pytest.param(
            NPR(5000),
            {"NP": [ZERO], "QA": [TEN_THOUSAND]},
            Verdict("forbidden", ("zero", "ten-thousand"), excess=NPR(5000)),
            id="and than one at work",
        ),
        pytest.param(
            NPR(7000),
            {"NP": [TEN_THOUSAND, FIVE_THOUSAND]},
            Verdict("over", ("five-thousand", "ten-thousand"), NPR(5000), NPR(2000)),
            id="the lower of two limits counts",
        ),
        pytest.param(
            NPR(7000),
            {"NP": [FIVE_THOUSAND], "QA": [TEN_THOUSAND]},
            Verdict("over", ("five-thousand", "ten-thousand"), NPR(5000), NPR(2000)),
            id="at whichever end it stands",
        ),
        pytest.param(NPR(7000), {}, Verdict("no_limit"), id="nothing is known"),
        pytest.param(NPR(7000), {"BD": [ZERO]}, Verdict("no_limit"), id="only another country's rule is known"),
        pytest.param(
            USD(101),
            {"NP": [TEN_THOUSAND]},
            Verdict("over", ("ten-thousand",), NPR(10000), NPR(100), True),
            id="in dollars",
        ),
        pytest.param(
            SAR(400),
            {"NP": [TEN_THOUSAND]},
            Verdict("within", ("ten-thousand",), NPR(10000), None, True),
            id="in riyals",
        ),
        pytest.param(
            ZAR(9), {"QA": [ZERO]}, Verdict("forbidden", ("zero",), excess=ZAR(9)), id="nothing needs no rate"
        ),
        pytest.param(NPR(5000), {"NP": [ONE_MONTH]}, Verdict("ask_salary", ("one-month",)), id="the pay is not known"),
        pytest.param(
            NPR(90000),
            {"NP": [ONE_MONTH], "QA": [TEN_THOUSAND]},
            Verdict("over", ("ten-thousand", "one-month"), NPR(10000), NPR(80000)),
            id="one limit is broken whatever the pay",
        ),
        pytest.param(
            NPR(5000),
            {"NP": [ONE_MONTH], "QA": [ZERO]},
            Verdict("forbidden", ("zero", "one-month"), excess=NPR(5000)),
            id="zero",
        ),
    ],
)
def test_verdict(asked, countries, expected):
    assert verdict(asked, **countries) == expected


@pytest.mark.parametrize(
    ("rule", "salary", "asked", "expected"),
    [
        (ONE_MONTH, NPR(20000), NPR(20000), Verdict("within", ("one-month",), NPR(20000))),
        (ONE_MONTH, NPR(20000), NPR(25000), Verdict("over", ("one-month",), NPR(20000), NPR(5000))),
        (ONE_MONTH, SAR(1000), NPR(26000), Verdict("over", ("one-month",), SAR(1000), SAR(40), True)),
        (cap("half", months=0.5), NPR(20000), NPR(10000), Verdict("within", ("half",), NPR(10000))),
        (TEN_PERCENT, MYR(1500), MYR(150), Verdict("within", ("ten-percent",), MYR(150))),
        (TEN_PERCENT, MYR(1500), MYR(200), Verdict("over", ("ten-percent",), MYR(150), MYR(50))),
    ],
)
def test_a_limit_in_pay_is_judged_by_the_monthly_pay(rule, salary, asked, expected):
    assert verdict(asked, salary=salary, NP=[rule]) == expected


def test_the_kinder_of_a_limit_in_money_and_one_in_pay():
    rules = {"NP": [TEN_THOUSAND], "QA": [ONE_MONTH]}
    assert verdict(NPR(20000), salary=NPR(5000), **rules).limit == NPR(5000)
    assert verdict(NPR(20000), salary=NPR(15000), **rules).limit == NPR(10000)


def test_a_tax_that_the_law_adds_belongs_to_the_limit():
    taxed = cap("taxed", amount=10000, currency="NPR", tax_percent=18)
    assert verdict(NPR(11800), NP=[taxed]) == Verdict("within", ("taxed",), NPR(11800))
    assert verdict(NPR(11801), NP=[taxed]).excess == NPR(1)


def test_a_limit_for_each_month_depends_on_the_time_of_work():
    monthly = cap("monthly", monthly=1800, monthly_later=1500, currency="TWD")
    assert verdict(NPR(5000), QA=[monthly]) == Verdict("depends", ("monthly",))
    assert verdict(NPR(15000), NP=[TEN_THOUSAND], QA=[monthly]).outcome == "over"


def test_the_limit_for_this_very_work_counts_instead_of_the_one_for_all():
    rules = [ONE_MONTH, cap("sailors", months=1.5, occupations=["seafarer"])]
    found = verdict(NPR(25000), "NP", "QA", "seafarer", salary=NPR(20000), NP=rules)
    assert found == Verdict("within", ("sailors",), NPR(30000))


def test_a_rule_for_some_passports_is_promised_to_nobody():
    assert verdict(NPR(5000), NP=[cap("ecr", zero=True, passport="ecr")]).outcome == "no_limit"


def test_who_is_asked_for_money_hears_of_a_scheme_without_agencies():
    scheme = make_fact("public_recruitment", id="eps")
    assert verdict(NPR(5000), QA=[scheme]) == Verdict("no_limit", ("eps",))
    assert verdict(NPR(15000), NP=[TEN_THOUSAND], QA=[scheme]).outcome == "over"


FOR_DRIVERS = cap("drivers", zero=True, occupations=["driver"])
FOR_COMPANIES = cap("companies", zero=True, occupations=["private_sector"])
FOR_WOMEN = cap("women", zero=True, sex="women")


@pytest.mark.parametrize(
    ("rule", "occupation", "outcome"),
    [
        (FOR_DRIVERS, "driver", "forbidden"),
        (FOR_DRIVERS, "cook", "no_limit"),
        pytest.param(FOR_DRIVERS, None, "no_limit", id="not promised to somebody who may do other work"),
        (FOR_COMPANIES, "driver", "forbidden"),
        (FOR_COMPANIES, "domestic_worker", "no_limit"),
        pytest.param(FOR_COMPANIES, None, "forbidden", id="most work is in companies"),
        pytest.param(FOR_WOMEN, None, "no_limit", id="not promised to somebody who may be a man"),
        (cap("men", zero=True, sex="men"), None, "forbidden"),
        pytest.param(ZERO, "domestic_worker", "forbidden", id="a rule for all work"),
        (cap("qatar", zero=True, destinations=["QA"]), None, "forbidden"),
        (cap("malaysia", zero=True, destinations=["MY"]), None, "no_limit"),
        (cap("malaysia", zero=True, destinations=["MY"], occupations=["driver"]), "driver", "no_limit"),
        (cap("unverified", zero=True, confidence="unverified"), None, "no_limit"),
        (cap("old", zero=True, review_by="2025-01-14"), None, "no_limit"),
        (cap("late", zero=True, review_by="2025-01-15"), None, "forbidden"),
    ],
)
def test_whom_a_rule_binds(rule, occupation, outcome):
    assert verdict(NPR(5000), "NP", "QA", occupation, NP=[rule]).outcome == outcome


@pytest.mark.parametrize(
    "scope", [{"destinations": ["MY"]}, {"origins": ["BD"]}, {"sex": "women"}], ids=["elsewhere", "others", "women"]
)
def test_a_rule_for_companies_keeps_its_other_limits(scope):
    rule = cap("companies", zero=True, occupations=["private_sector"], **scope)
    assert verdict(NPR(5000), NP=[rule]).outcome == "no_limit"


def test_the_lower_of_two_limits_in_different_currencies_counts():
    rules = {"NP": [cap("rupees", amount=100000, currency="NPR")], "QA": [cap("dollars", amount=50, currency="USD")]}
    assert verdict(NPR(200000), **rules).limit == USD(50)


def test_the_lower_limit_is_named_also_when_both_are_kept():
    assert verdict(NPR(4000), NP=[TEN_THOUSAND, FIVE_THOUSAND]).limit == NPR(5000)


@pytest.mark.parametrize(
    ("asked", "salary", "rule"),
    [
        pytest.param(ZAR(500), None, TEN_THOUSAND, id="the pay would not help"),
        pytest.param(ZAR(500), NPR(20000), ONE_MONTH, id="the pay is known"),
        pytest.param(NPR(500), ZAR(20000), ONE_MONTH, id="pay in a currency without a rate"),
    ],
)
def test_nobody_is_asked_for_pay_that_decides_nothing(asked, salary, rule):
    assert verdict(asked, salary=salary, NP=[rule]).outcome != "ask_salary"


def test_an_excess_is_never_nothing():
    over = verdict(KWD(50.4), NP=[cap("dinars", amount=50, currency="KWD")])
    assert over.outcome == "over"
    assert over.excess.amount > 0


def test_the_limit_for_people_who_leave_india_is_not_for_people_who_come(shipped):
    assert check(Money(20000, "INR"), Corridor("NP", "IN"), shipped, date(2026, 11, 25)).outcome == "no_limit"


@pytest.mark.parametrize(
    ("asked", "outcome"),
    [
        (USD(0), "absurd"),
        (USD(-100), "absurd"),
        (USD(0.49), "absurd"),
        (USD(0.5), "no_limit"),
        (USD(100_000), "no_limit"),
        (USD(100_001), "absurd"),
        (NPR(15_000_000), "absurd"),
        (NPR(float("inf")), "absurd"),
        (NPR(float("nan")), "absurd"),
        pytest.param(ZAR(1e12), "no_limit", id="without a rate nobody can tell"),
    ],
)
def test_amounts_that_nobody_is_asked_for(asked, outcome):
    assert verdict(asked).outcome == outcome


def test_at_most_three_rules_are_shown_the_deciding_one_first():
    rules = [cap(f"c{n}", amount=10000 - n, currency="NPR") for n in range(5)]
    assert verdict(NPR(20000), NP=rules).rules == ("c4", "c0", "c1")


amounts = st.floats(min_value=100, max_value=1_000_000)
limits = st.lists(st.integers(min_value=0, max_value=1_000_000), min_size=1, max_size=4)


@given(amounts, limits)
def test_an_amount_is_over_exactly_when_one_of_the_limits_is_broken(asked, several):
    rules = [cap(f"c{n}", amount=limit, currency="NPR") for n, limit in enumerate(several)]
    found = verdict(NPR(asked), NP=rules[:2], QA=rules[2:])
    assert found.outcome == ("over" if asked > min(several) else "within")


@given(amounts, limits, st.booleans())
def test_another_rule_never_takes_protection_away(asked, several, at_home):
    rules = [cap(f"c{n}", amount=limit, currency="NPR") for n, limit in enumerate(several)]
    more = {"NP" if at_home else "QA": [*rules, ZERO]}
    assert verdict(NPR(asked), **more).outcome == "forbidden"


@pytest.mark.parametrize(
    ("money", "currency", "expected"),
    [
        (NPR(500), "USD", USD(5)),
        (USD(5), "NPR", NPR(500)),
        (SAR(4), "NPR", NPR(100)),
        (ZAR(7), "ZAR", ZAR(7)),
        (ZAR(7), "USD", None),
        (USD(7), "ZAR", None),
    ],
)
def test_conversion(money, currency, expected):
    assert RATES.convert(money, currency) == expected


@given(st.floats(min_value=0.01, max_value=1e9), st.sampled_from([*RATES.per_usd]), st.sampled_from([*RATES.per_usd]))
def test_money_converted_there_and_back_is_the_same(amount, one, other):
    there = RATES.convert(Money(amount, one), other)
    assert RATES.convert(there, one).amount == pytest.approx(amount)


@pytest.mark.parametrize(
    ("country", "candidates", "currency"),
    [
        ("NP", (), "NPR"),
        ("QA", (), "QAR"),
        ("NP", ("NPR", "INR", "PKR", "LKR"), "NPR"),
        pytest.param("BD", ("NPR", "INR"), None, id="nobody in Bangladesh means taka by rupees"),
        (None, (), None),
        ("ZZ", (), None),
    ],
)
def test_the_currency_that_people_of_a_country_mean(country, candidates, currency):
    assert currency_of(country, candidates) == currency


@pytest.mark.parametrize(
    ("asked", "way", "outcome", "rule", "excess"),
    [
        pytest.param(NPR(150000), ("NP", "QA"), "forbidden", "qa-fees", NPR(150000), id="Qatari law allows nothing"),
        pytest.param(
            NPR(150000), ("NP", "SA"), "forbidden", "sa-fees-employer-pays", NPR(150000), id="nor does Saudi law"
        ),
        pytest.param(NPR(15000), ("NP", "KW"), "over", "np-fee-cap", NPR(5000), id="Nepal's 10,000 rupees"),
        pytest.param(
            Money(78990, "BDT"), ("BD", "MY"), "within", "bd-fee-malaysia", None, id="Malaysia costs 78,990 taka"
        ),
        pytest.param(
            Money(78991, "BDT"), ("BD", "MY"), "over", "bd-fee-malaysia", Money(1, "BDT"), id="and not one more"
        ),
        pytest.param(
            Money(3000, "USD"),
            ("VN", "JP"),
            "depends",
            "vn-service-fee",
            None,
            id="Viet Nam counts in months of each year",
        ),
        pytest.param(
            Money(5000, "HKD"),
            ("PH", "HK", "domestic_worker"),
            "forbidden",
            "ph-no-fee-domestic",
            Money(5000, "HKD"),
            id="Filipino domestic workers pay nothing",
        ),
        pytest.param(
            NPR(90000),
            ("NP", "KR"),
            "no_limit",
            "kr-eps-public-only",
            None,
            id="nobody can sell a job in Korea's scheme",
        ),
        pytest.param(Money(35400, "INR"), ("IN", "MY"), "within", "in-fee-cap", None, id="India's limit with its tax"),
        pytest.param(Money(35401, "INR"), ("IN", "MY"), "over", "in-fee-cap", Money(1, "INR"), id="and not one more"),
    ],
)
def test_fees_in_life(shipped, asked, way, outcome, rule, excess):
    found = check(asked, Corridor(*way), shipped, date(2026, 11, 25))
    assert (found.outcome, next(iter(found.rules), None), found.excess) == (outcome, rule, excess)


def test_the_shipped_rates_know_the_money_of_every_limit(shipped):
    currencies = {e.fact.currency for e in shipped.entries if e.fact.kind == "fee_cap"} - {None}
    assert {"NPR", "BDT", "INR"} <= currencies <= set(shipped.rates.per_usd)
