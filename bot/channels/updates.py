"""What an update from Telegram asks of us. Pure: nothing is kept or sent here.

`docs/telegram.md` has the table of what is decided for each kind of update.
"""

import re
from dataclasses import dataclass
from enum import Enum

from telegram import CallbackQuery, Message, Update, User
from telegram.constants import ChatType, MessageEntityType
from telegram.ext.filters import StatusUpdate

from .payloads import COMMANDS, command

#: The updates that we ask Telegram for.
WANTED = ("message", "edited_message", "callback_query")

#: Our code of a language -> Telegram's, which are of two letters.
TELEGRAM_CODES = {"fil": "tl"}
_OUR_CODES = {theirs: ours for ours, theirs in TELEGRAM_CODES.items()}

#: What we cannot read -> the phrase that says what to do instead. The first that fits counts: an animation is also a
#: document, a venue also a location.
_ADVICE = {
    "voice": "telegram.voice",
    "audio": "telegram.voice",
    "video_note": "telegram.voice",
    "sticker": "telegram.sticker",
    "animation": "telegram.sticker",
    "photo": "telegram.photo",
    "document": "telegram.photo",
    "video": "telegram.photo",
    "paid_media": "telegram.photo",
    "contact": "telegram.contact",
    "location": "telegram.location",
}
_OTHER = "telegram.other"

_GROUPS = (ChatType.GROUP, ChatType.SUPERGROUP)
_DEEP_LINK = re.compile(r"(?=.{1,64}$)(?:l-(?P<language>[a-z]{2,3})(?:_|$))?(?:c-)?(?P<campaign>[A-Za-z0-9_-]*)")


class Kind(Enum):
    """What to do, and so what `Asked.content` is."""

    TEXT = "answer a text"
    PAYLOAD = "answer the payload of a command"
    BUTTON = "answer the data of a button"
    ADVICE = "say a phrase, by its key"
    GROUP = "ask to write in private"


@dataclass(frozen=True)
class Asked:
    """One thing that a person wants. `hint` is the language of their app; `language` and `campaign` come from the link
    that they opened; the pictures of one `album` arrive as messages of their own."""

    kind: Kind
    chat: int
    content: str = ""
    hint: str | None = None
    language: str | None = None
    campaign: str | None = None
    album: str | None = None


def read(update: Update, me: User) -> Asked | None:
    """What an update asks of the bot `me`; None when it is not for us to answer."""
    if update.callback_query:
        return _pressed(update.callback_query)
    message = update.message or update.edited_message
    if message is None or _from_a_bot(message):
        return None
    if message.chat.type in _GROUPS:
        called = update.message is not None and _addressed(message, me)
        return Asked(Kind.GROUP, message.chat.id, hint=_hint(message.from_user)) if called else None
    if message.chat.type != ChatType.PRIVATE:
        return None
    if message.text or message.caption:
        return _written(message, message.text or message.caption or "")
    if update.edited_message or StatusUpdate.ALL.check_update(update):
        return None  # A live location, for one, is edited every few seconds.
    key = next((phrase for part, phrase in _ADVICE.items() if getattr(message, part)), _OTHER)
    return Asked(Kind.ADVICE, message.chat.id, key, _hint(message.from_user), album=message.media_group_id)


def _pressed(query: CallbackQuery) -> Asked | None:
    """A button; those of inline messages and games are not ours."""
    if not query.message or query.message.chat.type != ChatType.PRIVATE or not query.data:
        return None
    return Asked(Kind.BUTTON, query.message.chat.id, query.data, _hint(query.from_user))


def _written(message: Message, text: str) -> Asked:
    chat, hint = message.chat.id, _hint(message.from_user)
    payload = command(text)
    if payload is None:
        return Asked(Kind.TEXT, chat, text, hint, album=message.media_group_id)
    words = text.split()
    link = _DEEP_LINK.fullmatch(words[1]) if payload == COMMANDS["start"] and len(words) == 2 else None
    if link is None:
        return Asked(Kind.PAYLOAD, chat, payload, hint)
    return Asked(Kind.PAYLOAD, chat, payload, hint, link["language"], link["campaign"] or None)


def _addressed(message: Message, me: User) -> bool:
    """Whether a message in a group speaks to us: a command or mention with our name, or a reply to us."""
    replied = message.reply_to_message.from_user if message.reply_to_message else None
    if replied and replied.id == me.id:
        return True
    named = f"@{me.username}".lower()
    parts = message.parse_entities() | message.parse_caption_entities()
    for entity, text in parts.items():
        if entity.type == MessageEntityType.TEXT_MENTION and entity.user and entity.user.id == me.id:
            return True
        spoken = entity.type in (MessageEntityType.MENTION, MessageEntityType.BOT_COMMAND)
        if spoken and text.lower().endswith(named):
            return True
    return False


def _from_a_bot(message: Message) -> bool:
    """Other bots are never answered; an admin who writes as the group only looks like one."""
    return bool(message.from_user and message.from_user.is_bot and not message.sender_chat)


def _hint(user: User | None) -> str | None:
    code = user.language_code if user else None
    return _OUR_CODES.get(code, code) if code else None
