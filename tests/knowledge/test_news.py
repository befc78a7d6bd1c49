from datetime import date, timedelta

import pytest
from pydantic import ValidationError

from bot.knowledge.directory import load_directory
from bot.knowledge.documents import ContentError
from bot.knowledge.news import PULLED_NEWS, CheckedItem, News, PulledNews, news_in_force
from bot.knowledge.published import facts_file, parse_facts
from bot.knowledge.shelf import Shelf
from tests.factories import ROOT, TODAY, make_directory, make_programme

PAGE = {
    "title": "A new law",
    "url": "https://example.org/law",
    "language": "en",
    "date": "2026-01-10",
    "source": "Courier",
    "checked": "2026-01-12",
}


def page(**fields):
    return CheckedItem.parse_obj(PAGE | fields)


@pytest.fixture
def pulled(tmp_path):
    """Puts the pages of a feed in place."""

    def put(*items, day=TODAY):
        path = tmp_path / PULLED_NEWS
        path.parent.mkdir(parents=True, exist_ok=True)
        news = PulledNews(feed="https://example.org/feed.xml", etag=None, day=day, items=items)
        path.write_text(news.json(), encoding="utf-8")
        return path

    return put


def test_without_a_feed_the_shipped_pages_are_in_force_newest_first(tmp_path):
    shipped = [page(title="undated", date=None), page(title="old", date="2025-01-01"), page(title="new")]
    news = news_in_force(tmp_path, shipped)
    assert [item.title for item in news.items] == ["new", "old", "undated"]


def test_the_shipped_list_is_as_old_as_its_last_check(tmp_path):
    shipped = [page(checked="2026-01-02"), page(checked="2025-06-01")]
    assert news_in_force(tmp_path, shipped).day == date(2026, 1, 2)


def test_the_pages_of_the_feed_replace_the_shipped_ones(tmp_path, pulled):
    pulled(page(title="from the feed").copy(exclude={"checked"}), day=TODAY)
    news = news_in_force(tmp_path, [page()])
    assert ([item.title for item in news.items], news.day) == (["from the feed"], TODAY)


@pytest.mark.parametrize("text", ["", "[]", '{"items": [', '{"feed": "x", "etag": null, "day": "2026-01-01"}'])
def test_a_damaged_copy_is_not_used(tmp_path, pulled, text, caplog):
    pulled().write_text(text, encoding="utf-8")
    assert [item.title for item in news_in_force(tmp_path, [page()]).items] == ["A new law"]
    assert "The news in var/news/current.json cannot be used" in caplog.text


def test_without_any_page_there_is_no_news(tmp_path):
    assert news_in_force(tmp_path, []).items == ()


@pytest.mark.parametrize(("days", "old"), [(0, False), (60, False), (61, True)])
def test_a_list_is_old_after_sixty_days(days, old):
    assert News((page(),), TODAY - timedelta(days)).is_old(TODAY) is old


@pytest.mark.parametrize(
    ("languages", "known"),
    [(["en", "ne", "en"], ("en", "ne")), (["en", None], ()), (["ne", "en", "en", "hi"], ("ne", "en")), ([], ())],
)
def test_the_languages_of_the_first_three_pages(languages, known):
    items = tuple(page().copy(update={"language": language}) for language in languages)
    assert News(items).languages(3) == known


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"title": "two\nlines"}, "write it as one plain line"),
        ({"title": "turned \u202eback"}, "write it as one plain line"),
        ({"title": "x" * 141}, "at most 140"),
        ({"url": "ftp://example.org/a"}, "URL scheme"),
        ({"url": "https://iom.int@example.org/"}, "hides something"),
        ({"url": "https://example.org/" + "a" * 500}, "at most 500"),
        ({"url": "example.org"}, "URL scheme"),
        ({"language": "english"}, "regex"),
        ({"date": "2026-02-30"}, "date"),
        ({"colour": "red"}, "extra"),
    ],
)
def test_a_page_that_could_mislead_is_refused(fields, words):
    with pytest.raises(ValidationError, match=words):
        page(**fields)


def test_letters_of_every_script_may_stand_in_a_title():
    for title in ("श्रम स्वीकृति र भिसा", "क\u094d\u200dष", "แรงงานต่างด้าว", "关于劳务"):
        assert page(title=title).title == title


@pytest.fixture
def folder(tmp_path):
    """A directory folder without anything but these news."""

    def write(text):
        folder = tmp_path / "data" / "directory"
        folder.mkdir(parents=True)
        (folder / "programmes.yml").write_text("programmes: []\n", encoding="utf-8")
        (folder / "sources.yml").write_text("sources: {}\n", encoding="utf-8")
        (folder / "rates.yml").write_text("day: 2026-01-15\nper_usd: {USD: 1}\n", encoding="utf-8")
        if text is not None:
            (folder / "news.yml").write_text(text, encoding="utf-8")
        return folder

    return write


LISTED = (
    'news:\n- {{title: "A new law", url: "{url}", language: en, date: null, source: Courier, checked: 2026-01-12}}\n'
    '- {{title: "Another", url: "https://example.org/2",\n   language: en, source: Courier, checked: {checked}}}\n'
)


def test_news_are_read_with_the_directory(folder):
    directory = load_directory(folder(LISTED.format(url="https://example.org/1", checked="2026-01-12")))
    assert [item.title for item in directory.news] == ["A new law", "Another"]


def test_a_directory_may_have_no_news(folder):
    assert load_directory(folder(None)).news == ()


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"url": "javascript:1"}, "data/directory/news.yml:2: 'url': invalid or missing URL scheme"),
        ({"checked": "today"}, "data/directory/news.yml:4: 'checked': invalid date format"),
        ({"url": "https://example.org/2"}, "the page https://example.org/2 is in the list twice; remove one of them"),
    ],
)
def test_a_mistake_in_the_list_is_shown_with_path_and_line(folder, fields, problem):
    text = LISTED.format(**{"url": "https://example.org/1", "checked": "2026-01-12"} | fields)
    with pytest.raises(ContentError) as caught:
        load_directory(folder(text))
    (found,) = map(str, caught.value.problems)
    assert found.startswith("data/directory/news.yml:")
    assert problem in found


def with_news(*items):
    directory = make_directory([make_programme()])
    return directory.__class__(programmes=directory.programmes, rates=directory.rates, news=items)


def test_news_are_published_and_pulled_with_the_directory():
    shared = with_news(page())
    assert parse_facts(facts_file(shared).json().encode()).news == shared.news


def test_a_publisher_without_news_leaves_the_shipped_ones(shipped):
    shelf = Shelf(ROOT)
    assert shelf.complete(with_news()).news == shipped.news
    assert shelf.complete(with_news(page())).news == (page(),)


def test_the_shipped_pages_come_by_a_protected_connection_and_were_read(shipped):
    assert 6 <= len(shipped.news) <= 8
    for item in shipped.news:
        assert item.url.scheme == "https"
        assert item.date is None or item.date <= item.checked
