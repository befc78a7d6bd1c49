"""The Telegram channel: a bot inside Rasa's server, by long polling or behind a webhook.

POST /webhooks/telegram   updates from Telegram, only when TELEGRAM_WEBHOOK_URL is set
"""

import asyncio
import hashlib
import hmac
import logging
from functools import cached_property
from typing import Any

from rasa.core.channels.channel import InputChannel
from sanic import Blueprint, Sanic
from sanic.exceptions import InvalidUsage
from sanic.request import Request
from sanic.response import HTTPResponse, empty
from telegram.error import BadRequest, Conflict, EndPointNotFound, InvalidToken, TelegramError
from telegram.ext import AIORateLimiter, ExtBot
from telegram.request import HTTPXRequest

from bot.content.catalogue import Catalogue
from bot.redaction import keep_out_of_logs
from bot.settings import Settings, load_settings

from .attendant import CHANNEL, Attendant
from .commands import command_lists
from .desk import Desk, desk_of
from .outage import Outage
from .payload_book import PayloadBook
from .polling import Polling
from .pseudonyms import Pseudonyms, load_key
from .updates import WANTED

logger = logging.getLogger(__name__)

_Bot = ExtBot[int]
_PATH = f"/webhooks/{CHANNEL}"
#: Seconds that answers under way have left when the server stops.
_LAST_SECONDS = 3.0

_REFUSED = (
    "Telegram does not accept the bot token; copy it again from @BotFather. Telegram is off until the next start."
)
_TAKEN = "Another program uses this bot (or its webhook is set); stop it. Telegram is off until the next start."


class TelegramChannel(InputChannel):
    """Named in `credentials.yml`. Without a token it does nothing.

    `app.ctx.telegram_name` is the bot's name as soon as Telegram has told it, None before and without a token.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._attendant: Attendant | None = None
        self._polling: Polling | None = None
        self._bot: _Bot | None = None
        self._running: asyncio.Task[None] | None = None

    @classmethod
    def name(cls) -> str:
        """Rasa's name of the channel, the prefix of its conversation ids and the end of its route."""
        return CHANNEL

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> "TelegramChannel":
        """Called by Rasa; the settings come from the environment."""
        return cls(load_settings())

    def blueprint(self, on_new_message: Any) -> Blueprint:
        """Listeners, and the route of the webhook."""
        blueprint = Blueprint("telegram_channel")
        if not self._settings.telegram_bot_token:
            return blueprint
        token = self._settings.telegram_bot_token.get_secret_value()

        @blueprint.listener("after_server_start")
        async def start(app: Sanic, loop: object) -> None:
            keep_out_of_logs(token)
            app.ctx.telegram_name = None
            self._bot = _bot(token, str(self._settings.telegram_api_url))
            self._running = asyncio.create_task(self._run(self._bot, app, desk_of(app, on_new_message)))

        @blueprint.listener("before_server_stop")
        async def stop(app: Sanic, loop: object) -> None:
            await self._stop()

        if self._settings.telegram_webhook_url:

            @blueprint.post("/")
            async def receive(request: Request) -> HTTPResponse:
                return self._receive(request)

        return blueprint

    async def _run(self, bot: _Bot, app: Sanic, desk: Desk) -> None:
        """From the first contact until the server stops; whatever Telegram refuses, the server goes on."""
        try:
            await Outage().survive(bot.initialize)
            app.ctx.telegram_name = bot.username
            book, pseudonyms = PayloadBook(self._settings.database), Pseudonyms(load_key(self._settings.secret_file))
            self._attendant = Attendant(bot, desk, pseudonyms, book)
            await _publish_commands(bot, desk.catalogue)
            if self._settings.telegram_webhook_url:
                await Outage().survive(lambda: self._set_webhook(bot, str(self._settings.telegram_webhook_url)))
            else:
                self._polling = Polling(bot, self._attendant.receive)
                await self._polling.run()
        except (InvalidToken, EndPointNotFound):  # The library's texts hold the token.
            logger.error(_REFUSED)
        except Conflict:
            logger.error(_TAKEN)
        except BadRequest as error:
            logger.error("Telegram does not accept our settings (%s). Telegram is off until the next start.", error)
        except Exception as error:
            logger.error("Telegram is off until the next start: %s", type(error).__name__)

    async def _set_webhook(self, bot: _Bot, url: str) -> None:
        address = url if url.endswith(_PATH) else url.rstrip("/") + _PATH
        await bot.set_webhook(address, allowed_updates=list(WANTED), secret_token=self._webhook_secret)

    async def _stop(self) -> None:
        if self._running:
            self._running.cancel()
            await asyncio.wait([self._running])
        if self._attendant:
            await self._attendant.close(_LAST_SECONDS)
        if self._polling:
            await self._polling.confirm()
        if self._bot:
            await self._bot.shutdown()

    def _receive(self, request: Request) -> HTTPResponse:
        """Take an update and answer at once: Telegram repeats what takes long."""
        secret = request.headers.get("X-Telegram-Bot-Api-Secret-Token", "")
        if not hmac.compare_digest(secret.encode(errors="replace"), self._webhook_secret.encode()):
            return empty(403)
        if self._attendant is None:
            return empty(503)
        try:
            update = request.json
        except InvalidUsage:
            return empty(400)
        if not isinstance(update, dict):
            return empty(400)
        self._attendant.receive(update)
        return empty(200)

    @cached_property
    def _webhook_secret(self) -> str:
        """The one that is set, or one that follows from our key and so stays the same over restarts."""
        if self._settings.telegram_webhook_secret:
            return self._settings.telegram_webhook_secret.get_secret_value()
        return hmac.new(load_key(self._settings.secret_file), b"telegram webhook", hashlib.sha256).hexdigest()


def _bot(token: str, api: str) -> _Bot:
    """A client with patience for slow networks and for Telegram's limits."""
    return ExtBot(
        token,
        base_url=f"{api.rstrip('/')}/bot",
        request=HTTPXRequest(connect_timeout=10, read_timeout=15, write_timeout=15, pool_timeout=60),
        get_updates_request=HTTPXRequest(connection_pool_size=1, connect_timeout=10, pool_timeout=10),
        rate_limiter=AIORateLimiter(max_retries=3),
    )


async def _publish_commands(bot: _Bot, catalogue: Catalogue) -> None:
    """The list is a comfort: without it every command still works."""
    try:
        for code, commands in command_lists(catalogue).items():
            await bot.set_my_commands(commands, language_code=code)
    except TelegramError as error:
        logger.warning("The list of commands could not be sent to Telegram: %s", type(error).__name__)
