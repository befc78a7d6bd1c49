from pathlib import Path

import pytest

from bot.settings import ROOT, Settings, SettingsError, load_settings

TOKEN = "123456789:AAEabcdefghijklmnopqrstuvwxyz012345"


@pytest.fixture
def settings(monkeypatch):
    """Settings from an environment that holds only these, without `.env`."""
    monkeypatch.setattr(Settings.__config__, "env_file", None)
    for name in Settings.__fields__:
        monkeypatch.delenv(name.upper(), raising=False)

    def load(**environment):
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        return load_settings()

    return load


def test_without_any_setting_the_page_opens_on_this_machine(settings):
    found = settings()
    assert found.page == "http://127.0.0.1:5005/"
    assert found.telegram_bot_token is None
    assert found.telegram_api_url == "https://api.telegram.org"
    assert found.retention_days == 30
    assert (found.directory_url, found.directory_refresh_minutes) == (None, 60)


def test_settings_come_from_the_environment(settings):
    found = settings(
        PORT="8080", TELEGRAM_BOT_TOKEN=TOKEN, TELEGRAM_API_URL="http://127.0.0.1:9000", RETENTION_DAYS="7"
    )
    assert found.page == "http://127.0.0.1:8080/"
    assert found.telegram_bot_token.get_secret_value() == TOKEN
    assert found.telegram_api_url == "http://127.0.0.1:9000"
    assert found.retention_days == 7


def test_settings_come_from_a_file_too(settings, monkeypatch, tmp_path):
    (tmp_path / ".env").write_text("# mine\nPORT=7000\nTELEGRAM_BOT_TOKEN=\nSOMETHING_ELSE=1\n", encoding="utf-8")
    monkeypatch.setattr(Settings.__config__, "env_file", tmp_path / ".env")
    assert (settings().port, settings().telegram_bot_token) == (7000, None)
    assert settings(PORT="7001").port == 7001


@pytest.mark.parametrize(
    "name",
    [
        "PORT",
        "TELEGRAM_BOT_TOKEN",
        "TELEGRAM_WEBHOOK_URL",
        "RETENTION_DAYS",
        "DATABASE",
        "DIRECTORY_URL",
        "NEWS_FEED_URL",
    ],
)
def test_an_empty_setting_is_as_if_it_were_not_there(settings, name):
    assert settings(**{name: ""}) == settings()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "web"),
        ("PORT", "0"),
        ("PORT", "70000"),
        ("ACTIONS_PORT", "-1"),
        ("RETENTION_DAYS", "0"),
        ("RETENTION_DAYS", "366"),
        ("DIRECTORY_URL", "example.org/directory"),
        ("DIRECTORY_URL", "file:///srv/directory"),
        ("NEWS_FEED_URL", "example.org/feed.xml"),
        ("NEWS_FEED_URL", "file:///srv/feed.xml"),
        ("DIRECTORY_REFRESH_MINUTES", "0"),
        ("DIRECTORY_REFRESH_MINUTES", "often"),
        ("TELEGRAM_API_URL", "api.telegram.org"),
        ("TELEGRAM_WEBHOOK_URL", "my server"),
        ("TELEGRAM_BOT_TOKEN", "123456789"),
        ("TELEGRAM_BOT_TOKEN", "abc:AAEabcdefghijklmnopqrstuvwxyz012345"),
        ("TELEGRAM_BOT_TOKEN", "123456789:short"),
    ],
)
def test_a_wrong_setting_stops_the_start_by_its_name(settings, name, value):
    with pytest.raises(SettingsError, match=f"Please correct .env or the environment: {name} "):
        settings(**{name: value})


def test_all_wrong_settings_are_named_at_once(settings):
    with pytest.raises(SettingsError, match=r"PORT .*; RETENTION_DAYS |RETENTION_DAYS .*; PORT "):
        settings(PORT="web", RETENTION_DAYS="0")


def test_a_token_is_never_shown(settings):
    assert TOKEN not in repr(settings(TELEGRAM_BOT_TOKEN=TOKEN))
    with pytest.raises(SettingsError) as caught:
        settings(TELEGRAM_BOT_TOKEN="987654321:too-secret")
    assert "too-secret" not in str(caught.value)


@pytest.mark.parametrize(
    ("database", "found"),
    [
        ("var/other.db", str(ROOT / "var/other.db")),
        ("/srv/sathi.db", "/srv/sathi.db"),
        ("postgresql://user:password@host/name", "postgresql://user:password@host/name"),
    ],
)
def test_the_database_is_a_file_below_the_root_or_an_address(settings, database, found):
    assert settings(DATABASE=database).database == found


def test_the_secret_is_a_file_below_the_root(settings):
    assert settings(SECRET_FILE="keys/secret").secret_file == ROOT / "keys" / "secret"
    assert settings(SECRET_FILE="/run/secret").secret_file == Path("/run/secret")


@pytest.mark.parametrize(
    ("host", "page"), [("0.0.0.0", "http://127.0.0.1:5005/"), ("10.0.0.7", "http://10.0.0.7:5005/")]
)
def test_the_page_has_an_address_that_opens(settings, host, page):
    assert settings(HOST=host).page == page


def test_the_example_names_every_setting_and_no_other():
    lines = (ROOT / ".env.example").read_text(encoding="utf-8").splitlines()
    named = {line.partition("=")[0] for line in lines if line and not line.startswith("#")}
    assert named == {name.upper() for name in Settings.__fields__}
