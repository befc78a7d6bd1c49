from datetime import date

import pytest

from bot.content.catalogue import Answer
from bot.content.composing import Request, Step, compose
from bot.content.rendering import Button, Citation, Renderer
from bot.knowledge.directory import CitedSource, Directory
from bot.knowledge.values import Money
from tests.factories import SOURCE, TODAY, make_catalogue, make_directory, make_fact, make_programme

CATALOGUE = make_catalogue(
    {"fees": Answer("Pay nothing.", ("greet", "hotline"), "law-page")},
    answers={
        "en": {"fees": "Pay nothing.", "greet": "Hello.", "emergency": "Go to a safe place."},
        "ne": {"greet": "नमस्ते।"},
    },
    titles={"en": {"greet": "Say hello", "hotline": "Hotlines", "inform": "Tell"}, "ne": {"greet": "नमस्ते"}},
    phrases={
        "en": {
            "only_in_english": "Only in English so far.",
            "not_known": "Nothing known for {countries}.",
            "fee_over": "Do not pay {money}.",
            "last_checked": "Checked on {day}.",
            "more": "More",
        },
        "ne": {
            "only_in_english": "अंग्रेजीमा मात्र।",
            "fee_over": "{money} नतिर्नुहोस्।",
            "not_known": "{countries} थाहा छैन।",
        },
    },
    facts={
        "en": {
            "emergency.police": "Police: {police}.",
            "fee_cap.zero": "No fee.",
            "scope.destinations": "For {countries}:",
            "programme.run_by": "Run by: {run_by}.",
            "programme.website": "Website: {website}",
        },
        "ne": {"emergency.police": "प्रहरी: {police}।"},
    },
)
DIRECTORY = make_directory(
    [make_programme(run_by=["IOM"], website="https://example.org/sparrow")],
    QA=[
        make_fact("emergency", id="qa-police"),
        make_fact("fee_cap", id="qa-fee", zero=True, source=SOURCE | {"url": "https://example.org/law"}),
        make_fact("fee_cap", id="qa-gulf", zero=True, destinations=["QA", "SA"]),
        make_fact("emergency", id="qa-unverified", confidence="unverified"),
        make_fact("who_pays", id="qa-nothing"),
    ],
    NP=[make_fact("emergency", id="np-police", police="100")],
)
PAGE = CitedSource(title="The law", url="https://example.org/plain", date=None, checked=date(2026, 1, 2))


def reply(name="greet", language="en", **more):
    directory = Directory(DIRECTORY.entries, DIRECTORY.programmes, {"law-page": PAGE})
    return compose(Request(name, **more), language, Renderer(CATALOGUE, TODAY), directory)


def test_a_plain_answer_with_its_next_steps_and_source():
    made = reply("fees")
    assert (made.text, made.language, made.urgent) == ("Pay nothing.", "en", False)
    assert made.buttons == [Button("Say hello", "/greet"), Button("Hotlines", "/hotline")]
    assert made.sources == [Citation("The law", "https://example.org/plain", date(2026, 1, 2))]


def test_a_phrase_can_be_said_too_with_values():
    assert reply("fee_over", values={"money": Money(500, "NPR")}).text == "Do not pay 500 Nepalese rupees."
    assert reply("fee_over", "ne", values={"money": Money(500, "NPR")}).text == "500 नेपाली रूपैयाँ नतिर्नुहोस्।"


def test_a_name_without_any_text_is_an_error():
    with pytest.raises(KeyError, match="poem"):
        reply("poem")


@pytest.mark.parametrize(
    ("facts", "text"),
    [
        pytest.param(["qa-police"], "• Police: 999.", id="one country needs no name"),
        pytest.param(["qa-police", "qa-fee"], "• Police: 999.\n• No fee.", id="one line a fact"),
        pytest.param(["qa-police", "np-police"], "• Qatar: Police: 999.\n• Nepal: Police: 100.", id="two countries"),
        pytest.param(
            ["qa-police", "np-police", "qa-fee"],
            "Qatar:\n• Police: 999.\n• No fee.\n• Nepal: Police: 100.",
            id="a country with several facts is a heading",
        ),
        pytest.param(["qa-gulf"], "• For Qatar and Saudi Arabia: No fee.", id="destinations are named"),
        pytest.param(["qa-unverified"], "", id="what nobody verified is not said"),
        pytest.param(["gone-since"], "", id="a fact that left the directory is passed over"),
    ],
)
def test_facts_below_the_answer(facts, text):
    assert reply(facts=facts).text == "\n\n".join(filter(None, ["Hello.", text]))


def test_a_fact_that_says_nothing_leaves_no_empty_line():
    assert reply(facts=["qa-nothing", "qa-police"]).text == "Hello.\n\n• Police: 999."


def test_destinations_are_not_repeated_to_who_goes_there():
    assert reply(facts=["qa-gulf"], destination="SA").text == "Hello.\n\n• No fee."


def test_in_danger_the_numbers_come_first():
    made = reply("emergency", facts=["qa-police"], urgent=True)
    assert made.text == "• Police: 999.\n\nGo to a safe place."
    assert made.urgent


def test_pages_of_facts_are_cited_once_each_instead_of_the_answers_own():
    made = reply("fees", facts=["qa-police", "np-police", "qa-fee"])
    assert [source.url for source in made.sources] == ["https://example.org/page", "https://example.org/law"]
    assert made.sources[0].checked == date(2026, 1, 1)


def test_what_is_not_known_is_said():
    assert reply(unknown=["BD", "MT"]).text == "Hello.\n\nNothing known for Bangladesh and Malta."


def test_the_only_country_with_a_rule_is_named_beside_one_without():
    assert "• Qatar: " in reply(facts=["qa-fee"], unknown=["BD"]).text
    assert "Qatar" not in reply(facts=["qa-fee"]).text
    assert "• No fee." in reply(facts=["qa-fee"], unknown=["QA"]).text


def test_nobody_is_answered_in_english_without_being_told():
    made = reply("fees", "ne")
    assert made.text == "अंग्रेजीमा मात्र।\n\nPay nothing."
    assert made.language == "en"


def test_nobody_gets_facts_in_english_without_being_told():
    assert "अंग्रेजीमा मात्र।" in reply("greet", "ne", facts=["qa-fee"]).text


@pytest.mark.parametrize(
    ("step", "button"),
    [
        (Step("/hotline"), Button("Hotlines", "/hotline")),
        pytest.param(
            Step('/hotline{"origin":"NP"}'), Button("Hotlines", '/hotline{"origin":"NP"}'), id="with an entity"
        ),
        pytest.param(
            Step('/inform{"origin":"NP"}', country="NP"), Button("Nepal", '/inform{"origin":"NP"}'), id="country"
        ),
        pytest.param(Step("/greet", title="more"), Button("More", "/greet"), id="a title of its own, from the phrases"),
        pytest.param(Step("/greet", title="नेपाली"), Button("नेपाली", "/greet"), id="or as it is"),
    ],
)
def test_the_title_of_a_step(step, button):
    assert reply(steps=[step]).buttons == [button]


def test_steps_of_the_action_replace_those_of_the_answer():
    assert reply("fees", steps=[Step("/hotline")]).buttons == [Button("Hotlines", "/hotline")]
    assert reply("fees", steps=[]).buttons == []


def test_buttons_are_in_the_language_of_the_person():
    assert reply("fees", "ne").buttons == [Button("नमस्ते", "/greet"), Button("Hotlines", "/hotline")]


def test_a_programme_in_its_own_summary():
    made = reply("programme", programme="sparrow", steps=[Step("/hotline")])
    assert made.text == "It helps people.\n\nRun by: IOM.\nWebsite: https://example.org/sparrow"
    assert made.sources == [Citation("A page", "https://example.org/page", date(2026, 1, 1))]
    assert made.buttons == [Button("Hotlines", "/hotline")]


def test_a_programme_without_summary_in_a_language_is_told_in_english():
    made = reply("programme", "ne", programme="sparrow")
    assert made.text.startswith("अंग्रेजीमा मात्र।\n\nIt helps people.")
    assert made.language == "en"


def test_countries_are_written_in_the_language_of_the_text():
    made = reply("fee_over", "ne", values={"money": Money(1, "USD")}, unknown=["NP"])
    assert made.text == "1 अमेरिकी डलर नतिर्नुहोस्।\n\nनेपाल थाहा छैन।"
