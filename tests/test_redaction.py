import io
import logging
import sys
from collections.abc import Iterator

import pytest

from bot.redaction import keep_out_of_logs

SECRET = "AAF-redact-me_0123456789"
TOKEN = f"123456:{SECRET}"


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """What a handler on the root logger writes, with the filter in force."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    root = logging.getLogger()
    root.addHandler(handler)
    logging.getLogger("httpx").setLevel(logging.INFO)
    keep_out_of_logs(TOKEN)
    yield stream
    root.removeHandler(handler)


def log_an_error(message: str) -> None:
    try:
        raise RuntimeError(f"The token {TOKEN} was rejected")
    except RuntimeError:
        logging.getLogger("app").exception(message)


def test_message_and_arguments_are_cleaned(written: io.StringIO) -> None:
    logging.getLogger("app").warning(f"POST /bot{TOKEN}/getMe")
    logging.getLogger("app").warning("POST %s, %s", f"/bot{TOKEN}/getMe", "escaped: 123456%3A" + SECRET)
    assert SECRET not in written.getvalue()
    assert "POST /bot123456:[token]/getMe, escaped: 123456%3A[token]" in written.getvalue()


def test_the_text_of_an_exception_is_cleaned_and_the_rest_of_it_kept(written: io.StringIO) -> None:
    log_an_error("It failed")
    assert SECRET not in written.getvalue()
    assert "RuntimeError: The token 123456:[token] was rejected" in written.getvalue()
    assert "in log_an_error" in written.getvalue()


def test_loggers_below_those_of_the_libraries_are_covered(written: io.StringIO) -> None:
    logging.getLogger("httpcore.http11").error("request to %s", TOKEN)
    logging.getLogger("telegram.ext.ExtBot").error("call to %s", TOKEN)
    assert "request to" in written.getvalue()
    assert SECRET not in written.getvalue()


def test_what_libraries_tell_below_a_warning_is_dropped(written: io.StringIO) -> None:
    logging.getLogger("httpx").info("HTTP Request: POST")
    logging.getLogger("telegram").debug("chat 777")
    assert written.getvalue() == ""


def test_records_without_the_token_pass_unchanged(written: io.StringIO) -> None:
    logging.getLogger("app").warning("%d of %s", 3, "five")
    try:
        raise KeyError("x")
    except KeyError:
        logging.getLogger("app").error("kept", exc_info=sys.exc_info())
    assert written.getvalue().startswith("3 of five\nkept\nTraceback")


def test_arguments_that_do_not_fit_harm_nothing(written: io.StringIO) -> None:
    logging.raiseExceptions = False
    try:
        logging.getLogger("app").warning("%d apples", TOKEN)
    finally:
        logging.raiseExceptions = True
    assert SECRET not in written.getvalue()
