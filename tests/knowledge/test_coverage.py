import csv
import io
import warnings
from datetime import date, timedelta

import pytest
import yaml
from typer.testing import CliRunner

from bot.cli import app
from bot.coverage_commands import page, title
from bot.knowledge.coverage import QUESTIONS, cells, counts, watched
from bot.knowledge.directory import Directory
from bot.knowledge.facts import HeldBack
from bot.knowledge.review import due_facts
from bot.knowledge.scope import Corridor
from tests.factories import ROOT, TODAY, make_directory, make_fact

RESEARCH = ROOT.parent / "shared" / "facts"
PAGE = ROOT / "docs" / "corridors.md"


def held(name, reason="no typed form"):
    return HeldBack(id=name, reason=reason, note=None)


def test_every_fact_is_counted_once_by_what_becomes_of_it():
    facts = [
        make_fact("emergency", id="fresh"),
        make_fact("emergency", id="late", review_by=str(TODAY - timedelta(1))),
        make_fact("emergency", id="too-late", review_by=str(TODAY - timedelta(366))),
        make_fact("emergency", id="rumour", confidence="unverified"),
        make_fact("hotline", id="line"),
    ]
    directory = make_directory(NP=facts)
    assert counts(directory, TODAY) == [
        ("NP", "emergency", "overdue", ("late",)),
        ("NP", "emergency", "silent", ("too-late",)),
        ("NP", "emergency", "spoken", ("fresh",)),
        ("NP", "emergency", "unverified", ("rumour",)),
        ("NP", "hotline", "spoken", ("line",)),
    ]


def test_what_is_held_back_is_counted_by_its_reason():
    facts = make_directory(NP=[make_fact("emergency", id="np-police")])
    directory = Directory(facts.entries, held_back=(held("np-a"), held("np-b"), held("sparrow", "for staff")))
    assert counts(directory, TODAY)[:2] == [
        ("", "held back", "for staff", ("sparrow",)),
        ("NP", "emergency", "spoken", ("np-police",)),
    ]
    assert counts(directory, TODAY)[2] == ("NP", "held back", "no typed form", ("np-a", "np-b"))


def test_what_is_counted_as_spoken_is_what_may_be_said(shipped):
    for day in (date(2026, 11, 25), date(2027, 12, 1), date(2029, 1, 1)):
        said = {i for row in counts(shipped, day) if row.state in ("spoken", "overdue") for i in row.ids}
        assert said == {entry.fact.id for entry in shipped.entries if entry.spoken_on(day)}


def test_nothing_is_lost_between_the_facts_and_the_counts(shipped):
    counted = [i for row in counts(shipped, TODAY) for i in row.ids]
    assert sorted(counted) == sorted([*shipped.by_id, *(h.id for h in shipped.held_back)])


def researched() -> list[str]:
    files = [
        yaml.safe_load((RESEARCH / name).read_text(encoding="utf-8")) for name in ("origin.yml", "destination.yml")
    ]
    return [fact["id"] for file in files for country in file["countries"] for fact in country["facts"]]


@pytest.mark.skipif(not RESEARCH.exists(), reason="the researched material is not beside this clone")
def test_every_researched_fact_is_typed_or_held_back_with_a_reason(shipped):
    known = {*shipped.by_id, *(h.id for h in shipped.held_back)}
    lost = [name for name in researched() if not any(f"{other}-".startswith(f"{name}-") for other in known)]
    assert lost == []


def test_the_cells_of_a_corridor():
    directory = make_directory(
        NP=[make_fact("fee_cap", id="np-cap", amount=1, currency="NPR"), make_fact("hotline", id="np-line")],
        QA=[make_fact("passport_retention", id="qa-passport"), make_fact("hotline", id="qa-line", topics=["labour"])],
    )
    found = {
        cell.question.name: [e.fact.id for e in cell.entries]
        for cell in cells([Corridor("NP", "QA")], directory, TODAY)
    }
    assert found == {
        "fee at home": ["np-cap"],
        "fee abroad": [],
        "steps": [],
        "licence check": [],
        "hotline at home": ["np-line"],
        "hotline abroad": ["qa-line"],
        "passport rule": ["qa-passport"],
        "complaint at home": [],
        "complaint abroad": ["qa-line"],
    }


def test_a_country_that_is_not_known_is_asked_for_and_no_gap():
    found = list(cells([Corridor("PH", None, "seafarer")], make_directory(), TODAY))
    assert {cell.question.name for cell in found if not cell.asked} == {
        question.name for question in QUESTIONS if question.side == "destination"
    }


def test_twenty_corridors_are_watched():
    assert len(set(watched(ROOT))) == 20
    assert Corridor("PH", None, "seafarer") in watched(ROOT)


def test_a_corridor_has_a_title():
    assert title(Corridor("LK", "KW", "domestic_worker")) == "Sri Lanka to Kuwait, domestic worker"
    assert title(Corridor("PH", None, "seafarer")) == "Philippines, seafarer"


def test_every_cell_of_the_watched_corridors_has_a_source_or_is_a_gap_that_is_said(shipped):
    day = date(2026, 11, 25)
    for cell in cells(watched(ROOT), shipped, day):
        assert all(entry.fact.source.url and entry.spoken_on(day) for entry in cell.entries)


#: What nobody has found out yet. A cell that gets its first fact leaves this list; one that loses its last fact fails.
NOT_KNOWN = {
    ("PH", "HK", "passport rule"),
    ("VN", "JP", "fee abroad"),
    ("VN", "JP", "steps"),
    ("VN", "JP", "complaint at home"),
    ("VN", "KR", "steps"),
    ("VN", "KR", "passport rule"),
    ("VN", "KR", "complaint at home"),
    ("MM", "TH", "licence check"),
    ("MM", "TH", "hotline at home"),
    ("MM", "TH", "complaint at home"),
    ("KH", "TH", "fee at home"),
    ("LA", "TH", "fee at home"),
    ("LA", "TH", "licence check"),
    ("LA", "TH", "complaint at home"),
    ("NP", "KR", "fee at home"),
    ("NP", "KR", "passport rule"),
}


def test_the_gaps_are_those_that_are_known(shipped):
    found = cells(watched(ROOT), shipped, date(2026, 11, 25))
    gaps = {(c.corridor.origin, c.corridor.destination, c.question.name) for c in found if c.asked and not c.entries}
    assert gaps == NOT_KNOWN


def test_the_page_of_the_corridors_is_up_to_date():
    again = ".venv/bin/sathi directory corridors --markdown > docs/corridors.md"
    assert PAGE.read_text(encoding="utf-8") == page(), f"make it anew: {again}"


def test_a_directory_that_nobody_reviews_any_more_is_seen_and_breaks_no_test(shipped):
    late = [due for due in due_facts(shipped, date.today()) if due.state != "due"]
    if late:
        kinds = sorted({due.kind for due in late})
        warnings.warn(f"{len(late)} facts are overdue for review ({', '.join(kinds)})", stacklevel=1)


def run(*arguments: str) -> str:
    result = CliRunner().invoke(app, ["directory", *arguments])
    assert result.exit_code == 0, result.output
    return result.output


def test_the_counts_can_be_read_by_a_spreadsheet(shipped):
    rows = list(csv.DictReader(io.StringIO(run("counts", "--csv"))))
    assert sum(int(row["count"]) for row in rows) >= len(shipped.entries)
    assert all(len(row["ids"].split()) == int(row["count"]) for row in rows)


def test_the_counts_end_with_a_sum():
    assert "held back, no typed form: " in run("counts").splitlines()[-1]


def test_the_corridors_can_be_read_by_a_spreadsheet():
    rows = list(csv.DictReader(io.StringIO(run("corridors", "--csv"))))
    assert {row["origin"] for row in rows} >= {"NP", "BD", "PH", "ID", "IN", "LK", "PK", "VN", "MM", "KH", "LA"}
    assert all(row["url"] or row["fact"] in ("not known", "-") for row in rows)


def test_the_corridors_can_be_read_on_a_screen():
    assert "Nepal to Qatar" in run("corridors")
    assert run("corridors", "--markdown") == page()
