"""Measures the intent classifier alone on BANKING77, a public set of 77 intents: `python -m bench.banking77 FOLDER`.

FOLDER holds `train.csv` and `test.csv` with the columns `text` and `category`, from
github.com/PolyAI-LDN/task-specific-datasets (CC BY 4.0); they are not part of this project. Both runs are judged on the
whole test set: one learns from ten examples an intent, drawn with a fixed seed, the other from all.
"""

import csv
import random
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.nlu.classifier import LinearClassifier

_SHOTS = 10

#: A question and its intent.
Example = tuple[str, str]


@dataclass(frozen=True)
class Score:
    """One run: how much it learned from, how often it was right, and how long it took."""

    examples: int
    accuracy: float
    train_seconds: float
    answer_milliseconds: float

    def __str__(self) -> str:
        return (
            f"{self.examples:>6} examples   accuracy {self.accuracy:.3f}   trained in {self.train_seconds:.1f} s   "
            f"{self.answer_milliseconds:.2f} ms a question"
        )


def main(arguments: Sequence[str]) -> int:
    """Print a line a run; the exit status is 1 when the data are not there."""
    files = [Path(arguments[0]) / name for name in ("train.csv", "test.csv")] if len(arguments) == 1 else []
    if not files or not all(file.is_file() for file in files):
        sys.stderr.write("Give the folder that holds train.csv and test.csv: python -m bench.banking77 FOLDER\n")
        return 1
    known, questions = map(read, files)
    for chosen in (few(known, _SHOTS), known):
        sys.stdout.write(f"{measure(chosen, questions)}\n")
        sys.stdout.flush()
    return 0


def read(path: Path) -> list[Example]:
    """The examples of a file."""
    with path.open(encoding="utf-8", newline="") as file:
        return [(row["text"], row["category"]) for row in csv.DictReader(file)]


def few(examples: Sequence[Example], shots: int) -> list[Example]:
    """So many examples of each intent, the same ones at each call; intents in order of first appearance."""
    texts: dict[str, list[str]] = {}
    for text, intent in examples:
        texts.setdefault(intent, []).append(text)
    draw = random.Random(0)
    return [(text, intent) for intent, of_intent in texts.items() for text in draw.sample(of_intent, shots)]


def measure(known: Sequence[Example], questions: Sequence[Example]) -> Score:
    """Learn from the known examples and answer the questions, one at a time as the assistant does."""
    started = time.perf_counter()
    classifier = LinearClassifier.train([text for text, _ in known], [intent for _, intent in known])
    trained = time.perf_counter()
    right = sum(classifier.rank(text)[0].name == intent for text, intent in questions)
    each = (time.perf_counter() - trained) / len(questions)
    return Score(len(known), right / len(questions), trained - started, each * 1000)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
