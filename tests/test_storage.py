"""Conversations in the database: what is kept, what is remembered, and what is really deleted."""

import asyncio
import sqlite3
import time
from pathlib import Path

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, SlotSet, UserUttered
from rasa.shared.core.slots import AnySlot
from rasa.shared.core.trackers import DialogueStateTracker

from bot.storage import ConversationStore

_DAY = 86400


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "new" / "sathi.db"


@pytest.fixture
def store(database: Path) -> ConversationStore:
    return _open(database)


def _open(database: Path) -> ConversationStore:
    domain = Domain.from_dict({"slots": {"origin": {"type": "any", "mappings": [{"type": "custom"}]}}})
    return ConversationStore(domain, database=str(database))


def _tracker(person: str, *words: str, days_ago: float = 0) -> DialogueStateTracker:
    said = [UserUttered(text, timestamp=time.time() - days_ago * _DAY) for text in words]
    return DialogueStateTracker.from_events(person, said, [AnySlot("origin", mappings=[{}])])


def _save(store: ConversationStore, tracker: DialogueStateTracker) -> None:
    asyncio.run(store.save(tracker))


def _words(store: ConversationStore, person: str) -> list[str]:
    tracker = asyncio.run(store.retrieve(person))
    return [event.text for event in tracker.events if isinstance(event, UserUttered)] if tracker else []


def _rows(database: Path) -> int:
    with sqlite3.connect(database) as connection:
        return int(connection.execute("SELECT count(*) FROM events").fetchone()[0])


def test_a_conversation_is_there_after_a_restart(store: ConversationStore, database: Path) -> None:
    _save(store, _tracker("web-1", "hello", "how much"))
    assert _words(_open(database), "web-1") == ["hello", "how much"]
    assert _words(_open(database), "web-2") == []


def test_each_event_is_written_once(store: ConversationStore, database: Path) -> None:
    tracker = _tracker("web-1", "hello")
    _save(store, tracker)
    tracker.update(UserUttered("how much"))
    _save(store, tracker)
    _save(store, tracker)
    assert _rows(database) == 2


def test_a_long_conversation_is_short_in_memory_and_whole_in_the_database(
    store: ConversationStore, database: Path
) -> None:
    tracker = _tracker("web-1", *(f"message {number}" for number in range(40)))
    _save(store, tracker)
    assert _words(store, "web-1")[-1] == "message 39"
    assert len(_words(store, "web-1")) < 40
    assert _rows(database) == 40


def test_what_was_told_long_ago_is_still_known(store: ConversationStore) -> None:
    tracker = _tracker("web-1")
    tracker.update(SlotSet("origin", "NP"))
    for number in range(40):
        tracker.update(UserUttered(f"message {number}"))
        tracker.update(ActionExecuted("action_listen"))
        _save(store, tracker)
    kept = asyncio.run(store.retrieve("web-1"))
    assert kept is not None
    assert kept.copy().get_slot("origin") == "NP"


def test_deleting_leaves_no_word_on_the_disk(store: ConversationStore, database: Path) -> None:
    _save(store, _tracker("web-1", "a secret quillfeather"))
    _save(store, _tracker("web-2", "hello"))
    assert asyncio.run(store.delete("web-1")) == 1
    assert _words(store, "web-1") == []
    assert _words(store, "web-2") == ["hello"]
    files = sorted(database.parent.glob("sathi.db*"))
    assert not any(b"quillfeather" in path.read_bytes() for path in files)


def test_conversations_go_when_nobody_has_written_for_long(store: ConversationStore) -> None:
    _save(store, _tracker("old", "hello", days_ago=31))
    _save(store, _tracker("new", "hello", days_ago=29))
    assert store.delete_older_than(30) == 1
    assert (_words(store, "old"), _words(store, "new")) == ([], ["hello"])
