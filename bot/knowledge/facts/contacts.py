"""Facts about whom to call, write to or visit."""

from typing import Literal

from pydantic import HttpUrl, root_validator

from bot.knowledge.codes import Harm, Topic

from .base import Country, Fact, Language, Name, Names


class Hotline(Fact):
    """A number to call, write or text. `number` is as dialled in the country of the entry, `from_abroad` in +E.164
    form.

    `short_code` declares a number that is no ordinary phone number. `hours` is `24/7` or opening hours such as
    `Sun-Thu 08:00-16:00`.
    `names` are its names in other languages. `serves` are the nationalities it is for, when it stands in a country of
    destination.
    """

    kind: Literal["hotline"]
    name: Name
    names: Names
    number: str | None
    short_code: bool = False
    from_abroad: str | None
    whatsapp: str | None
    email: str | None
    hours: str | None
    languages: tuple[Language, ...] = ()
    operator: str | None
    free: bool | None
    website: HttpUrl | None
    topics: tuple[Topic, ...]
    serves: tuple[Country, ...] = ()

    @root_validator
    def _reachable(cls, values: dict[str, object]) -> dict[str, object]:
        if not any(values.get(k) for k in ("number", "from_abroad", "whatsapp", "email")):
            raise ValueError("a hotline needs a number, from_abroad, whatsapp or email")
        return values


class Emergency(Fact):
    """Short codes of the police, ambulance and fire services of a country, of a `region` (its name, with
    `region_names` in other languages), or of the places `elsewhere`."""

    kind: Literal["emergency"]
    police: str
    ambulance: str | None
    fire: str | None
    mobile: str | None
    region: str | None
    region_names: Names
    elsewhere: bool = False


class Complaint(Fact):
    """Where to complain. `time_limit_days`: how long one has after the harm or coming home.

    `phone`, `short_code` and `from_abroad` are as `number` and so on of a hotline. `sms` is a number that takes text
    messages, `sms_text` what to write.
    """

    kind: Literal["complaint"]
    name: Name
    names: Names
    website: HttpUrl | None
    phone: str | None
    short_code: bool = False
    from_abroad: str | None
    sms: str | None
    sms_text: str | None
    email: str | None
    free: bool | None
    time_limit_days: int | None
    about: tuple[Harm, ...] = ()


class ResourceCentre(Fact):
    """An office that advises in person."""

    kind: Literal["resource_centre"]
    name: Name
    names: Names
    places: tuple[str, ...] = ()
    phone: str | None
    website: HttpUrl | None
    operator: str | None
    topics: tuple[Topic, ...] = ()


class Embassy(Fact):
    """An embassy or consulate: `of` whom, in the country of the entry."""

    kind: Literal["embassy"]
    of: Country
    city: str | None
    phone: str | None
    emergency_phone: str | None
    email: str | None
    website: HttpUrl | None
