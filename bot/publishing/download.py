"""Downloading a file from a server that nobody can vouch for: within a size, a time and a protocol."""

import logging
import threading
import time
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any, Self
from urllib.parse import urljoin, urlsplit

import requests
from requests.adapters import HTTPAdapter
from urllib3.exceptions import HTTPError
from urllib3.util import Retry

_CHUNK_BYTES = 65_536
_WEB = ("http", "https")
_MOST_REDIRECTS = 5
_MOST_ETAG = 200
_CONNECT_SECONDS, _SILENT_SECONDS = 5.0, 10.0
#: Answers that may be better a moment later.
_PASSING = (429, 500, 502, 503, 504)
_RETRIES = 3
#: Class of a library's error that has no words of its own -> what happened.
_WORDS = {"IncompleteRead": "it broke off", "ReadTimeoutError": "the server went silent"}
_NOT_MODIFIED = 304


class DownloadError(Exception):
    """A file could not be had; the message says why in one sentence."""


@dataclass(frozen=True)
class Fetched:
    """What came: the bytes, and the server's mark of this state of the file."""

    body: bytes
    etag: str | None


class _Retry(Retry):
    def increment(
        self, method: str | None = None, url: str | None = None, response: Any = None, *args: Any, **more: Any
    ) -> Self:
        """Close a failed answer: urllib3 would read its body to the end first, however long that is."""
        if response is not None:
            response.close()
        return super().increment(method, url, response, *args, **more)


class _Session(requests.Session):
    def get_redirect_target(self, resp: requests.Response) -> None:
        """Leave redirects to us: requests reads the body of each to the end first, however long that is."""


def new_session(pause_seconds: float = 0.5) -> requests.Session:
    """A session that tries again after a growing pause, and asks for the bytes as they are."""
    logging.getLogger("urllib3.connectionpool").setLevel(logging.ERROR)  # We say ourselves what came of the retries.
    retry = _Retry(
        _RETRIES,
        status_forcelist=_PASSING,
        backoff_factor=pause_seconds,
        backoff_jitter=pause_seconds / 2,
        raise_on_status=False,
        respect_retry_after_header=False,  # A server could make us wait for a day.
    )
    session = _Session()
    for scheme in ("http://", "https://"):
        session.mount(scheme, HTTPAdapter(max_retries=retry))
    session.headers.update({"User-Agent": "sathi", "Accept-Encoding": "identity"})
    return session


def fetch(
    url: str, most_bytes: int, seconds: float, etag: str | None = None, session: requests.Session | None = None
) -> Fetched | None:
    """The file at an address, or None when it is still the one with this ETag; raises DownloadError.

    It takes at most so many seconds in all, retries included. The work is done aside, because neither a name server nor
    a server that sends a letter of its headers a second can be interrupted; it is left behind when the time is over.
    """
    if not _is_web(url):
        raise DownloadError("The address is not one of the web; write it whole, from https:// on")
    future: Future[Fetched | None] = Future()
    work = _Download(session or new_session(), url, most_bytes, seconds, time.monotonic() + seconds, etag)
    threading.Thread(target=_settle, args=(future, work), daemon=True).start()
    try:
        return future.result(seconds)
    except TimeoutError:
        raise DownloadError(_late(url, seconds)) from None


def spoken(url: str) -> str:
    """An address as it may stand in a log: without a password or a key."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.hostname or ''}{f':{parts.port}' if parts.port else ''}{parts.path}"


def _late(url: str, seconds: float) -> str:
    return f"{spoken(url)} took longer than {seconds:g} seconds"


def _is_web(url: str) -> bool:
    try:
        return urlsplit(url).scheme in _WEB and bool(urlsplit(url).hostname) and urlsplit(url).port != 0
    except ValueError:
        return False


def _settle(future: "Future[Fetched | None]", work: "_Download") -> None:
    try:
        future.set_result(work.run())
    except Exception as error:
        future.set_exception(error)


@dataclass(frozen=True)
class _Download:
    session: requests.Session
    url: str
    most_bytes: int
    seconds: float
    deadline: float
    etag: str | None

    def run(self) -> Fetched | None:
        """Ask, follow where the server sends us, and read."""
        url = self.url
        try:
            for _ in range(_MOST_REDIRECTS + 1):
                with self._ask(url) as response:
                    if not response.is_redirect:
                        return self._read(response)
                    url = self._next(url, response.headers["Location"])
        except (requests.RequestException, HTTPError, OSError, ValueError) as error:
            raise DownloadError(f"{spoken(self.url)} could not be downloaded ({_reason(error)})") from None
        raise DownloadError(f"{spoken(self.url)} leads from page to page without an end")

    def _ask(self, url: str) -> requests.Response:
        headers = {"If-None-Match": self.etag} if self.etag else {}
        left = max(self.deadline - time.monotonic(), 0.01)
        timeouts = (min(left, _CONNECT_SECONDS), min(left, _SILENT_SECONDS))
        return self.session.get(url, headers=headers, stream=True, timeout=timeouts)

    def _next(self, url: str, target: str) -> str:
        """Where a redirect leads; only to the web, and never from a protected connection to an open one."""
        found = urljoin(url, target)
        allowed = ("https",) if urlsplit(url).scheme == "https" else _WEB
        if urlsplit(found).scheme not in allowed:
            raise DownloadError(f"{spoken(self.url)} leads to an address that is not safe to follow ({spoken(found)})")
        return found

    def _read(self, response: requests.Response) -> Fetched | None:
        if response.status_code == _NOT_MODIFIED and self.etag:
            return None
        if response.status_code != requests.codes.ok:
            raise DownloadError(f"{spoken(self.url)} is answered with status {response.status_code}")
        if response.headers.get("Content-Encoding", "identity") != "identity":
            raise DownloadError(f"{spoken(self.url)} is sent compressed, which was not asked for")
        body = bytearray()
        while chunk := response.raw.read1(_CHUNK_BYTES):  # read() would wait until a whole chunk is there.
            body += chunk
            if len(body) > self.most_bytes:
                raise DownloadError(f"{spoken(self.url)} is larger than the {self.most_bytes} bytes that are allowed")
            if time.monotonic() > self.deadline:
                raise DownloadError(_late(self.url, self.seconds))
        etag = response.headers.get("ETag")
        return Fetched(bytes(body), etag if etag and len(etag) <= _MOST_ETAG else None)


def _reason(error: BaseException) -> str:
    """The innermost cause, in as few words as it has: libraries wrap it in each other's."""
    nested = [getattr(error, "reason", None), *error.args, error.__cause__]
    inner = next((cause for cause in nested if isinstance(cause, BaseException)), None)
    return _reason(inner) if inner else _in_words(error)


def _in_words(error: BaseException) -> str:
    name = type(error).__name__
    return getattr(error, "strerror", None) or _WORDS.get(name, name)
