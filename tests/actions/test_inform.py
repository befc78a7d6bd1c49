import pytest

from actions.inform import ActionInform
from tests.factories import make_directory, make_fact, make_tracker

OFFERED = [f"/{name}" for name in ("recruitment_fees", "migration_steps", "country_info", "hotline")]


@pytest.fixture(autouse=True)
def _directory(in_force):
    in_force(make_directory(NP=[make_fact("licence_check")], QA=[make_fact("fee_cap", zero=True)]))


@pytest.mark.parametrize(
    ("slots", "response"),
    [
        pytest.param({}, "utter_inform", id="nothing that we can use"),
        pytest.param({"occupation": "driver"}, "utter_inform", id="work alone"),
        pytest.param({"country": "QA"}, "utter_noted_country", id="a country"),
        pytest.param({"origin": "NP", "destination": "QA"}, "utter_noted_country", id="two countries"),
        pytest.param(
            {"amount": {"amount": 500, "currency": "NPR"}}, "utter_ask_origin", id="an amount is to be checked"
        ),
        pytest.param(
            {"amount": {"amount": 5000, "currency": "NPR"}, "origin": "NP", "destination": "QA"},
            "utter_fee_forbidden",
            id="at once when all is known",
        ),
        pytest.param(
            {"country": "NP", "pending": {"ask": "origin", "action": "action_check_fee"}},
            "utter_ask_destination",
            id="an answer to the fee check",
        ),
        pytest.param(
            {"country": "NP", "pending": {"ask": "origin", "action": "action_corridor", "intent": "check_agency"}},
            "utter_check_agency_corridor",
            id="an answer to another question",
        ),
        pytest.param(
            {
                "country": "NP",
                "amount": {"amount": 500, "currency": "NPR"},
                "pending": {"ask": "origin", "action": "action_corridor", "intent": "check_agency"},
            },
            "utter_check_agency_corridor",
            id="the open question comes before an amount",
        ),
        pytest.param(
            {
                "origin": "NP",
                "pending": {"ask": None, "action": "action_corridor", "intent": "check_agency"},
            },
            "utter_check_agency_corridor",
            id="another country repeats the last question",
        ),
        pytest.param(
            {
                "origin": "NP",
                "destination": "QA",
                "amount": {"amount": 5000, "currency": "NPR"},
                "pending": {"ask": None, "action": "action_corridor", "intent": "recruitment_fees"},
            },
            "utter_fee_forbidden",
            id="an amount after an answer is to be checked",
        ),
    ],
)
def test_a_bare_answer_continues_or_begins(act, slots, response):
    entities = [{"entity": name, "value": value} for name, value in slots.items() if name != "pending"]
    (message,), _ = act(ActionInform(), make_tracker("inform", entities=entities, **slots))
    assert message["response"] == response


def test_a_country_is_noted_and_the_most_useful_topics_are_offered(act):
    (message,), set_slots = act(ActionInform(), make_tracker("inform", country="QA"))
    assert [step["payload"] for step in message["steps"]] == OFFERED
    assert set_slots == {"origin": None, "destination": "QA", "country": None}


def test_an_answer_leaves_nothing_to_ask(act):
    pending = {"ask": "origin", "action": "action_corridor", "intent": "check_agency"}
    _, set_slots = act(ActionInform(), make_tracker("inform", country="NP", pending=pending))
    assert set_slots["origin"] == "NP"
    assert set_slots["pending"] == pending | {"ask": None}


def test_an_amount_of_an_earlier_message_is_not_checked_when_a_country_is_given(act):
    entities = [{"entity": "country", "value": "QA"}]
    tracker = make_tracker("inform", entities=entities, country="QA", amount={"amount": 500, "currency": "NPR"})
    (message,), _ = act(ActionInform(), tracker)
    assert message["response"] == "utter_noted_country"
