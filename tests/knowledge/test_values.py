import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge.values import Countries, Day, LanguageNames, Money, Number, Terms, Text, from_json, to_json

codes = st.lists(st.text(max_size=3), max_size=3).map(tuple)
numbers = st.floats(allow_nan=False, allow_infinity=False)
values = st.one_of(
    st.builds(Money, numbers, st.text(max_size=3)),
    st.builds(Countries, codes),
    st.builds(Terms, st.text(max_size=8), codes),
    st.builds(LanguageNames, codes),
    st.builds(Number, numbers),
    st.builds(Day, st.dates()),
    st.builds(Text, st.text()),
)


@given(st.dictionaries(st.text(max_size=8), values))
def test_values_travel_as_json_and_come_back_the_same(sent):
    assert from_json(json.loads(json.dumps(to_json(sent)))) == sent


def test_what_travels_is_readable():
    sent = {"money": Money(10000, "NPR"), "day": Day(date(2026, 1, 15)), "to": Countries(("QA",))}
    assert to_json(sent) == {
        "money": {"is": "Money", "amount": 10000, "currency": "NPR"},
        "day": {"is": "Day", "value": "2026-01-15"},
        "to": {"is": "Countries", "codes": ("QA",)},
    }


def test_an_unknown_kind_of_value_is_refused():
    with pytest.raises(KeyError, match="Secret"):
        from_json({"x": {"is": "Secret", "value": 1}})
