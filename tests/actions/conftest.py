from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.conversation import SHELF
from bot.knowledge.directory import Directory
from tests.factories import TODAY


class _Today(date):
    @classmethod
    def today(cls) -> date:
        return TODAY


@pytest.fixture
def in_force(monkeypatch: pytest.MonkeyPatch) -> Callable[[Directory], None]:
    """Puts a made-up directory in force on the tests' day."""
    monkeypatch.setattr("actions.corridor.date", _Today)
    monkeypatch.setattr("actions.check_fee.date", _Today)
    monkeypatch.setattr("actions.news.date", _Today)
    return lambda directory: monkeypatch.setattr(SHELF, "directory", lambda: directory)


@pytest.fixture
def act() -> Callable[[Action, Tracker], tuple[list[dict[str, Any]], dict[str, Any]]]:
    """Runs an action: the messages that it sends and the slots that it sets."""

    def run(action: Action, tracker: Tracker) -> tuple[list[dict[str, Any]], dict[str, Any]]:
        dispatcher = CollectingDispatcher()
        events = action.run(dispatcher, tracker, {})
        assert all(event["event"] == "slot" for event in events)
        return dispatcher.messages, {event["name"]: event["value"] for event in events}

    return run
