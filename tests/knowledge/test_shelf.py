import os

import pytest
import yaml

from bot.knowledge.shelf import PULLED, SHIPPED, Shelf
from tests.factories import record


def put(folder, *ids, at=None):
    """A small good directory with one fact a name; `at` is the time when it was put in place."""
    (folder / "countries").mkdir(parents=True, exist_ok=True)
    facts = [record("emergency", id=name) for name in ids]
    (folder / "countries" / "qa.yml").write_text(yaml.safe_dump({"country": "QA", "facts": facts}), encoding="utf-8")
    (folder / "programmes.yml").write_text("programmes: []\n", encoding="utf-8")
    (folder / "sources.yml").write_text("sources: {}\n", encoding="utf-8")
    (folder / "rates.yml").write_text("day: 2026-01-15\nper_usd: {USD: 1}\n", encoding="utf-8")
    if at:
        os.utime(folder, (at, at))


@pytest.fixture
def shelf(tmp_path):
    put(tmp_path / SHIPPED, "shipped")
    return Shelf(tmp_path)


def ids(shelf):
    return [entry.fact.id for entry in shelf.directory().entries]


def test_the_shipped_copy_is_in_force_where_nothing_was_pulled(shelf):
    assert ids(shelf) == ["shipped"]


def test_a_pulled_copy_is_in_force_as_soon_as_it_is_there(shelf):
    assert ids(shelf) == ["shipped"]
    put(shelf.pulled, "pulled")
    assert ids(shelf) == ["pulled"]


def test_the_shipped_copy_is_in_force_again_when_the_pulled_one_is_gone(shelf):
    put(shelf.pulled, "pulled")
    assert ids(shelf) == ["pulled"]
    shelf.pulled.rename(shelf.pulled.with_name("old"))
    assert ids(shelf) == ["shipped"]


def test_a_newer_pulled_copy_is_noticed(shelf):
    put(shelf.pulled, "first", at=1000)
    assert ids(shelf) == ["first"]
    put(shelf.pulled, "second", at=2000)
    assert ids(shelf) == ["second"]


def test_the_same_copy_is_read_once(shelf):
    assert shelf.directory() is shelf.directory()


@pytest.mark.parametrize("text", ["facts: [", "country: Qatar\nfacts: []\n"])
def test_a_pulled_copy_that_cannot_be_used_changes_nothing(shelf, text, caplog):
    put(shelf.pulled, "pulled")
    (shelf.pulled / "countries" / "qa.yml").write_text(text, encoding="utf-8")
    assert ids(shelf) == ["shipped"]
    assert "The pulled directory is not usable" in caplog.text
    assert PULLED.name in caplog.text or "qa.yml" in caplog.text


def test_a_bad_copy_is_reported_once_not_for_every_message(shelf, caplog):
    shelf.pulled.mkdir(parents=True)
    for _ in range(3):
        assert ids(shelf) == ["shipped"]
    assert caplog.text.count("not usable") == 1


def test_a_link_set_to_another_copy_of_the_same_time_is_noticed(shelf):
    copies = shelf.pulled.parent
    put(copies / "1", "first", at=1000)
    put(copies / "2", "second", at=1000)
    shelf.pulled.symlink_to(copies / "1")
    assert ids(shelf) == ["first"]
    shelf.pulled.unlink()
    shelf.pulled.symlink_to(copies / "2")
    assert ids(shelf) == ["second"]
