"""Runs in a copy of the project: trains it and answers the questions on standard input. Prints one line of JSON."""

import asyncio
import json
import sys
from io import StringIO
from typing import Any

from rasa.shared.core.events import UserUttered
from rasa.shared.core.slots import TextSlot
from rasa.shared.core.trackers import DialogueStateTracker
from rich.console import Console

from bot.channels.page import page_texts
from bot.content.checking import content_problems
from bot.content.responses import ResponseGenerator
from bot.settings import ROOT
from bot.training import train_model
from bot.trial import understand


def _answer(generator: ResponseGenerator, said: str) -> dict[str, Any]:
    """What is understood, and the plain answer to it in a conversation that begins with it."""
    found = understand(said)
    message = UserUttered(said, found["intent"], found["entities"], {"language": found["language"]})
    tracker = DialogueStateTracker("copy", [TextSlot("chosen_language", [])])
    tracker.update(message)
    reply = asyncio.run(generator.generate(f"utter_{found['intent']['name']}", tracker, "web"))
    return {"found": found, "reply": reply}


def main() -> None:
    """Train, answer, print."""
    said = json.load(sys.stdin)
    problems = [str(problem) for problem in content_problems(ROOT)]
    train_model(ROOT, force=True, console=Console(file=StringIO()))
    generator = ResponseGenerator()
    answers = {text: _answer(generator, text) for text in said}
    languages = page_texts(generator.catalogue)["languages"]
    report = {"root": str(ROOT), "problems": problems, "languages": languages, "answers": answers}
    sys.stdout.write("\n" + json.dumps(report) + "\n")


if __name__ == "__main__":
    main()
