import stat

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.pseudonyms import Pseudonyms, load_key

OURS, THEIRS = Pseudonyms(b"k" * 32), Pseudonyms(b"x" * 32)


def test_a_person_has_one_conversation_on_a_channel():
    assert OURS.conversation("telegram", "4711") == OURS.conversation("telegram", "4711")


@pytest.mark.parametrize(
    "other",
    [
        OURS.conversation("telegram", "4712"),
        OURS.conversation("web", "4711"),
        pytest.param(THEIRS.conversation("telegram", "4711"), id="without the key nobody can find the person"),
    ],
)
def test_conversations_do_not_coincide(other):
    assert OURS.conversation("telegram", "4711") != other


@given(st.text(min_size=3, max_size=40))
def test_a_conversation_id_has_one_shape_whoever_it_is(person):
    channel, _, name = OURS.conversation("telegram", person).partition("-")
    assert channel == "telegram"
    assert len(name) == 32
    assert set(name) <= set("0123456789abcdef")


def test_a_token_carries_what_the_page_said():
    visit = OURS.visit(OURS.token("ne", "poster-1"))
    assert (visit.language, visit.campaign) == ("ne", "poster-1")


def test_a_token_may_carry_nothing():
    visit = OURS.visit(OURS.token(None, None))
    assert (visit.language, visit.campaign) == (None, None)


def test_two_visits_never_share_a_token():
    assert len({OURS.token("ne", None) for _ in range(50)}) == 50


@pytest.mark.parametrize(
    "token",
    [
        "",
        ".",
        "abc",
        "abc.def",
        "नेपाल.नेपाल",
        pytest.param(THEIRS.token("ne", None), id="signed with another key"),
        pytest.param(OURS.token("ne", None)[:-1], id="cut"),
        pytest.param(OURS.token("ne", None) + "0", id="longer"),
        pytest.param("A" + OURS.token("ne", None), id="another body"),
        pytest.param(OURS.token("ne", None).upper(), id="another case"),
        pytest.param(OURS.conversation("web", "x"), id="a conversation id"),
    ],
)
def test_a_token_that_we_did_not_issue(token):
    assert OURS.visit(token) is None


@given(st.text(max_size=80))
def test_any_text_can_be_shown_as_a_token(token):
    assert OURS.visit(token) is None


def test_a_body_of_one_token_does_not_go_with_the_signature_of_another():
    first, second = OURS.token("ne", None), OURS.token("en", None)
    assert OURS.visit(f"{first.partition('.')[0]}.{second.partition('.')[2]}") is None


def test_the_key_is_made_once_for_the_owner_only(tmp_path):
    path = tmp_path / "var" / "secret"
    key = load_key(path)
    assert len(key) == 32
    assert load_key(path) == key
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_every_place_has_its_own_key(tmp_path):
    assert load_key(tmp_path / "one") != load_key(tmp_path / "two")


def test_an_empty_key_protects_nobody(tmp_path):
    path = tmp_path / "secret"
    path.touch()
    try:
        key = load_key(path)
    except Exception:
        return
    assert len(key) == 32
