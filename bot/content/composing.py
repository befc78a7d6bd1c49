"""Puts a reply together: text, facts by country, sources and next steps, in the person's language. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from bot.knowledge.directory import Directory, Entry
from bot.knowledge.languages import SOURCE
from bot.knowledge.values import Countries, LanguageNames, Value

from .catalogue import Catalogue, Translated
from .rendering import Button, Citation, Renderer, Reply


@dataclass(frozen=True)
class Step:
    """A next step to offer: an intent, or another payload with a title of its own."""

    payload: str
    title: str | None = None
    country: str | None = None


@dataclass(frozen=True)
class Line:
    """A further line of a reply: a key of the phrases with its values."""

    name: str
    values: dict[str, Value]


@dataclass(frozen=True)
class Request:
    """What an action or a rule wants to be said.

    `name` is a key of the answers or phrases; `facts` are ids in the directory, spoken in this order;
    `destination` shortens lists of destinations to that one. `steps` replace the answer's own next steps.
    `unknown` are countries for which nothing is known, `programme` is the id of one to speak of. `lines` stand below
    the text; `pages` are the languages of the pages that these link to.
    """

    name: str
    values: dict[str, Value] = field(default_factory=dict)
    facts: Sequence[str] = ()
    steps: Sequence[Step] | None = None
    destination: str | None = None
    unknown: Sequence[str] = ()
    programme: str | None = None
    lines: Sequence[Line] = ()
    pages: Sequence[str] = ()
    urgent: bool = False


def compose(request: Request, language: str, renderer: Renderer, directory: Directory) -> Reply:
    """The reply to a request; raises KeyError when the name has no text even in English."""
    catalogue = renderer.catalogue
    if request.programme:
        return _programme(request, language, renderer, directory)
    found = _text(catalogue, request.name, language)
    text = renderer.fill(found, request.values)
    entries = [directory.by_id[i] for i in request.facts if i in directory.by_id]
    entries = [e for e in entries if e.spoken_on(renderer.today)]
    facts = _fact_lines(entries, request, language, renderer)
    parts = [facts, text] if request.urgent else [text, facts]
    parts.extend(_further(request, found.language, language, renderer))
    if request.unknown:
        parts.append(renderer.phrase("not_known", language, {"countries": Countries(tuple(request.unknown))}))
    if found.language != language or not renderer.speaks(entries, language):
        parts.insert(0, renderer.phrase("only_in_english", language))
    return Reply(
        "\n\n".join(filter(None, parts)),
        found.language,
        _buttons(request, language, renderer),
        _sources(catalogue, request.name, entries, directory),
        request.urgent,
    )


def _programme(request: Request, language: str, renderer: Renderer, directory: Directory) -> Reply:
    """What a programme is, in its own summary."""
    programme = next(p for p in directory.programmes if p.id == request.programme)
    spoken = language if language in programme.summary else SOURCE
    notice = "" if spoken == language else renderer.phrase("only_in_english", language)
    parts = [notice, programme.summary[spoken], renderer.programme(programme, spoken)]
    source = Citation(programme.source.title, str(programme.source.url), programme.checked)
    return Reply(
        "\n\n".join(filter(None, parts)),
        spoken,
        _buttons(request, language, renderer),
        [source],
        request.urgent,
    )


def _further(request: Request, spoken: str, language: str, renderer: Renderer) -> Iterator[str]:
    """The further lines, and a notice when the reader may not understand the pages that they link to."""
    yield "\n".join(renderer.phrase(line.name, language, line.values) for line in request.lines)
    if request.pages and spoken not in request.pages:
        yield renderer.phrase("pages_in", language, {"languages": LanguageNames(tuple(request.pages))})


def _text(catalogue: Catalogue, name: str, language: str) -> Translated:
    section = "answers" if catalogue.has("answers", name) else "phrases"
    return catalogue.find(section, name, language)


def _fact_lines(entries: Sequence[Entry], request: Request, language: str, renderer: Renderer) -> str:
    """One line a fact, under the name of its country when several are spoken of, known or not."""
    countries = list(dict.fromkeys(entry.country for entry in entries))
    several = len({*countries, *request.unknown}) > 1
    lines: list[str] = []
    for country in countries:
        facts = [renderer.fact(e.fact, language, request.destination) for e in entries if e.country == country]
        spoken = [fact for fact in facts if fact]
        name = renderer.country(country, language)
        if several and len(spoken) == 1:
            lines.append(f"• {name}: {spoken[0]}")
            continue
        if several:
            lines.append(f"{name}:")
        lines.extend(f"• {line}" for line in spoken)
    return "\n".join(lines)


def _buttons(request: Request, language: str, renderer: Renderer) -> list[Button]:
    steps = request.steps
    if steps is None:
        answer = renderer.catalogue.steps.get(request.name)
        steps = [Step(f"/{intent}") for intent in answer.next] if answer else []
    return [Button(_title(step, language, renderer), step.payload) for step in steps]


def _title(step: Step, language: str, renderer: Renderer) -> str:
    if step.country:
        return renderer.country(step.country, language)
    if step.title:
        return renderer.phrase(step.title, language) if renderer.catalogue.has("phrases", step.title) else step.title
    return renderer.title(step.payload.lstrip("/").partition("{")[0], language)


def _sources(catalogue: Catalogue, name: str, entries: Sequence[Entry], directory: Directory) -> list[Citation]:
    """The pages of the facts, or that of the plain answer when no fact is spoken; each once."""
    cited = {
        str(entry.fact.source.url): Citation(entry.fact.source.title, str(entry.fact.source.url), entry.fact.checked)
        for entry in entries
    }
    answer = catalogue.steps.get(name)
    if not cited and answer and answer.source:
        source = directory.sources[answer.source]
        return [Citation(source.title, str(source.url), source.checked)]
    return list(cited.values())
