import pytest

from actions.programmes import ActionProgrammeInfo
from tests.factories import make_directory, make_programme, make_tracker

PROGRAMMES = [
    make_programme(),
    make_programme(id="promise", names=["Poverty Reduction through Safe Migration", "PROMISE"]),
    make_programme(id="mbhr", names=["Migration, Business and Human Rights in Asia", "MBHR"]),
]


@pytest.fixture(autouse=True)
def _directory(in_force):
    in_force(make_directory(PROGRAMMES))


@pytest.mark.parametrize("named", ["sparrow", "SPARROW", "sparrow programme"])
def test_a_programme_that_is_named(act, named):
    (message,), set_slots = act(ActionProgrammeInfo(), make_tracker("programme_info", programme=named))
    assert message["response"] == "utter_programme"
    assert message["programme"] == "sparrow"
    assert [step["payload"] for step in message["steps"]] == ["/programme_info", "/about_iom", "/resource_centre"]
    assert set_slots == {"programme": None}


@pytest.mark.parametrize("named", [None, "eagle"])
def test_else_those_to_choose_from_are_offered(act, named):
    (message,), set_slots = act(ActionProgrammeInfo(), make_tracker("programme_info", programme=named))
    assert message["response"] == "utter_programme_info"
    assert message["steps"] == [
        {"payload": '/programme_info{"programme":"mbhr"}', "title": "MBHR"},
        {"payload": '/programme_info{"programme":"promise"}', "title": "PROMISE"},
    ]
    assert set_slots == {"programme": None}


def test_a_programme_is_not_remembered_for_the_next_question(act):
    _, set_slots = act(ActionProgrammeInfo(), make_tracker("programme_info", programme="promise"))
    (message,), _ = act(ActionProgrammeInfo(), make_tracker("programme_info", **set_slots))
    assert message["response"] == "utter_programme_info"
