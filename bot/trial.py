"""Trying the newest model without a server: what would it make of this sentence?"""

import asyncio
import logging
import warnings
from functools import cache
from typing import Any

from bot.settings import ROOT, SettingsError

from .logs import quiet_logs
from .training import newest_model


@cache
def _agent() -> Any:
    quiet_logs()  # Rasa's warnings are for its developers, at its import as at the loading of a model.
    warnings.simplefilter("ignore")
    from rasa.core.agent import load_agent
    from rasa.utils.log_utils import configure_structlog

    configure_structlog(logging.WARNING)
    model = newest_model(ROOT)
    if model is None:
        raise SettingsError("There is no model yet; run `make train` first.")
    return asyncio.run(load_agent(str(model)))


def understand(text: str) -> dict[str, Any]:
    """Intent, entities, language and the three likeliest intents of a message, as the running assistant would see
    them."""
    found = asyncio.run(_agent().parse_message(text))
    return {
        "text": text,
        "intent": found["intent"],
        "entities": [{"entity": e["entity"], "value": e["value"]} for e in found["entities"]],
        "language": found.get("language"),
        "next": found["intent_ranking"][1:4],
    }
