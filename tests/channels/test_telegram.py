"""The Telegram channel over real HTTP: a Sanic server on one side, a stand-in for the Bot API on the other."""

import asyncio
import logging
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
from rasa.core.channels.channel import UserMessage
from rasa.shared.utils.common import class_from_module_path

from bot.channels import outage, postbox
from bot.settings import Settings
from tests.channels.bot_api import BOT, BotApi, person, with_text
from tests.channels.server import Engine, Server, echo

pytestmark = pytest.mark.services

CHAT = 770077007700
OTHER = 880088008800
LONG_PAYLOAD = '/inform{"destination":"AE","occupation":"domestic_worker","origin":"NP"}'
FILE = {"file_id": "f", "file_unique_id": "u", "duration": 1}
PICTURE = {"photo": [{"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1}]}


@pytest.fixture
def api() -> Iterator[BotApi]:
    with BotApi() as api:
        yield api


@pytest.fixture
def settings(api: BotApi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setattr(outage, "FIRST_PAUSE", 0.05)
    monkeypatch.setattr(postbox, "PAUSES", (0.05, 0.05))
    return make_settings(api, tmp_path)


def make_settings(api: BotApi, folder: Path, **more: Any) -> Settings:
    given = {"telegram_bot_token": api.token, "telegram_api_url": api.url, "telegram_webhook_url": None}
    places = {"database": str(folder / "sathi.db"), "secret_file": folder / "secret"}
    return Settings(**given | places | more)


@pytest.fixture
def server(settings: Settings) -> Iterator[Server]:
    with Server(settings) as server:
        yield server


def phrase(server: Server, key: str, language: str = "en") -> str:
    return str(server.engine.nlg.catalogue.find("phrases", key, language).text)


class Held:
    """An engine that does not answer `held...` before it is let go."""

    def __init__(self) -> None:
        self.go = threading.Event()

    async def __call__(self, message: UserMessage) -> dict[str, Any]:
        while str(message.text).startswith("held") and not self.go.is_set():
            await asyncio.sleep(0.01)
        return await echo(message)


def test_rasa_finds_the_channel_by_its_name() -> None:
    assert class_from_module_path("bot.channels.telegram.TelegramChannel").name() == "telegram"


def test_without_a_token_there_is_nothing(api: BotApi, tmp_path: Path) -> None:
    with Server(make_settings(api, tmp_path, telegram_bot_token=None)) as server:
        assert requests.post(f"{server.url}/webhooks/telegram", json={}, timeout=5).status_code == 404
    assert api.calls == []


def test_start_tells_the_name_and_lists_the_commands_in_each_language(api: BotApi, server: Server) -> None:
    api.wait_for(lambda: api.called("getUpdates"))
    assert server.context.telegram_name == "SathiTestBot"
    lists = {call.params.get("language_code"): call.params["commands"] for call in api.called("setMyCommands")}
    assert set(lists) == {None, *server.engine.nlg.catalogue.languages}
    assert [entry["command"] for entry in lists[None]] == ["help", "hotline", "language", "privacy", "delete"]
    assert lists["ne"][0]["description"] == phrase(server, "command.help", "ne")
    assert api.called("deleteWebhook")


def test_a_text_is_answered_without_link_preview_and_by_a_pseudonym(api: BotApi, server: Server) -> None:
    api.write(CHAT, "how much?", language="ne")
    (call,) = api.wait_for(lambda: api.sent(CHAT))
    assert call.params["text"] == "Answer to how much?"
    assert call.params["link_preview_options"] == {"is_disabled": True}
    assert "parse_mode" not in call.params
    (message,) = server.engine.asked
    assert message.sender_id.startswith("telegram-")
    assert str(CHAT) not in message.sender_id
    assert message.metadata == {"language_hint": "ne", "campaign": None}


@pytest.mark.parametrize("text", ["/restart", "/session_start", '/inform{"amount":1}'])
def test_a_typed_command_of_rasa_is_only_text(api: BotApi, server: Server, text: str) -> None:
    api.write(CHAT, text)
    api.wait_for(lambda: api.sent(CHAT))
    assert server.asked == [text.lstrip("/")]


def test_commands_reach_rasa_as_payloads(api: BotApi, server: Server) -> None:
    for command in ("/help", "/hotline@SathiTestBot", "/language", "/privacy"):
        api.write(CHAT, command)
    api.wait_for(lambda: len(api.sent(CHAT)) == 4)
    assert server.asked == ["/help_menu", "/hotline", "/change_language", "/privacy"]


@pytest.mark.parametrize(("link", "language"), [("l-ne_c-poster1", "ne"), ("l-tlh_c-poster1", "en")])
def test_the_link_of_a_poster_gives_language_and_campaign(
    api: BotApi, server: Server, link: str, language: str
) -> None:
    api.write(CHAT, f"/start {link}", language="en")
    api.wait_for(lambda: api.sent(CHAT))
    assert server.asked == ["/greet"]
    assert server.engine.asked[0].metadata == {"language_hint": language, "campaign": "poster1"}


@pytest.mark.parametrize(
    ("content", "key"),
    [
        ({"voice": FILE}, "telegram.voice"),
        (PICTURE, "telegram.photo"),
        ({"contact": {"phone_number": "+9779812345678", "first_name": "Sita"}}, "telegram.contact"),
        ({"location": {"longitude": 85.3, "latitude": 27.7}}, "telegram.location"),
        ({"dice": {"value": 6, "emoji": "🎲"}}, "telegram.other"),
        ({"something_new": {"x": 1}}, "telegram.other"),
    ],
)
def test_what_cannot_be_read_gets_advice_and_ways_on(
    api: BotApi, server: Server, content: dict[str, Any], key: str
) -> None:
    api.write(CHAT, language="ne", **content)
    (call,) = api.wait_for(lambda: api.sent(CHAT))
    assert call.params["text"] == phrase(server, key, "ne")
    assert [button["callback_data"] for button in call.buttons] == ["/help_menu", "/hotline", "/emergency"]
    assert server.asked == []


def test_the_caption_of_a_picture_and_an_edited_text_are_answered(api: BotApi, server: Server) -> None:
    api.write(CHAT, **PICTURE, **with_text("caption", "is this real?"))
    api.push(edited_message=api.message(CHAT, "better question", edit_date=1_700_000_001))
    api.wait_for(lambda: len(api.sent(CHAT)) == 2)
    assert server.asked == ["is this real?", "better question"]


def test_an_album_is_answered_once(api: BotApi, server: Server) -> None:
    for _ in range(5):
        api.write(CHAT, **PICTURE, media_group_id="album")
    api.write(CHAT, "after it")
    api.wait_for(lambda: len(api.sent(CHAT)) == 2)
    assert api.texts(CHAT) == [phrase(server, "telegram.photo"), "Answer to after it"]


def test_a_group_is_asked_once_to_write_in_private(api: BotApi, server: Server) -> None:
    group = {"chat": {"id": -5, "type": "supergroup", "title": "Workers"}}
    api.write(CHAT, "between us", **group)
    api.write(CHAT, "@SathiTestBot how much?", **group)
    api.write(OTHER, "/help@SathiTestBot", **group)
    api.write(OTHER, "in private")
    api.wait_for(lambda: api.sent(OTHER))
    (call,) = api.sent(-5)
    assert call.params["text"] == phrase(server, "telegram.group")
    assert call.buttons == [{"text": phrase(server, "telegram.group_button"), "url": "https://t.me/SathiTestBot"}]
    assert server.asked == ["in private"]


def test_what_is_not_for_us_is_passed_over(api: BotApi, server: Server) -> None:
    channel = {"id": -100, "type": "channel", "title": "News"}
    member = {"user": BOT, "status": "kicked", "until_date": 0}
    api.push(channel_post=api.message(-100, "news", chat=channel))
    api.push(
        my_chat_member={"chat": {"id": CHAT, "type": "private"}, "from": person(CHAT), "date": 1}
        | {"old_chat_member": member, "new_chat_member": member}
    )
    api.push(message={"no": "message at all"})
    api.push(an_update_of_tomorrow={"x": 1})
    api.write(OTHER, "still there?")
    api.wait_for(lambda: api.sent(OTHER))
    api.wait_for(lambda: not api.waiting)
    assert len(api.called("sendMessage")) == 1


def test_a_long_payload_survives_button_and_restart(api: BotApi, settings: Settings) -> None:
    async def answer(message: UserMessage) -> dict[str, Any]:
        button = {"title": "A housemaid from Nepal in the Emirates", "payload": LONG_PAYLOAD}
        return await echo(message) | {"buttons": [button]}

    with Server(settings, answer):
        api.write(CHAT, "hello")
        (call,) = api.wait_for(lambda: api.sent(CHAT))
    (button,) = call.buttons
    assert button["text"] == "A housemaid from Nepal in the Emirates"
    assert len(button["callback_data"].encode()) <= 64
    with Server(settings, answer) as server:
        api.press(CHAT, button["callback_data"])
        api.wait_for(lambda: len(api.sent(CHAT)) == 2)
        assert server.asked == [LONG_PAYLOAD]


def test_a_pressed_button_is_acknowledged_at_once(api: BotApi, settings: Settings) -> None:
    held = Held()
    with Server(settings, held):
        api.write(CHAT, "held back")
        api.press(CHAT, "/hotline")
        api.wait_for(lambda: api.called("answerCallbackQuery"))
        assert api.sent(CHAT) == []
        held.go.set()
        api.wait_for(lambda: len(api.sent(CHAT)) == 2)


@pytest.mark.parametrize(
    "data", ["#0123456789abcdef", "/no_such_intent", '/inform{"chosen_language":"ne"}', "anything"]
)
def test_a_button_that_is_not_ours_gets_ways_on(api: BotApi, server: Server, data: str) -> None:
    api.press(CHAT, data)
    (call,) = api.wait_for(lambda: api.sent(CHAT))
    assert call.params["text"] == phrase(server, "telegram.old_button")
    assert call.buttons
    assert server.asked == []


def test_a_long_text_arrives_in_parts_in_order(api: BotApi, settings: Settings) -> None:
    text = "\n\n".join(f"Paragraph {number}. " + "word " * 300 for number in range(8))

    async def answer(message: UserMessage) -> dict[str, Any]:
        return {"text": text, "language": "en", "buttons": [{"title": "Go on", "payload": "/hotline"}]}

    with Server(settings, answer):
        api.write(CHAT, "tell me all")
        api.wait_for(lambda: any(call.buttons for call in api.sent(CHAT)))
        calls = api.sent(CHAT)
    assert len(calls) > 1
    assert all(len(call.params["text"]) <= 4096 for call in calls)
    assert " ".join(" ".join(api.texts(CHAT)).split()) == " ".join(text.split())
    assert [bool(call.buttons) for call in calls] == [False] * (len(calls) - 1) + [True]


def test_slow_replies_show_that_we_type_and_quick_ones_do_not(api: BotApi, settings: Settings) -> None:
    held = Held()
    with Server(settings, held):
        api.write(OTHER, "quick")
        api.wait_for(lambda: api.sent(OTHER))
        api.write(CHAT, "held back")
        api.wait_for(lambda: api.called("sendChatAction"))
        held.go.set()
        api.wait_for(lambda: api.sent(CHAT))
    assert [call.params["chat_id"] for call in api.called("sendChatAction")] == [CHAT]


def test_an_update_is_confirmed_only_when_it_was_answered(api: BotApi, settings: Settings) -> None:
    held = Held()
    with Server(settings, held):
        first = api.write(CHAT, "held back")
        api.write(OTHER, "quick")
        api.wait_for(lambda: api.sent(OTHER))
        looks = len(api.called("getUpdates"))
        api.wait_for(lambda: len(api.called("getUpdates")) >= looks + 2)
        assert first in api.waiting
        held.go.set()
        api.wait_for(lambda: not api.waiting)
    assert api.texts(CHAT) == ["Answer to held back"]
    assert api.texts(OTHER) == ["Answer to quick"], "sent again by Telegram, answered once"


def test_one_chat_is_answered_in_order(api: BotApi, settings: Settings) -> None:
    async def answer(message: UserMessage) -> dict[str, Any]:
        await asyncio.sleep(0.2 if message.text == "0" else 0)
        return await echo(message)

    with Server(settings, answer):
        for number in range(5):
            api.write(CHAT, str(number))
        api.wait_for(lambda: len(api.sent(CHAT)) == 5)
    assert api.texts(CHAT) == [f"Answer to {number}" for number in range(5)]


def test_a_flood_is_told_once_to_wait_and_harms_nobody_else(api: BotApi, settings: Settings) -> None:
    held = Held()
    with Server(settings, held) as server:
        for number in range(200):
            api.write(CHAT, f"held {number}")
        api.write(OTHER, "and me?")
        api.wait_for(lambda: api.sent(OTHER))
        held.go.set()
        api.wait_for(lambda: "Answer to held 9" in api.texts(CHAT))
        told = [phrase(server, "too_fast"), *(f"Answer to held {number}" for number in range(10))]
        assert api.texts(CHAT) == told
        api.write(CHAT, "slowly now")
        api.wait_for(lambda: "Answer to slowly now" in api.texts(CHAT))


def test_who_blocked_us_is_left_in_peace(api: BotApi, server: Server, caplog: pytest.LogCaptureFixture) -> None:
    api.fail("sendMessage", 403, times=9, chat=CHAT)
    api.write(CHAT, "bye")
    api.write(OTHER, "hello")
    api.wait_for(lambda: api.sent(OTHER))
    api.wait_for(lambda: not api.waiting)
    assert api.sent(CHAT) == []
    assert [record for record in caplog.records if record.name.startswith("bot.")] == []


def test_telegrams_limits_are_waited_for(api: BotApi, server: Server) -> None:
    api.fail("sendMessage", 429, retry_after=1, chat=CHAT)
    begin = time.monotonic()
    api.write(CHAT, "hello")
    api.wait_for(lambda: api.sent(CHAT))
    assert api.texts(CHAT) == ["Answer to hello"]
    assert time.monotonic() - begin >= 1


def test_a_reply_is_sent_again_over_a_bad_network(api: BotApi, server: Server) -> None:
    api.fail("sendMessage", 502, times=2)
    api.write(CHAT, "hello")
    api.wait_for(lambda: api.sent(CHAT))
    assert api.texts(CHAT) == ["Answer to hello"]


def test_a_failure_is_owned_up_to(api: BotApi, server: Server, caplog: pytest.LogCaptureFixture) -> None:
    api.fail("sendMessage", 400)
    api.write(CHAT, "my secret question")
    api.wait_for(lambda: api.sent(CHAT))
    assert api.texts(CHAT) == [phrase(server, "trouble")]
    assert "BadRequest" in caplog.text
    assert "secret question" not in caplog.text


def test_even_broken_content_is_not_met_with_silence(
    api: BotApi, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*args: object) -> None:
        raise ValueError("data/directory is broken")

    monkeypatch.setattr("bot.content.responses.compose", broken)
    api.write(CHAT, voice=FILE)
    api.wait_for(lambda: api.sent(CHAT))
    assert api.texts(CHAT) == [phrase(server, "trouble")]


def test_delete_deletes_and_says_so(api: BotApi, server: Server) -> None:
    def kept() -> list[str]:
        return asyncio.run(_keys(server.engine))

    api.write(CHAT, "remember this")
    api.wait_for(lambda: api.sent(CHAT))
    assert len(kept()) == 1
    api.write(CHAT, "/delete", language="ne")
    api.wait_for(lambda: len(api.sent(CHAT)) == 2)
    assert api.texts(CHAT)[1] == phrase(server, "deleted")
    assert kept() == []


async def _keys(engine: Engine) -> list[str]:
    return list(await engine.tracker_store.keys())


def test_nothing_personal_and_no_token_is_kept_or_logged(
    api: BotApi, settings: Settings, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with Server(settings):
        api.write(CHAT, "hello")
        api.write(CHAT, contact={"phone_number": "+9779812345678", "first_name": "Zarastina"})
        api.wait_for(lambda: len(api.sent(CHAT)) == 2)
        api.fail("sendMessage", 400, times=2)
        api.write(CHAT, "and a failure")
        api.wait_for(lambda: "failed" in caplog.text)
        api.fail("getUpdates", 401, times=9)
        api.write(CHAT, "an end to the poll that is waiting")
        api.wait_for(lambda: "does not accept the bot token" in caplog.text)
    written = caplog.text.encode() + b"".join(path.read_bytes() for path in tmp_path.iterdir())
    secret = api.token.partition(":")[2]
    for personal in (str(CHAT), "arastina", "9812345678", secret):
        assert personal.encode() not in written


def test_an_outage_is_logged_once_and_survived(api: BotApi, server: Server, caplog: pytest.LogCaptureFixture) -> None:
    api.fail("getUpdates", 502, times=4)
    api.write(CHAT, "are you back?")
    api.wait_for(lambda: api.sent(CHAT))
    assert caplog.text.count("cannot be reached") == 1


def test_a_start_without_network_waits_for_it(tmp_path: Path, api: BotApi, settings: Settings) -> None:
    api.fail("getMe", 502, times=3)
    with Server(settings):
        api.write(CHAT, "hello")
        api.wait_for(lambda: api.sent(CHAT))


def test_a_start_without_any_server_disturbs_nothing(tmp_path: Path, api: BotApi) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        nowhere = f"http://127.0.0.1:{closed.getsockname()[1]}"
    with Server(make_settings(api, tmp_path, telegram_api_url=nowhere)) as server:
        assert server.context.telegram_name is None
        assert requests.get(f"{server.url}/webhooks/telegram", timeout=5).status_code == 404
    assert server.left == []


@pytest.mark.parametrize(
    ("method", "status", "words"),
    [
        ("getMe", 401, "does not accept the bot token"),
        ("getUpdates", 401, "does not accept the bot token"),
        ("getUpdates", 409, "Another program uses this bot"),
    ],
)
def test_a_refusal_is_one_plain_line_and_the_server_goes_on(
    api: BotApi, settings: Settings, caplog: pytest.LogCaptureFixture, method: str, status: int, words: str
) -> None:
    api.fail(method, status, times=99)
    with Server(settings) as server:
        api.wait_for(lambda: words in caplog.text)
        assert requests.get(server.url, timeout=5).status_code == 200
    lines = [record for record in caplog.records if record.name.startswith("bot.")]
    assert len(lines) == 1
    assert lines[0].exc_info is None


def test_a_stop_sends_what_is_nearly_ready_and_confirms_it(api: BotApi, settings: Settings) -> None:
    async def slow(message: UserMessage) -> dict[str, Any]:
        await asyncio.sleep(0.5)
        return await echo(message)

    with Server(settings, slow) as server:
        api.write(CHAT, "hello")
        api.wait_for(lambda: server.asked)
        server.stop()
    assert api.texts(CHAT) == ["Answer to hello"]
    assert api.waiting == []
    assert server.left == []


def test_what_a_stop_breaks_off_comes_again(api: BotApi, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.channels.telegram._LAST_SECONDS", 0.1)
    with Server(settings, Held()) as server:
        number = api.write(CHAT, "held back")
        api.wait_for(lambda: server.asked)
    assert api.waiting == [number]
    assert server.left == []
    with Server(settings):
        api.wait_for(lambda: api.sent(CHAT))
    assert api.texts(CHAT) == ["Answer to held back"]


# The same over a webhook.


@pytest.fixture
def behind_webhook(api: BotApi, settings: Settings, tmp_path: Path) -> Iterator[Server]:
    server = Server(settings)
    server._settings = make_settings(api, tmp_path, telegram_webhook_url=server.url)
    with server:
        api.wait_for(lambda: api.webhook)
        yield server


def test_the_webhook_is_set_with_a_secret(api: BotApi, behind_webhook: Server) -> None:
    assert api.webhook is not None
    assert api.webhook["url"] == f"{behind_webhook.url}/webhooks/telegram"
    assert len(api.webhook["secret_token"]) == 64
    assert api.webhook["allowed_updates"] == ["message", "edited_message", "callback_query"]
    assert api.called("getUpdates") == []


def test_the_webhook_answers_before_the_reply_is_ready(api: BotApi, tmp_path: Path, settings: Settings) -> None:
    held = Held()
    server = Server(settings, held)
    server._settings = make_settings(api, tmp_path, telegram_webhook_url=server.url)
    with server:
        api.wait_for(lambda: api.webhook)
        api.write(CHAT, "held back")
        assert api.sent(CHAT) == []
        held.go.set()
        api.wait_for(lambda: api.sent(CHAT))


def test_buttons_and_repeated_updates_over_the_webhook(api: BotApi, behind_webhook: Server) -> None:
    for _ in range(3):
        api.push(5, message=api.message(CHAT, "hello"))
    api.press(CHAT, "/hotline")
    api.wait_for(lambda: len(api.sent(CHAT)) == 2)
    assert api.texts(CHAT) == ["Answer to hello", "Answer to /hotline"]
    assert len(api.called("answerCallbackQuery")) == 1


def test_who_does_not_know_the_secret_is_turned_away(api: BotApi, behind_webhook: Server) -> None:
    url = f"{behind_webhook.url}/webhooks/telegram"
    update = {"update_id": 1, "message": api.message(CHAT, "forged")}
    for secret in ({}, {"X-Telegram-Bot-Api-Secret-Token": "guess"}, {"X-Telegram-Bot-Api-Secret-Token": "é"}):
        headers = {name: value.encode() for name, value in secret.items()}
        assert requests.post(url, json=update, headers=headers, timeout=5).status_code == 403
    assert requests.get(url, timeout=5).status_code == 405
    assert behind_webhook.asked == []


@pytest.mark.parametrize(("body", "status"), [(b"{broken", 400), (b"[1]", 400), (b'{"no": "update"}', 200)])
def test_broken_bodies_are_refused_without_an_exception(
    api: BotApi, behind_webhook: Server, body: bytes, status: int
) -> None:
    assert api.webhook is not None
    secret = {"X-Telegram-Bot-Api-Secret-Token": api.webhook["secret_token"]}
    answer = requests.post(f"{behind_webhook.url}/webhooks/telegram", data=body, headers=secret, timeout=5)
    assert answer.status_code == status
    api.write(CHAT, "still there?")
    api.wait_for(lambda: api.sent(CHAT))


def test_a_secret_of_ones_own_is_used(api: BotApi, tmp_path: Path, settings: Settings) -> None:
    own = {"telegram_webhook_url": "http://127.0.0.1:1/webhooks/telegram", "telegram_webhook_secret": "my-own-secret"}
    with Server(make_settings(api, tmp_path, **own)):
        api.wait_for(lambda: api.webhook)
    assert api.webhook is not None
    assert (api.webhook["url"], api.webhook["secret_token"]) == (own["telegram_webhook_url"], "my-own-secret")


def test_a_webhook_that_telegram_refuses_is_one_plain_line(
    api: BotApi, tmp_path: Path, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    api.fail("setWebhook", 400)
    with Server(make_settings(api, tmp_path, telegram_webhook_url="http://127.0.0.1:1")):
        api.wait_for(lambda: "does not accept our settings" in caplog.text)
