"""What Nepali corridors hear is Nepali: only proper names, laws, addresses and numbers are in Latin letters."""

import re
from datetime import date

import pytest

from bot.content.rendering import Renderer
from bot.knowledge.corridor import select
from bot.knowledge.coverage import QUESTIONS
from bot.knowledge.scope import Corridor

DAY = date(2026, 11, 25)
#: Latin words that Nepali workers read on signs, forms and phones -> why they stay.
STAY = {
    "SMS": "what phones call it",
    "QID": "what the card in Qatar is called",
    "EPS": "what everybody in Nepal calls the Korean scheme",
    "Employment Permit System": "the long name of EPS",
    "HRD Korea": "the name of the office",
    "HUG Korea": "the name of the centre",
    "Working for Workers": "the name of the app",
    "Mission for Migrant Workers": "the name of a group",
    "HealthServe": "the name of a group",
}
#: An abbreviation of an office, or a letter.
_SHORT = re.compile(r"\b(?:[A-Z]{2,6}|DoFE|MoHRE|Ewaa)\b")


def spoken(shipped, written, destination, occupation=None):
    """The facts that a Nepali worker hears, in Nepali, without laws and addresses."""
    way = Corridor("NP", destination, occupation)
    renderer = Renderer(written, DAY)
    for intent in dict.fromkeys(question.intent for question in QUESTIONS):
        for name in select(intent, way, shipped, DAY).facts:
            fact = shipped.by_id[name].fact
            text = renderer.fact(fact.copy(update={"law": None}), "ne", destination)
            yield name, re.sub(r"https?://\S+|\S+@\S+", "", text)


@pytest.mark.parametrize("destination", ["QA", "MY", "KR", "SA", "AE", "KW", "OM", "JP", "HK", "SG"])
def test_no_english_stands_between_nepali_words(shipped, written, destination):
    left = {}
    for name, text in spoken(shipped, written, destination):
        for words in STAY:
            text = text.replace(words, "")
        found = re.findall(r"[A-Za-z]{2,}", _SHORT.sub("", text))
        if found:
            left[name] = found
    assert left == {}


def test_an_office_is_named_in_the_language_of_the_reply(shipped, written):
    line = shipped.by_id["np-hotline-1141"].fact
    assert Renderer(written, DAY).fact(line, "ne").startswith("वैदेशिक रोजगार कल सेन्टर")
    assert Renderer(written, DAY).fact(line, "en").startswith("Foreign employment call centre")
