"""Settings from the environment or `.env`; a wrong one stops the start with a sentence that says which and why."""

from pathlib import Path

from pydantic import (
    AnyHttpUrl,
    BaseSettings,
    Extra,
    Field,
    SecretStr,
    ValidationError,
    root_validator,
    validator,
)

#: The project's root: where config.yml is.
ROOT = Path(__file__).resolve().parent.parent


class SettingsError(Exception):
    """A setting is wrong; the message names it and says what to do."""


class Settings(BaseSettings):
    """Every setting, by its name in the environment in capital letters; `.env.example` says what each is for."""

    port: int = Field(5005, ge=1, le=65535)
    actions_port: int = Field(5055, ge=1, le=65535)
    host: str = "127.0.0.1"
    telegram_bot_token: SecretStr | None = None
    telegram_api_url: AnyHttpUrl = AnyHttpUrl("https://api.telegram.org", scheme="https")
    telegram_webhook_url: AnyHttpUrl | None = None
    telegram_webhook_secret: SecretStr | None = None
    database: str = "var/sathi.db"
    secret_file: Path = Path("var/secret")
    retention_days: int = Field(30, ge=1, le=365)
    directory_url: AnyHttpUrl | None = None
    directory_refresh_minutes: int = Field(60, ge=1, le=10_080)
    news_feed_url: AnyHttpUrl | None = None

    class Config:
        env_file = ROOT / ".env"
        extra = Extra.ignore

    @root_validator(pre=True)
    def _empty_is_unset(cls, values: dict[str, object]) -> dict[str, object]:
        return {name: value for name, value in values.items() if value != ""}

    @validator("telegram_bot_token")
    def _token_shape(cls, value: SecretStr | None) -> SecretStr | None:
        number, _, secret = value.get_secret_value().partition(":") if value else ("1", "", "x" * 20)
        if not number.isdigit() or len(secret) < 20:
            raise ValueError("is not a bot token; copy it whole from @BotFather (digits, a colon, letters)")
        return value

    @validator("database", "secret_file")
    def _below_the_root(cls, value: str | Path) -> str | Path:
        return value if "://" in str(value) else type(value)(ROOT / value)

    @property
    def page(self) -> str:
        """The address of the web page, as it opens on this machine."""
        return f"http://{'127.0.0.1' if self.host == '0.0.0.0' else self.host}:{self.port}/"


def load_settings() -> Settings:
    """Read the settings; raises SettingsError with one line a wrong setting."""
    try:
        return Settings()
    except ValidationError as error:
        lines = [f"{str(e['loc'][0]).upper()} {e['msg']}" for e in error.errors()]
        raise SettingsError("Please correct .env or the environment: " + "; ".join(lines)) from None
