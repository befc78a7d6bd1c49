"""Libraries that are imported when somebody uses them, and not before."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.deferred import Promise, deferred

_LIBRARY = """
LOADED = True
class Greeting:
    word = "namaste"
    def __init__(self, name): self.name = name
"""


@pytest.fixture(autouse=True)
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A package `heavy` with a module `heavy.words`."""
    (tmp_path / "heavy").mkdir()
    (tmp_path / "heavy" / "__init__.py").write_text("", encoding="utf-8")
    (tmp_path / "heavy" / "words.py").write_text(_LIBRARY, encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    yield
    for name in ("heavy", "heavy.words"):
        sys.modules.pop(name, None)


def _promised() -> Any:
    with deferred("heavy"):
        from heavy.words import Greeting
    return Greeting


def test_a_name_is_only_promised_at_first() -> None:
    assert isinstance(_promised(), Promise)
    assert "heavy" not in sys.modules


def test_a_call_keeps_the_promise() -> None:
    assert _promised()("Sita").name == "Sita"
    assert sys.modules["heavy.words"].LOADED


def test_a_look_inside_keeps_the_promise() -> None:
    assert _promised().word == "namaste"


def test_a_promised_class_can_be_extended() -> None:
    class Warm(_promised()):  # type: ignore[misc]
        pass

    assert Warm("Ram").word == "namaste"
    assert isinstance(Warm("Ram"), _promised())


def test_a_promise_can_stand_in_annotations_without_being_kept() -> None:
    greeting = _promised()

    def greet(one: greeting | None, *more: greeting) -> greeting | str: ...

    assert "heavy" not in sys.modules


def test_a_module_that_was_imported_whole_is_there_when_it_is_used() -> None:
    with deferred("heavy"):
        import heavy.words
    assert heavy.words.Greeting("Maya").name == "Maya"


def test_what_is_imported_afterwards_is_real() -> None:
    _promised()
    import heavy.words

    assert heavy.words.LOADED is True


def test_what_is_imported_already_stays() -> None:
    import heavy.words

    assert _promised() is heavy.words.Greeting
    assert sys.modules["heavy.words"] is heavy.words
