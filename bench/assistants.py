"""The two sides of the comparison: how each is started, talked to, and what its processes are called."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from .load import Open, open_sathi, open_stock
from .servers import Command, free_ports

ROOT = Path(__file__).resolve().parent.parent
STOCK = ROOT / "bench" / "stock"

#: Each gets one plain answer from rules or stories that `rasa init` brings.
_STOCK_TEXTS = ("hello", "I am great", "are you a bot?", "goodbye") * 2
#: Each gets one plain answer from data/answers, without a custom action.
_SATHI_TEXTS = (
    "hello",
    "what is trafficking and how do i recognise it",
    "how do i save money",
    "how can i send money home cheaply",
    "what do they check in the medical test",
    "how do brokers cheat people",
    "are you a bot?",
    "goodbye",
)


@dataclass(frozen=True)
class Assistant:
    """One side of the comparison; `parts` names its processes by their command lines."""

    name: str
    command: Command
    address: str
    open_conversation: Open
    texts: Sequence[str]
    parts: Mapping[str, str]


def stock(moodbot: Path) -> Assistant:
    """What `rasa init` made, served by `rasa run` as it comes."""
    (port,) = free_ports(1)
    words = (STOCK / ".venv/bin/rasa", "run", "--interface", "127.0.0.1", "--port", str(port))
    parts = {"rasa": "rasa"}
    address = f"http://127.0.0.1:{port}"
    return Assistant("stock Rasa", Command(words, moodbot), address, open_stock, _STOCK_TEXTS, parts)


def sathi(temporary: Path) -> Assistant:
    """`sathi run` apart from this clone's own settings: no Telegram bot, no real conversations."""
    port, actions_port = free_ports(2)
    settings = {
        "HOST": "127.0.0.1",
        "PORT": str(port),
        "ACTIONS_PORT": str(actions_port),
        "DATABASE": str(temporary / "sathi.db"),
        "SECRET_FILE": str(temporary / "secret"),
        "TELEGRAM_BOT_TOKEN": "",
        "TELEGRAM_WEBHOOK_URL": "",
    }
    command = Command((ROOT / ".venv/bin/sathi", "run"), ROOT, settings)
    parts = {"rasa_server": "rasa", "action_server": "actions"}
    return Assistant("Sathi", command, f"http://127.0.0.1:{port}", open_sathi, _SATHI_TEXTS, parts)
