import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.payloads import COMMANDS, DELETE, command, issued, typed
from bot.nlu.text import clean

INTENTS = ["greet", "inform", "recruitment_fees", "change_language", "help_menu", "hotline", "privacy"]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("how much to pay", "how much to pay"),
        ("/greet", "greet"),
        ("//greet", "greet"),
        ("  / / greet ", "greet"),
        ('/inform{"country":"NP"}', 'inform{"country":"NP"}'),
        pytest.param("1/2 of my pay", "1/2 of my pay", id="a stroke inside is none of Rasa's business"),
        ("/", ""),
        ("", ""),
    ],
)
def test_what_is_typed_is_text(text, kept):
    assert typed(text) == kept


@given(st.text(alphabet="/ \t\u00a0\u3000{}a", max_size=12) | st.text(max_size=30))
def test_nothing_typed_reaches_rasa_as_a_command(text):
    assert not typed(clean(text)).strip().startswith("/")


@pytest.mark.parametrize("text", ["/\n/greet", "/\u00a0/greet", "\u3000/\r\n/greet"])
def test_nothing_typed_becomes_a_command_even_if_nobody_cleaned_it(text):
    assert not typed(text).startswith("/")


@pytest.mark.parametrize(
    ("text", "payload"),
    [
        ("/start", "/greet"),
        ("/start poster-1", "/greet"),
        ("/HELP", "/help_menu"),
        ("/help@SathiBot", "/help_menu"),
        ("  /hotline  please", "/hotline"),
        ("/settings", "/change_language"),
        ("/delete", DELETE),
        ("/Delete@SathiBot", DELETE),
        ("/greet", None),
        ("/unknown", None),
        ('/inform{"country":"NP"}', None),
        ("help", None),
        ("/", None),
        ("", None),
        ("please /help", None),
    ],
)
def test_slash_commands(text, payload):
    assert command(text) == payload


def test_every_command_stands_for_a_payload_that_buttons_may_carry():
    assert all(issued(payload, INTENTS) for payload in COMMANDS.values())


@pytest.mark.parametrize(
    "payload",
    [
        "/greet",
        DELETE,
        '/inform{"origin":"NP"}',
        '/inform{"origin":"NP","destination":"QA"}',
        '/change_language{"language":"ne"}',
        '/inform{"programme":"abu-dhabi-dialogue"}',
        '/inform{"occupation":"domestic_worker"}',
        "/greet{}",
    ],
)
def test_payloads_of_our_buttons(payload):
    assert issued(payload, INTENTS)


@pytest.mark.parametrize(
    "payload",
    [
        "greet",
        "/goodbye",
        "/greet ",
        " /greet",
        "/greet\n",
        "/GREET",
        "/greet@1.0",
        "/greet{",
        "/greet[]",
        '/greet{"origin":}',
        '/greet{"name":"Ram"}',
        '/greet{"origin":1}',
        '/greet{"origin":null}',
        '/greet{"origin":{"a":"b"}}',
        '/greet{"origin":["NP"]}',
        '/greet{"origin":""}',
        '/greet{"origin":"<script>"}',
        '/greet{"origin":"' + "N" * 61 + '"}',
        '/greet{"origin":"NP"}{"origin":"NP"}',
        "/greet" + '{"origin":"NP"}' * 40,
        "/session_start",
        "/restart",
        "",
    ],
)
def test_payloads_that_none_of_our_buttons_carries(payload):
    assert not issued(payload, INTENTS)


values = st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.lists(st.text(max_size=3), max_size=2)


@given(
    st.sampled_from([*INTENTS, "evil"]), st.dictionaries(st.sampled_from(["origin", "country", "__class__"]), values)
)
def test_only_plain_values_of_known_entities_pass(intent, entities):
    passed = issued(f"/{intent}{json.dumps(entities)}", INTENTS)
    plain = all(isinstance(value, str) and value for value in entities.values())
    assert not passed or (intent in INTENTS and plain and "__class__" not in entities)


@given(st.text(max_size=80))
def test_any_text_can_be_checked(payload):
    assert issued(payload, INTENTS) in (True, False)
