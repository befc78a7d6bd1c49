"""The action server, on this machine only.

rasa-sdk's own start-up listens on every address, and its error page sends the whole conversation back; this one does
neither.
"""

import logging
import sys

from sanic.request import Request
from sanic.response import HTTPResponse, json

from .logs import quiet_logs

logger = logging.getLogger(__name__)
_HOST = "127.0.0.1"


def main() -> None:
    """Serve the custom actions on the port given as the only argument."""
    quiet_logs()
    from rasa_sdk.endpoint import create_app

    application = create_app("actions", cors_origins=[])
    application.error_handler.add(Exception, _failed)
    application.run(_HOST, int(sys.argv[1]), access_log=False)


def _failed(request: Request, error: Exception) -> HTTPResponse:
    logger.error("An action failed", exc_info=error)
    return json({"error": type(error).__name__}, status=500)


if __name__ == "__main__":
    main()
