"""The action server, on this machine only.

rasa-sdk's own start-up listens on every address, and its error page sends the whole conversation back; this one does
neither. It also keeps the directory and the news fresh, for itself and for Rasa's server.
"""

import logging
import sys
import threading

from sanic.request import Request
from sanic.response import HTTPResponse, json

from bot.settings import ROOT, Settings, load_settings

from .logs import quiet_logs
from .parent import end_with_parent

logger = logging.getLogger(__name__)
_HOST = "127.0.0.1"


def main() -> None:
    """Serve the custom actions on the port given as the only argument."""
    quiet_logs()
    end_with_parent()
    settings = load_settings()
    if settings.directory_url:
        threading.Thread(target=_keep_directory_fresh, args=(settings,), name="directory", daemon=True).start()
    if settings.news_feed_url:
        threading.Thread(target=_keep_news_fresh, args=(settings,), name="news", daemon=True).start()
    from rasa_sdk.endpoint import create_app

    application = create_app("actions", cors_origins=[])
    application.error_handler.add(Exception, _failed)
    application.run(_HOST, int(sys.argv[1]), access_log=False)


def _keep_directory_fresh(settings: Settings) -> None:
    """In a thread of its own from the imports on, so that neither the start nor a message waits."""
    from bot.publishing.pull import Pull
    from bot.publishing.refresh import keep_fresh

    keep_fresh(Pull(str(settings.directory_url), ROOT), settings.directory_refresh_minutes)


def _keep_news_fresh(settings: Settings) -> None:
    """As the directory: in a thread of its own."""
    from bot.publishing.news import NewsFeed
    from bot.publishing.refresh import keep_fresh

    keep_fresh(NewsFeed(str(settings.news_feed_url), ROOT), settings.directory_refresh_minutes)


def _failed(request: Request, error: Exception) -> HTTPResponse:
    logger.error("An action failed", exc_info=error)
    return json({"error": type(error).__name__}, status=500)


if __name__ == "__main__":
    main()
