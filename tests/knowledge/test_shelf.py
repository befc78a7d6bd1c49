import os
import time

import pytest
import yaml

from bot.knowledge.facts import Source
from bot.knowledge.published import facts_file
from bot.knowledge.shelf import SHIPPED, Shelf
from tests.factories import SOURCE, make_directory, make_fact, record

PAGE = SOURCE | {"checked": "2026-01-01"}


def ship(folder, *ids):
    """A small good directory as it ships, with one fact a name, and one page that answers cite."""
    (folder / "countries").mkdir(parents=True)
    facts = [record("emergency", id=name) for name in ids]
    files = {
        "countries/qa.yml": {"country": "QA", "facts": facts},
        "programmes.yml": {"programmes": []},
        "sources.yml": {"sources": {"page": PAGE}},
        "rates.yml": {"day": "2026-01-15", "per_usd": {"USD": 1}},
    }
    for name, content in files.items():
        (folder / name).write_text(yaml.safe_dump(content), encoding="utf-8")


def put(folder, *ids, at=None):
    """A copy as it is pulled, with one fact a name; `at` is the time when it was put in place."""
    folder.mkdir(parents=True, exist_ok=True)
    directory = make_directory(QA=[make_fact("emergency", id=name) for name in ids])
    (folder / "facts.json").write_text(facts_file(directory).json(), encoding="utf-8")
    if at:
        os.utime(folder / "facts.json", (at, at))


@pytest.fixture
def shelf(tmp_path):
    ship(tmp_path / SHIPPED, "shipped")
    return Shelf(tmp_path)


def ids(shelf):
    return [entry.fact.id for entry in shelf.directory().entries]


def soon(shelf, *expected):
    """What the shelf gives as soon as it gives what is expected, or after two seconds."""
    deadline = time.monotonic() + 2
    while ids(shelf) != list(expected) and time.monotonic() < deadline:
        time.sleep(0.005)
    return ids(shelf)


def test_the_shipped_copy_is_in_force_where_nothing_was_pulled(shelf):
    assert ids(shelf) == ["shipped"]


def test_a_pulled_copy_is_in_force_from_the_start(shelf):
    put(shelf.pulled, "pulled")
    assert ids(shelf) == ["pulled"]


def test_a_pulled_copy_comes_in_force_when_it_is_put_in_place(shelf):
    assert ids(shelf) == ["shipped"]
    put(shelf.pulled, "pulled")
    assert soon(shelf, "pulled") == ["pulled"]


def test_the_shipped_copy_is_in_force_again_when_the_pulled_one_is_gone(shelf):
    put(shelf.pulled, "pulled")
    assert ids(shelf) == ["pulled"]
    shelf.pulled.rename(shelf.pulled.with_name("old"))
    assert soon(shelf, "shipped") == ["shipped"]


def test_a_newer_pulled_copy_is_noticed(shelf):
    put(shelf.pulled, "first", at=1000)
    assert ids(shelf) == ["first"]
    put(shelf.pulled, "second", at=2000)
    assert soon(shelf, "second") == ["second"]


def test_nobody_waits_while_a_newer_copy_is_read(shelf, monkeypatch):
    assert ids(shelf) == ["shipped"]
    put(shelf.pulled, "pulled")
    read = Shelf._read
    monkeypatch.setattr(Shelf, "_read", lambda *args: time.sleep(0.6) or read(*args))
    begun = time.monotonic()
    assert [ids(shelf) for _ in range(10)] == [["shipped"]] * 10
    assert time.monotonic() - begun < 0.6
    assert soon(shelf, "pulled") == ["pulled"]


def test_the_same_copy_is_read_once(shelf):
    assert shelf.directory() is shelf.directory()


@pytest.mark.parametrize("text", ["", "{", "[]", '{"facts": {}}', "country: QA\nfacts: []\n"])
def test_a_pulled_copy_that_cannot_be_used_changes_nothing(shelf, text, caplog):
    put(shelf.pulled, "pulled")
    (shelf.pulled / "facts.json").write_text(text, encoding="utf-8")
    assert ids(shelf) == ["shipped"]
    assert "The pulled directory is not usable, the shipped one is used: facts.json " in caplog.text


def test_a_copy_that_goes_bad_gives_way_to_the_shipped_one(shelf, caplog):
    put(shelf.pulled, "pulled", at=1000)
    assert ids(shelf) == ["pulled"]
    (shelf.pulled / "facts.json").write_text("{", encoding="utf-8")
    assert soon(shelf, "shipped") == ["shipped"]
    assert len(caplog.records) == 1


def test_a_bad_copy_is_reported_once_not_for_every_message(shelf, caplog):
    shelf.pulled.mkdir(parents=True)
    for _ in range(3):
        assert ids(shelf) == ["shipped"]
    assert caplog.text.count("not usable") == 1


def test_when_both_copies_went_bad_the_one_in_memory_is_kept(shelf, caplog):
    put(shelf.pulled, "pulled", at=1000)
    assert ids(shelf) == ["pulled"]
    (shelf.shipped / "sources.yml").unlink()
    put(shelf.pulled, "newer", at=2000)
    deadline = time.monotonic() + 2
    while not caplog.records and time.monotonic() < deadline:
        assert ids(shelf) == ["pulled"]
    assert "the one before is kept" in caplog.text
    assert ids(shelf) == ["pulled"]


def test_a_link_set_to_another_copy_of_the_same_time_is_noticed(shelf):
    copies = shelf.pulled.parent
    put(copies / "1", "first", at=1000)
    put(copies / "2", "second", at=1000)
    shelf.pulled.symlink_to(copies / "1")
    assert ids(shelf) == ["first"]
    shelf.pulled.unlink()
    shelf.pulled.symlink_to(copies / "2")
    assert soon(shelf, "second") == ["second"]


def test_pages_that_the_answers_of_this_release_cite_stay_known(shelf):
    put(shelf.pulled, "pulled")
    assert Source.parse_obj(shelf.directory().sources["page"].dict(exclude={"checked"})) == Source.parse_obj(SOURCE)
