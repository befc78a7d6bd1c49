"""The content checker: a good project passes, and each mistake is shown at its line, in words for its writer."""

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.content.checking import content_problems, missing
from bot.content.checks.lexicon import URGENT
from bot.content.checks.project import Project
from bot.content.checks.vocabulary import spoken

ROOT = Path(__file__).resolve().parents[2]

#: A project as small as it can be without a mistake; sentences and words of facts are the real ones.
FILES = {
    "languages.yml": """\
languages:
  en: {name: English}
  ne: {name: नेपाली, direction: ltr, scripts: [Latn], review: draft}
""",
    "config.yml": "recipe: default.v1\n",
    "domain.yml": "version: '3.1'\nactions: [action_check_fee]\n",
    "data/nlu/en/talk.yml": """\
version: "3.1"
nlu:
- intent: greet
  examples: |
    - hello
    - good morning
    - hi there
    - salam
    - hey sathi
- intent: check_fee
  examples: |
    - is this fee legal
    - agent asks 2 lakh
    - is 5000 too much
""",
    "data/nlu/ne-Latn/talk.yml": """\
version: "3.1"
nlu:
- intent: check_fee
  examples: |
    - yeti paisa thik ho
    - 2 lakh magyo
""",
    "data/answers/en/talk.yml": """\
review: reviewed
reviewed_on: 2026-11-20
answers:
  greet:
    text: |-
      Hello.
      Ask me.
    next: [check_fee, greet]
    source: ilo
titles:
  greet: "Say hello"
  check_fee: "Is this fee legal?"
phrases:
  ask_amount: "How much? For example: 150000 rupees."
  wait: {one: "Wait a day, {name}.", other: "Wait {n} days, {name}."}
""",
    "data/answers/ne/talk.yml": """\
review: draft
answers:
  greet: "नमस्ते।"
titles:
  greet: "नमस्ते"
phrases:
  wait: {one: "{name}, एक दिन", other: "{name}, {n} दिन"}
terms:
  country.PH: फिलिपिन्स
""",
    "data/directory/sources.yml": """\
sources:
  ilo: {title: "ILO", url: "https://www.ilo.org/", date: "2019", checked: 2026-11-25}
""",
    "data/directory/programmes.yml": "programmes: []\n",
    "data/directory/rates.yml": "day: 2026-11-25\nper_usd:\n  USD: 1\n  NPR: 137\n",
    "data/directory/countries/np.yml": """\
country: NP
facts:
- id: np-police
  kind: emergency
  police: "100"
  source: {title: "Police", url: "https://www.nepalpolice.gov.np/", date: "2024"}
  checked: 2026-11-25
  review_by: 2027-05-25
  confidence: high
""",
    "data/lexicon/numbers.yml": "multipliers:\n  1000: [thousand]\nwords:\n  2: [two, dui]\n",
    "data/lexicon/places.yml": "places:\n  NP: [nepal]\n  QA: [qatar, doha]\n",
    "data/lexicon/roles.yml": """\
origin: {before: [from], after: []}
destination: {before: [to], after: []}
endings: [ma]
""",
    "data/lexicon/nationalities.yml": "nationalities:\n  NP: [nepalese]\n",
    "data/lexicon/occupations.yml": "occupations:\n  driver: [driver]\n",
    "data/lexicon/languages.yml": "languages:\n  ne: [nepali]\n",
    "data/lexicon/currencies.yml": """\
currencies:
  NPR: [npr]
  VND: [đ]
ambiguous:
  rupee:
    words: [rupees, रुपैयाँ]
    of: [NPR, INR]
""",
    "data/lexicon/concepts/en/rights.yml": "concepts:\n  passport: [passport, travel document]\n",
    "data/lexicon/danger/en.yml": "danger:\n  emergency:\n  - help ... die\n  - kill|murder* me\n",
    "data/rules/actions.yml": """\
version: "3.1"
rules:
- rule: check a fee
  steps:
  - or:
    - intent: check_fee
    - intent: greet
  - action: action_check_fee
""",
    "data/stories/helped.yml": """\
version: "3.1"
stories:
- story: greeted
  steps:
  - intent: greet
  - action: utter_greet
""",
}


@dataclass
class Builder:
    """A project to make mistakes in."""

    root: Path

    def write(self, path: str, text: str) -> None:
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_text(text, encoding="utf-8")

    def change(self, path: str, old: str, new: str) -> None:
        text = (self.root / path).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"'{old}' must stand once in {path}"
        self.write(path, text.replace(old, new))

    def problems(self) -> list[str]:
        return [str(problem) for problem in content_problems(self.root)]


@pytest.fixture
def project(tmp_path: Path) -> Builder:
    builder = Builder(tmp_path)
    for path, text in FILES.items():
        builder.write(path, text)
    for name in ("facts.yml", "terms.yml"):
        shutil.copy(ROOT / "data/answers/en" / name, tmp_path / "data/answers/en" / name)
    return builder


TALK = "data/nlu/en/talk.yml"
ROMAN = "data/nlu/ne-Latn/talk.yml"
ENGLISH = "data/answers/en/talk.yml"
NEPALI = "data/answers/ne/talk.yml"
FACTS = "data/answers/en/facts.yml"
RULES = "data/rules/actions.yml"
CONCEPTS = "data/lexicon/concepts/en/rights.yml"
DANGER = "data/lexicon/danger/en.yml"
NUMBERS = "data/lexicon/numbers.yml"

#: What is wrong: the file, what stands there, what is written instead, where the mistake is shown, and words of it.
MISTAKES = {
    # Any file.
    "no YAML": (RULES, "rules:", "rules: [", f"{RULES}:3", "not valid YAML"),
    "a day that does not exist": ("data/directory/rates.yml", "11-25", "11-31", "data/directory/rates.yml:1", "a day"),
    "a name twice": (ENGLISH, "titles:", "answers:", f"{ENGLISH}:10", "'answers' stands in line 3 already"),
    "a name read as no": (NUMBERS, "  2: [two, dui]", "  2: [two]\nno: [x]", f"{NUMBERS}:5", "put it in quotes"),
    # languages.yml.
    "a key of a language": ("languages.yml", "direction", "direktion", "languages.yml:3", "'direktion' is not known"),
    "a direction": ("languages.yml", "direction: ltr", "direction: up", "languages.yml:3", "one of: ltr, rtl"),
    "a script": ("languages.yml", "  en: {", "  en: {scripts: [latin], ", "languages.yml:2", "'scripts' is wrong"),
    "a language code": ("languages.yml", "  en:", "  qqq: {name: Q}\n  en:", "languages.yml:2", "no language code"),
    # Examples.
    "a key beside nlu": (TALK, 'version: "3.1"', "lookup: x", f"{TALK}:1", "'lookup' is not known here"),
    "a key of a block": (TALK, "- intent: greet", "- intent: greet\n  use: x", f"{TALK}:4", "'use' is not known here"),
    "no block of text": (ROMAN, "examples: |", "examples: >", f"{ROMAN}:4", "write `examples: |`"),
    "no dash": (TALK, "- hi there", "hi there", f"{TALK}:7", "begin the line with `- `"),
    "too few": (ROMAN, "    - 2 lakh magyo\n", "", f"{TALK}:10", "'check_fee' has only 4 examples"),
    "twice in an intent": (TALK, "- salam", "- Hello", f"{TALK}:8", f"'Hello' stands in {TALK}:5 already"),
    "in two intents": (TALK, "- is this fee", "- salam\n    - is this fee", f"{TALK}:12", f"of 'greet' too ({TALK}:8)"),
    "a command": (TALK, "- salam", "- /start", f"{TALK}:8", "cannot begin with `/`"),
    "not NFC": (TALK, "- salam", "- cafe\u0301", f"{TALK}:8", "write: café"),
    # Answers.
    "a section": (NEPALI, "phrases:", "phrazes:", f"{NEPALI}:6", "'phrazes' is not known here"),
    "a key of an answer": (ENGLISH, "source: ilo", "sauce: ilo", f"{ENGLISH}:9", "'sauce' is not known here"),
    "no text": (ENGLISH, 'greet: "Say hello"', "greet: [hello]", f"{ENGLISH}:11", "must be one text"),
    "no review": (NEPALI, "review: draft\n", "", f"{NEPALI}:1", "'review' is missing"),
    "another review": (NEPALI, "draft", "done", f"{NEPALI}:1", "one of: draft, reviewed"),
    "no day of review": (ENGLISH, "reviewed_on: 2026-11-20\n", "", f"{ENGLISH}:1", "add a line such as `reviewed_on"),
    "not in English": (NEPALI, '  greet: "नमस्ते"', '  great: "नमस्ते"', f"{NEPALI}:5", "English has no 'great'"),
    "no such country": (NEPALI, "country.PH", "country.XQ", f"{NEPALI}:9", "English has no 'country.XQ'"),
    "a value lost": (NEPALI, '"{name}, {n} दिन"', '"{n} दिन"', f"{NEPALI}:7", "{name} is missing in 'wait'"),
    "a value too many": (NEPALI, '"{name}, {n} ', '"{day} {name}, {n} ', f"{NEPALI}:7", "has no {day}"),
    "a single bracket": (NEPALI, "{n} दिन", "{n दिन", f"{NEPALI}:7", "stands alone"),
    "no other form": (NEPALI, "other:", "many:", f"{NEPALI}:7", "'other' is missing"),
    "next leads nowhere": (ENGLISH, "[check_fee, greet]", "[fee_check]", f"{ENGLISH}:8", "no intent 'fee_check'"),
    "next without title": (ENGLISH, '  check_fee: "Is this fee legal?"\n', "", f"{ENGLISH}:8", "no button title"),
    "no such source": (ENGLISH, "source: ilo", "source: oil", f"{ENGLISH}:9", "no source 'oil'"),
    # Words.
    "a link": (ENGLISH, "Ask me.", "See https://iom.int", f"{ENGLISH}:7", "a link ('https://') does not belong"),
    "a bare link": (ENGLISH, "Ask me.", "See dofe.gov.np now", f"{ENGLISH}:7", "a link ('dofe.gov.np')"),
    "a phone number": (ENGLISH, "Ask me.", "Call 98-41 234.", f"{ENGLISH}:7", "phone number ('98-41 234')"),
    "a Nepali number": (NEPALI, "नमस्ते।", "९८४१२३", f"{NEPALI}:3", "phone number"),
    "an amount": (ENGLISH, "Ask me.", "Pay 200 rupees.", f"{ENGLISH}:7", "an amount of money ('200 rupees')"),
    "an amount with a sign": (ENGLISH, "Ask me.", "Pay $ 200.", f"{ENGLISH}:7", "an amount of money"),
    "an amount with an ending": (NEPALI, "नमस्ते।", "५०० रुपैयाँमा", f"{NEPALI}:3", "an amount of money"),
    "a long answer": (ENGLISH, "Ask me.", "so long " * 120, f"{ENGLISH}:5", "shorten it to 900"),
    "a long phrase": (ENGLISH, "How much?", "much " * 800, f"{ENGLISH}:14", "shorten it to 4000"),
    "a long title": (ENGLISH, "Say hello", "hello " * 7, f"{ENGLISH}:11", "has 41 characters; shorten it to 40"),
    "to be done": (NEPALI, "नमस्ते।", "TODO नमस्ते।", f"{NEPALI}:3", "'greet' is not written yet"),
    # Sentences and words of facts.
    "a sentence": (FACTS, "  fee_cap.zero:", "  fee_cap.nil:", f"{FACTS}:2", "'fee_cap.zero' is missing under facts"),
    "a word": (
        "data/answers/en/terms.yml",
        "harm.abuse:",
        "harm.abused:",
        "data/answers/en/terms.yml:2",
        "'harm.abuse'",
    ),
    # Directory.
    "a fact": (
        "data/directory/countries/np.yml",
        "police: ",
        "polise: ",
        "data/directory/countries/np.yml:5",
        "'polise' is not known here",
    ),
    "a source": (
        "data/directory/sources.yml",
        'title: "ILO", ',
        "",
        "data/directory/sources.yml:2",
        "'title' is missing",
    ),
    "a rate of nothing": ("data/directory/rates.yml", "137", "0", "data/directory/rates.yml:4", "more than 0"),
    "a rate in words": ("data/directory/rates.yml", "137", "many", "data/directory/rates.yml:4", "must be a number"),
    # Lexicon.
    "a section of words": (NUMBERS, "words:", "word:", f"{NUMBERS}:3", "'word' is not known here"),
    "a word read as no": (NUMBERS, "[two, dui]", "[two, no]", f"{NUMBERS}:4", "put it in quotes"),
    "two meanings": (NUMBERS, "dui]", "dui]\n  3: [tin, Two]", f"{NUMBERS}:5", "in line 4, for '2'"),
    "two currencies": (
        "data/lexicon/currencies.yml",
        "[npr]",
        "[npr, rupees]",
        "data/lexicon/currencies.yml:6",
        "in line 2, for 'NPR'",
    ),
    "a concept without words": (CONCEPTS, "[passport, travel document]", "passport", f"{CONCEPTS}:2", "list"),
    "a danger not urgent": (DANGER, "emergency", "check_fee", f"{DANGER}:2", "'check_fee' is no urgent intent"),
    "a danger without words": (DANGER, "help ... die", "'...'", f"{DANGER}:3", "'...' fits any message"),
    "a danger that is anything": (DANGER, "kill|murder*", "kill|*", f"{DANGER}:4", "fits any message"),
    # Dialogue.
    "a key of a rule": (RULES, "  steps:", "  step: []\n  steps:", f"{RULES}:4", "'step' is not known here"),
    "no such intent": (RULES, "intent: greet", "intent: great", f"{RULES}:7", "there is no intent 'great'"),
    "no such action": (RULES, "action_check_fee", "action_fee", f"{RULES}:8", "there is no action 'action_fee'"),
    "no such answer": (
        "data/stories/helped.yml",
        "utter_greet",
        "utter_bye",
        "data/stories/helped.yml:6",
        "no action 'utter_bye'",
    ),
    "a line that Rasa takes": (ENGLISH, "Ask me.", "rules: ask me.", f"{ENGLISH}:7", "cannot begin with `rules:`"),
}

#: Where something else is wrong because of the mistake.
WITH_CONSEQUENCES = {"a name twice", "no block of text", "a fact", "a section of words"}

#: What is right although it looks like a mistake.
GOOD = {
    "a number that is no value": (ENGLISH, "Ask me.", "Ask me, 24 hours a day, in 7 days."),
    "a year": (ENGLISH, "Ask me.", "Ask me about 2026."),
    "a text without forms": (NEPALI, '{one: "{name}, एक दिन", other: "{name}, {n} दिन"}', '"{name}, {n} दिन"'),
    "an example in two languages": (ROMAN, "- 2 lakh magyo", "- agent asks 2 lakh"),
    "an empty section": (NEPALI, "terms:\n  country.PH: फिलिपिन्स\n", "terms:\n"),
    "a text that is missing": (NEPALI, '  greet: "नमस्ते।"\n', ""),
    "a remark": (TALK, "- intent: greet", "# What people say first.\n- intent: greet"),
    "an empty line among examples": (TALK, "    - salam", "\n    - salam"),
    "the longest title": (ENGLISH, "Say hello", "x" * 40),
    "the longest answer": (ENGLISH, "Ask me.", "x" * (900 - len("Hello.\n"))),
    "a new source": (ENGLISH, "source: ilo", "source: ilo  # read again"),
    "an action of Rasa": (RULES, "action: action_check_fee", "action: action_restart"),
    "a shared word of two sections": (NUMBERS, "[two, dui]", "[two, thousand]"),
}


def test_a_good_project_has_no_problems(project: Builder) -> None:
    assert project.problems() == []


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_shown_where_it_is(project: Builder, mistake: str) -> None:
    path, old, new, place, words = MISTAKES[mistake]
    project.change(path, old, new)
    shown = project.problems()
    assert any(p.startswith(f"{place}: ") and words in p for p in shown), shown
    assert len(shown) == 1 or mistake in WITH_CONSEQUENCES, shown


@pytest.mark.parametrize("change", GOOD)
def test_what_is_right_is_left_alone(project: Builder, change: str) -> None:
    project.change(*GOOD[change])
    assert project.problems() == []


def test_all_mistakes_come_in_one_run_in_the_order_of_files_and_lines(project: Builder) -> None:
    project.change("data/directory/rates.yml", "137", "-1")
    project.change(ENGLISH, "source: ilo", "source: oil")
    project.change(ENGLISH, "Ask me.", "Ask 98412345.")
    project.change(TALK, "- salam", "- /salam")
    project.change(RULES, "rules:", "rules: [")
    found = content_problems(project.root)
    assert [(p.path, p.line) for p in found] == [
        (ENGLISH, 7),
        (ENGLISH, 9),
        ("data/directory/rates.yml", 4),
        (TALK, 8),
        (RULES, 3),
    ]
    assert str(found[1]) == (
        f"{ENGLISH}:9: there is no source 'oil' in data/directory/sources.yml; correct the name or add it there"
    )


def test_an_intent_needs_an_answer_or_a_rule(project: Builder) -> None:
    project.change(RULES, "    - intent: check_fee\n", "")
    assert project.problems() == [
        f"{TALK}:10: 'check_fee' has examples, but no answer and no rule; write an answer in data/answers/en"
    ]


def test_an_intent_has_a_plain_name(project: Builder) -> None:
    for path in (TALK, ROMAN, RULES):
        project.change(path, "intent: check_fee", "intent: Check-Fee")
    project.change(ENGLISH, "next: [check_fee, greet]", "next: [greet]")
    assert [problem.split(";")[0] for problem in project.problems()] == [
        f"{TALK}:10: 'Check-Fee' is no name of an intent",
        f"{ROMAN}:3: 'Check-Fee' is no name of an intent",
    ]


def test_a_key_stands_in_one_file_of_a_language(project: Builder) -> None:
    project.write("data/answers/en/more.yml", "review: draft\ntitles:\n  greet: Hello\n")
    assert project.problems() == [
        f"{ENGLISH}:11: 'greet' stands in data/answers/en/more.yml:3 already; keep it in one file"
    ]


def test_a_sentence_uses_only_values_that_its_fact_gives(project: Builder) -> None:
    project.change(FACTS, "Police: {police}.", "Police: {fire}.")
    line = (project.root / FACTS).read_text(encoding="utf-8").split("Police: {fire}")[0].count("\n") + 1
    assert project.problems() == [f"{FACTS}:{line}: 'emergency.police' is never given {{fire}}; it can use: {{police}}"]


@pytest.mark.parametrize(
    ("path", "text", "words"),
    [
        ("data/nlu/xx/talk.yml", "nlu: []", "languages.yml has no 'xx'"),
        ("data/nlu/talk.yml", "nlu: []", "languages.yml has no 'nlu'"),
        ("data/answers/ne-Latn/talk.yml", "review: draft", "languages.yml has no 'ne-Latn'"),
        ("data/lexicon/concepts/xx/rights.yml", "concepts: {}", "languages.yml has no 'xx'"),
        ("data/lexicon/danger/xx.yml", "danger: {}", "languages.yml has no 'xx'"),
        ("data/lexicon/colours.yml", "red: [red]", "nothing reads this file"),
        ("data/answers/ne/more.yaml", "review: draft", "let the name end in .yml"),
    ],
)
def test_a_file_stands_where_it_is_read(project: Builder, path: str, text: str, words: str) -> None:
    project.write(path, text)
    assert [problem for problem in project.problems() if problem.startswith(f"{path}:1: ") and words in problem]


@pytest.mark.parametrize(
    "path", ["languages.yml", "data/lexicon/places.yml", "data/directory/rates.yml", "data/directory/sources.yml"]
)
def test_a_file_that_everything_needs_is_there(project: Builder, path: str) -> None:
    (project.root / path).unlink()
    assert project.problems() == [f"{path}:1: this file is missing; restore it"]


def test_a_file_of_other_letters_is_shown_at_the_first_of_them(project: Builder) -> None:
    (project.root / NEPALI).write_bytes("review: draft\ntitles:\n  greet: café\n".encode("latin-1"))
    assert project.problems() == [f"{NEPALI}:3: these letters cannot be read; save the file again as UTF-8"]


@pytest.mark.parametrize("path", FILES)
def test_a_file_that_cannot_be_read_is_the_only_one_accused(project: Builder, path: str) -> None:
    project.write(path, "a: b: c\n")
    assert [problem.split(": ")[0] for problem in project.problems()] == [f"{path}:1"]


@pytest.mark.parametrize(
    "text", ["", "5", "[]", "[[1]]", "no: 1", "5: {}", "data", "nlu: 5", "answers: [x]", "facts: [5]"]
)
def test_no_content_stops_the_check(project: Builder, text: str) -> None:
    for path in FILES:
        if path != "languages.yml":
            project.write(path, text)
    assert project.problems()


def test_missing_texts_are_counted_and_no_mistake(project: Builder) -> None:
    project.write("languages.yml", FILES["languages.yml"] + "  hi: {name: हिन्दी}\n")
    project.change(NEPALI, '  greet: "नमस्ते"', '  greet: "TODO"')
    found = missing(project.root)
    assert {"titles.greet", "titles.check_fee", "phrases.ask_amount", "terms.harm.abuse"} < set(found["ne"])
    assert not {"answers.greet", "phrases.wait"} & set(found["ne"])
    assert not [key for key in found["hi"] if key.startswith("terms.country.")]
    assert set(found) == {"ne", "hi"}
    assert len(found["hi"]) == len(found["ne"]) + 2


def test_the_urgent_intents_are_those_of_understanding() -> None:
    from bot.nlu.understanding import URGENT as UNDERSTOOD

    assert URGENT == UNDERSTOOD


def test_every_sentence_of_the_real_facts_is_one_that_facts_can_speak() -> None:
    texts = Project.read(ROOT).english_keys["facts"]
    assert {key for key in texts if not key.startswith("programme.")} == set(spoken())


def test_the_content_of_this_repository_has_no_problems() -> None:
    assert "\n".join(map(str, content_problems(ROOT))) == ""
