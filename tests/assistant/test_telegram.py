"""The whole assistant on Telegram: `sathi run` with the trained model, and a stand-in for the Bot API."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.channels.bot_api import BOT, BotApi, Call

from .conftest import Assistant, running_assistant
from .processes import free_ports

pytestmark = pytest.mark.services

_SECONDS = 30


@dataclass
class Chat:
    """A person on Telegram."""

    api: BotApi
    number: int

    def says(self, text: str, language: str = "en") -> Call:
        """The last message of the answer to a text."""
        before = len(self.api.sent(self.number))
        self.api.write(self.number, text, language)
        return self._answer(before)

    def presses(self, title: str, below: Call) -> Call:
        """The answer to the button of this title."""
        before = len(self.api.sent(self.number))
        (data,) = [button["callback_data"] for button in below.buttons if title in button["text"]]
        self.api.press(self.number, data)
        return self._answer(before)

    def _answer(self, before: int) -> Call:
        self.api.wait_for(lambda: len(self.api.sent(self.number)) > before, _SECONDS)
        self.api.wait_for(lambda: not self.api.waiting, _SECONDS)
        return self.api.sent(self.number)[-1]


@pytest.fixture(scope="module")
def api() -> Iterator[BotApi]:
    with BotApi() as api:
        yield api


@pytest.fixture(scope="module")
def assistant(model: Path, api: BotApi, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """`sathi run` on Telegram by long polling."""
    folder = tmp_path_factory.mktemp("telegram")
    with running_assistant(folder, TELEGRAM_BOT_TOKEN=api.token, TELEGRAM_API_URL=api.url) as started:
        yield started


@pytest.fixture
def chat(assistant: Assistant, api: BotApi, request: pytest.FixtureRequest) -> Chat:
    """A person who has not written before."""
    return Chat(api, 700_000_000 + request.session.items.index(request.node))


def test_the_start_names_the_bot(assistant: Assistant) -> None:
    assert f"on, as @{BOT['username']}" in assistant.program.output


def test_start_is_answered_with_ways_on(chat: Chat) -> None:
    welcome = chat.says("/start")
    assert welcome.buttons
    assert all(len(button["callback_data"].encode()) <= 64 for button in welcome.buttons)


def test_a_fee_in_english_and_the_next_step_by_a_button(chat: Chat) -> None:
    verdict = chat.says("agent in nepal ask me 1.5 lakh rupees for qatar, is it ok?")
    assert "10,000" in verdict.params["text"]
    assert "2015" in verdict.params["text"]
    hotline = chat.presses("Hotline numbers", verdict)
    assert "1141" in hotline.params["text"]
    assert "16008" in hotline.params["text"]


def test_romanised_nepali_is_answered_in_nepali(chat: Chat) -> None:
    asked = chat.says("videsh jana kati paisa lagcha")
    assert "पैसा" in asked.params["text"]
    destination = chat.says("nepal bata qatar janey ho")
    assert "कतार" in destination.params["text"]


def test_danger_is_answered_with_numbers_at_once(chat: Chat) -> None:
    chat.says("i work in qatar")
    assert "999" in chat.says("my boss beats me and locks the door").params["text"]


def test_what_is_typed_like_a_payload_is_only_text(chat: Chat) -> None:
    chat.says("i go from nepal to qatar")
    chat.says('/inform{"destination": "SA"}')
    assert "Qatar" in chat.says("how much can the agent take").params["text"]


def test_nothing_personal_is_kept(assistant: Assistant, chat: Chat, api: BotApi) -> None:
    chat.says("hello, who are you")
    kept = b"".join(path.read_bytes() for path in assistant.database.parent.iterdir() if path.is_file())
    for secret in (str(chat.number), api.token, "stand-in-for-a-secret"):
        assert secret.encode() not in kept


def test_delete_forgets_the_corridor(chat: Chat) -> None:
    chat.says("i go from nepal to qatar")
    assert "Qatar" in chat.says("how much can the agent take").params["text"]
    assert "deleted" in chat.says("/delete").params["text"]
    assert "Qatar" not in chat.says("how much can the agent take").params["text"]


def test_behind_a_webhook_the_answers_are_the_same(model: Path, tmp_path: Path) -> None:
    (port,) = free_ports(1)
    with BotApi() as api:
        settings = {"TELEGRAM_BOT_TOKEN": api.token, "TELEGRAM_API_URL": api.url, "PORT": port}
        with running_assistant(tmp_path, **settings, TELEGRAM_WEBHOOK_URL=f"http://127.0.0.1:{port}") as started:
            api.wait_for(lambda: api.webhook, _SECONDS)
            verdict = Chat(api, 9).says("agent in nepal ask me 1.5 lakh rupees for qatar, is it ok?")
            assert "10,000" in verdict.params["text"]
            assert api.called("getUpdates") == []
            assert started.program.interrupt() == 0, started.program.output
