from datetime import date, timedelta

import pytest

from bot.knowledge.directory import Directory
from bot.knowledge.review import drafts, due_facts
from tests.factories import TODAY, make_directory, make_fact, make_programme


def reviewed_in(days, name="one"):
    return make_fact("emergency", id=name, review_by=str(TODAY + timedelta(days)))


@pytest.mark.parametrize(
    ("days", "state"),
    [(31, None), (30, "due"), (0, "due"), (-1, "overdue"), (-365, "overdue"), (-366, "silent")],
)
def test_state_of_a_fact_by_the_days_until_its_review(days, state):
    found = due_facts(make_directory(NP=[reviewed_in(days)]), TODAY)
    assert [due.state for due in found] == ([state] if state else [])


@pytest.mark.parametrize("days", [-366, -365, 0])
def test_what_is_called_silent_is_what_is_not_spoken(days):
    directory = make_directory(NP=[reviewed_in(days)])
    (due,) = due_facts(directory, TODAY)
    assert (due.state == "silent") is not directory.entries[0].spoken_on(TODAY)


def test_the_latest_fact_stands_first():
    directory = make_directory(QA=[reviewed_in(-1, "b"), reviewed_in(5, "c")], NP=[reviewed_in(-1, "a")])
    assert [due.id for due in due_facts(directory, TODAY)] == ["a", "b", "c"]


def test_a_due_fact_says_what_to_check():
    (due,) = due_facts(make_directory(NP=[reviewed_in(0)]), TODAY)
    assert due == ("NP", "emergency", "all", "one", date(2026, 1, 1), TODAY, "due")


def test_a_programme_is_due_in_the_languages_it_is_told_in():
    programme = make_programme(id="sparrow", summary={"en": "A programme.", "ne": "कार्यक्रम।"}, review_by=str(TODAY))
    (due,) = due_facts(Directory(programmes=(programme,)), TODAY)
    assert (due.country, due.kind, due.language, due.id, due.state) == ("-", "programme", "en ne", "sparrow", "due")


def test_texts_that_nobody_has_reviewed_await_a_reader(tmp_path):
    for path, review in (("ne/help.yml", "draft"), ("en/help.yml", "reviewed"), ("ne/rights.yml", "draft")):
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(f"review: {review}\n", encoding="utf-8")
    assert [(due.language, due.id, due.state) for due in drafts(tmp_path)] == [
        ("ne", "help", "draft"),
        ("ne", "rights", "draft"),
    ]
