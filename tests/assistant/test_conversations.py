"""Conversations, as people have them: what they say, in which language the answer comes, and what must be in it."""

from dataclasses import dataclass

import pytest

from .conftest import Assistant
from .person import Person, Reply

pytestmark = pytest.mark.services


@dataclass(frozen=True)
class Turn:
    """What a person says (or the payload of the button pressed), and what the answer must be."""

    says: str
    language: str
    has: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    buttons: tuple[str, ...] = ()
    source: bool | None = None


def _hold(person: Person, turns: list[Turn]) -> None:
    for turn in turns:
        replies = person.says(turn.says)
        _check(turn, replies)


def _check(turn: Turn, replies: list[Reply]) -> None:
    text = "\n".join(reply.text for reply in replies)
    buttons = {button for reply in replies for button in reply.buttons}
    assert {reply.language for reply in replies} == {turn.language}, text
    assert [part for part in turn.has if part not in text] == [], f"after {turn.says!r}:\n{text}"
    assert [part for part in turn.lacks if part in text] == [], f"after {turn.says!r}:\n{text}"
    assert [payload for payload in turn.buttons if payload not in buttons] == [], f"after {turn.says!r}: {buttons}"
    if turn.source is not None:
        assert any(reply.source for reply in replies) == turn.source, f"after {turn.says!r}:\n{text}"


#: A verdict on a fee comes with a source and these ways on.
_AFTER_TOO_MUCH = ("/fee_refund", "/make_complaint", "/check_agency", "/hotline")
_FROM_NEPAL, _FROM_BANGLADESH = '/inform{"origin":"NP"}', '/inform{"origin":"BD"}'
_TO_QATAR, _TO_MALAYSIA = '/inform{"destination":"QA"}', '/inform{"destination":"MY"}'

CONVERSATIONS: dict[str, list[Turn]] = {
    "a fee with everything said at once": [
        Turn(
            "agent in bangladesh asks 150000 taka for malaysia, is it ok?",
            "en",
            has=("150,000", "78,990", "71,010", "Malaysia"),
            buttons=_AFTER_TOO_MUCH,
            source=True,
        ),
    ],
    "a fee: first from where, then to where": [
        Turn("they want 150000 taka from me, is this allowed?", "en", buttons=(_FROM_NEPAL, _FROM_BANGLADESH)),
        Turn("bangladesh", "en", lacks=("78,990",), buttons=(_TO_QATAR, _TO_MALAYSIA)),
        Turn("malaysia", "en", has=("150,000", "78,990"), buttons=_AFTER_TOO_MUCH, source=True),
    ],
    "a fee: only the origin is missing, and a button gives it": [
        Turn("agent ask me 1.5 lakh for qatar, is it ok?", "en", buttons=(_FROM_NEPAL,), source=False),
        Turn(_FROM_NEPAL, "en", has=("Do not pay 150,000", "Qatar", "Nepal"), buttons=_AFTER_TOO_MUCH, source=True),
    ],
    "a fee: only the amount is missing": [
        Turn("i go from bangladesh to malaysia", "en"),
        Turn("/check_fee", "en", has=("How much",), lacks=("which country",)),
        Turn("70000 taka", "en", has=("70,000", "78,990", "not over the limit"), source=True),
    ],
    "a fee that nobody asks is doubted, and one that is no number at all is asked again": [
        Turn("i go from nepal to qatar", "en"),
        Turn("agent asks 99999999999999999999999999999999 rupees fee, too much?", "en", lacks=("wrong on my side",)),
        Turn("/check_fee", "en", has=("How much",)),
        Turn("150000 rupees", "en", has=("Do not pay 150,000",)),
    ],
    "a country given later continues the question": [
        Turn("what is the minimum wage there?", "en", buttons=(_TO_QATAR,)),
        Turn("qatar", "en", has=("1,000", "riyal"), source=True),
    ],
    "another corridor": [
        Turn("how much recruitment fee may an agency take from nepal to qatar", "en", has=("10,000", "Qatar")),
        Turn("and malaysia?", "en", has=("10,000", "Malaysia"), lacks=("Qatar",), source=True),
        Turn("i am from bangladesh", "en", has=("78,990", "Malaysia"), lacks=("Nepal",), source=True),
        Turn("/check_agency", "en", source=True),
        Turn("nepal", "en", has=("feims",), source=True),
    ],
    "what was said long ago still counts": [
        Turn("i go from nepal to qatar", "en"),
        *[Turn(payload, "en") for payload in ("/thanks", "/help_menu", "/privacy", "/greet", "/affirm", "/thanks")],
        Turn("/hotline", "en", has=("1141", "16008"), source=True),
    ],
    "Nepali": [
        Turn("नमस्ते", "ne", has=("नमस्ते",), buttons=("/hotline",)),
        Turn("कतार जान एजेन्टले दुई लाख माग्यो, ठिक हो?", "ne", lacks=("which country",), buttons=(_FROM_NEPAL,)),
        Turn("नेपाल", "ne", has=("2,00,000", "नेपाल", "कतार"), buttons=_AFTER_TOO_MUCH, source=True),
        Turn("/hotline", "ne", has=("1141", "16008"), source=True),
    ],
    "romanised Nepali is answered in Nepali": [
        Turn("videsh jana kati paisa lagcha", "ne", has=("पैसा",), buttons=(_FROM_NEPAL,), source=True),
        Turn("nepal bata malaysia jana", "ne", has=("10,000", "मलेसिया"), source=True),
        Turn("mero passport malik le rakheko cha", "ne", has=("मलेसिया",), source=True),
    ],
    "the reply follows the writer": [
        Turn("hello my friend how are you", "en"),
        Turn("म विदेश जान चाहन्छु, के के कागज चाहिन्छ?", "ne"),
        Turn("/hotline", "ne"),
        Turn("which documents do i need to work abroad?", "en"),
        Turn("/hotline", "en"),
    ],
    "buttons alone do not change the language, however many": [
        Turn("म विदेश जान चाहन्छु, के के कागज चाहिन्छ?", "ne"),
        *[Turn(payload, "ne") for payload in ("/hotline", "/privacy", "/help_menu", _FROM_NEPAL, "/hotline", "/greet")],
    ],
    "a language that was chosen beats what is written, until the next choice": [
        Turn("hello", "en"),
        Turn('/change_language{"language":"ne"}', "ne", has=("नेपाली",)),
        Turn("how much is the fee for Qatar?", "ne"),
        Turn("what documents do i need to work abroad?", "ne"),
        Turn("/hotline", "ne"),
        Turn("thank you very much for your help", "ne"),
        Turn("which hospital does the medical test for workers?", "ne"),
        Turn('/change_language{"language":"en"}', "en", has=("English",)),
        Turn("म विदेश जान चाहन्छु, के के कागज चाहिन्छ?", "en"),
    ],
    "a language that nobody here speaks": [
        Turn('/change_language{"language":"sw"}', "en", buttons=('/change_language{"language":"ne"}',)),
        Turn("नमस्ते, मलाई मद्दत चाहियो", "ne"),
    ],
    "choosing a language by a button that lists all": [
        Turn("/change_language", "en", buttons=tuple(f'/change_language{{"language":"{c}"}}' for c in ("en", "ne"))),
    ],
    "a programme that has ended is spoken of in the past": [
        Turn("what is PROMISE?", "en", has=("PROMISE was", "Ended"), lacks=("PROMISE is",), source=True),
        Turn("PROMISE भनेको के हो?", "ne", has=("PROMISE", "थियो"), source=True),
    ],
    "a programme that goes on is spoken of in the present": [
        Turn('/programme_info{"programme":"mbhr"}', "en", has=("MBHR",), lacks=("MBHR was", "Ended"), source=True),
    ],
    "nothing of a country is made up": [
        Turn("i go from nepal to kenya", "en"),
        Turn("/minimum_wage", "en", has=("Kenya", "no checked rule"), lacks=("1,000",)),
    ],
}


@pytest.mark.parametrize("turns", CONVERSATIONS.values(), ids=CONVERSATIONS)
def test_conversation(assistant: Assistant, turns: list[Turn]) -> None:
    _hold(assistant.open(), turns)


@pytest.mark.parametrize(
    ("message", "language", "number"),
    [
        ("my boss locked me in the house and beats me, help", "en", "999"),
        ("i want to kill myself", "en", "999"),
        ("मालिकले कुट्छ, मलाई बचाउनुहोस्", "ne", "999"),
        ("malik le kutcha malai bachau", "ne", "999"),
        ("/emergency", "en", "999"),
    ],
)
def test_danger_is_answered_by_contacts_before_anything_else(
    assistant: Assistant, message: str, language: str, number: str
) -> None:
    first = assistant.open().says(message)[0]
    assert first.urgent
    assert first.language == language
    contacts, _, advice = first.text.partition("\n\n")
    assert number in contacts
    assert advice.strip()
    assert "?" not in contacts
    assert first.source
    assert "/hotline" in first.buttons


def test_danger_in_a_known_country_names_its_numbers_only(assistant: Assistant) -> None:
    person = assistant.open()
    person.says("i work in kuwait as a housemaid")
    contacts = person.says("my employer beats me every day, please help me")[0].text.partition("\n\n")[0]
    assert "112" in contacts
    assert "Malaysia" not in contacts


def test_a_country_after_a_call_for_help_gives_its_numbers(assistant: Assistant) -> None:
    person = assistant.open()
    assert "Malaysia" in person.says("my employer beats me every day, please help me")[0].text
    reply = person.says("kuwait")[0]
    assert reply.urgent
    assert "112" in reply.text
    assert "Malaysia" not in reply.text


def test_other_replies_are_not_urgent(assistant: Assistant) -> None:
    assert not [reply for reply in assistant.open().says("which documents do i need?") if reply.urgent]


@pytest.mark.parametrize(
    ("hint", "language"), [("ne", "ne"), ("ne-NP", "ne"), ("en-GB", "en"), ("sw", "en"), (None, "en")]
)
def test_the_language_of_the_browser_counts_until_something_better_is_known(
    assistant: Assistant, hint: str | None, language: str
) -> None:
    person = assistant.open(hint)
    assert person.says("/greet")[0].language == language
    assert person.says("/hotline")[0].language == language
    assert person.says("म विदेश जान चाहन्छु, के के कागज चाहिन्छ?")[0].language == "ne"
    assert person.says("/greet")[0].language == "ne"


@pytest.mark.parametrize(
    ("message", "language"),
    [
        ("what is the weather in paris tomorrow", "en"),
        ("can you book a hotel room for me", "en"),
        ("who won the football world cup", "en"),
        ("आज मौसम कस्तो छ", "ne"),
        ("phone ma recharge kasari garne", "ne"),
    ],
)
def test_what_is_not_understood_offers_topics_and_a_person(assistant: Assistant, message: str, language: str) -> None:
    (reply,) = assistant.open().says(message)
    assert reply.language == language
    assert not reply.urgent
    assert {"/hotline", "/help_menu"} <= set(reply.buttons)
    assert len(reply.buttons) <= 5


def test_what_is_nearly_understood_offers_the_three_nearest_topics(assistant: Assistant) -> None:
    near = ("how to become a manager", "who pays for the wedding", "can i work as a youtuber", "how to open a shop")
    offered = [set(assistant.open().says(text)[0].buttons) - {"/hotline", "/help_menu"} for text in near]
    assert 3 in {len(topics) for topics in offered}


def test_an_answer_that_exists_only_in_english_says_so(lone_rasa: Assistant) -> None:
    person = lone_rasa.open("ne")
    nepali, english = person.says("/bot_challenge")[0], person.says("/privacy")[0]
    assert nepali.language == "ne"
    assert english.language == "en"
    notice, _, answer = english.text.partition("\n\n")
    assert "English" in notice or "अंग्रेजी" in notice
    assert notice.count("\n") == 0
    assert answer == lone_rasa.open("en").says("/privacy")[0].text
    assert person.says("/bot_challenge")[0].language == "ne"
