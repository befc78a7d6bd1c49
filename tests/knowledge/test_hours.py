import pytest

from bot.knowledge.codes import Days
from bot.knowledge.hours import Period, periods


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sun-Thu 08:00-16:00", (Period((Days.SUN_THU,), "08:00-16:00"),)),
        ("Sat 09:00-12:00", (Period((Days.SAT,), "09:00-12:00"),)),
        (
            "Mon-Fri 17:00-22:00, Sat-Sun and holidays 09:00-21:00",
            (Period((Days.MON_FRI,), "17:00-22:00"), Period((Days.SAT_SUN, Days.HOLIDAYS), "09:00-21:00")),
        ),
    ],
)
def test_opening_hours_are_taken_apart(text, expected):
    assert periods(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "24/7",
        "in the morning",
        "Mon-Fri 9-17",
        "Mon-Fri 09:00-25:00",
        "Wed-Mon 09:00-17:00",
        "Mon-Fri 09:00-17:00 or so",
    ],
)
def test_what_cannot_be_said_in_every_language_is_not_taken_for_hours(text):
    assert periods(text) == ()
