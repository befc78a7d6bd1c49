import pytest

from bot.content.catalogue import Translated, answer_files, load_catalogue
from tests.factories import make_catalogue

LANGUAGES = "languages:\n  en: {name: English}\n  ne: {name: नेपाली}\n"
ENGLISH = """\
review: draft
answers:
  greet: "Hello."
  recruitment_fees:
    text: |
      Pay nothing.
    next: [check_fee, hotline]
    source: page
titles: {greet: "Say hello"}
facts:
  training.days: {one: "{n} day", other: "{n} days"}
"""
NEPALI = """\
answers:
  greet: "नमस्ते।"
  recruitment_fees:
    text: "केही नतिर्नुहोस्।"
    next: [greet]
"""


@pytest.fixture
def root(tmp_path):
    (tmp_path / "languages.yml").write_text(LANGUAGES, encoding="utf-8")
    for name, text in {"en/b.yml": ENGLISH, "en/a.yml": "", "ne/b.yml": NEPALI, "xx/b.yml": ENGLISH}.items():
        path = tmp_path / "data" / "answers" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("section", "key", "language", "found"),
    [
        ("answers", "greet", "en", Translated("Hello.", "en")),
        ("answers", "greet", "ne", Translated("नमस्ते।", "ne")),
        pytest.param(
            "answers", "recruitment_fees", "en", Translated("Pay nothing.", "en"), id="without the line's end"
        ),
        pytest.param(
            "titles", "greet", "ne", Translated("Say hello", "en"), id="what is missing is English, and says so"
        ),
        ("facts", "training.days", "en", Translated({"one": "{n} day", "other": "{n} days"}, "en")),
    ],
)
def test_a_text_in_a_language(root, section, key, language, found):
    assert load_catalogue(root).find(section, key, language) == found


def test_an_empty_translation_counts_as_missing():
    catalogue = make_catalogue(phrases={"en": {"wait": "Please wait."}, "ne": {"wait": ""}})
    assert catalogue.find("phrases", "wait", "ne") == Translated("Please wait.", "en")


def test_a_text_that_nobody_wrote_is_an_error(root):
    with pytest.raises(KeyError, match="no text for 'goodbye', not even in en"):
        load_catalogue(root).find("answers", "goodbye", "ne")


def test_whether_something_can_be_said_is_decided_by_english():
    catalogue = make_catalogue(answers={"en": {"greet": "Hello"}, "ne": {"extra": "अरू"}})
    assert catalogue.has("answers", "greet")
    assert not catalogue.has("answers", "extra")
    assert not catalogue.has("poems", "greet")


def test_next_steps_and_source_stand_once_in_english(root):
    steps = load_catalogue(root).steps
    assert steps["recruitment_fees"].next == ("check_fee", "hotline")
    assert steps["recruitment_fees"].source == "page"
    assert "greet" not in steps


def test_the_answers_are_the_list_of_what_can_be_said(root):
    assert load_catalogue(root).answers == {"greet": "Hello.", "recruitment_fees": "Pay nothing."}


def test_files_of_unknown_languages_are_left_alone(root):
    catalogue = load_catalogue(root)
    found = [(code, path.name) for code, path in answer_files(root, catalogue.languages)]
    assert found == [("en", "a.yml"), ("en", "b.yml"), ("ne", "b.yml")]


def test_every_next_step_that_is_offered_has_a_title(written):
    offered = {intent for answer in written.steps.values() for intent in answer.next}
    assert offered
    assert [intent for intent in sorted(offered) if not written.has("titles", intent)] == []


@pytest.mark.parametrize("intent", ["emergency", "trafficking_help", "recruitment_fees", "passport_kept", "help_menu"])
def test_a_worker_can_be_answered_about(written, intent):
    assert written.find("answers", intent, "en").text
