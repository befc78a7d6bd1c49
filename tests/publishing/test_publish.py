import json
from datetime import date
from hashlib import sha256

import pytest
from jsonschema import Draft7Validator, FormatChecker

from bot.knowledge.directory import Directory
from bot.knowledge.facts import HeldBack
from bot.knowledge.published import PublishedError, parse_facts, read_published
from bot.publishing.manifest import manifest_of, parse_manifest
from bot.publishing.publish import publish, published_files
from tests.factories import RATES, ROOT, SOURCE, TODAY, make_directory, make_fact, make_programme


def read(folder, name):
    return json.loads((folder / name).read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def folder(shipped, tmp_path_factory):
    """The shipped directory, published."""
    place = tmp_path_factory.mktemp("published")
    publish(shipped, place, TODAY)
    return place


def test_a_published_directory_reads_as_the_same_directory(folder, shipped):
    assert read_published(folder) == shipped


def test_the_manifest_says_how_to_know_each_file(folder):
    manifest = parse_manifest((folder / "manifest.json").read_bytes())
    assert manifest.date == TODAY
    assert {path.name for path in folder.iterdir()} == {"manifest.json", *(file.name for file in manifest.files)}
    for file in manifest.files:
        body = (folder / file.name).read_bytes()
        assert (file.size, file.sha256) == (len(body), sha256(body).hexdigest())


def test_the_same_directory_gives_the_same_bytes_on_another_day_but_for_the_date(folder, shipped, tmp_path):
    publish(shipped, tmp_path, date(2026, 2, 1))
    for path in folder.iterdir():
        if path.name != "manifest.json":
            assert path.read_bytes() == (tmp_path / path.name).read_bytes()
    one, other = read(folder, "manifest.json"), read(tmp_path, "manifest.json")
    assert one | {"date": None} == other | {"date": None}
    assert other["date"] == "2026-02-01"


def test_another_content_is_another_version(tmp_path):
    one = publish(make_directory(NP=[make_fact("steps")]), tmp_path, TODAY)
    other = publish(make_directory(NP=[make_fact("steps", confidence="low")]), tmp_path, TODAY)
    assert one.version != other.version
    assert [e.fact.confidence for e in read_published(tmp_path).entries] == ["low"]


@pytest.mark.parametrize(("file", "schema"), [("facts", "facts.schema"), ("manifest", "manifest.schema")])
def test_what_is_published_fits_the_schema_beside_it(folder, file, schema):
    form = read(folder, f"{schema}.json")
    Draft7Validator.check_schema(form)
    content = read(folder, f"{file}.json")
    if "facts" in content:  # One fact of each kind: the schema of all kinds is slow to work through.
        kinds = {fact["kind"]: fact for facts in content["facts"].values() for fact in facts}
        content["facts"] = {"NP": list(kinds.values())}
    Draft7Validator(form).validate(content)


def test_the_schema_finds_what_is_wrong(folder):
    content = read(folder, "facts.json")
    content["facts"] = {"NP": [content["facts"]["NP"][0] | {"confidence": "certain"}]}
    assert not Draft7Validator(read(folder, "facts.schema.json")).is_valid(content)


HSDS = ROOT.parent / "shared" / "data" / "hsds"


@pytest.mark.skipif(not HSDS.exists(), reason="the official schemas of HSDS are not beside the project")
@pytest.mark.parametrize(("file", "schema"), [("organizations", "organization"), ("services", "service")])
def test_contacts_and_programmes_fit_the_official_schemas_of_hsds(folder, file, schema):
    validator = Draft7Validator(read(HSDS, f"{schema}.json"), format_checker=FormatChecker())
    records = read(folder, f"{file}.json")
    assert records
    assert [f"{record['name']}: {e.message}" for record in records for e in validator.iter_errors(record)] == []
    assert not validator.is_valid(records[0] | {"id": "no uuid"})


def test_what_was_never_checked_is_held_back_and_rates_come_along():
    held = HeldBack(id="np-rumour", reason="unverified")
    directory = Directory((), (make_programme(),), {"page": SOURCE | {"checked": TODAY}}, (held,), RATES)
    again = parse_facts(published_files(directory)["facts.json"])
    assert (again.held_back, again.rates, again.programmes) == ((held,), RATES, (make_programme(),))
    assert again.sources["page"].checked == TODAY


CONTENT = json.loads(published_files(make_directory(NP=[make_fact("hotline")]))["facts.json"])


def facts_json(**changes):
    """A good `facts.json` but for the changes."""
    return json.dumps(CONTENT | changes).encode()


GOOD = json.loads(make_fact("hotline").json())
WRONG_NUMBER = GOOD | {"number": "123456789123", "short_code": False}


@pytest.mark.parametrize(
    ("body", "said"),
    [
        pytest.param(b"<html>", "is not valid JSON", id="a page"),
        pytest.param(b"", "is not valid JSON", id="nothing"),
        pytest.param(b"\xff\xfe", "is not valid JSON", id="no letters"),
        pytest.param(b"[" * 1_000_000, "is not valid JSON", id="without a bottom"),
        pytest.param(facts_json()[:-9], "is not valid JSON", id="cut short"),
        pytest.param(b"[]", "does not have the form", id="a list"),
        pytest.param(b"{}", "'facts' is missing", id="empty"),
        pytest.param(facts_json(facts={"Nepal": []}), "does not have the form", id="no country code"),
        pytest.param(facts_json(facts={"NP": [GOOD | {"kind": "rumour"}]}), "at 'facts NP 0'", id="unknown kind"),
        pytest.param(facts_json(facts={"NP": [GOOD | {"fax": "1"}]}), "'fax' is not known here", id="unknown field"),
        pytest.param(facts_json(facts={"NP": [GOOD, GOOD]}), "two facts with the same id", id="twice"),
        pytest.param(facts_json(facts={"NP": [WRONG_NUMBER]}), "wrong number in 'hotline'", id="no phone number"),
        pytest.param(facts_json(rates={"day": "2026-01-01", "per_usd": {"NPR": 0}}), "rates per_usd", id="no rate"),
        pytest.param(facts_json(rates={"day": "2026-01-01", "per_usd": {"NPR": float("nan")}}), "JSON", id="NaN"),
        pytest.param(facts_json().replace(b'"USD": 1.0', b'"USD": 1e999'), "not valid JSON", id="infinity"),
        pytest.param(
            facts_json(programmes=[json.loads(make_programme(summary={"ne": "यसले मद्दत गर्छ।"}).json())]),
            "no English summary",
            id="programme that cannot be told",
        ),
        pytest.param(
            facts_json(programmes=[json.loads(make_programme().json())] * 2), "two programmes", id="programme twice"
        ),
    ],
)
def test_facts_that_cannot_be_used_are_refused_in_one_sentence(body, said):
    with pytest.raises(PublishedError) as caught:
        parse_facts(body)
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_later_release_may_add_a_section():
    assert parse_facts(facts_json(stories=[])).countries == ("NP",)


def manifest(**changes):
    """A good manifest but for the changes."""
    good = json.loads(manifest_of({"facts.json": b"{}", "services.json": b"[]"}, TODAY).json())
    return json.dumps(good | changes).encode()


def listed(name, **changes):
    return {"name": name, "sha256": "a" * 64, "size": 2} | changes


FACTS = listed("facts.json")


def test_a_manifest_is_read_as_it_was_made():
    assert [file.name for file in parse_manifest(manifest()).files] == ["facts.json", "services.json"]
    assert parse_manifest(manifest(publisher="An NGO")).date == TODAY


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"404 not found", "is not valid JSON"),
        (b"null", "does not have the form"),
        (manifest(format=2), "newer than this release; update Sathi"),
        (manifest(version="0" * 16), "not that of its files"),
        (manifest(files=[]), "does not have the form"),
        (manifest(files=[listed("services.json")]), "must name facts.json"),
        (manifest(files=[FACTS, FACTS]), "no file twice"),
        (manifest(files=[FACTS, listed("manifest.json")]), "not manifest.json"),
        (manifest(files=[FACTS] + [listed(f"f{n}.json") for n in range(20)]), "does not have the form"),
        (manifest(files=[listed("facts.json", size=10**9)]), "does not have the form"),
        (manifest(files=[listed("facts.json", size=0)]), "does not have the form"),
        (manifest(files=[listed("facts.json", sha256="A" * 64)]), "does not have the form"),
    ],
)
def test_a_manifest_that_cannot_be_used_is_refused(body, said):
    with pytest.raises(PublishedError, match=said):
        parse_manifest(body)


@pytest.mark.parametrize(
    "name",
    [
        "../facts.json",
        "a/b.json",
        "a\\b.json",
        "/etc/x.json",
        ".x.json",
        "a..json",
        "x.yml",
        "con\n.json",
        "x.json\n",
        "",
    ],
)
def test_a_file_outside_of_the_folder_or_of_another_kind_is_refused(name):
    with pytest.raises(PublishedError, match="must be the plain name of a JSON file"):
        parse_manifest(manifest(files=[FACTS, listed(name)]))
