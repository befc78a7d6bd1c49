import pytest

from actions.fallback import ActionFallback
from tests.factories import make_tracker


def offered(act, ranking):
    tracker = make_tracker("out_of_scope")
    tracker.latest_message["intent_ranking"] = ranking
    (message,), set_slots = act(ActionFallback(), tracker)
    assert message["response"] == "utter_out_of_scope"
    assert set_slots == {}
    return [step["payload"].lstrip("/") for step in message["steps"]]


def ranked(*names, confidence=0.1):
    return [{"name": name, "confidence": confidence} for name in names]


@pytest.mark.parametrize(
    ("ranking", "topics"),
    [
        pytest.param(ranked("minimum_wage", "leave_job"), ["minimum_wage", "leave_job"], id="the nearest topics"),
        pytest.param(ranked("a", "b", "c", "d"), ["a", "b", "c"], id="at most three"),
        pytest.param(ranked("out_of_scope", "inform", "greet", "thanks", "a"), ["a"], id="a greeting is no topic"),
        pytest.param(ranked("a") + ranked("b", confidence=0.02), ["a"], id="nothing that is no better than chance"),
        pytest.param(ranked("hotline", "a"), ["a"], id="the hotline is offered anyway"),
        pytest.param([], [], id="no idea at all"),
        pytest.param(None, [], id="a message without ranking"),
    ],
)
def test_the_nearest_topics_then_the_menu_and_a_person(act, ranking, topics):
    assert offered(act, ranking) == [*topics, "help_menu", "hotline"]


def test_nothing_is_offered_twice(act):
    buttons = offered(act, ranked("help_menu", "a"))
    assert len(buttons) == len(set(buttons))


def test_the_hotline_takes_no_place_of_a_topic(act):
    assert offered(act, ranked("hotline", "a", "b", "c")) == ["a", "b", "c", "help_menu", "hotline"]
