"""Which of the facts that fit are said, and which first. Pure."""

from collections.abc import Iterator, Sequence

from babel.languages import get_official_languages

from . import facts as f
from .directory import Entry
from .phones import only_inside
from .scope import Corridor, Side, binds, is_for

#: What people call for, the most common first.
_TOPICS = ("labour", "general", "domestic_workers", "embassy", "recruitment", "legal_aid", "trafficking", "violence")
#: Understood by many, where a line in one's own language is missing.
_WIDELY_SPOKEN = "en"
_HOMES = "domestic_workers"


def ranked(entries: Sequence[Entry], side: Side, corridor: Corridor, about: tuple[str, ...] = ()) -> list[Entry]:
    """The facts worth saying, the best first: rules that hold before those that hold for some, and lines and offices
    that one can reach and understand before others; `about` are the topics asked for, the most wanted first."""
    fitting = [*_limits(entries, corridor), *(e for e in entries if not isinstance(e.fact, f.FeeCap))]
    place = {id(entry): at for at, entry in enumerate(entries)}
    fitting.sort(key=lambda e: (not is_for(e, corridor.occupation), not binds(e, corridor), place[id(e)]))
    offices = _offices([e for e in fitting if isinstance(e.fact, f.Complaint)], corridor)
    lines = _understood([e for e in fitting if isinstance(e.fact, f.Hotline)], corridor)
    fitting = _in_place(fitting, f.Complaint, offices)
    return _in_place(fitting, f.Hotline, _lines(lines, side, corridor, about))


def replaced(entries: Sequence[Entry], corridor: Corridor) -> list[Entry]:
    """The fee limits of one country that count: one for this very work goes before those for all work, but for the
    limits of all costs."""
    exact = [e for e in entries if is_for(e, corridor.occupation) and binds(e, corridor)]
    return [e for e in entries if not exact or e in exact or getattr(e.fact, "total", False)]


def _limits(entries: Sequence[Entry], corridor: Corridor) -> list[Entry]:
    """Where nothing at all may be charged, a limit of the fee would only confuse."""
    limits = replaced([e for e in entries if isinstance(e.fact, f.FeeCap)], corridor)
    free = [e for e in limits if _is_free(e)]
    sure = any(binds(e, corridor) for e in free)

    def needless(entry: Entry) -> bool:
        if _is_free(entry):
            return any(_covers(other, entry, free) for other in free)
        return sure and binds(entry, corridor) and not getattr(entry.fact, "total", False)

    return [entry for entry in limits if not needless(entry)]


def _covers(one: Entry, other: Entry, order: Sequence[Entry]) -> bool:
    """Whether a rule says the same as another one to all people that the other is for; of two equals the first does."""
    if one is other or one.fact.confidence == "low" or not _within(other.fact, one.fact):
        return False
    return not _within(one.fact, other.fact) or order.index(one) < order.index(other)


def _within(narrow: f.AnyFact, wide: f.AnyFact) -> bool:
    """Whether a rule is for no more people than another one."""
    scopes = (
        (narrow.occupations, wide.occupations),
        (narrow.destinations, wide.destinations),
        (narrow.origins, wide.origins),
        ((narrow.sex,) if narrow.sex else (), (wide.sex,) if wide.sex else ()),
    )
    return all(not most or (some and set(some) <= set(most)) for some, most in scopes)


def _is_free(entry: Entry) -> bool:
    return bool(getattr(entry.fact, "zero", False))


def _offices(offices: Sequence[Entry], corridor: Corridor) -> list[Entry]:
    """Offices in the order to go to: one that can be reached first, then one for all complaints."""

    def order(entry: Entry) -> tuple[bool, ...]:
        fact = entry.fact
        assert isinstance(fact, f.Complaint)
        reachable = fact.phone or fact.website or fact.email or fact.sms
        return not binds(entry, corridor), not reachable, fact.confidence == "low", bool(fact.about)

    return sorted(offices, key=order)


def _understood(lines: Sequence[Entry], corridor: Corridor) -> list[Entry]:
    """Without the lines in other languages, where the same office has one for this person."""
    spoken = _languages(corridor)

    def languages(entry: Entry) -> set[str]:
        return set(getattr(entry.fact, "languages", ()))

    def speaking(wanted: set[str]) -> set[object]:
        return {getattr(e.fact, "operator", None) for e in lines if wanted & languages(e)}

    own, english = speaking(spoken), speaking({_WIDELY_SPOKEN})

    def foreign(entry: Entry) -> bool:
        operator, known = getattr(entry.fact, "operator", None), languages(entry)
        if not known or known & spoken:
            return False
        return operator in own or (operator in english and _WIDELY_SPOKEN not in known)

    return [entry for entry in lines if not foreign(entry)]


def _lines(lines: Sequence[Entry], side: Side, corridor: Corridor, about: tuple[str, ...]) -> list[Entry]:
    """Hotlines in the order to call them; a line that adds nothing to those before it comes last, if it is sure."""
    abroad = side == "origin" and corridor.destination is not None
    homes = corridor.occupation == "domestic_worker"
    spoken = _languages(corridor)
    wanted = about or (("domestic_workers", *_TOPICS) if homes else _TOPICS)

    def order(entry: Entry) -> tuple[int, ...]:
        fact = entry.fact
        assert isinstance(fact, f.Hotline)
        holds = binds(entry, corridor) and (homes or corridor.occupation is None or set(fact.topics) != {_HOMES})
        rank = min((wanted.index(topic) for topic in map(str, fact.topics) if topic in wanted), default=len(wanted))
        strange = bool(spoken and fact.languages) and not spoken & set(fact.languages)
        unreachable = abroad and not _from_abroad(fact)
        return not holds, strange, unreachable, fact.confidence == "low", corridor.origin not in fact.serves, rank

    covered: set[str] = set()
    first: list[Entry] = []
    rest: list[Entry] = []
    for entry in sorted(lines, key=order):
        offered = set(_offers(entry))
        (rest if offered <= covered else first).append(entry)
        covered |= offered
    return [*first, *(entry for entry in rest if entry.fact.confidence != "low")]


def _languages(corridor: Corridor) -> set[str]:
    """The official languages of the country that the person is from."""
    return set(get_official_languages(corridor.origin, de_facto=True)) if corridor.origin else set()


def _offers(entry: Entry) -> Iterator[str]:
    """What a line is good for: its topics, and whether it can be called from abroad."""
    fact = entry.fact
    assert isinstance(fact, f.Hotline)
    yield from map(str, fact.topics)
    if _from_abroad(fact):
        yield "from abroad"


def _from_abroad(fact: f.Hotline) -> bool:
    return bool(fact.from_abroad or fact.whatsapp or (fact.number and not only_inside(fact.number)))


def _in_place(entries: Sequence[Entry], kind: type, ordered: Sequence[Entry]) -> list[Entry]:
    """The entries, with those of one kind in another order, and without those that are left out, in the same places."""
    waiting = iter(ordered)
    return [found for e in entries if (found := next(waiting, None) if isinstance(e.fact, kind) else e)]
