"""Keeping the news: what a feed gives, when all of it can be read, replaces what it gave before."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import ClassVar

from bot.knowledge.news import PULLED_NEWS, NewsItem, PulledNews, read_pulled_news

from .download import DownloadError, fetch, new_session, spoken
from .feeds import FeedError, parse_feed
from .files import replace_file
from .pull import PullError

#: Feeds with whole articles in them have some 300,000.
_MOST_BYTES = 1_000_000


def _today() -> date:
    return datetime.now(UTC).date()


@dataclass(frozen=True)
class NewsFeed:
    """Pulls the feed at an address into the last good copy below a root. `seconds` is the most that it may take."""

    url: str
    root: Path
    seconds: float = 30
    pause_seconds: float = 0.5
    today: Callable[[], date] = _today
    what: ClassVar[str] = "list of news"

    def renew(self) -> str | None:
        """Pull, and say what is in force when that is new; raises PullError."""
        held = read_pulled_news(self.root)
        today = self.today()
        try:
            news = self._pulled(held, today)
            if news != held:
                _keep(self.root / PULLED_NEWS, news)
        except DownloadError as error:
            raise PullError(f"{error}.") from None
        except FeedError as error:
            raise PullError(f"The feed at {spoken(self.url)} cannot be used: {error}.") from None
        except OSError as error:
            raise PullError(f"The news cannot be kept ({error}); make room or correct the rights.") from None
        return None if held and held.items == news.items else _told(news.items)

    def _pulled(self, held: PulledNews | None, today: date) -> PulledNews:
        known = held if held and held.feed == self.url else None
        with new_session(self.pause_seconds) as session:
            answer = fetch(self.url, _MOST_BYTES, self.seconds, known.etag if known else None, session)
        if answer is None:
            assert known
            return known.copy(update={"day": today})
        items = parse_feed(answer.body, self.url, today)
        return PulledNews(feed=self.url, etag=answer.etag, day=today, items=items)


def _keep(path: Path, news: PulledNews) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    replace_file(path, news.json(ensure_ascii=False, indent=1).encode())


def _told(items: tuple[NewsItem, ...]) -> str:
    return f"The list of news has changed; entries: {len(items)}, the newest of {items[0].date or 'an unknown day'}"
