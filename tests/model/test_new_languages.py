"""A language is added by its files alone: here Khmer, written without spaces, and Urdu, written from right to left."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.factories import ROOT

pytestmark = pytest.mark.model

FIXTURES = Path(__file__).parent / "fixtures"
QUESTIONS: dict[str, list[dict[str, Any]]] = yaml.safe_load((FIXTURES / "questions.yml").read_text(encoding="utf-8"))
#: Of the other languages so many examples an intent stay: enough to be in the way, few enough to train fast.
_KEPT = 12
_LEFT_OUT = (".*", "models", "var", "results", "tests", "docs", "bench", "__pycache__", "*.egg-info")
_SECONDS = 240


def _asked(*names: str) -> list[Any]:
    """All questions as parameters: their language, and these entries of theirs."""
    return [
        pytest.param(language, *(entry.get(name, []) for name in names), id=f"{language}: {entry['say']}")
        for language, entries in QUESTIONS.items()
        for entry in entries
    ]


def _thin(path: Path) -> None:
    """Keep the first examples of each intent."""
    kept, count = [], 0
    for line in path.read_text(encoding="utf-8").splitlines():
        count = count + 1 if line.startswith("    - ") else 0
        if count <= _KEPT:
            kept.append(line)
    path.write_text("\n".join(kept) + "\n", encoding="utf-8")


def _add_languages(root: Path) -> None:
    """What someone who adds the two languages does: entries in `languages.yml`, examples and answers. Should the
    project speak one of them already, these six topics take the place of what it has."""
    path = root / "languages.yml"
    languages = yaml.safe_load(path.read_text(encoding="utf-8"))
    added = yaml.safe_load((FIXTURES / "languages.yml").read_text(encoding="utf-8"))
    languages["languages"] |= added
    path.write_text(yaml.safe_dump(languages, allow_unicode=True, sort_keys=False), encoding="utf-8")
    for code in added:
        for part in ("nlu", "answers"):
            for old in (root / "data" / part).glob(f"{code}*"):
                shutil.rmtree(old)
            shutil.copytree(FIXTURES / code / part, root / "data" / part / code)


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What a copy of the project with the two languages answers."""
    root = tmp_path_factory.mktemp("languages") / "copy"
    shutil.copytree(ROOT, root, ignore=shutil.ignore_patterns(*_LEFT_OUT))
    for path in (root / "data" / "nlu").glob("*/*.yml"):
        _thin(path)
    _add_languages(root)
    done = subprocess.run(
        [sys.executable, Path(__file__).with_name("asking.py")],
        cwd=root,
        env=os.environ | {"PYTHONPATH": str(root), "PYTHONWARNINGS": "ignore"},
        input=json.dumps([entry["say"] for entries in QUESTIONS.values() for entry in entries]),
        capture_output=True,
        text=True,
        timeout=_SECONDS,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    answered: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    assert answered["root"] == str(root)
    return answered


def test_the_content_is_well(copy: dict[str, Any]):
    assert copy["problems"] == []


def test_the_page_knows_the_direction(copy: dict[str, Any]):
    offered = {language["code"]: (language["name"], language["direction"]) for language in copy["languages"]}
    assert offered["km"] == ("ខ្មែរ", "ltr")
    assert offered["ur"] == ("اردو", "rtl")


@pytest.mark.parametrize(("language", "say", "intent"), _asked("say", "intent"))
def test_a_sentence_is_understood(copy: dict[str, Any], language: str, say: str, intent: str):
    found = copy["answers"][say]["found"]
    assert found["intent"]["name"] == intent
    assert found["language"] == {"code": language, "sure": True}


@pytest.mark.parametrize(("language", "say", "intent"), _asked("say", "intent"))
def test_the_answer_is_in_its_language(copy: dict[str, Any], language: str, say: str, intent: str):
    reply = copy["answers"][say]["reply"]
    written = [yaml.safe_load(p.read_text(encoding="utf-8")) for p in (FIXTURES / language / "answers").glob("*.yml")]
    assert reply["text"] == next(file["answers"][intent] for file in written if intent in file["answers"])
    assert reply["language"] == language


@pytest.mark.parametrize(("language", "say", "countries"), _asked("say", "countries"))
def test_countries_are_found_in_its_script(copy: dict[str, Any], language: str, say: str, countries: list[str]):
    found = copy["answers"][say]["found"]["entities"]
    assert sorted(e["value"] for e in found if e["entity"] in ("origin", "destination", "country")) == countries
