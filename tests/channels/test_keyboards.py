from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.keyboards import MOST_UNITS, parts, split
from bot.knowledge.values import Day, Text, Value


def phrase(key: str, language: str, values: Mapping[str, Value]) -> str:
    words = [
        v.value if isinstance(v, Text) else v.value.isoformat() for v in values.values() if isinstance(v, Text | Day)
    ]
    return " ".join([f"<{key} {language}>", *words])


def reply(**more: Any) -> dict[str, Any]:
    return {"text": "Answer.", "language": "ne", "buttons": [], "sources": []} | more


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def test_a_plain_reply_is_one_message_without_a_keyboard() -> None:
    (part,) = parts(reply(), phrase, str)
    assert (part.text, part.keyboard) == ("Answer.", None)


def test_the_sources_stand_at_the_end_each_with_its_page() -> None:
    sources = [
        {"title": "Labour office", "url": "https://labour.example/a", "checked": "2026-05-03"},
        {"title": "Court {x}", "url": "https://court.example/", "checked": "2026-01-31"},
    ]
    (part,) = parts(reply(sources=sources), phrase, str)
    assert part.text == (
        "Answer.\n\n<source_line ne> Labour office 2026-05-03\nhttps://labour.example/a"
        "\n\n<source_line ne> Court {x} 2026-01-31\nhttps://court.example/"
    )


def test_an_urgent_reply_is_marked_at_the_top() -> None:
    (part,) = parts(reply(urgent=True), phrase, str)
    assert part.text == "<urgent_mark ne>\n\nAnswer."


def test_buttons_stand_one_a_row_below_the_last_part_with_whole_titles() -> None:
    title = "A title that is much longer than a small phone shows in one line " * 3
    buttons = [{"title": title, "payload": "/hotline"}, {"title": "Two", "payload": "/privacy"}]
    first, last = parts(reply(text="x" * 3000 + "\n\n" + "y" * 3000, buttons=buttons), phrase, lambda p: f"#{p}")
    assert first.keyboard is None
    assert last.keyboard is not None
    rows = last.keyboard.inline_keyboard
    assert [[(b.text, b.callback_data) for b in row] for row in rows] == [
        [(title, "#/hotline")],
        [("Two", "#/privacy")],
    ]


def test_a_button_can_open_a_page() -> None:
    (part,) = parts(reply(buttons=[{"title": "Private", "url": "https://t.me/SathiBot"}]), phrase, str)
    assert part.keyboard is not None
    button = part.keyboard.inline_keyboard[0][0]
    assert (button.url, button.callback_data) == ("https://t.me/SathiBot", None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("short", ["short"]),
        ("", []),
        ("first one\n\nsecond\nline", ["first one", "second\nline"]),
        ("first line\nsecond line", ["first line", "second line"]),
        ("One is here. Two is here.", ["One is here.", "Two is here."]),
        ("यो एक हो। यो दुई हो।।", ["यो एक हो।", "यो दुई हो।।"]),
        ("你好你好你好你好你好你好。再见再见。", ["你好你好你好你好你好你好。", "再见再见。"]),
        ("words without any stop here", ["words without", "any stop here"]),
        ("x" * 20, ["x" * 16, "xxxx"]),
    ],
)
def test_a_text_is_parted_where_a_reader_pauses(text: str, expected: list[str]) -> None:
    assert split(text, 16) == expected


def test_signs_are_counted_as_telegram_does_and_never_cut() -> None:
    assert split("🙂" * 9, 16) == ["🙂" * 8, "🙂"]
    assert split("क" * 15 + "का" + "क", 16) == ["क" * 15, "काक"], "a vowel sign stays with its letter"
    assert split("क" * MOST_UNITS) == ["क" * MOST_UNITS]


@given(st.text(alphabet=st.sampled_from("ab .\n।。क🙂"), max_size=200), st.integers(4, 40))
def test_nothing_is_lost_and_every_part_fits(text: str, most: int) -> None:
    found = split(text, most)
    assert all(0 < units(part) <= most for part in found)
    assert "".join("".join(found).split()) == "".join(text.split())
