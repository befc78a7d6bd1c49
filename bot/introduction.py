"""Who is the bot? Asked of Telegram once before the start, so that a wrong token stops it with a clear sentence."""

from bot.settings import Settings, SettingsError

_SECONDS = 10
#: What the Bot API answers to a token that it does not know.
_REFUSALS = (401, 404)


def telegram_state(settings: Settings) -> str:
    """`on, as @name`, or why not; raises SettingsError when Telegram refuses the token."""
    if not settings.telegram_bot_token:
        return "off (set TELEGRAM_BOT_TOKEN in .env to switch it on)"
    import requests  # Without Telegram nobody needs it.

    token = settings.telegram_bot_token.get_secret_value()
    try:
        response = requests.get(f"{str(settings.telegram_api_url).rstrip('/')}/bot{token}/getMe", timeout=_SECONDS)
        if response.status_code in _REFUSALS:
            raise SettingsError("Telegram refuses TELEGRAM_BOT_TOKEN; copy it again, whole, from @BotFather.")
        return f"on, as @{response.json()['result']['username']}"
    except (requests.RequestException, ValueError, KeyError):
        return "on, but Telegram does not answer now; it is tried again and again"
