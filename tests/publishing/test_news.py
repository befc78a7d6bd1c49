import json
import logging
import time
from dataclasses import replace

import pytest

from bot.knowledge.news import PULLED_NEWS, read_pulled_news
from bot.publishing.feeds import FeedError, parse_feed, text_of
from bot.publishing.news import NewsFeed
from bot.publishing.pull import PullError
from bot.publishing.refresh import refresh
from tests.factories import TODAY
from tests.publishing.feeds import ATOM, BOMB, entry, rss
from tests.publishing.server import BODY_DRIPS, content, cut_short, endless, silent, status

URL = "https://example.org/feed.xml"


def titles(*entries, **more):
    return [item.title for item in parse_feed(rss(*entries, **more), URL, TODAY)]


def refusal(body):
    with pytest.raises(FeedError) as caught:
        parse_feed(body, URL, TODAY)
    return str(caught.value)


def test_an_entry_is_a_title_with_its_page_its_day_and_who_published_it():
    (item,) = parse_feed(rss(entry("A new law", "https://example.org/law", 10)), URL, TODAY)
    assert item.dict() == {
        "title": "A new law",
        "url": "https://example.org/law",
        "language": "en",
        "date": TODAY.replace(day=10),
        "source": "Courier",
    }


def test_an_atom_feed_is_read_too():
    (item,) = parse_feed(ATOM, URL, TODAY)
    assert (item.title, item.url, item.source) == ("Pay & rest", "https://example.org/pay", "Courier")
    assert item.date == TODAY.replace(day=11), "by universal time"


def test_the_newest_come_first_and_those_without_a_day_last():
    assert titles(entry("old", day=3), entry("undated", day=None), entry("new", day=9)) == ["new", "old", "undated"]


def test_nothing_comes_from_the_future():
    assert titles(entry("today", day=TODAY.day), entry("tomorrow", day=TODAY.day + 1)) == ["today"]


def test_only_the_newest_twenty_are_kept():
    kept = titles(*(entry(f"number {n}", day=1 + n % 14) for n in range(50)))
    assert len(kept) == 20
    assert kept[0] == "number 13"


def test_a_page_is_named_once():
    assert len(titles(entry("first", "https://example.org/a"), entry("again", "https://example.org/a"))) == 1


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "ftp://example.org/a",
        "https://iom.int@example.org/",
        "https://example.org/\u202egnp.exe",
        "https://example.org/" + "a" * 500,
        "",
    ],
)
def test_an_entry_that_leads_to_no_plain_web_page_is_left_out(link):
    assert titles(entry("bad", link), entry("good")) == ["good"]


def test_a_page_is_found_from_the_address_of_its_feed():
    (item,) = parse_feed(rss(entry("A new law", "/law")), URL, TODAY)
    assert item.url == "https://example.org/law"


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("Fees & <b>costs</b>", "Fees & costs"),
        ("<p>Two</p><p>words</p>", "Two words"),
        ("Good<script>alert('x')</script> news", "Good news"),
        ("&lt;script&gt;alert(1)&lt;/script&gt;Escaped", "Escaped"),
        ("&amp;amp;lt;b&amp;amp;gt;Thrice", "Thrice"),
        ('<img src=x onerror="alert(1)">Picture', "Picture"),
        ("Fees < 3 months & pay > 1000", "Fees < 3 months & pay > 1000"),
        ("  two \n lines\t\x00\x07 ", "two lines"),
        ("turned \u202eback\u2066 here", "turned back here"),
        ("श्रम स्वीकृति \u200dर \u200cभिसा", "श्रम स्वीकृति \u200dर \u200cभिसा"),
    ],
)
def test_a_title_is_plain_text_in_one_line(html, text):
    assert text_of(html) == text


def test_a_long_title_is_shortened():
    (title,) = titles(entry("word " * 60))
    assert len(title) <= 140
    assert title.endswith("word…")


@pytest.mark.parametrize("title", ["", "<b></b>", "\u202e"])
def test_an_entry_without_a_title_is_left_out(title):
    assert titles(entry(title, "https://example.org/untitled"), entry("good")) == ["good"]


def test_a_feed_that_collects_others_names_each():
    collected = entry("A new law", source="The Himalayan")
    (item,) = parse_feed(rss(collected, title=""), URL, TODAY)
    assert item.source == "The Himalayan"


def test_a_feed_without_a_name_is_called_by_its_host():
    (item,) = parse_feed(rss(entry("A new law"), title=""), URL, TODAY)
    assert item.source == "example.org"


@pytest.mark.parametrize(("tag", "code"), [("ne", "ne"), ("EN-gb", "en"), ("", None), ("english", None), ("e1", None)])
def test_the_language_of_the_pages(tag, code):
    (item,) = parse_feed(rss(entry(), language=tag), URL, TODAY)
    assert item.language == code


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (b"", "not well-formed XML"),
        (b"Not found", "not well-formed XML"),
        (b"<!doctype html><html><p>Sign in<br></html>", "not well-formed XML"),
        (rss(entry())[:-20], "not well-formed XML"),
        (b'<?xml version="1.0" encoding="klingon"?><rss/>', "not well-formed XML"),
        (b"<html><body>Sign in</body></html>", "neither RSS nor Atom"),
        (rss(), "no entry"),
        (rss(entry("bad", "javascript:alert(1)")), "no entry"),
        (b'<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + rss(entry("&x;"))[21:], "declares entities"),
    ],
)
def test_what_is_no_feed_is_refused(body, why):
    assert why in refusal(body)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-7"])
def test_entities_that_would_fill_the_memory_are_refused_at_once(encoding):
    began = time.monotonic()
    refusal(BOMB.format(encoding=f' encoding="{encoding}"').encode(encoding))
    assert time.monotonic() - began < 1


def test_a_deep_pile_of_elements_is_harmless():
    assert titles(entry("good"), "<a>" * 5000 + "</a>" * 5000) == ["good"]


@pytest.fixture
def feed(server, tmp_path):
    """The feed of a server, kept in an installation."""
    return NewsFeed(f"{server.url}/feed.xml", tmp_path, seconds=10, pause_seconds=0.01, today=lambda: TODAY)


@pytest.fixture
def kept(tmp_path):
    """The titles of the last good copy."""

    def read():
        news = read_pulled_news(tmp_path)
        return [item.title for item in news.items] if news else None

    return read


def test_what_a_feed_gives_is_kept(server, feed, kept):
    server.files["feed.xml"] = rss(entry("A new law"))
    assert feed.renew() == "The list of news has changed; entries: 1, the newest of 2026-01-10"
    assert kept() == ["A new law"]


def test_a_feed_that_has_not_changed_is_not_sent_again_and_counts_as_fresh(server, feed, kept, tmp_path):
    server.files["feed.xml"] = rss(entry("A new law"))
    feed.renew()
    tomorrow = TODAY.replace(day=16)
    later = NewsFeed(feed.url, tmp_path, today=lambda: tomorrow)
    server.answers["feed.xml"] = lambda request: request.say(304 if request.headers.get("If-None-Match") else 500)
    assert later.renew() is None
    assert kept() == ["A new law"]
    assert read_pulled_news(tmp_path).day == tomorrow


def test_another_feed_is_not_asked_with_the_mark_of_the_first(server, feed, kept, tmp_path):
    server.files |= {"feed.xml": rss(entry("A new law")), "other.xml": rss(entry("Another law"))}
    feed.renew()
    marks = []

    def note(request):
        marks.append(request.headers.get("If-None-Match"))
        request.serve()

    server.answers["other.xml"] = note
    NewsFeed(f"{server.url}/other.xml", tmp_path, today=lambda: TODAY).renew()
    assert marks == [None]
    assert kept() == ["Another law"]


BAD = {
    "not there": status(404),
    "a stumbling server": status(500),
    "no XML": content(b"Service unavailable"),
    "empty": content(b""),
    "no entries": content(rss()),
    "only links to scripts": content(rss(entry("bad", "javascript:alert(1)"))),
    "entities": content(BOMB.format(encoding="").encode()),
    "huge": endless(),
    "cut short": cut_short(rss(entry("half"))),
    "silent": silent,
    "slow": BODY_DRIPS,
}


@pytest.mark.parametrize("answer", BAD.values(), ids=BAD)
def test_a_bad_feed_leaves_the_last_good_copy_and_one_line(server, feed, kept, caplog, answer):
    server.files["feed.xml"] = rss(entry("A new law"))
    feed.renew()
    server.answers["feed.xml"] = answer
    refresh(replace(feed, seconds=0.5))
    (line,) = caplog.messages
    assert line.startswith("The list of news was not refreshed, the copy in force stays: ")
    assert kept() == ["A new law"]


def test_a_bad_feed_at_first_leaves_nothing(server, feed, kept, tmp_path):
    server.answers["feed.xml"] = content(b"Service unavailable")
    with pytest.raises(
        PullError, match=r"^The feed at http://127.0.0.1:\d+/directory/feed.xml cannot be used: it is not"
    ):
        feed.renew()
    assert kept() is None
    assert not (tmp_path / "var").exists()


def test_new_entries_are_one_line_of_the_log(server, feed, caplog):
    caplog.set_level(logging.INFO, "bot.publishing.refresh")
    for entries in ([entry("A new law")], [entry("A new law")], [entry("A new law"), entry("Another", day=12)]):
        server.files["feed.xml"] = rss(*entries)
        refresh(feed)
    assert [line.partition(",")[0] for line in caplog.messages] == [
        "The list of news has changed; entries: 1",
        "The list of news has changed; entries: 2",
    ]


def test_a_copy_that_was_damaged_is_fetched_anew(server, feed, kept, tmp_path):
    server.files["feed.xml"] = rss(entry("A new law"))
    feed.renew()
    (tmp_path / PULLED_NEWS).write_text('{"items": [', encoding="utf-8")
    assert kept() is None
    feed.renew()
    assert kept() == ["A new law"]


def test_a_place_where_nothing_can_be_kept_is_told(server, feed, tmp_path):
    server.files["feed.xml"] = rss(entry("A new law"))
    (tmp_path / "var").write_text("a file", encoding="utf-8")
    with pytest.raises(PullError, match="cannot be kept"):
        feed.renew()


def test_the_copy_is_readable_json(server, feed, tmp_path):
    server.files["feed.xml"] = rss(entry("नयाँ कानुन", "https://example.org/law"))
    feed.renew()
    (item,) = json.loads((tmp_path / PULLED_NEWS).read_text(encoding="utf-8"))["items"]
    assert item["title"] == "नयाँ कानुन"
