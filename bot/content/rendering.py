"""Turns a named response with typed values and facts into what the person reads, in their language. Pure."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.numbers import format_currency, format_decimal

from bot.knowledge.directory import Entry
from bot.knowledge.facts import AnyFact, Programme
from bot.knowledge.sentences import Phrase, phrases
from bot.knowledge.values import Countries, Day, LanguageNames, Money, Name, Number, PartOfDate, Terms, Text, Value

from .catalogue import Catalogue, Template, Translated

#: Values that nobody gave.
_NOTHING = (Text(""), PartOfDate(""), Countries(()))


@dataclass(frozen=True)
class Citation:
    """Where a reply was read, and when it was checked."""

    title: str
    url: str
    checked: date


@dataclass(frozen=True)
class Button:
    """A next step: a title in the person's language and the payload it sends."""

    title: str
    payload: str


@dataclass
class Reply:
    """One message to a person. `language` is the one it is really in."""

    text: str
    language: str
    buttons: list[Button] = field(default_factory=list)
    sources: list[Citation] = field(default_factory=list)
    urgent: bool = False


class Renderer:
    """Speaks a catalogue. `today` decides which facts are overdue."""

    def __init__(self, catalogue: Catalogue, today: date) -> None:
        self.catalogue = catalogue
        self.today = today

    def phrase(self, key: str, language: str, values: dict[str, Value] | None = None) -> str:
        """A short text of the assistant itself, such as a question."""
        return self._fill("phrases", key, language, values or {})

    def title(self, intent: str, language: str) -> str:
        """The button title of an intent."""
        return str(self.catalogue.find("titles", intent, language).text)

    def value(self, value: Value, language: str) -> str:
        """A typed value in the words, digits and list grammar of a language."""
        locale = self.catalogue.languages[language].locale
        match value:
            case Money(amount, currency):
                return format_currency(amount, currency, locale=locale, currency_digits=False, format_type="name")
            case Number(number):
                return format_decimal(number, locale=locale)
            case Day(day):
                return format_date(day, format="long", locale=locale)
            case PartOfDate(part):
                return _spoken_part(part, locale)
            case Countries(codes):
                return _listed([self.country(code, language) for code in codes], locale)
            case LanguageNames(codes):
                return _listed([locale.languages.get(code, code) for code in codes], locale)
            case Terms(vocabulary, codes):
                words = [str(self.catalogue.find("terms", f"{vocabulary}.{code}", language).text) for code in codes]
                return _listed(words, locale)
            case Text(text):
                return text
            case Name(name, names):
                return names.get(language, name)

    def country(self, code: str, language: str) -> str:
        """A country's name: ours where CLDR's is not what people say, else CLDR's."""
        ours = self.catalogue.texts["terms"].get(language, {}).get(f"country.{code}")
        if ours:
            return str(ours)
        name: str = self.catalogue.languages[language].locale.territories.get(code, code)
        return name

    def fact(self, fact: AnyFact, language: str, destination: str | None = None) -> str:
        """One fact in one line: its sentences, and a warning when it is weak or overdue."""
        parts = [self._sentence(p, language) for p in phrases(fact, destination)]
        if not parts:
            return ""
        if fact.confidence == "low":
            parts.append(self.phrase("please_check", language))
        if fact.review_by < self.today:
            parts.append(self.phrase("last_checked", language, {"day": Day(fact.checked)}))
        return " ".join(parts)

    def speaks(self, entries: Iterable[Entry], language: str) -> bool:
        """Whether a language has the templates of all these facts; if not, some lines come in English."""
        templates = self.catalogue.texts["facts"].get(language, {})
        return all(phrase.key in templates for entry in entries for phrase in phrases(entry.fact))

    def programme(self, programme: Programme, language: str) -> str:
        """The dates, makers and countries of a programme, one line each."""
        values: dict[str, Value] = {
            "run_by": Text(", ".join(programme.run_by)),
            "funded_by": Text(", ".join(programme.funded_by)),
            "countries": Countries(programme.countries),
            "started": PartOfDate(programme.started or ""),
            "ended": PartOfDate(programme.ended or ""),
            "website": Text(str(programme.website or "")),
        }
        given = {name: value for name, value in values.items() if value not in _NOTHING}
        return "\n".join(self._fill("facts", f"programme.{name}", language, {name: v}) for name, v in given.items())

    def _sentence(self, phrase: Phrase, language: str) -> str:
        return self._fill("facts", phrase.key, language, phrase.values)

    def fill(self, found: Translated, values: dict[str, Value]) -> str:
        """A text with its values in the language that it is in."""
        words = {name: self.value(value, found.language) for name, value in values.items()}
        template = _plural(found.text, values, self.catalogue.languages[found.language].locale)
        return template.format_map(words) if words else template

    def _fill(self, section: str, key: str, language: str, values: dict[str, Value]) -> str:
        return self.fill(self.catalogue.find(section, key, language), values)


def _listed(words: Sequence[str], locale: Locale) -> str:
    """The words with the list grammar of the language; CLDR's Nepali pattern lacks a space behind one comma."""
    return re.sub(r",(?=\S)", ", ", format_list(list(words), locale=locale))


def _spoken_part(part: str, locale: Locale) -> str:
    """A day, a month or a year, in the form that the language has for it."""
    numbers = [int(number) for number in part.split("-")]
    day = date(*[*numbers, 1, 1][:3])
    if len(numbers) == 3:
        return format_date(day, format="long", locale=locale)
    return format_skeleton("yMMMM" if len(numbers) == 2 else "y", day, locale=locale)


def _plural(template: Template, values: dict[str, Value], locale: Locale) -> str:
    """Choose the plural form by the value `n`; a template without forms is used as it is."""
    if isinstance(template, str):
        return template
    number = values.get("n")
    category = locale.plural_form(number.value) if isinstance(number, Number) else "other"
    return template.get(category, template["other"])
