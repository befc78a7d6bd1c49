"""The stock command line of Rasa works with this project, and with the trained model, in an environment without
TensorFlow. Its commands are slow to start, so two run at a time while the tests wait for what they need."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from tests.factories import ROOT

pytestmark = pytest.mark.model

RASA = Path(sys.executable).with_name("rasa")
_COLOUR = re.compile(r"\x1b\[[\d;]*m")
_SECONDS = 240

EXAMPLES = """\
version: "3.1"
nlu:
- intent: check_fee
  examples: |
    - they demand [90000 rupees](amount) for a job in [qatar](destination:QA), is this too much
- intent: recruitment_fees
  examples: |
    - how much may an agency legally charge for [kuwait](destination:KW)
    - [कुवेत](destination:KW) को लागि म्यानपावरले कानुन अनुसार कति लिन पाउँछ
- intent: unpaid_wages
  examples: |
    - the company owes me four months of salary
    - talab napayeko tin mahina bhayo
"""
# Understood as a question about the passport, and answered for the corridor.
WRONG = """\
version: "3.1"
stories:
- story: wrong on purpose
  steps:
  - user: |
      my boss took my passport and refuses to give it back
    intent: unpaid_wages
  - action: utter_greet
"""
NEURAL = {
    "config.yml": """\
recipe: default.v1
assistant_id: neural
language: en
pipeline:
- name: WhitespaceTokenizer
- name: CountVectorsFeaturizer
- name: DIETClassifier
  epochs: 1
""",
    "data/nlu.yml": """\
version: "3.1"
nlu:
- intent: greet
  examples: |
    - hello
    - good morning
- intent: goodbye
  examples: |
    - bye
    - see you
""",
}


@dataclass(frozen=True)
class Run:
    """A command that has ended, with all that it printed."""

    code: int
    output: str


def _rasa(*arguments: str, folder: Path = ROOT, said: str = "", **settings: str) -> Run:
    """Run the console script as it is, as if nobody had set anything for it."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("RASA_")} | settings
    done = subprocess.run(
        [RASA, *arguments],
        cwd=folder,
        env=environment,
        input=said,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=_SECONDS,
    )
    return Run(done.returncode, _COLOUR.sub("", done.stdout))


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the commands read and where they write."""
    folder = tmp_path_factory.mktemp("rasa")
    (folder / "home").mkdir()
    (folder / "examples.yml").write_text(EXAMPLES, encoding="utf-8")
    (folder / "conversations").mkdir()
    (folder / "conversations" / "test_wrong.yml").write_text(WRONG, encoding="utf-8")
    for path in (ROOT / "tests" / "conversations").glob("*.yml"):
        (folder / "conversations" / path.name).write_bytes(path.read_bytes())
    for name, text in NEURAL.items():
        path = folder / "neural" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def runs(model: object, work: Path) -> Iterator[dict[str, Future[Run]]]:
    """All commands, started in this order."""
    stories, out = str(work / "conversations"), str(work / "core")
    with ThreadPoolExecutor(max_workers=2) as two:
        yield {
            "validate": two.submit(_rasa, "data", "validate", HOME=str(work / "home")),
            "nlu": two.submit(
                _rasa, "test", "nlu", "--nlu", f"{work}/examples.yml", "--model", "models", "--out", f"{work}/nlu"
            ),
            "core": two.submit(_rasa, "test", "core", "--stories", stories, "--model", "models", "--out", out),
            "shell": two.submit(_rasa, "shell", "nlu", "--model", "models", said="my boss took my passport\n"),
            "dry": two.submit(_rasa, "train", "--dry-run"),
            "help": two.submit(_rasa, "run", "--help"),
            "neural": two.submit(_rasa, "train", "nlu", folder=work / "neural"),
        }


def test_the_data_are_valid(runs: dict[str, Future[Run]]):
    run = runs["validate"].result()
    assert run.code == 0, run.output
    assert "No story structure conflicts found" in run.output


def test_nothing_is_reported_to_anybody(runs: dict[str, Future[Run]]):
    """Rasa announces its telemetry at the first start in a home folder, unless it is off."""
    assert "telemetry" not in runs["validate"].result().output


def test_understanding_can_be_measured(runs: dict[str, Future[Run]], work: Path):
    run = runs["nlu"].result()
    assert run.code == 0, run.output
    intents = json.loads((work / "nlu" / "intent_report.json").read_text())
    assert intents["accuracy"] == 1.0
    assert intents["recruitment_fees"]["support"] == 2
    entities = json.loads((work / "nlu" / "LexiconEntityExtractor_report.json").read_text())
    assert entities["destination"]["f1-score"] == 1.0
    assert entities["amount"]["f1-score"] == 1.0


def test_conversations_go_as_they_should(runs: dict[str, Future[Run]], work: Path):
    """All conversations but the one that is wrong on purpose: a mistake would be noticed."""
    run = runs["core"].result()
    assert run.code == 0, run.output
    failed = yaml.safe_load((work / "core" / "failed_test_stories.yml").read_text(encoding="utf-8"))["stories"]
    assert [story["story"].partition(" (")[0] for story in failed] == ["wrong on purpose"], failed
    good, total = map(int, re.findall(r"Correct:\s+(\d+) / (\d+)", run.output)[0])
    assert good == total - 1
    assert good >= 20


def test_a_line_typed_into_the_shell_is_understood(runs: dict[str, Future[Run]]):
    run = runs["shell"].result()
    assert run.code == 0, run.output
    answer = run.output[run.output.index("{\n") : run.output.rindex("}\n") + 1]
    found = json.loads(answer)
    assert found["intent"]["name"] == "passport_kept"
    assert found["language"] == {"code": "en", "sure": True}


def test_a_dry_run_says_whether_to_train(runs: dict[str, Future[Run]]):
    """Rasa's exit status is 1 when training is needed; which it is depends on what was trained here before."""
    run = runs["dry"].result()
    said = {0: "No training of components required", 1: "The model needs to be retrained"}
    assert said[run.code] in run.output


def test_help_needs_nothing(runs: dict[str, Future[Run]]):
    run = runs["help"].result()
    assert run.code == 0
    assert "--enable-api" in run.output


def test_a_neural_component_says_what_is_missing(runs: dict[str, Future[Run]]):
    run = runs["neural"].result()
    assert run.code != 0
    assert "this assistant is built without TensorFlow; component DIETClassifier needs it" in run.output
