from datetime import date, timedelta

import pytest

from actions.news import ActionNews
from bot.content.composing import Line, Request, compose
from bot.content.rendering import Renderer
from bot.knowledge.directory import Directory
from bot.knowledge.news import CheckedItem
from bot.knowledge.values import from_json
from tests.factories import TODAY, make_tracker


def page(number, **fields):
    return CheckedItem.parse_obj(
        {
            "title": f"Story {number}",
            "url": f"https://example.org/{number}",
            "language": "en",
            "date": date(2025, 12, number),
            "source": "Courier",
            "checked": TODAY - timedelta(3),
        }
        | fields
    )


@pytest.fixture
def news(in_force, act, monkeypatch, tmp_path):
    """The message that the action sends when these pages are shipped."""
    monkeypatch.setattr("actions.news.ROOT", tmp_path)

    def ask(*pages):
        in_force(Directory(news=pages))
        (message,), set_slots = act(ActionNews(), make_tracker("news"))
        assert set_slots == {}
        return message

    return ask


@pytest.fixture
def reply(news, written):
    """What a person reads then."""

    def render(language, *pages):
        message = news(*pages)
        lines = [Line(line["name"], from_json(line["values"])) for line in message["lines"]]
        request = Request(message["response"].removeprefix("utter_"), lines=lines, pages=message["pages"])
        return compose(request, language, Renderer(written, TODAY), Directory()).text

    return render


def test_the_four_newest_pages_are_named_in_one_reply(news):
    message = news(*(page(number) for number in (1, 5, 3, 4, 2)))
    assert [line["values"]["title"]["value"] for line in message["lines"]] == [
        "Story 5",
        "Story 4",
        "Story 3",
        "Story 2",
    ]
    assert [step["payload"] for step in message["steps"]] == ["/programme_info", "/about_iom", "/help_menu"]


def test_a_page_stands_with_its_source_its_day_and_its_address(reply):
    assert "• Story 5 (Courier, December 5, 2025)\n  https://example.org/5" in reply("en", page(5))


def test_a_page_without_a_day_stands_without_it(reply):
    assert "• Story 5 (Courier)\n  https://example.org/5" in reply("en", page(5, date=None))


def test_titles_stay_as_they_are_and_days_are_said_in_the_language_of_the_person(reply):
    text = reply("ne", page(5))
    assert "• Story 5 (Courier, 2025 डिसेम्बर 5)" in text
    assert text.endswith("यी पाना अङ्ग्रेजी भाषामा लेखिएका छन्।")


@pytest.mark.parametrize(
    ("language", "pages", "notice"),
    [
        ("en", ["en", "en"], None),
        ("en", ["ne", "ne"], "The pages are written in Nepali."),
        ("en", ["ne", "hi"], "The pages are written in Nepali and Hindi."),
        ("ne", ["en", "ne"], None),
        ("hi", ["en"], None),
    ],
)
def test_a_reader_is_told_when_no_page_is_in_the_language_of_the_reply(reply, language, pages, notice):
    text = reply(language, *(page(9 - at, language=code) for at, code in enumerate(pages)))
    assert ("The pages are written in" in text) == bool(notice)
    assert notice is None or text.endswith(notice)


@pytest.mark.parametrize(("days", "told"), [(60, False), (61, True)])
def test_an_old_list_says_how_old_it_is(reply, days, told):
    text = reply("en", page(5, checked=TODAY - timedelta(days)))
    assert ("This list was last updated on" in text) is told


def test_a_title_with_brackets_is_shown_as_it_is(reply):
    assert "• Fees {money} (Courier" in reply("en", page(5, title="Fees {money}"))


def test_without_any_page_the_plain_answer_says_where_to_look(news):
    message = news()
    assert message["response"] == "utter_news"
    assert message["steps"] == []
