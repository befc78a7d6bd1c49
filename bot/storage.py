"""Where conversations are kept: Rasa's SQL tracker store, with real deletion, a short memory and speed on SQLite."""

import json
import time
from collections import OrderedDict, deque
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, Event, SlotSet
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from bot.settings import load_settings

_DAY = 86400
#: At most so many events of a conversation stay in memory between two messages: those of the last turn, as far as any
#: story looks back. Rasa goes through all of them several times for each message.
_EVENTS_IN_MEMORY = 20
#: Conversations kept in memory; the others are read from the database again.
_TRACKERS_IN_MEMORY = 500


class ConversationStore(SQLTrackerStore):
    """Named in `endpoints.yml`; the database comes from the setting `DATABASE` (a path, or an SQLAlchemy URL).

    SQLite belongs to one process, so there the latest conversations also stay in memory: Rasa would otherwise read and
    rebuild the whole conversation from the database for every message. A shared database is always read.
    """

    def __init__(
        self,
        domain: Domain,
        host: EndpointConfig | None = None,
        event_broker: EventBroker | None = None,
        **kwargs: Any,
    ) -> None:
        database = kwargs.pop("database", None) or load_settings().database
        if "://" in database:
            super().__init__(domain, host=database, event_broker=event_broker)
        else:
            Path(database).parent.mkdir(parents=True, exist_ok=True)
            super().__init__(domain, db=database, event_broker=event_broker)
        self._alone: bool = self.engine.dialect.name == "sqlite"
        self.engine: Any
        self._insert = sa.insert(self.SQLEvent.__table__)
        self._trackers: OrderedDict[str, tuple[DialogueStateTracker, Event | None]] = OrderedDict()
        if self._alone:
            self._use_one_connection()

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """The tracker of a conversation, or None."""
        if sender_id in self._trackers:
            self._trackers.move_to_end(sender_id)
            return self._trackers[sender_id][0]
        tracker = await super().retrieve(sender_id)
        if tracker and self._alone:
            self._keep(tracker)
        return tracker

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Write the events that are not yet written."""
        if not self._alone:
            await super().save(tracker)
            return
        _, last = self._trackers.get(tracker.sender_id, (None, None))
        rows = [self._row(tracker.sender_id, event) for event in _after(last, tracker)]
        if rows:
            with self.engine.begin() as connection:  # A session would cost more than the writing.
                connection.execute(self._insert, rows)
        self._keep(tracker)

    async def delete(self, sender_id: str) -> int:
        """Delete every event of a conversation; returns how many there were."""
        self._trackers.pop(sender_id, None)
        return self._delete(self.SQLEvent.sender_id == sender_id)

    def delete_older_than(self, days: int) -> int:
        """Delete conversations whose last event is older than this; returns the number of events deleted."""
        limit = time.time() - days * _DAY
        event = self.SQLEvent
        stale = sa.select(event.sender_id).group_by(event.sender_id).having(sa.func.max(event.timestamp) < limit)
        for sender_id, (tracker, _) in list(self._trackers.items()):
            if not tracker.events or tracker.events[-1].timestamp < limit:
                del self._trackers[sender_id]
        return self._delete(event.sender_id.in_(stale))

    def _keep(self, tracker: DialogueStateTracker) -> None:
        tracker.events = _latest(tracker)
        self._trackers[tracker.sender_id] = (tracker, tracker.events[-1] if tracker.events else None)
        self._trackers.move_to_end(tracker.sender_id)
        if len(self._trackers) > _TRACKERS_IN_MEMORY:
            self._trackers.popitem(last=False)

    def _row(self, sender_id: str, event: Event) -> dict[str, Any]:
        data = event.as_dict()
        return {
            "sender_id": sender_id,
            "type_name": event.type_name,
            "timestamp": data.get("timestamp"),
            "intent_name": data.get("parse_data", {}).get("intent", {}).get("name"),
            "action_name": data.get("name"),
            "data": json.dumps(data),
        }

    def _use_one_connection(self) -> None:
        """Rasa opens and closes the file for every query, and closing a write-ahead log waits for the disk."""
        self.engine.dispose()
        self.engine = sa.create_engine(
            self.engine.url, poolclass=sa.pool.StaticPool, connect_args={"check_same_thread": False}
        )
        sa.event.listen(self.engine, "connect", _tune)
        self.sessionmaker = sa.orm.sessionmaker(bind=self.engine)

    def _delete(self, which: Any) -> int:
        with self.session_scope() as session:
            count: int = session.query(self.SQLEvent).filter(which).delete(synchronize_session=False)
            session.commit()
        if count and self._alone:
            with self.engine.connect() as connection:
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # The log still holds the words.
        return count


def _after(last: Event | None, tracker: DialogueStateTracker) -> list[Event]:
    """The events behind the last one that was written, oldest first."""

    def newer() -> Iterator[Event]:
        for event in reversed(tracker.events):
            if event is last:
                return
            yield event

    return list(newer())[::-1]


def _latest(tracker: DialogueStateTracker) -> deque[Event]:
    """The events of the last turn, after one for each slot that older events have filled: Rasa rebuilds the slots from
    them."""
    events = list(tracker.events)
    waits = [at for at, event in enumerate(events) if _waits(event)]
    latest = events[waits[-2] if len(waits) > 1 else 0 :][-_EVENTS_IN_MEMORY:]
    told = {event.key for event in latest if isinstance(event, SlotSet)}
    older = [
        SlotSet(name, value, timestamp=latest[0].timestamp)
        for name, value in tracker.current_slot_values().items()
        if latest and name not in told and value is not None
    ]
    return deque([*older, *latest])


def _waits(event: Event) -> bool:
    """Whether the assistant begins to wait for a message here."""
    return isinstance(event, ActionExecuted) and event.action_name == ACTION_LISTEN_NAME


def _tune(connection: Any, record: object) -> None:
    """Write-ahead log and no wait for the disk at each message; `secure_delete` overwrites what is deleted."""
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "secure_delete=ON", "busy_timeout=5000"):
        connection.execute(f"PRAGMA {pragma}")
