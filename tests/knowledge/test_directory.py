from datetime import timedelta

import pytest
import yaml
from babel import Locale

from bot.knowledge.codes import Occupation
from bot.knowledge.directory import GRACE_DAYS, load_directory
from bot.knowledge.documents import ContentError
from bot.knowledge.rates import Rates
from bot.knowledge.scope import Corridor, applies
from tests.factories import SOURCE, TODAY, make_directory, make_fact, make_programme, record

PROGRAMME = yaml.safe_load(make_programme().json())


@pytest.fixture
def write(tmp_path):
    """Writes `data/directory` below a temporary root: `write(np={...}, bd="text")`; the folder is the result."""

    def write_files(programmes=(PROGRAMME,), sources=None, **countries):
        folder = tmp_path / "data" / "directory"
        files = {f"countries/{code}.yml": content for code, content in countries.items()}
        files |= {"programmes.yml": {"programmes": list(programmes)}, "sources.yml": {"sources": sources or {}}}
        files["rates.yml"] = {"day": TODAY, "per_usd": {"USD": 1, "NPR": 137.5}}
        for name, content in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            text = content if isinstance(content, str) else yaml.safe_dump(content, sort_keys=False)
            path.write_text(text, encoding="utf-8")
        return folder

    return write_files


def country(code, *facts, **more):
    return {"country": code, "facts": list(facts)} | more


def problems(folder):
    with pytest.raises(ContentError) as caught:
        load_directory(folder)
    return [str(problem) for problem in caught.value.problems]


def test_a_folder_becomes_a_directory(write):
    held = {"id": "np-rumour", "reason": "unverified"}
    folder = write(
        np=country("NP", record("emergency", id="np-police"), held_back=[held]),
        qa=country("QA", record("fee_cap", id="qa-fee", zero=True)),
        sources={"page": SOURCE | {"checked": "2026-01-01"}},
    )
    directory = load_directory(folder)
    assert [(e.country, e.fact.id) for e in directory.entries] == [("NP", "np-police"), ("QA", "qa-fee")]
    assert [p.id for p in directory.programmes] == ["sparrow"]
    assert directory.sources["page"].title == "A page"
    assert [h.id for h in directory.held_back] == ["np-rumour"]
    assert directory.rates == Rates(day=TODAY, per_usd={"USD": 1, "NPR": 137.5})


def test_a_mistake_is_shown_with_path_and_line(write):
    good = record("emergency", id="good")
    text = yaml.safe_dump(country("NP", good), sort_keys=False) + "- {id: bad, kind: emergency, polise: '1'}\n"
    at = len(text.splitlines())
    found = problems(write(np=text))
    assert f"data/directory/countries/np.yml:{at}: 'polise' is not known here; check the spelling or remove it" in found
    assert f"data/directory/countries/np.yml:{at}: 'police' is missing; add it" in found


@pytest.mark.parametrize(
    ("fact", "words"),
    [
        ("{id: bad, kind: hotlien}", "the kind 'hotlien' is not known; write one of 'regulator', "),
        ("{id: bad}", "'kind' is missing; add it"),
    ],
)
def test_a_fact_of_no_known_kind(write, fact, words):
    text = yaml.safe_dump(country("NP", record("emergency", id="good")), sort_keys=False) + f"- {fact}\n"
    (found,) = problems(write(np=text))
    assert found.startswith(f"data/directory/countries/np.yml:{len(text.splitlines())}: {words}")


def test_all_mistakes_of_all_files_come_in_one_run(write):
    folder = write(
        np=country("NP", record("emergency", police=None)),
        bd="country: BD\nfacts: [",
        qa=country("QA", record("hotline", number="not a number", short_code=False)),
        programmes=[PROGRAMME | {"id": "Not An Id"}],
    )
    (folder / "sources.yml").unlink()
    found = problems(folder)
    assert len(found) == 5
    wrong = " ".join(found)
    for name in ("bd.yml", "np.yml", "qa.yml", "programmes.yml", "sources.yml"):
        assert name in wrong


def test_two_facts_may_not_share_an_id(write):
    folder = write(np=country("NP", record("emergency", id="same")), qa=country("QA", record("steps", id="same")))
    (found,) = problems(folder)
    assert found.startswith("data/directory/countries/qa.yml:")
    assert "the id 'same' is already used in data/directory/countries/np.yml" in found


def test_a_missing_file_is_named(write):
    folder = write(np=country("NP"))
    (folder / "programmes.yml").unlink()
    (found,) = problems(folder)
    assert "programmes.yml" in found
    assert "this file is missing" in found


@pytest.mark.parametrize(
    "content", [country("NP", record("fee_cap", zero=True, months=1)), "# nothing yet\n"], ids=["two limits", "empty"]
)
def test_a_mistake_is_told_without_words_of_programming(write, content):
    assert all("__root__" not in found for found in problems(write(np=content)))


@pytest.mark.parametrize(
    ("confidence", "days_late", "spoken"),
    [
        ("high", -1, True),
        ("low", 0, True),
        ("high", GRACE_DAYS, True),
        ("high", GRACE_DAYS + 1, False),
        ("unverified", -1, False),
    ],
)
def test_a_fact_is_spoken_until_its_review_is_a_year_late(confidence, days_late, spoken):
    review_by = str(TODAY - timedelta(days_late))
    directory = make_directory(NP=[make_fact("emergency", confidence=confidence, review_by=review_by)])
    assert directory.by_id["emergency"].spoken_on(TODAY) is spoken


@pytest.fixture
def directory():
    return make_directory(
        [make_programme()],
        NP=[
            make_fact("hotline", id="h1"),
            make_fact("steps"),
            make_fact("hotline", id="h2"),
            make_fact("fee_cap", zero=1),
        ],
        QA=[make_fact("emergency")],
        TH=[make_fact("licence_check"), make_fact("passport_retention")],
        MT=[make_fact("hotline", id="h3")],
    )


@pytest.mark.parametrize(
    ("code", "kinds", "ids"),
    [
        ("NP", ["hotline"], ["h1", "h2"]),
        pytest.param("NP", ["steps", "hotline"], ["steps", "h1", "h2"], id="in the order of the kinds"),
        ("NP", ["emergency"], []),
        ("XX", ["hotline"], []),
        (None, ["hotline"], []),
    ],
)
def test_facts_of_a_country(directory, code, kinds, ids):
    assert [entry.fact.id for entry in directory.of(code, *kinds)] == ids


def test_what_is_known_of_a_country_tells_which_end_of_the_way_it_can_be(directory):
    assert directory.countries == ("NP", "QA", "TH", "MT")
    assert directory.origins == ("NP", "TH")
    assert directory.destinations == ("QA", "TH")


@pytest.mark.parametrize("name", ["sparrow", "SPARROW", "Sparrow programme", "SPARROW PROGRAMME"])
def test_a_programme_is_found_by_id_or_name_in_any_case(directory, name):
    assert directory.programme(name).id == "sparrow"


def test_a_programme_that_nobody_knows(directory):
    assert directory.programme("eagle") is None


def test_the_shipped_directory_knows_both_ends(shipped):
    assert {"NP", "BD", "PH", "IN", "LK"} <= set(shipped.origins)
    assert {"QA", "SA", "AE", "MY", "KW"} <= set(shipped.destinations)
    assert not {"NP", "BD"} & set(shipped.destinations)


def test_the_shipped_directory_names_real_countries_only(shipped):
    territories = Locale("en").territories
    for entry in shipped.entries:
        fact = entry.fact
        codes = (entry.country, *fact.origins, *fact.destinations, *getattr(fact, "serves", ()))
        assert [code for code in codes if code not in territories] == [], fact.id


def test_every_shipped_fact_was_read_on_a_page_before_it_falls_due(shipped):
    for entry in shipped.entries:
        assert entry.fact.checked < entry.fact.review_by, entry.fact.id
        assert str(entry.fact.source.url).startswith("http"), entry.fact.id


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("qa-fees", {"zero": True, "law": "Labour Law 14/2004 art. 33"}),
        ("np-fee-cap", {"amount": 10000, "currency": "NPR"}),
        ("bd-fee-malaysia", {"amount": 78990, "currency": "BDT", "destinations": ("MY",), "total": True}),
        ("np-hotline-1141", {"number": "1141", "from_abroad": "+9771141"}),
        ("qa-passport", {"forbidden": True, "fine": 25000, "currency": "QAR"}),
    ],
)
def test_facts_of_life(shipped, name, expected):
    fact = shipped.by_id[name].fact
    assert {key: getattr(fact, key) for key in expected} == expected


def test_the_ban_on_domestic_work_in_the_gulf_is_for_no_other_work(shipped):
    ban = shipped.by_id["np-domestic-worker-ban"]
    assert applies(ban, Corridor("NP", "KW", Occupation.DOMESTIC_WORKER))
    assert not applies(ban, Corridor("NP", "KW", Occupation.DRIVER))
    assert not applies(ban, Corridor("NP", "MY", Occupation.DOMESTIC_WORKER))
