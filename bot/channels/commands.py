"""The command list that Telegram shows beside the text field, in each language. Pure."""

from telegram import BotCommand

from bot.content.catalogue import Catalogue
from bot.knowledge.languages import SOURCE

from .updates import TELEGRAM_CODES

#: In the order of the list; `/start` and `/settings` work without being listed.
_LISTED = ("help", "hotline", "language", "privacy", "delete")


def command_lists(catalogue: Catalogue) -> dict[str | None, list[BotCommand]]:
    """The commands by Telegram's code of the app's language; None is for apps in any other language."""
    lists: dict[str | None, list[BotCommand]] = {None: _commands(catalogue, SOURCE)}
    for code in catalogue.languages:
        lists[TELEGRAM_CODES.get(code, code)] = _commands(catalogue, code)
    return lists


def _commands(catalogue: Catalogue, language: str) -> list[BotCommand]:
    return [BotCommand(name, str(catalogue.find("phrases", f"command.{name}", language).text)) for name in _LISTED]
