"""Phone numbers: checking that a phone can dial them from where the worker is."""

from collections.abc import Iterator

import phonenumbers

from .facts import AnyFact

#: Fields that hold one number of the country of the entry.
_LOCAL = ("number", "phone", "emergency_phone", "sms")
#: Fields that hold a number in +E.164 form.
_INTERNATIONAL = ("from_abroad", "whatsapp")
_LONGEST_SHORT_CODE = 6
_LONGEST_TOLL_FREE = 12


def phone_mistakes(country: str, fact: AnyFact) -> Iterator[str]:
    """What is wrong with the numbers of a fact, one sentence each."""
    for name in _LOCAL:
        number = getattr(fact, name, None)
        declared = name in ("number", "phone") and getattr(fact, "short_code", False)
        if number and not declared and not is_short_code(number) and not _valid(number, country):
            yield f"{name} '{number}' is not a phone number of {country}; correct it or hold the fact back"
    for name in _INTERNATIONAL:
        number = getattr(fact, name, None)
        if number and not (number.startswith("+") and _possible(number)):
            yield f"{name} '{number}' cannot be dialled from abroad; write it as + and country code"


def only_inside(number: str) -> bool:
    """Whether a number is written as dialled in its own country."""
    return number[:1].isdigit() or number.startswith(("*", "#", "("))


def is_short_code(number: str) -> bool:
    """Whether a number is a short or toll-free code, which exists only inside its country."""
    digits = number.lstrip("*#").replace(" ", "")
    toll_free = digits.startswith(("1800", "800", "0800", "1600")) and len(digits) <= _LONGEST_TOLL_FREE
    return digits.isdigit() and (len(digits) <= _LONGEST_SHORT_CODE or toll_free)


def _valid(number: str, country: str) -> bool:
    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(number, country))
    except phonenumbers.NumberParseException:
        return False


def _possible(number: str) -> bool:
    """An international number, or a short code behind a country code (+977 1141), which networks route."""
    try:
        parsed = phonenumbers.parse(number, None)
    except phonenumbers.NumberParseException:
        return False
    return phonenumbers.is_valid_number(parsed) or len(str(parsed.national_number)) <= 5
