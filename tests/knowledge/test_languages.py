import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge.languages import Detection, Language, load_languages, reply_language
from tests.factories import ROOT

KNOWN = ("en", "ne", "fil", "zh")
SURE_NEPALI, UNSURE_NEPALI = Detection("ne", True), Detection("ne", False)


@pytest.mark.parametrize(
    ("chosen", "detections", "hint", "spoken"),
    [
        pytest.param("fil", [SURE_NEPALI], "zh", "fil", id="the choice of the person comes first"),
        pytest.param(None, [SURE_NEPALI], "zh", "ne", id="then the language they wrote in"),
        pytest.param(None, [UNSURE_NEPALI], "zh", "zh", id="an unsure detection does not count"),
        pytest.param(None, [UNSURE_NEPALI, SURE_NEPALI], None, "ne", id="an earlier sure one counts still"),
        pytest.param(None, [Detection("zh", True), SURE_NEPALI], None, "zh", id="the newest sure one wins"),
        pytest.param(None, [Detection("ar", True)], "ne", "ne", id="a language that we do not speak is passed over"),
        pytest.param("ar", [SURE_NEPALI], None, "ne", id="so is a choice of one"),
        pytest.param("", [], "ne", "ne", id="an empty choice is none"),
        pytest.param(None, [], None, "en", id="English when nothing is known"),
        pytest.param(None, [], "ar", "en", id="English when the app's language is not spoken"),
    ],
)
def test_language_of_a_reply(chosen, detections, hint, spoken):
    assert reply_language(KNOWN, chosen, detections, hint) == spoken


@pytest.mark.parametrize(
    ("hint", "spoken"),
    [
        ("ne-NP", "ne"),
        ("ne_NP", "ne"),
        ("NE", "ne"),
        ("zh-Hant-TW", "zh"),
        ("fil-PH", "fil"),
        ("nep", "en"),
        ("", "en"),
    ],
)
def test_hint_of_an_app_counts_by_its_primary_language(hint, spoken):
    assert reply_language(KNOWN, None, [], hint) == spoken


codes = st.sampled_from(["en", "ne", "ar", "pt-BR", ""]) | st.text(max_size=5)


@given(st.none() | codes, st.lists(st.builds(Detection, codes, st.booleans())), st.none() | codes)
def test_reply_is_always_in_a_language_that_we_speak(chosen, detections, hint):
    assert reply_language(KNOWN, chosen, detections, hint) in KNOWN


def test_languages_are_read_in_the_order_of_the_file(tmp_path):
    path = tmp_path / "languages.yml"
    path.write_text(
        "languages:\n  ur: {name: اردو, direction: rtl, scripts: [Latn], review: reviewed}\n  en: {name: English}\n",
        encoding="utf-8",
    )
    languages = load_languages(path)
    assert list(languages) == ["ur", "en"]
    assert languages["ur"] == Language("ur", "اردو", "rtl", ("Latn",), "reviewed")
    assert languages["en"] == Language("en", "English", "ltr", (), "draft")


def test_a_language_has_a_folder_of_examples_for_each_script():
    assert Language("ne", "नेपाली", scripts=("Latn",)).folders == ("ne", "ne-Latn")
    assert Language("en", "English").folders == ("en",)


@pytest.mark.parametrize(("code", "nepal"), [("fil", "Nepal"), ("ne", "नेपाल"), ("zh", "尼泊尔")])
def test_a_language_names_countries_in_its_own_words(code, nepal):
    assert Language(code, code).locale.territories["NP"] == nepal


def test_the_assistant_speaks_english_and_nepali():
    languages = load_languages(ROOT / "languages.yml")
    assert languages["en"].name == "English"
    assert languages["ne"].folders == ("ne", "ne-Latn")
