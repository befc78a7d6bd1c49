"""Facts whom or where one can turn to, as other software shows them: in English, by plain fields. Pure."""

from collections.abc import Iterator, Sequence

from babel import Locale

from bot.knowledge.directory import Directory, Entry

#: Kinds of facts whom or where one can turn to.
_KINDS = ("hotline", "complaint", "resource_centre", "embassy", "regulator", "licence_check")
_ENGLISH = "en"


def contacts(directory: Directory) -> Iterator[Entry]:
    """The entries whom or where one can turn to; what nobody verified is none of them."""
    return (e for e in directory.entries if e.fact.kind in _KINDS and e.fact.confidence != "unverified")


def name_of(entry: Entry) -> str:
    """Its own name; that of an embassy is made of the two countries."""
    named = getattr(entry.fact, "name", None)
    if named:
        return str(named)
    of, city = getattr(entry.fact, "of", None), getattr(entry.fact, "city", None)
    place = ", ".join(filter(None, [city, country_name(entry.country)]))
    return f"Embassy or consulate of {country_name(of or entry.country)} ({place})"


def operator_of(entry: Entry) -> str:
    """Who runs it: another one where that is known, else itself."""
    return str(getattr(entry.fact, "operator", None) or name_of(entry))


def description_of(entry: Entry) -> str:
    """What it is, for what, where, and the page that says so."""
    fact = entry.fact
    about = in_words([code for field in ("topics", "roles", "about") for code in getattr(fact, field, ())])
    places = ", ".join(getattr(fact, "places", ()))
    kind = f"{fact.kind.replace('_', ' ').capitalize()} in {country_name(entry.country)}"
    what = f"{kind}: {about}" if about else kind
    parts = [what, places and f"Places: {places}", f"Source: {fact.source.title}, {fact.source.url}"]
    return ". ".join(filter(None, parts))


def eligibility_of(entry: Entry) -> str | None:
    """For whom it is, where it is not for everybody."""
    fact = entry.fact
    codes = [*getattr(fact, "serves", ()), *filter(None, [getattr(fact, "of", None)]), *fact.origins]
    whom = [f"Nationality: {', '.join(map(country_name, dict.fromkeys(codes)))}" if codes else None]
    whom += [f"Work: {in_words(fact.occupations)}" if fact.occupations else None]
    whom += [f"For: {fact.sex}" if fact.sex else None]
    return ". ".join(filter(None, whom)) or None


def country_name(code: str) -> str:
    """The English name of a country."""
    return str(Locale(_ENGLISH).territories.get(code, code))


def in_words(codes: Sequence[str]) -> str:
    """Codes as words."""
    return ", ".join(str(code).replace("_", " ") for code in codes)
