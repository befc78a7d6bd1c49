"""A web server on loopback that serves a published folder, well or badly."""

import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from hashlib import md5
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self

#: Answers a request in its own way, with the means of `http.server`.
Answer = Callable[["Request"], None]


class Request(BaseHTTPRequestHandler):
    """One request; `files` of the server are answered with an ETag, unless it has an answer of its own for a name."""

    server: "_Http"
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        name = self.path.partition("?")[0].rpartition("/")[2]
        self.server.asked.append(name)
        with suppress(OSError):  # The client had enough.
            self.server.answers.get(name, Request.serve)(self)

    def serve(self) -> None:
        body = self.server.files.get(self.path.partition("?")[0].rpartition("/")[2])
        if body is None:
            return self.say(404)
        etag = f'"{md5(body).hexdigest()}"'
        if self.headers.get("If-None-Match") == etag:
            return self.say(304, etag=etag)
        self.say(200, body, etag=etag)

    def say(self, status: int, body: bytes = b"", length: int | None = None, etag: str = "", **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body) if length is None else length))
        for name, value in ({"ETag": etag} if etag else {} | headers).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)
        self.close_connection = length is not None

    def pour(self, chunks: Iterator[bytes]) -> None:
        for chunk in chunks:
            self.wfile.write(chunk)
            self.server.poured += len(chunk)

    def log_message(self, format: str, *args: Any) -> None:
        """Quiet."""


class _Http(ThreadingHTTPServer):
    daemon_threads = True
    files: dict[str, bytes]
    answers: dict[str, Answer]
    asked: list[str]
    poured: int

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Quiet: a client had enough."""


class FolderServer:
    """Serves `files` by name, and `answers[name]` in their stead; `asked` lists the names that were asked for."""

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        self._http = _Http(("127.0.0.1", 0), Request)
        if tls:
            self._http.socket = tls.wrap_socket(self._http.socket, server_side=True)
        self.files = self._http.files = {}
        self.answers = self._http.answers = {}
        self.asked = self._http.asked = []
        self._http.poured = 0
        self.url = f"{'https' if tls else 'http'}://127.0.0.1:{self._http.server_port}/directory"

    @property
    def poured(self) -> int:
        """Bytes that endless answers got rid of."""
        return self._http.poured

    def names_asked(self) -> list[str]:
        """What was asked for since this was called last."""
        names = list(self.asked)
        self.asked.clear()
        return names

    def __enter__(self) -> Self:
        threading.Thread(target=self._http.serve_forever, args=(0.01,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._http.shutdown()
        self._http.server_close()


def status(number: int) -> Answer:
    return lambda request: request.say(number)


def content(body: bytes, **more: Any) -> Answer:
    return lambda request: request.say(200, body, **more)


def redirect(target: str) -> Answer:
    return lambda request: request.say(302, Location=target)


def cut_short(body: bytes) -> Answer:
    """Half of what was announced, then the connection is closed."""
    return content(body[: len(body) // 2], length=len(body))


def endless(code: int = 200, **headers: str) -> Answer:
    """A body without an end, and without a length."""

    def answer(request: Request) -> None:
        request.send_response(code)
        request.close_connection = True
        for name, value in headers.items():
            request.send_header(name, value)
        request.end_headers()
        request.pour(b" " * 65536 for _ in iter(int, 1))

    return answer


def dripping(start: bytes) -> Answer:
    """One byte after the other, never silent for long, without an end."""

    def answer(request: Request) -> None:
        request.wfile.write(start)
        request.close_connection = True
        deadline = time.monotonic() + 5
        while time.monotonic() < deadline:
            request.wfile.write(b"x")
            time.sleep(0.02)

    return answer


HEADERS_DRIP = dripping(b"HTTP/1.1 200 OK\r\nX: ")
BODY_DRIPS = dripping(b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n")


def silent(request: Request) -> None:
    """Takes the request and says nothing."""
    request.close_connection = True
    time.sleep(2)
