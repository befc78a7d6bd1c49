import pytest

from actions.check_fee import ActionCheckFee
from tests.factories import make_directory, make_fact, make_tracker

DIRECTORY = make_directory(
    NP=[make_fact("fee_cap", id="np-cap", amount=10000, currency="NPR", destinations=["KW"])],
    KW=[make_fact("emergency", id="kw-police")],
    QA=[make_fact("fee_cap", id="qa-cap", zero=True)],
    MY=[make_fact("fee_cap", id="my-cap", months=1)],
)
RUPEES = "?NPR|INR|PKR|LKR"


@pytest.fixture(autouse=True)
def _directory(in_force):
    in_force(DIRECTORY)


def amount(number, currency=None):
    return {"amount": number, "currency": currency}


def money(number, currency):
    return {"is": "Money", "amount": number, "currency": currency}


def pending(ask):
    return {"ask": ask, "action": "action_check_fee"}


def check(act, intent="check_fee", **slots):
    (message,), set_slots = act(ActionCheckFee(), make_tracker(intent, **slots))
    return message, set_slots


@pytest.mark.parametrize(
    ("slots", "asked"),
    [
        ({}, "origin"),
        ({"destination": "QA"}, "origin"),
        ({"amount": amount(500)}, "origin"),
        ({"origin": "NP"}, "destination"),
        ({"origin": "NP", "amount": amount(500)}, "destination"),
        ({"origin": "NP", "destination": "QA"}, "amount"),
        pytest.param({"country": "NP", "pending": pending("origin")}, "destination", id="an answer is not asked again"),
        pytest.param({"country": "QA", "origin": "NP"}, "amount", id="nor is a country without a role"),
    ],
)
def test_only_what_is_missing_is_asked(act, slots, asked):
    message, set_slots = check(act, **slots)
    assert message["response"] == f"utter_ask_{asked}"
    assert set_slots["pending"] == pending(asked)
    assert message["steps"]


def test_the_amount_is_kept_while_we_ask(act):
    _, set_slots = check(act, amount=amount(500, "NPR"))
    assert set_slots["fee"] == amount(500, "NPR")
    assert set_slots["amount"] is None
    later, _ = check(act, "inform", origin="NP", destination="QA", fee=set_slots["fee"], pending=set_slots["pending"])
    assert later["values"]["money"] == money(500, "NPR")


@pytest.mark.parametrize(
    ("way", "asked", "response", "values", "facts"),
    [
        pytest.param(
            ("NP", "QA"),
            amount(5000, "NPR"),
            "utter_fee_forbidden",
            {"money": money(5000, "NPR"), "excess": money(5000, "NPR")},
            ["qa-cap"],
            id="nothing may be charged",
        ),
        pytest.param(
            ("NP", "KW"),
            amount(15000, "NPR"),
            "utter_fee_over",
            {"money": money(15000, "NPR"), "limit": money(10000, "NPR"), "excess": money(5000, "NPR")},
            ["np-cap"],
            id="too much",
        ),
        pytest.param(
            ("NP", "KW"),
            amount(150, "USD"),
            "utter_fee_over_converted",
            {"money": money(150, "USD"), "limit": money(10000, "NPR"), "excess": money(5000, "NPR")},
            ["np-cap"],
            id="too much in another currency",
        ),
        pytest.param(
            ("NP", "KW"),
            amount(10000, "NPR"),
            "utter_fee_within",
            {"money": money(10000, "NPR"), "limit": money(10000, "NPR")},
            ["np-cap"],
            id="no more than allowed",
        ),
        pytest.param(
            ("NP", "KW"),
            amount(50, "USD"),
            "utter_fee_within_converted",
            {"money": money(50, "USD"), "limit": money(10000, "NPR")},
            ["np-cap"],
            id="allowed in another currency",
        ),
        pytest.param(
            ("BD", "KW"),
            amount(500, "USD"),
            "utter_fee_no_limit",
            {"money": money(500, "USD")},
            [],
            id="no limit is known",
        ),
        pytest.param(
            ("NP", "QA"),
            amount(9e12, "NPR"),
            "utter_fee_absurd",
            {"money": money(9e12, "NPR")},
            [],
            id="a slip of the finger",
        ),
        pytest.param(
            ("NP", "QA"), amount(10, "NPR"), "utter_fee_absurd", {"money": money(10, "NPR")}, [], id="a few paisa"
        ),
    ],
)
def test_verdicts(act, way, asked, response, values, facts):
    message, set_slots = check(act, origin=way[0], destination=way[1], amount=asked)
    assert message["response"] == response
    places = {"origin": {"is": "Countries", "codes": (way[0],)}, "destination": {"is": "Countries", "codes": (way[1],)}}
    assert message["values"] == places | values | {"day": {"is": "Day", "value": "2026-01-15"}}
    assert message["facts"] == facts
    assert message["destination"] == way[1]
    assert set_slots["pending"] is set_slots["fee"] is set_slots["amount"] is None


@pytest.mark.parametrize(
    ("response", "asked", "destination", "first"),
    [
        ("fee_forbidden", 5000, "QA", "/fee_refund"),
        ("fee_over", 15000, "KW", "/fee_refund"),
        ("fee_within", 500, "KW", "/who_pays"),
        ("fee_no_limit", 500, "KR", "/who_pays"),
    ],
)
def test_what_to_do_next_is_offered(act, response, asked, destination, first):
    message, _ = check(act, origin="NP", destination=destination, amount=amount(asked, "NPR"))
    assert message["response"] == f"utter_{response}"
    assert message["steps"][0] == {"payload": first}
    assert 2 <= len(message["steps"]) <= 4


@pytest.mark.parametrize(
    ("way", "currency", "understood"),
    [
        pytest.param(("NP", "QA"), None, "NPR", id="the money of home"),
        pytest.param(("BD", "QA"), None, "BDT", id="whichever home that is"),
        pytest.param(("NP", "QA"), RUPEES, "NPR", id="whose rupees"),
        pytest.param(("IN", "QA"), RUPEES, "INR", id="those of home"),
        pytest.param(("NP", "QA"), "?SAR|QAR|OMR", "QAR", id="whose riyals: those of the destination"),
        pytest.param(("BD", "QA"), RUPEES, "NPR", id="neither end has rupees: the first that fits"),
        pytest.param(("NP", "QA"), "USD", "USD", id="a currency that is named stays"),
        pytest.param(("ZZ", "QA"), None, "QAR", id="a home whose money nobody knows"),
        pytest.param(("ZZ", "ZZ"), None, "USD", id="dollars when nothing helps"),
    ],
)
def test_which_money_is_meant(act, way, currency, understood):
    message, _ = check(act, origin=way[0], destination=way[1], amount=amount(5000, currency))
    assert message["values"]["money"] == money(5000, understood)


def test_the_pay_is_asked_where_the_limit_is_in_pay(act):
    message, set_slots = check(act, origin="NP", destination="MY", amount=amount(5000, "NPR"))
    assert message["response"] == "utter_ask_salary"
    assert message["values"]["money"] == money(5000, "NPR")
    assert set_slots["fee"] == amount(5000, "NPR")
    assert set_slots["pending"] == pending("salary")


def with_salary(act, salary, fee=5000):
    way = {"origin": "NP", "destination": "MY", "pending": pending("salary")}
    return check(act, "inform", amount=salary, fee=amount(fee, "NPR"), **way)


@pytest.mark.parametrize(
    ("salary", "fee", "response", "limit"),
    [
        pytest.param(amount(100, "MYR"), 2000, "utter_fee_within_converted", money(100, "MYR"), id="just one month"),
        pytest.param(amount(100, "MYR"), 2100, "utter_fee_over_converted", money(100, "MYR"), id="a little more"),
        pytest.param(amount(4000, "NPR"), 5000, "utter_fee_over", money(4000, "NPR"), id="pay in the money of home"),
        pytest.param(
            amount(300, "?MYR|SGD"), 5000, "utter_fee_within_converted", money(300, "MYR"), id="whose ringgit"
        ),
    ],
)
def test_the_verdict_by_pay(act, salary, fee, response, limit):
    message, set_slots = with_salary(act, salary, fee)
    assert message["response"] == response
    assert message["values"]["limit"] == limit
    assert set_slots["pending"] is set_slots["fee"] is None


def test_pay_without_currency_is_in_the_money_of_the_destination(act):
    message, _ = with_salary(act, amount(1500))
    assert message["values"]["limit"] == money(1500, "MYR")


def test_while_the_pay_is_missing_it_is_asked_again(act):
    message, set_slots = with_salary(act, None)
    assert message["response"] == "utter_ask_salary"
    assert set_slots["fee"] == amount(5000, "NPR")


def test_a_new_amount_replaces_the_fee_unless_pay_was_asked(act):
    message, _ = check(
        act,
        origin="NP",
        destination="QA",
        amount=amount(700, "NPR"),
        fee=amount(5000, "NPR"),
        pending=pending("destination"),
    )
    assert message["values"]["money"] == money(700, "NPR")


def test_the_work_counts(act, in_force):
    rule = make_fact("fee_cap", id="home", zero=True, occupations=["domestic_worker"])
    in_force(make_directory(NP=[rule]))
    slots = {"origin": "NP", "destination": "QA", "amount": amount(5000, "NPR")}
    assert check(act, occupation="domestic_worker", **slots)[0]["response"] == "utter_fee_forbidden"
    assert check(act, occupation="driver", **slots)[0]["response"] == "utter_fee_no_limit"
    assert check(act, **slots)[0]["response"] == "utter_fee_no_limit"


def test_where_one_country_allows_what_the_other_forbids_the_verdict_says_which_rule_counts(act, in_force):
    home = make_fact("fee_cap", id="np-cap", amount=10000, currency="NPR")
    in_force(make_directory(NP=[home], QA=[make_fact("fee_cap", id="qa-cap", zero=True)]))
    message, _ = check(act, origin="NP", destination="QA", amount=amount(150000, "NPR"))
    assert message["response"] == "utter_fee_forbidden_differ"
    assert message["facts"] == ["qa-cap", "np-cap"]
    assert {"payload": "/fee_refund"} in message["steps"]
