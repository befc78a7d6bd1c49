"""Gives long button payloads a short name that fits into Telegram's 64 bytes and is still known after a restart.

A payload says what a button asks (an intent with countries or a language), never who pressed it.
"""

import hashlib
from contextlib import suppress
from pathlib import Path

import sqlalchemy as sa

#: Telegram's limit of `callback_data`, in bytes of UTF-8.
MOST_BYTES = 64
#: Payloads begin with `/`, so nothing else begins like the short name of one.
_MARK = "#"

_payloads = sa.Table(
    "button_payloads",
    sa.MetaData(),
    sa.Column("short", sa.String(MOST_BYTES), primary_key=True),
    sa.Column("payload", sa.Text, nullable=False),
)


class PayloadBook:
    """Kept in the setting `DATABASE` (a path, or an SQLAlchemy URL) beside the conversations."""

    def __init__(self, database: str) -> None:
        if "://" not in database:
            Path(database).parent.mkdir(parents=True, exist_ok=True)
            database = f"sqlite:///{database}"
        self._engine = sa.create_engine(database)
        _payloads.metadata.create_all(self._engine)
        self._known: dict[str, str] = {}

    def short(self, payload: str) -> str:
        """What a button carries for a payload: itself when it fits, else its name in the book."""
        if len(payload.encode()) <= MOST_BYTES and not payload.startswith(_MARK):
            return payload
        name = _MARK + hashlib.sha256(payload.encode()).hexdigest()[:32]
        if name not in self._known:
            with suppress(sa.exc.IntegrityError), self._engine.begin() as connection:
                connection.execute(_payloads.insert().values(short=name, payload=payload))
            self._known[name] = payload
        return name

    def full(self, data: str) -> str | None:
        """The payload that a button stands for; None when the book does not have it."""
        if not data.startswith(_MARK):
            return data
        if data not in self._known:
            with self._engine.connect() as connection:
                found = connection.execute(sa.select(_payloads.c.payload).where(_payloads.c.short == data)).scalar()
            if found is None:
                return None
            self._known[data] = found
        return self._known[data]
