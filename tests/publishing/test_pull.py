import json
import logging
import threading
import time

import pytest
import yaml

from bot.knowledge.shelf import Shelf
from bot.publishing.changes import Changes
from bot.publishing.publish import publish
from bot.publishing.pull import Pull, PullError, address_of
from bot.publishing.refresh import keep_fresh, refresh
from tests.factories import TODAY, make_directory, make_fact, make_programme, record
from tests.publishing.server import BODY_DRIPS, HEADERS_DRIP, content, cut_short, endless, redirect, silent, status

FILES = ["facts.json", "facts.schema.json", "manifest.schema.json", "organizations.json", "services.json"]


def facts(*names, **fields):
    return [make_fact("emergency", id=name, **fields) for name in names]


FIRST = make_directory([make_programme()], NP=facts("a", "b", "c"))
SECOND = make_directory([make_programme()], NP=facts("a", "b", police="100") + facts("d"))


@pytest.fixture
def root(tmp_path):
    """The root of an installation whose release knows of three emergency numbers."""
    folder = tmp_path / "installed" / "data" / "directory"
    (folder / "countries").mkdir(parents=True)
    shipped = {"country": "NP", "facts": [record("emergency", id=name) for name in "abz"]}
    (folder / "countries" / "np.yml").write_text(yaml.safe_dump(shipped), encoding="utf-8")
    (folder / "programmes.yml").write_text("programmes: []\n", encoding="utf-8")
    (folder / "sources.yml").write_text("sources: {}\n", encoding="utf-8")
    (folder / "rates.yml").write_text("day: 2026-01-15\nper_usd: {USD: 1}\n", encoding="utf-8")
    return tmp_path / "installed"


@pytest.fixture
def offer(server, tmp_path):
    """Publishes a directory to the server."""

    def publish_to_server(directory, day=TODAY):
        publish(directory, tmp_path / "published", day)
        server.files.update({path.name: path.read_bytes() for path in (tmp_path / "published").iterdir()})

    return publish_to_server


@pytest.fixture
def pull(server, root):
    """Pulls from the server; `pull.of(...)` is the same, to be run later."""

    def run(**more):
        return run.of(**more).run()

    run.of = lambda **more: Pull(more.pop("url", server.url), root, **{"seconds": 10, "pause_seconds": 0.01} | more)
    return run


@pytest.fixture
def in_force(root):
    """What an installation that starts now knows."""
    return lambda: Shelf(root).directory()


def versions(root):
    return sorted(
        path.name for path in (root / "var" / "directory").iterdir() if path.is_dir() and path.name != "current"
    )


def test_what_was_published_is_in_force_after_the_pull(offer, pull, in_force, shipped):
    offer(shipped)
    pull(accept_losses=True)
    assert in_force() == shipped


def test_a_pull_tells_what_it_changes(offer, pull):
    offer(FIRST)
    assert pull().changes == Changes(("c", "programme sparrow"), ("rates",), ("z",))
    offer(SECOND)
    assert pull().changes == Changes(("d",), ("a", "b"), ("c",))


def test_a_server_that_runs_takes_the_new_copy_over(offer, pull, root):
    shelf = Shelf(root)
    assert list(shelf.directory().by_id) == ["a", "b", "z"]
    offer(FIRST)
    pull()
    deadline = time.monotonic() + 2
    while shelf.directory() != FIRST and time.monotonic() < deadline:
        time.sleep(0.01)
    assert shelf.directory() == FIRST


def test_when_nothing_is_new_only_the_manifest_is_asked_for(offer, pull, server):
    offer(FIRST)
    first = pull()
    assert server.names_asked() == ["manifest.json", *FILES]
    again = pull()
    assert server.names_asked() == ["manifest.json"]
    assert (again.version, again.changes, again.downloaded) == (first.version, Changes(), ())


def test_when_only_the_day_is_new_nothing_else_is_downloaded(offer, pull, server):
    offer(FIRST)
    pull()
    offer(FIRST, day=TODAY.replace(day=16))
    server.names_asked()
    assert pull().downloaded == ()
    assert server.names_asked() == ["manifest.json"]


def test_only_files_that_differ_are_downloaded(offer, pull, server):
    offer(FIRST)
    pull()
    server.names_asked()
    offer(make_directory([make_programme()], NP=facts("a", "b", "c", "d")))
    assert pull().downloaded == ("facts.json",)
    assert server.names_asked() == ["manifest.json", "facts.json"]


def test_a_copy_that_was_damaged_on_disk_is_mended(offer, pull, root, in_force):
    offer(FIRST)
    pull()
    path = root / "var" / "directory" / "current" / "facts.json"
    path.write_bytes(path.read_bytes()[:100])
    assert pull().downloaded == ("facts.json",)
    assert in_force() == FIRST


def test_a_dry_run_tells_the_changes_and_makes_none(offer, pull, root, in_force):
    offer(FIRST)
    assert pull(dry_run=True).changes.added == ("c", "programme sparrow")
    assert not (root / "var").exists()
    assert list(in_force().by_id) == ["a", "b", "z"]


def test_the_last_two_versions_are_kept(offer, pull, root):
    pulled = []
    for name in "cdef":
        offer(make_directory(NP=facts("a", "b", name)))
        pulled.append(pull().version)
    assert versions(root) == sorted(pulled[-2:])
    assert (root / "var" / "directory" / "current").resolve().name == pulled[-1]


def test_an_older_version_can_come_back(offer, pull, in_force):
    for directory in (FIRST, SECOND, FIRST):
        offer(directory)
        pull()
        assert in_force() == directory


def test_another_publisher_is_not_asked_with_the_mark_of_the_first(offer, pull, server, in_force):
    marks = []

    def answer(request):
        marks.append(request.headers.get("If-None-Match"))
        request.serve()

    server.answers["manifest.json"] = answer
    offer(FIRST)
    pull()
    pull()
    offer(SECOND)
    pull(url=f"{server.url}/elsewhere/")
    assert [bool(mark) for mark in marks] == [False, True, False]
    assert in_force() == SECOND


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://example.org/d", "https://example.org/d/manifest.json"),
        ("https://example.org/d/", "https://example.org/d/manifest.json"),
        ("https://example.org", "https://example.org/manifest.json"),
        ("https://example.org/d?key=1", "https://example.org/d/manifest.json?key=1"),
    ],
)
def test_the_address_of_a_file(url, address):
    assert address_of(url, "manifest.json") == address


def bad(name, answer):
    return lambda server, offer: server.answers.update({name: answer})


def changed(body):
    """Bytes other than the manifest says, of the same length."""
    return lambda server, offer: server.files.update({"facts.json": body(server.files["facts.json"])})


def offering(directory):
    return lambda server, offer: offer(directory)


def manifest_with(**changes):
    def spoil(server, offer):
        server.files["manifest.json"] = json.dumps(json.loads(server.files["manifest.json"]) | changes).encode()

    return spoil


TRAVERSAL = [{"name": "../../../facts.json", "sha256": "a" * 64, "size": 3}]
SPOILT = {
    "manifest missing": (bad("manifest.json", status(404)), "status 404"),
    "manifest 500": (bad("manifest.json", status(500)), "status 500"),
    "facts 500": (bad("facts.json", status(500)), "status 500"),
    "manifest a page": (bad("manifest.json", content(b"<html>Log in</html>")), "not valid JSON"),
    "facts a page": (bad("facts.json", content(b"<html>Log in</html>")), "did not arrive"),
    "facts truncated": (changed(lambda body: body[:-10]), "did not arrive"),
    "facts altered": (changed(lambda body: body.replace(b"999", b"666")), "did not arrive"),
    "facts cut short": (bad("facts.json", cut_short(b"x" * 900)), "it broke off"),
    "manifest cut short": (bad("manifest.json", cut_short(b"x" * 900)), "it broke off"),
    "facts huge": (bad("facts.json", endless()), "larger than"),
    "facts huge and announced": (bad("facts.json", endless(**{"Content-Length": "100000000"})), "larger than"),
    "manifest huge": (bad("manifest.json", endless()), "larger than the 100000 bytes"),
    "facts drip": (bad("facts.json", BODY_DRIPS), "facts.json took longer"),
    "manifest drips": (bad("manifest.json", BODY_DRIPS), "manifest.json took longer"),
    "headers drip": (bad("manifest.json", HEADERS_DRIP), "manifest.json took longer"),
    "silence": (bad("manifest.json", silent), "took longer|went silent"),
    "off the web": (bad("manifest.json", redirect("file:///etc/passwd")), "not safe to follow"),
    "manifest of another form": (manifest_with(files="all"), "does not have the form"),
    "a later format": (manifest_with(format=2), "update Sathi"),
    "a file outside": (manifest_with(files=TRAVERSAL), "must be the plain name of a JSON file"),
    "empty": (offering(make_directory()), "is empty"),
    "most is gone": (offering(make_directory(NP=facts("a", "x", "y"))), "lacks 2 of the 3 facts in force"),
    "wrong number": (
        offering(make_directory(NP=[*facts("a", "b", "c"), make_fact("complaint", phone="123456789123")])),
        "not a phone number of NP",
    ),
}


@pytest.fixture
def spoilt(request, offer, pull, server):
    """A good copy has been pulled, and then the server goes wrong; what is then said of it."""
    offer(FIRST)
    pull()
    offer(SECOND)
    spoil, said = SPOILT[request.param]
    spoil(server, offer)
    return said


@pytest.mark.parametrize("spoilt", SPOILT, indirect=True)
def test_a_bad_download_leaves_the_last_good_copy_and_one_line(spoilt, pull, in_force, root, caplog):
    before = versions(root)
    slow = "took longer" in spoilt
    refresh(pull.of(seconds=0.2 if slow else 10))
    assert in_force() == FIRST
    assert versions(root) == before
    (line,) = caplog.records
    assert line.levelno == logging.WARNING
    assert line.exc_info is None
    assert "The directory was not refreshed, the copy in force stays: " in line.message
    assert any(part in line.message for part in spoilt.split("|"))


@pytest.mark.parametrize("spoilt", ["facts truncated"], indirect=True)
def test_what_was_bad_is_pulled_when_it_is_good_again(spoilt, offer, pull, in_force):
    with pytest.raises(PullError):
        pull()
    offer(SECOND)
    pull()
    assert in_force() == SECOND


@pytest.mark.parametrize("spoilt", ["manifest 500"], indirect=True)
def test_without_any_good_copy_the_shipped_one_is_in_force(spoilt, pull, root, in_force):
    (root / "var" / "directory" / "current").unlink()
    with pytest.raises(PullError):
        pull()
    assert list(in_force().by_id) == ["a", "b", "z"]


def test_half_of_the_facts_may_go_at_once_and_not_one_more(offer, pull, in_force):
    offer(make_directory(NP=facts("a", "b", "c", "d")))
    pull()
    offer(make_directory(NP=facts("d", "x", "y", "z")))
    with pytest.raises(PullError, match="lacks 3 of the 4 facts"):
        pull()
    offer(make_directory(NP=facts("c", "d")))
    pull()
    assert list(in_force().by_id) == ["c", "d"]


def test_losses_that_are_meant_can_be_accepted(offer, pull, in_force):
    small = make_directory(NP=facts("x"))
    offer(small)
    with pytest.raises(PullError, match="--accept-losses"):
        pull()
    pull(accept_losses=True)
    assert in_force() == small


def test_a_place_where_nothing_can_be_kept_is_told(offer, pull, root):
    (root / "var").write_text("a file", encoding="utf-8")
    offer(FIRST)
    with pytest.raises(PullError, match="cannot be kept"):
        pull()


def test_a_new_version_in_force_is_one_line(offer, pull, caplog):
    caplog.set_level(logging.INFO, "bot.publishing.refresh")
    offer(FIRST)
    refresh(pull.of())
    refresh(pull.of())
    (line,) = caplog.messages
    assert line.endswith("is in force: 2 added (c, programme sparrow); 1 changed (rates); 1 removed (z)")


def test_a_mistake_of_ours_does_not_end_the_refreshing(pull, monkeypatch, caplog):
    monkeypatch.setattr("bot.publishing.pull.Pull.run", lambda self: 1 / 0)
    refresh(pull.of())
    assert caplog.messages == [
        "The directory was not refreshed, the copy in force stays: ZeroDivisionError: division by zero"
    ]


class _Enough(Exception):
    """Ends the refreshing of a test."""


def test_the_directory_is_pulled_at_the_start_and_then_every_so_often(offer, pull, server):
    offer(FIRST)
    pauses = []

    def wait(seconds):
        pauses.append(seconds)
        if len(pauses) == 3:
            raise _Enough

    with pytest.raises(_Enough):
        keep_fresh(pull.of(), 60, wait)
    assert server.names_asked().count("manifest.json") == 3
    assert all(54 * 60 <= pause <= 66 * 60 for pause in pauses)
    assert len(set(pauses)) > 1


def test_nobody_waits_for_a_pull(offer, pull, server, in_force):
    """While a server keeps us waiting, whoever asks has an answer at once."""
    answered = threading.Event()
    server.answers["manifest.json"] = lambda request: answered.wait(5)
    thread = threading.Thread(target=refresh, args=(pull.of(seconds=5),), daemon=True)
    thread.start()
    assert list(in_force().by_id) == ["a", "b", "z"]
    assert thread.is_alive()
    answered.set()
    thread.join(5)
