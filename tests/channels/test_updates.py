from typing import Any

import pytest
from telegram import Update, User

from bot.channels.updates import Asked, Kind, read
from tests.channels.bot_api import BOT, person, with_text

ME = User(BOT["id"], BOT["first_name"], is_bot=True, username=BOT["username"])
PRIVATE = {"id": 7, "type": "private"}
GROUP = {"id": -70, "type": "supergroup", "title": "Workers"}
FILE = {"file_id": "f", "file_unique_id": "u"}
PICTURE = FILE | {"width": 1, "height": 1}
PLACE = {"longitude": 85.3, "latitude": 27.7}


def message(**content: Any) -> dict[str, Any]:
    return {"message_id": 1, "date": 1, "chat": PRIVATE, "from": person(7, "ne")} | content


def asked(**content: Any) -> Asked | None:
    update = Update.de_json({"update_id": 1, **content}, None)
    return read(update, ME)


def told(**content: Any) -> Asked | None:
    return asked(message=message(**content))


def test_a_text_is_answered() -> None:
    assert told(text="kati paisa?") == Asked(Kind.TEXT, 7, "kati paisa?", "ne")


@pytest.mark.parametrize(
    ("text", "payload"),
    [
        ("/start", "/greet"),
        ("/help", "/help_menu"),
        ("/help@SathiTestBot", "/help_menu"),
        ("/Language", "/change_language"),
        ("/hotline now please", "/hotline"),
        ("/privacy", "/privacy"),
        ("/settings", "/change_language"),
        ("/delete", "/delete"),
    ],
)
def test_our_commands_stand_for_payloads(text: str, payload: str) -> None:
    assert told(text=text) == Asked(Kind.PAYLOAD, 7, payload, "ne")


@pytest.mark.parametrize("text", ["/restart", "/session_start", '/inform{"amount":1}', "/recruitment_fees", "/ help"])
def test_another_command_is_only_text(text: str) -> None:
    assert told(text=text) == Asked(Kind.TEXT, 7, text, "ne")


@pytest.mark.parametrize(
    ("link", "language", "campaign"),
    [
        ("poster1", None, "poster1"),
        ("c-poster1", None, "poster1"),
        ("l-ne", "ne", None),
        ("l-ne_c-poster1", "ne", "poster1"),
        ("l-fil_village_3", "fil", "village_3"),
        ("x" * 64, None, "x" * 64),
        ("x" * 65, None, None),
        ("l-nepali", None, "l-nepali"),
        ("a;b", None, None),
    ],
)
def test_a_link_carries_language_and_campaign(link: str, language: str | None, campaign: str | None) -> None:
    assert told(text=f"/start {link}") == Asked(Kind.PAYLOAD, 7, "/greet", "ne", language, campaign)


def test_only_start_has_a_link() -> None:
    assert told(text="/help l-ne") == Asked(Kind.PAYLOAD, 7, "/help_menu", "ne")


def test_a_button_is_answered_where_its_message_is() -> None:
    query = {"id": "q", "from": person(7, "ne"), "chat_instance": "1", "data": "/hotline"}
    assert asked(callback_query=query | {"message": message()}) == Asked(Kind.BUTTON, 7, "/hotline", "ne")
    old = {"chat": PRIVATE, "message_id": 1, "date": 0}
    assert asked(callback_query=query | {"message": old}) == Asked(Kind.BUTTON, 7, "/hotline", "ne")
    assert asked(callback_query=query | {"inline_message_id": "i"}) is None
    assert asked(callback_query=query | {"message": message(chat=GROUP)}) is None


@pytest.mark.parametrize(
    ("content", "key"),
    [
        ({"voice": FILE | {"duration": 1}}, "telegram.voice"),
        ({"audio": FILE | {"duration": 1}}, "telegram.voice"),
        ({"video_note": FILE | {"length": 1, "duration": 1}}, "telegram.voice"),
        ({"photo": [PICTURE]}, "telegram.photo"),
        ({"document": FILE}, "telegram.photo"),
        ({"video": PICTURE | {"duration": 1}}, "telegram.photo"),
        ({"sticker": PICTURE | {"type": "regular", "is_animated": False, "is_video": False}}, "telegram.sticker"),
        ({"animation": PICTURE | {"duration": 1}, "document": FILE}, "telegram.sticker"),
        ({"contact": {"phone_number": "+9779800000000", "first_name": "Sita"}}, "telegram.contact"),
        ({"location": PLACE}, "telegram.location"),
        ({"venue": {"location": PLACE, "title": "t", "address": "a"}, "location": PLACE}, "telegram.location"),
        ({"dice": {"value": 6, "emoji": "🎲"}}, "telegram.other"),
        ({"a_kind_of_tomorrow": {"x": 1}}, "telegram.other"),
    ],
)
def test_what_we_cannot_read_gets_advice_and_nothing_of_it_is_kept(content: dict[str, Any], key: str) -> None:
    assert told(**content) == Asked(Kind.ADVICE, 7, key, "ne")


def test_a_poll_gets_advice() -> None:
    poll = {"id": "p", "question": "q", "options": [], "total_voter_count": 0, "is_closed": False}
    poll |= {"is_anonymous": True, "type": "regular", "allows_multiple_answers": False, "allows_revoting": False}
    assert told(poll=poll | {"members_only": False}) == Asked(Kind.ADVICE, 7, "telegram.other", "ne")


def test_the_words_below_a_picture_are_answered() -> None:
    assert told(photo=[PICTURE], caption="is this real?", media_group_id="a") == Asked(
        Kind.TEXT, 7, "is this real?", "ne", album="a"
    )
    assert told(photo=[PICTURE], media_group_id="a") == Asked(Kind.ADVICE, 7, "telegram.photo", "ne", album="a")


def test_an_edited_text_is_answered_again_but_no_other_edit() -> None:
    assert asked(edited_message=message(text="better", edit_date=2)) == Asked(Kind.TEXT, 7, "better", "ne")
    assert asked(edited_message=message(location=PLACE, edit_date=2)) is None


@pytest.mark.parametrize(
    "content",
    [
        with_text("text", "/help@SathiTestBot"),
        with_text("text", "@sathitestbot how much?"),
        {
            "photo": [PICTURE],
            "caption": "@SathiTestBot x",
            "caption_entities": [{"type": "mention", "offset": 0, "length": 13}],
        },
        {"text": "and?", "reply_to_message": message(chat=GROUP) | {"from": BOT}},
        {"text": "Sathi, tell", "entities": [{"type": "text_mention", "offset": 0, "length": 5, "user": BOT}]},
        with_text("text", "/help@SathiTestBot") | {"from": BOT | {"id": 5}, "sender_chat": GROUP},
    ],
)
def test_a_group_that_calls_us_is_asked_to_write_in_private(content: dict[str, Any]) -> None:
    found = told(**{"chat": GROUP} | content)
    assert found is not None
    assert (found.kind, found.chat, found.content) == (Kind.GROUP, -70, "")


@pytest.mark.parametrize(
    "content",
    [
        {"text": "between us"},
        with_text("text", "/help"),
        with_text("text", "/help@OtherBot"),
        with_text("text", "@other hello"),
        {"text": "yes", "reply_to_message": message(chat=GROUP) | {"from": person(8)}},
        {"voice": FILE | {"duration": 1}},
        {"new_chat_members": [BOT]},
    ],
)
def test_a_group_among_itself_is_left_alone(content: dict[str, Any]) -> None:
    assert told(**{"chat": GROUP} | content) is None


def test_what_is_not_for_us_is_not_answered() -> None:
    channel = {"id": -100, "type": "channel", "title": "News"}
    member = {"user": BOT, "status": "kicked", "until_date": 0}
    left = {"chat": PRIVATE, "from": person(7), "date": 1, "old_chat_member": member, "new_chat_member": member}
    assert asked(channel_post=message(chat=channel, text="news")) is None
    assert asked(my_chat_member=left) is None
    assert told(pinned_message=message(text="pinned")) is None
    assert told(text="beep", **{"from": person(9) | {"is_bot": True}}) is None
    assert asked() is None


@pytest.mark.parametrize(("app", "hint"), [("pt-br", "pt-br"), ("tl", "fil"), ("ne", "ne")])
def test_the_language_of_the_app_is_a_hint(app: str, hint: str) -> None:
    found = told(text="x", **{"from": person(7, app)})
    assert found is not None
    assert found.hint == hint


def test_nothing_personal_is_in_what_is_asked_but_the_chat() -> None:
    assert "zarastina" not in repr(told(text="hello")).lower()
