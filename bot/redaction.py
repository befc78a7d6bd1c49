"""Keeps the bot token out of the logs.

The token is part of every address of the Bot API, so it gets into what the HTTP client logs and into the text of
errors. The filter sits on handlers, because one on a logger does not see the records of the loggers below it.
"""

import logging
from collections.abc import Iterator

#: Libraries that log addresses, and at their lowest levels also chats, names and what people write.
_TALKATIVE = ("telegram", "httpx", "httpcore")
_INSTEAD = "[token]"


class TokenFilter(logging.Filter):
    """Removes a token from a record: from its message, its arguments and the text of its exception."""

    def __init__(self, token: str) -> None:
        super().__init__()
        self._secret = token.rpartition(":")[2]  # Also in an address that has the colon escaped.

    def filter(self, record: logging.LogRecord) -> bool:
        """Every record passes."""
        message = _message(record)
        if self._secret in message:
            record.msg, record.args = self._clean(message), None
        if record.exc_info and record.exc_info[1]:
            text = record.exc_text or logging.Formatter().formatException(record.exc_info)
            if self._secret in text:
                record.exc_info, record.exc_text = None, self._clean(text)
        if record.stack_info:
            record.stack_info = self._clean(record.stack_info)
        return True

    def _clean(self, text: str) -> str:
        return text.replace(self._secret, _INSTEAD)


def keep_out_of_logs(token: str) -> None:
    """Put the filter on every handler there is and on the loggers of the libraries that know the token, and let these
    speak only of warnings and errors."""
    token_filter = TokenFilter(token)
    for logger in _loggers():
        for handler in logger.handlers:
            handler.addFilter(token_filter)
        if logger.name.partition(".")[0] in _TALKATIVE:
            logger.addFilter(token_filter)
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(max(logging.WARNING, logging.getLogger(name).level))


def _message(record: logging.LogRecord) -> str:
    try:
        return record.getMessage()
    except (TypeError, ValueError, KeyError):  # Arguments that do not fit; the handler will complain, not we.
        return f"{record.msg!r} {record.args!r}"


def _loggers() -> Iterator[logging.Logger]:
    yield logging.getLogger()
    for name in list(logging.root.manager.loggerDict):
        yield logging.getLogger(name)
