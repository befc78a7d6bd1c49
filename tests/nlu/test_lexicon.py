import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.nlu.lexicon import Lexicon, Match, country_names, digits, language_names, read_lexicon
from bot.nlu.text import fold

PLACES = Lexicon(
    {
        "QA": ["Qatar", "doha", "कतार", "กาตาร์"],
        "SA": ["Saudi", "Saudi Arabia", "साउदी", "沙特"],
        "KR": ["korea", "south korea", "u.a.k"],
        "KP": ["north korea"],
        "ID": ["indo", "印度尼西亚"],
        "IN": ["india", "印度"],
        "NP": ["नेपाल"],
        "IQ": ["iraq"],
    },
    ["ma", "bata", "mein"],
)


def codes(text):
    return [match.code for match in PLACES.find(fold(text))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("from Saudi Arabia to QATAR", ["SA", "QA"]),
        ("saudi", ["SA"]),
        pytest.param("north korea", ["KP"], id="the longest name wins"),
        ("south korea or korea", ["KR", "KR"]),
        pytest.param("qatar, doha; saudi!", ["QA", "QA", "SA"], id="between signs"),
        ("saudi-arabia", ["SA"]),
        pytest.param("qatarma, sauditira", ["QA"], id="only known endings are cut off"),
        ("sauDIBATA", ["SA"]),
        pytest.param("indore", [], id="another word that begins alike"),
        pytest.param("indoma", ["ID"], id="four letters are enough for an ending"),
        pytest.param("aqatar", [], id="no name inside a word"),
        ("कतारमा नेपालबाट", ["QA", "NP"]),
        pytest.param("अकतार", [], id="Indic names stand at the start of a word"),
        ("ไปกาตาร์ทำงาน", ["QA"]),
        pytest.param("我在印度尼西亚，不在印度", ["ID", "IN"], id="the longest name also where there are no spaces"),
        ("沙特打工", ["SA"]),
        ("", []),
    ],
)
def test_names_in_a_text(text, found):
    assert codes(text) == found


@pytest.mark.parametrize(
    ("text", "match"),
    [
        ("to qatarma", Match("QA", 3, 10, "ma")),
        ("कतारमा", Match("QA", 0, 6, "मा")),
        ("saudi arabia", Match("SA", 0, 12)),
        ("ไปกาตาร์", Match("QA", 2, 8)),
    ],
)
def test_where_a_name_stands_and_what_is_glued_to_it(text, match):
    assert PLACES.find(fold(text)) == [match]


@given(st.text(max_size=40))
def test_matches_are_in_order_and_inside_the_text(text):
    folded = fold(text)
    matches = PLACES.find(folded)
    assert all(0 <= m.start < m.end <= len(folded) for m in matches)
    assert matches == sorted(matches, key=lambda m: m.start)


names = st.sampled_from(["qatar", "saudi arabia", "कतार", "iraq", "doha", "x", "42", "the"])


@given(st.lists(names, max_size=6))
def test_every_name_between_other_words_is_found(listed):
    assert len(codes(", ".join(listed))) == len([name for name in listed if name not in ("x", "42", "the")])


def test_an_empty_lexicon_finds_nothing():
    assert Lexicon({}).find("qatar") == []
    assert Lexicon({"QA": [""]}).find("qatar") == []


@pytest.mark.parametrize(
    ("text", "ascii_digits"),
    [("१५०००", "15000"), ("۱۲۳", "123"), ("৳৫০", "৳50"), ("๑๒", "12"), ("12 x²", "12 x2"), ("", "")],
)
def test_digits_of_every_script(text, ascii_digits):
    assert digits(text) == ascii_digits


def test_countries_have_the_names_of_all_languages():
    found = country_names(["en", "ne", "zh"], ["QA", "MM"])
    assert found["QA"] == ["Qatar", "कतार", "卡塔尔"]
    assert {"Myanmar", "Burma"} <= set(found["MM"])


def test_languages_have_the_names_of_all_languages():
    assert language_names(["en", "ne"], ["ne"]) == {"ne": ["Nepali", "नेपाली"]}


def test_a_lexicon_file_is_read_as_it_stands(tmp_path):
    path = tmp_path / "places.yml"
    path.write_text("places: {QA: [doha]}\n", encoding="utf-8")
    assert read_lexicon(path) == {"places": {"QA": ["doha"]}}
