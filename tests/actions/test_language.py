import pytest

from actions.language import ActionChangeLanguage
from tests.factories import make_tracker


@pytest.mark.parametrize(
    ("named", "response", "set_slots"),
    [
        pytest.param("ne", "utter_language_changed", {}, id="a language that we speak"),
        pytest.param(
            "ar", "utter_language_unknown", {"chosen_language": None}, id="one that we do not speak is taken back"
        ),
        pytest.param(None, "utter_change_language", {}, id="none: choose one"),
    ],
)
def test_choosing_a_language(act, named, response, set_slots):
    entities = [{"entity": "language", "value": named}] if named else []
    tracker = make_tracker("change_language", entities=entities, chosen_language=named)
    (message,), found = act(ActionChangeLanguage(), tracker)
    assert message["response"] == response
    assert found == set_slots


@pytest.mark.parametrize("named", ["ar", None])
def test_all_languages_are_offered_by_their_own_names(act, named):
    entities = [{"entity": "language", "value": named}] if named else []
    (message,), _ = act(ActionChangeLanguage(), make_tracker("change_language", entities=entities))
    assert {"payload": '/change_language{"language":"ne"}', "title": "नेपाली"} in message["steps"]
    assert {"payload": '/change_language{"language":"en"}', "title": "English"} in message["steps"]


def test_other_things_that_were_named_do_not_matter(act):
    entities = [{"entity": "country", "value": "NP"}, {"entity": "language", "value": "ne"}]
    (message,), _ = act(ActionChangeLanguage(), make_tracker("change_language", entities=entities))
    assert message["response"] == "utter_language_changed"


def test_the_choice_of_an_earlier_message_is_no_new_choice(act):
    (message,), _ = act(ActionChangeLanguage(), make_tracker("change_language", chosen_language="ne"))
    assert message["response"] == "utter_change_language"
