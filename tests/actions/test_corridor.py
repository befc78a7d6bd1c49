import pytest

from actions.conversation import corridor
from actions.corridor import DESTINATIONS, ORIGINS, URGENT, ActionCorridor
from bot.knowledge.corridor import PLANS
from bot.knowledge.scope import Corridor
from bot.nlu.understanding import URGENT as UNDERSTOOD_AS_URGENT
from tests.factories import make_directory, make_fact, make_tracker

DIRECTORY = make_directory(
    NP=[
        make_fact("fee_cap", id="np-cap", amount=10000, currency="NPR"),
        make_fact("licence_check", id="np-agencies"),
        make_fact("hotline", id="np-line"),
    ],
    QA=[
        make_fact("fee_cap", id="qa-cap", zero=True),
        make_fact("fee_cap", id="qa-home", zero=True, occupations=["domestic_worker"]),
        make_fact("emergency", id="qa-police"),
    ],
    SA=[make_fact("emergency", id="sa-police")],
)


@pytest.fixture(autouse=True)
def _directory(in_force):
    in_force(DIRECTORY)


def asking(side, intent="recruitment_fees"):
    return {"ask": side, "action": "action_corridor", "intent": intent}


@pytest.mark.parametrize(
    ("slots", "way"),
    [
        ({"origin": "NP", "destination": "QA", "occupation": "driver"}, Corridor("NP", "QA", "driver")),
        ({}, Corridor()),
        pytest.param({"country": "TH"}, Corridor(None, "TH"), id="most ask about where they go"),
        pytest.param({"country": "TH", "destination": "KR"}, Corridor("TH", "KR"), id="the place that is free"),
        pytest.param({"country": "TH", "origin": "NP"}, Corridor("NP", "TH"), id="the other place"),
        pytest.param({"country": "TH", "pending": asking("origin")}, Corridor("TH"), id="what we asked for"),
        pytest.param({"country": "TH", "pending": asking("destination")}, Corridor(None, "TH"), id="either way"),
        pytest.param(
            {"country": "TH", "origin": "NP", "pending": asking("origin")},
            Corridor("TH"),
            id="an answer corrects what was",
        ),
        pytest.param(
            {"country": "TH", "destination": "KR", "pending": asking("destination")},
            Corridor(None, "TH"),
            id="also here",
        ),
        pytest.param({"country": "NP", "origin": "NP"}, Corridor("NP"), id="nobody goes where they are from"),
        pytest.param(
            {"country": "TH", "origin": "NP", "destination": "KR"}, Corridor("NP", "KR"), id="no place is free"
        ),
    ],
)
def test_the_corridor_as_far_as_it_is_known(slots, way):
    assert corridor(make_tracker(**slots)) == way


@pytest.mark.parametrize(
    ("slots", "response", "facts", "asked"),
    [
        pytest.param(
            {"origin": "NP", "destination": "QA"},
            "utter_recruitment_fees_differ",
            ["np-cap", "qa-cap"],
            None,
            id="both countries",
        ),
        pytest.param(
            {"origin": "NP", "destination": "QA", "occupation": "driver"},
            "utter_recruitment_fees_differ",
            ["np-cap", "qa-cap"],
            None,
            id="and the work",
        ),
        pytest.param({"origin": "NP"}, "utter_recruitment_fees_corridor", ["np-cap"], "destination", id="one country"),
        pytest.param({"destination": "QA"}, "utter_recruitment_fees_corridor", ["qa-cap"], "origin", id="the other"),
        pytest.param({}, "utter_recruitment_fees", [], "origin", id="none: the general answer"),
    ],
)
def test_a_question_about_fees(act, slots, response, facts, asked):
    (message,), set_slots = act(ActionCorridor(), make_tracker("recruitment_fees", **slots))
    assert message["response"] == response
    assert message["facts"] == facts
    assert set_slots["pending"] == asking(asked)


def test_the_reply_names_the_countries_and_what_is_not_known(act):
    (message,), _ = act(ActionCorridor(), make_tracker("recruitment_fees", origin="BD", destination="QA"))
    assert message["values"] == {
        "origin": {"is": "Countries", "codes": ("BD",)},
        "destination": {"is": "Countries", "codes": ("QA",)},
    }
    assert message["destination"] == "QA"
    assert message["unknown"] == ["BD"]


def test_countries_that_we_know_nothing_of_are_said_before_the_general_answer(act):
    (first, second), set_slots = act(ActionCorridor(), make_tracker("recruitment_fees", origin="BD", destination="MT"))
    assert first["response"] == "utter_not_known"
    assert first["values"] == {"countries": {"is": "Countries", "codes": ("BD", "MT")}}
    assert second["response"] == "utter_recruitment_fees"
    assert set_slots["pending"] == asking(None)


@pytest.mark.parametrize(
    ("slots", "side", "codes"),
    [({}, "origin", ORIGINS[:8]), ({"origin": "NP"}, "destination", DESTINATIONS[:4])],
)
def test_what_is_not_known_can_be_pressed(act, slots, side, codes):
    (message,), _ = act(ActionCorridor(), make_tracker("recruitment_fees", **slots))
    assert message["steps"] == [{"payload": f'/inform{{"{side}":"{code}"}}', "country": code} for code in codes]


def test_where_two_countries_disagree_the_reply_says_which_rule_to_hold_to(act):
    (message,), _ = act(ActionCorridor(), make_tracker("recruitment_fees", origin="NP", destination="QA"))
    assert message["response"] == "utter_recruitment_fees_differ"
    assert {"payload": "/check_fee"} in message["steps"]
    (other,), _ = act(ActionCorridor(), make_tracker("check_agency", origin="NP", destination="QA"))
    assert other["response"] == "utter_check_agency_corridor"


def test_with_both_countries_the_answers_own_next_steps_are_offered(act):
    (message,), _ = act(ActionCorridor(), make_tracker("hotline", origin="NP", destination="QA"))
    assert message["steps"] == []


@pytest.mark.parametrize(
    ("slots", "facts"),
    [
        pytest.param({}, ["sa-police", "qa-police"], id="somewhere"),
        ({"destination": "QA"}, ["qa-police"]),
        ({"origin": "NP", "destination": "QA"}, ["qa-police", "np-line"]),
        pytest.param({"destination": "MT"}, ["sa-police", "qa-police"], id="where we know no number"),
    ],
)
def test_in_danger_numbers_come_at_once_and_nothing_is_asked(act, slots, facts):
    (message,), _ = act(ActionCorridor(), make_tracker("emergency", **slots))
    assert message["response"] == "utter_emergency"
    assert message["urgent"] is True
    assert message["facts"] == facts
    assert message["steps"] == []


def test_a_country_given_after_a_cry_for_help_brings_its_numbers(act):
    _, set_slots = act(ActionCorridor(), make_tracker("emergency"))
    assert set_slots["pending"] == asking("destination", "emergency")
    later = make_tracker("inform", country="QA", pending=set_slots["pending"])
    (message,), _ = act(ActionCorridor(), later)
    assert (message["response"], message["facts"]) == ("utter_emergency", ["qa-police"])


def test_the_same_intents_are_urgent_everywhere():
    assert set(UNDERSTOOD_AS_URGENT) == URGENT
    assert set(PLANS) >= URGENT


def test_an_ambiguous_country_finds_its_place(act):
    tracker = make_tracker("inform", country="NP", destination="QA", pending=asking("origin"))
    (message,), set_slots = act(ActionCorridor(), tracker)
    assert message["response"] == "utter_recruitment_fees_differ"
    assert set_slots == {"origin": "NP", "destination": "QA", "country": None, "pending": asking(None)}


@pytest.mark.parametrize(
    ("intent", "pending", "answered"),
    [
        pytest.param("check_agency", None, "check_agency", id="what was asked now"),
        pytest.param(
            "check_agency", asking("origin", "minimum_wage"), "check_agency", id="before what was asked earlier"
        ),
        pytest.param("inform", asking("origin", "check_agency"), "check_agency", id="a bare country continues"),
        pytest.param("inform", None, "recruitment_fees", id="fees when nothing was asked"),
    ],
)
def test_which_question_is_answered(act, intent, pending, answered):
    messages, _ = act(ActionCorridor(), make_tracker(intent, origin="NP", pending=pending))
    assert messages[0]["response"] == f"utter_{answered}_corridor"


@pytest.mark.parametrize("intent", PLANS)
def test_every_planned_question_gets_an_answer(act, intent):
    messages, set_slots = act(ActionCorridor(), make_tracker(intent, origin="NP", destination="QA"))
    assert messages
    assert set(set_slots) == {"origin", "destination", "country", "pending"}
