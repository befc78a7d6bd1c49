from pathlib import Path

import pytest

from bot.channels.payload_book import MOST_BYTES, PayloadBook

LONG = '/inform{"destination":"AE","occupation":"domestic_worker","origin":"NP"}'
#: 62 characters, but more bytes than a button may carry.
NEPALI = '/programme_info{"programme":"' + "नेपाल" * 6 + '"}'


@pytest.fixture
def database(tmp_path: Path) -> str:
    return str(tmp_path / "new" / "sathi.db")


def test_what_fits_stays_as_it_is(database: str) -> None:
    book = PayloadBook(database)
    exact = "/" + "x" * (MOST_BYTES - 1)
    for payload in ("/hotline", exact):
        assert book.short(payload) == payload
        assert book.full(payload) == payload


@pytest.mark.parametrize("payload", [LONG, NEPALI, "/" + "x" * MOST_BYTES])
def test_a_long_payload_fits_and_comes_back_whole(database: str, payload: str) -> None:
    data = PayloadBook(database).short(payload)
    assert len(data.encode()) <= MOST_BYTES
    assert PayloadBook(database).full(data) == payload, "a new book stands for a restart"


def test_the_same_payload_has_one_name_also_after_a_restart(database: str) -> None:
    book = PayloadBook(database)
    assert book.short(LONG) == book.short(LONG) == PayloadBook(database).short(LONG)
    assert book.short(LONG) != book.short(NEPALI)


def test_an_unknown_name_is_nothing(database: str) -> None:
    book = PayloadBook(database)
    assert book.full("#0123") is None
    assert book.full(book.short("#typed by hand")) == "#typed by hand"


def test_a_database_can_be_an_address(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path / 'other.db'}"
    data = PayloadBook(address).short(LONG)
    assert PayloadBook(address).full(data) == LONG
