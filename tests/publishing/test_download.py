import socket
import time

import pytest

from bot.publishing.download import DownloadError, fetch, new_session, spoken
from tests.publishing.server import (
    BODY_DRIPS,
    HEADERS_DRIP,
    content,
    cut_short,
    endless,
    redirect,
    silent,
    status,
)


@pytest.fixture
def get(server):
    """Fetches a file of the server, patiently."""

    def fetch_file(name="page", most_bytes=1000, seconds=10, etag=None):
        return fetch(f"{server.url}/{name}", most_bytes, seconds, etag, new_session(pause_seconds=0.01))

    return fetch_file


def refusal(get, **more):
    """What is said of a file that cannot be had, and how long it took."""
    begun = time.monotonic()
    with pytest.raises(DownloadError) as caught:
        get(**more)
    return str(caught.value), time.monotonic() - begun


def test_a_file_comes_as_it_is(server, get):
    server.files["page"] = "नमस्ते".encode()
    assert get().body.decode() == "नमस्ते"


def test_a_file_that_has_not_changed_does_not_come_again(server, get):
    server.files["page"] = b"one"
    first = get()
    assert get(etag=first.etag) is None
    server.files["page"] = b"two"
    assert get(etag=first.etag).body == b"two"


def test_a_server_that_stumbles_is_asked_again(server, get):
    server.files["page"] = b"good"
    stumbles = iter([500, 503, 429])

    def answer(request):
        number = next(stumbles, None)
        request.say(number, **{"Retry-After": "3600"}) if number else request.serve()

    server.answers["page"] = answer
    assert get().body == b"good"
    assert server.names_asked() == ["page"] * 4


@pytest.mark.parametrize(("number", "times"), [(500, 4), (404, 1), (403, 1), (204, 1), (304, 1)])
def test_an_answer_that_is_no_file_is_told_by_its_status(server, get, number, times):
    server.answers["page"] = status(number)
    sentence, _ = refusal(get)
    assert sentence == f"{server.url}/page is answered with status {number}"
    assert server.names_asked() == ["page"] * times


def test_a_file_of_just_the_allowed_size_comes(server, get):
    server.files["page"] = b"x" * 1000
    assert len(get(most_bytes=1000).body) == 1000
    assert "larger than the 999 bytes" in refusal(get, most_bytes=999)[0]


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(endless(), id="without a length"),
        pytest.param(endless(**{"Content-Length": "10000000000"}), id="with a length"),
    ],
)
def test_a_huge_file_is_given_up_at_the_limit(server, get, answer):
    server.answers["page"] = answer
    sentence, took = refusal(get)
    assert "larger than the 1000 bytes" in sentence
    assert took < 4


@pytest.mark.parametrize(
    "answer",
    [pytest.param(endless(500), id="an error"), pytest.param(endless(302, Location="page"), id="a redirect")],
)
def test_the_huge_page_of_an_answer_that_is_no_file_is_not_read(server, get, answer):
    server.answers["page"] = answer
    _, took = refusal(get)
    assert took < 4
    assert server.poured < 100_000_000


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(HEADERS_DRIP, id="headers drip"),
        pytest.param(BODY_DRIPS, id="body drips"),
        pytest.param(silent, id="silence"),
    ],
)
def test_a_slow_server_is_left_when_the_time_is_over(server, get, answer):
    server.answers["page"] = answer
    sentence, took = refusal(get, seconds=0.2, most_bytes=10**9)
    assert server.url in sentence
    assert took < 2


def test_a_file_that_is_cut_short_is_refused(server, get):
    server.answers["page"] = cut_short(b"x" * 600)
    assert "could not be downloaded (it broke off)" in refusal(get)[0]


def test_a_compressed_file_is_refused(server, get):
    server.answers["page"] = content(b"x", **{"Content-Encoding": "gzip"})
    assert "compressed" in refusal(get)[0]


def test_a_redirect_is_followed(server, get):
    server.files["new"] = b"here"
    server.answers["page"] = redirect("new")
    assert get().body == b"here"


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://127.0.0.1/page", "data:,x"])
def test_a_redirect_out_of_the_web_is_not_followed(server, get, target):
    server.answers["page"] = redirect(target)
    assert "not safe to follow" in refusal(get)[0]


def test_a_ring_of_redirects_has_an_end(server, get):
    server.answers["page"] = redirect("page")
    assert "from page to page" in refusal(get)[0]
    assert len(server.names_asked()) == 6


def test_a_server_that_is_not_there(get):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{free.getsockname()[1]}/page"
        with pytest.raises(DownloadError) as caught:
            fetch(address, 1000, 10, session=new_session(pause_seconds=0.01))
    assert str(caught.value) == f"{address} could not be downloaded (Connection refused)"


@pytest.mark.parametrize("address", ["http://", "http://[", "http://a:b/", "sathi", "file:///etc/passwd"])
def test_an_address_that_is_none(address):
    with pytest.raises(DownloadError, match="not one of the web"):
        fetch(address, 1000, 1)


def test_a_password_or_a_key_in_an_address_is_never_told():
    assert spoken("https://me:secret@example.org:8443/a/b?key=secret#x") == "https://example.org:8443/a/b"


@pytest.fixture
def trusting(certificate, monkeypatch):
    """A session that knows the certificate of the protected server."""
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(certificate))
    return new_session(pause_seconds=0.01)


def test_a_protected_connection_is_not_left_for_an_open_one(protected, server, trusting):
    server.files["page"] = b"forged"
    protected.files["page"] = b"true"
    protected.answers["moved"] = redirect(f"{server.url}/page")
    assert fetch(f"{protected.url}/page", 1000, 10, session=trusting).body == b"true"
    with pytest.raises(DownloadError, match="not safe to follow"):
        fetch(f"{protected.url}/moved", 1000, 2, session=trusting)
    assert server.names_asked() == []


def test_a_server_that_cannot_show_who_it_is_is_refused(protected):
    protected.files["page"] = b"forged"
    with pytest.raises(DownloadError, match="could not be downloaded"):
        fetch(f"{protected.url}/page", 1000, 2, session=new_session(pause_seconds=0.01))
