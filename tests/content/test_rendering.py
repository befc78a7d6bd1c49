from datetime import date

import pytest

from bot.content.catalogue import Translated
from bot.content.rendering import Renderer
from bot.knowledge.values import Countries, Day, LanguageNames, Money, Number, PartOfDate, Terms, Text
from tests.factories import TODAY, make_catalogue, make_fact, make_programme

DAYS = {"one": "{n} day", "other": "{n} days"}
CATALOGUE = make_catalogue(
    titles={"en": {"greet": "Say hello"}, "ne": {"greet": "नमस्ते"}},
    phrases={
        "en": {"last_checked": "Checked on {day}.", "please_check": "Please check.", "plain": "A {brace}"},
        "ne": {"last_checked": "{day} मा जाँचिएको।"},
    },
    facts={
        "en": {
            "emergency.police": "Police: {police}.",
            "emergency.fire": "Fire: {fire}.",
            "law": "({law})",
            "scope.destinations": "For {countries}:",
            "programme.run_by": "Run by: {run_by}.",
            "programme.countries": "Countries: {countries}.",
            "programme.started": "Began: {started}.",
        },
        "ne": {"emergency.police": "प्रहरी: {police}।"},
    },
    terms={
        "en": {"item.visa": "visa", "item.air_ticket": "air ticket", "country.AE": "the Emirates"},
        "ne": {"item.visa": "भिसा"},
    },
)


@pytest.fixture
def renderer():
    return Renderer(CATALOGUE, TODAY)


@pytest.mark.parametrize(
    ("value", "english", "nepali"),
    [
        (Money(10000, "NPR"), "10,000 Nepalese rupees", "10,000 नेपाली रूपैयाँ"),
        (Money(1, "USD"), "1 US dollar", "1 अमेरिकी डलर"),
        (Number(26100), "26,100", "26,100"),
        (Number(1.5), "1.5", "1.5"),
        (Number(2.0), "2", "2"),
        (Day(date(2026, 11, 25)), "November 25, 2026", "2026 नोभेम्बर 25"),
        (PartOfDate("2026-11-25"), "November 25, 2026", "2026 नोभेम्बर 25"),
        (PartOfDate("2026-11"), "November 2026", "2026 नोभेम्बर"),
        (PartOfDate("2026"), "2026", "2026"),
        (Countries(("NP",)), "Nepal", "नेपाल"),
        (Countries(("NP", "QA", "SA")), "Nepal, Qatar, and Saudi Arabia", "नेपाल, कतार र साउदी अरब"),
        (LanguageNames(("ne", "en")), "Nepali and English", "नेपाली र अङ्ग्रेजी"),
        (Terms("item", ("visa", "air_ticket")), "visa and air ticket", "भिसा र air ticket"),
        (Text("Law 1/2004"), "Law 1/2004", "Law 1/2004"),
    ],
)
def test_a_value_in_the_words_of_a_language(renderer, value, english, nepali):
    assert renderer.value(value, "en") == english
    assert renderer.value(value, "ne") == nepali


@pytest.mark.parametrize(
    ("code", "language", "name"),
    [
        pytest.param("AE", "en", "the Emirates", id="our name comes before CLDR's"),
        pytest.param("AE", "ne", "संयुक्त अरब इमिराट्स", id="but is not lent to other languages"),
        pytest.param("XZ", "en", "XZ", id="a code that has no name"),
    ],
)
def test_the_name_of_a_country(renderer, code, language, name):
    assert renderer.country(code, language) == name


@pytest.mark.parametrize(
    ("number", "text"), [(1, "1 day"), (1.0, "1 day"), (1.5, "1.5 days"), (0, "0 days"), (2, "2 days")]
)
def test_plural_forms_follow_the_number(renderer, number, text):
    assert renderer.fill(Translated(DAYS, "en"), {"n": Number(number)}) == text


def test_a_language_without_the_form_uses_the_general_one(renderer):
    assert renderer.fill(Translated({"other": "{n} दिन"}, "ne"), {"n": Number(1)}) == "1 दिन"


def test_braces_of_a_text_without_values_are_left_alone(renderer):
    assert renderer.phrase("plain", "en") == "A {brace}"


def test_what_a_person_is_told_cannot_fill_another_slot(renderer):
    assert renderer.phrase("last_checked", "en", {"day": Text("{brace}")}) == "Checked on {brace}."


def test_a_value_that_the_text_needs_is_not_left_out_in_silence(renderer):
    with pytest.raises(KeyError, match="day"):
        renderer.phrase("last_checked", "en", {"n": Number(1)})


@pytest.mark.parametrize(
    ("fields", "line"),
    [
        ({}, "Police: 999."),
        ({"fire": "998"}, "Police: 999. Fire: 998."),
        ({"law": "Law 1"}, "Police: 999. (Law 1)"),
        ({"confidence": "medium"}, "Police: 999."),
        pytest.param({"confidence": "low"}, "Police: 999. Please check.", id="weak"),
        pytest.param({"review_by": "2026-01-15"}, "Police: 999.", id="still fresh on its last day"),
        pytest.param({"review_by": "2026-01-14"}, "Police: 999. Checked on January 1, 2026.", id="overdue"),
        pytest.param(
            {"review_by": "2026-01-14", "confidence": "low"},
            "Police: 999. Please check. Checked on January 1, 2026.",
            id="weak and overdue",
        ),
    ],
)
def test_a_fact_in_one_line_with_its_warnings(renderer, fields, line):
    assert renderer.fact(make_fact("emergency", **fields), "en") == line


def test_a_fact_speaks_the_language_of_the_person(renderer):
    assert renderer.fact(make_fact("emergency", review_by="2026-01-14"), "ne") == "प्रहरी: 999। 2026 जनवरी 1 मा जाँचिएको।"


def test_a_fact_names_only_destinations_that_are_news(renderer):
    fact = make_fact("emergency", destinations=["QA", "MY"])
    assert renderer.fact(fact, "en", "QA") == "Police: 999."
    assert renderer.fact(fact, "en") == "For Qatar and Malaysia: Police: 999."


def test_a_programme_shows_only_what_is_known_of_it(renderer):
    programme = make_programme(run_by=["IOM", "ILO"], countries=["NP", "BD"], started="2024-02")
    shown = "Run by: IOM, ILO.\nCountries: Nepal and Bangladesh.\nBegan: February 2024."
    assert renderer.programme(programme, "en") == shown
    assert renderer.programme(make_programme(), "en") == ""


def test_titles(renderer):
    assert renderer.title("greet", "ne") == "नमस्ते"
    with pytest.raises(KeyError, match="goodbye"):
        renderer.title("goodbye", "en")


def test_every_shipped_fact_can_be_said_in_every_language(shipped, written):
    renderer = Renderer(written, TODAY)
    for entry in shipped.entries:
        for language in written.languages:
            line = renderer.fact(entry.fact, language)
            assert line.strip(), entry.fact.id
            assert "{" not in line, entry.fact.id
