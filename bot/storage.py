"""Where conversations are kept: Rasa's SQL tracker store, with real deletion, a short memory and fast SQLite."""

import time
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.domain import Domain
from rasa.utils.endpoints import EndpointConfig

from bot.settings import load_settings

_DAY = 86400


class ConversationStore(SQLTrackerStore):
    """Named in `endpoints.yml`; the database comes from the setting `DATABASE` (a path, or an SQLAlchemy URL)."""

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
        if self.engine.dialect.name == "sqlite":
            sa.event.listen(self.engine, "connect", _tune)
            self.engine.dispose()

    async def delete(self, sender_id: str) -> int:
        """Delete every event of a conversation; returns how many there were."""
        return self._delete(self.SQLEvent.sender_id == sender_id)

    def delete_older_than(self, days: int) -> int:
        """Delete conversations whose last event is older than this; returns the number of events deleted."""
        limit = time.time() - days * _DAY
        event = self.SQLEvent
        stale = sa.select(event.sender_id).group_by(event.sender_id).having(sa.func.max(event.timestamp) < limit)
        return self._delete(event.sender_id.in_(stale))

    def _delete(self, which: Any) -> int:
        with self.session_scope() as session:
            count: int = session.query(self.SQLEvent).filter(which).delete(synchronize_session=False)
            session.commit()
        return count


def _tune(connection: Any, record: object) -> None:
    """Write-ahead log and no wait for the disk at each message; `secure_delete` overwrites what is deleted."""
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "secure_delete=ON", "busy_timeout=5000"):
        connection.execute(f"PRAGMA {pragma}")
