import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.nlu.entities import Extractor
from tests.factories import ROOT

RUPEES = "?NPR|INR|PKR|LKR"
EXTRACTOR = Extractor(
    ROOT / "data" / "lexicon", {"promise": ["PROMISE"]}, origins=["NP", "BD"], destinations=["QA", "SA", "MY", "KW"]
)


def named(text):
    return [(entity.name, entity.value) for entity in EXTRACTOR.extract(text)]


def amounts(text):
    return [(e.value["amount"], e.value["currency"]) for e in EXTRACTOR.extract(text) if e.name == "amount"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("from nepal to saudi", [("origin", "NP"), ("destination", "SA")]),
        ("to saudi from nepal", [("destination", "SA"), ("origin", "NP")]),
        ("nepal bata qatar jana", [("origin", "NP"), ("destination", "QA")]),
        ("नेपालबाट कतार जान", [("origin", "NP"), ("destination", "QA")]),
        ("qatarma kaam", [("destination", "QA")]),
        pytest.param("kuwait bata bhagna milcha", [("destination", "KW")], id="from where one works"),
        pytest.param(
            "bangladeshi driver", [("origin", "BD"), ("occupation", "driver")], id="by the name of its people"
        ),
        pytest.param("bangladeshi in malaysia", [("origin", "BD"), ("destination", "MY")], id="on both sides"),
        pytest.param("my kuwaiti sponsor", [("destination", "KW")], id="of the employer"),
        pytest.param("indian agent sends me from nepal", [("origin", "NP")], id="a place tells more than people"),
        pytest.param("nepali worker", [("language", "ne")], id="a language, when it is about nothing else"),
        pytest.param("nepali driver", [("origin", "NP"), ("language", "ne"), ("occupation", "driver")], id="or both"),
        pytest.param("from kuwait back to nepal", [("destination", "KW"), ("origin", "NP")], id="the way home"),
        pytest.param("nepal", [("origin", "NP")], id="nobody goes to Nepal for work"),
        pytest.param("dubai", [("country", "AE")], id="either, where we are not told"),
        pytest.param("to dubai", [("destination", "AE")], id="but a small word tells"),
        pytest.param("i am from thailand", [("origin", "TH")], id="so does this one"),
        pytest.param("doha or qatar", [("destination", "QA")], id="the same country twice is one"),
        pytest.param("saudi or qatar", [("destination", "SA")], id="the first of two"),
        ("what is a passport", []),
        ("", []),
    ],
)
def test_countries_and_their_role(text, found):
    assert named(text) == found


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("agent asks 150000", 150_000, None),
        ("1.5 lakh", 150_000, None),
        ("150k", 150_000, None),
        ("1,50,000 rupees", 150_000, RUPEES),
        ("150,000.50 NPR", 150_000.5, "NPR"),
        ("150 000 taka", 150_000, "BDT"),
        ("dedh lakh", 150_000, None),
        ("तीन लाख", 300_000, None),
        ("१,५०,००० रुपैयाँ", 150_000, RUPEES),
        ("5000rs", 5000, RUPEES),
        ("rs 5000", 5000, RUPEES),
        ("Rs. 80,000/-", 80_000, RUPEES),
        ("NPR80000", 80_000, "NPR"),
        ("₹50,000", 50_000, "INR"),
        ("1500 riyal", 1500, "?SAR|QAR|OMR"),
        ("sixty thousand rupees", 60_000, RUPEES),
        pytest.param("50 rupees", 50, RUPEES, id="little money if its currency is named"),
        pytest.param("2024 rupees", 2024, RUPEES, id="no year if its currency is named"),
        ("২০০০ টাকা", 2000, "BDT"),
    ],
)
def test_amounts_of_money(text, amount, currency):
    assert amounts(text) == [(amount, currency)]


@pytest.mark.parametrize(
    "text", ["i have 2 children", "30 years old", "in 2024", "sindhuli-3", "one agent", "he asks for lakhs", "12.5"]
)
def test_numbers_that_are_no_money(text):
    assert amounts(text) == []


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        pytest.param("rs.5000", 5000, RUPEES, id="a dot before the number, as all bills write it"),
        pytest.param("रु.५०००", 5000, RUPEES, id="in Nepali too"),
        pytest.param("25.000.000 dong", 25_000_000, "VND", id="dots between thousands"),
        pytest.param("10.000.000 rupiah", 10_000_000, "IDR", id="as in Indonesia"),
        pytest.param("2 lakh 50 thousand", 250_000, None, id="two parts of one amount; Rasa keeps the last, 50,000"),
        pytest.param("1 lakh 20 hajar taka", 120_000, "BDT", id="romanised"),
    ],
)
def test_amounts_as_people_write_them(text, amount, currency):
    assert amounts(text) == [(amount, currency)]


@given(st.integers(min_value=100, max_value=10**7).filter(lambda n: not 1990 <= n <= 2090))
def test_a_number_is_the_same_however_it_is_grouped(number):
    indian = f"{number // 1000}" if number >= 1000 else ""
    groups = []
    while len(indian) > 2:
        indian, last = indian[:-2], indian[-2:]
        groups.insert(0, last)
    grouped = ",".join(filter(None, [indian, *groups, f"{number % 1000:03}" if number >= 1000 else str(number)]))
    for written in (str(number), f"{number:,}", f"{number:,}".replace(",", " "), grouped):
        assert amounts(f"they ask {written} rupees") == [(number, RUPEES)], written


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("i will work as a housemaid", [("occupation", "domestic_worker")]),
        ("driver job", [("occupation", "driver")]),
        ("what is promise?", [("programme", "promise")]),
        ("speak nepali", [("language", "ne")]),
        ("हिन्दीमा बोल्नुस्", [("language", "hi")]),
        pytest.param("नेपाल", [("origin", "NP")], id="a country is not its language too"),
    ],
)
def test_work_programmes_and_languages(text, found):
    assert named(text) == found


@pytest.mark.parametrize("text", ["नेपाली", "नेपालीमा बोल्नुस्", "नेपाली भाषा"])
def test_nepali_in_nepali_is_a_language(text):
    assert ("language", "ne") in named(text)


def test_everything_in_one_message():
    assert named("from nepal, agent asks 1,50,000 rupees for driver job in qatar") == [
        ("origin", "NP"),
        ("amount", {"amount": 150_000, "currency": RUPEES}),
        ("occupation", "driver"),
        ("destination", "QA"),
    ]


@pytest.mark.parametrize(
    "text", ["agent in nepal asks 500 rupees for a job in qatar", "nepal ma agent le qatar ko lagi 5 lakh magyo"]
)
def test_an_agent_at_home_does_not_hide_where_one_goes(text):
    assert [(name, value) for name, value in named(text) if name != "amount"] == [
        ("origin", "NP"),
        ("destination", "QA"),
    ]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("from nepal to qatar", ""),
        ("150000 rupees", ""),
        ("I am from Nepal", "i am"),
        ("agent asks 150000 for saudi", "agent asks"),
        ("qatarma kaam", "kaam"),
        pytest.param("hello", None, id="nothing is named"),
        pytest.param("speak nepali", None, id="a language is no bare answer"),
        pytest.param("what is promise", None, id="nor is a programme"),
    ],
)
def test_what_remains_beside_what_is_named(text, left):
    assert EXTRACTOR.remainder(text, EXTRACTOR.extract(text)) == left


@given(
    st.text(max_size=50)
    | st.lists(st.sampled_from(["nepal", "to", "qatar", "5000", "rs", "lakh", "₹", "कतार", "१०", "."])).map(" ".join)
)
def test_any_message_can_be_read(text):
    found = EXTRACTOR.extract(text)
    assert found == sorted(found, key=lambda entity: entity.start)
    assert all(entity.start < entity.end for entity in found)
    assert (EXTRACTOR.remainder(text, found) is None) == all(e.name in ("language", "programme") for e in found)
