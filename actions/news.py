"""News and stories for people who work abroad."""

from datetime import date
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from bot.knowledge.news import News, NewsItem, news_in_force
from bot.knowledge.values import Day, Text, Value, to_json

from .conversation import ROOT, SHELF, say, steps

#: Pages named in a reply.
_MOST = 4


class ActionNews(Action):
    """Names the newest pages of the feed, or else of the shipped list."""

    def name(self) -> str:
        """Rasa's name of the action."""
        return "action_news"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """The pages in one reply; when there are none, the plain answer on where to look."""
        news = news_in_force(ROOT, SHELF.directory().news)
        if news.items:
            next_steps = steps("programme_info", "about_iom", "help_menu")
            say(dispatcher, "news_list", lines=_lines(news), pages=news.languages(_MOST), steps=next_steps)
        else:
            say(dispatcher, "news")
        return []


def _lines(news: News) -> list[dict[str, Any]]:
    lines = [_line(item) for item in news.items[:_MOST]]
    if news.is_old(date.today()):
        lines.append({"name": "news_updated", "values": to_json({"day": Day(news.day)})})
    return lines


def _line(item: NewsItem) -> dict[str, Any]:
    values: dict[str, Value] = {"title": Text(item.title), "source": Text(item.source), "url": Text(str(item.url))}
    if item.date is None:
        return {"name": "news_undated", "values": to_json(values)}
    return {"name": "news_item", "values": to_json(values | {"day": Day(item.date)})}
