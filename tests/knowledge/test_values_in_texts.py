"""Links, phone numbers and amounts of money stand in the directory, with a source and a date, and nowhere else."""

import ast

import pytest

from bot.content.checks.project import Project
from bot.content.checks.wording import _Money, _value
from tests.factories import ROOT

SECTIONS = ("answers", "titles", "facts", "phrases", "terms")
MODULES = sorted([*(ROOT / "bot").rglob("*.py"), *(ROOT / "actions").rglob("*.py")])

#: Part of a text -> why it may have such a value.
ALLOWED_TEXTS = {
    "150000": "shows how to write an amount, whatever it is",
    "900 riyal": "shows how to write what stands on a picture",
    "९०० रियाल": "the same in Nepali",
}
#: Part of a string in the code -> why it may have such a value.
ALLOWED_CODE = {
    "https://api.telegram.org": "where Telegram's bots live, unless a setting says otherwise",
    "http://127.0.0.1": "this machine",
    "127.0.0.1": "this machine",
    "http://json-schema.org/": "the name of the form of a JSON Schema",
    "tag:yaml.org": "the name of a type in YAML",
    "2026-11-25": "shows how to write a day",
    "ISO 3166-1": "the name of a standard",
    "https:// on": "shows how an address begins",
    "\\S@\\S+\\.\\S": "finds addresses",
}
#: Strings that are no address by themselves.
SCHEMES = ("http://", "https://")


@pytest.fixture(scope="module")
def project():
    return Project.read(ROOT)


def test_no_text_in_any_language_has_a_value_of_the_directory(project):
    money = _Money(project)
    texts = [text for text in project.texts if text.section in SECTIONS]
    assert {text.section for text in texts} == set(SECTIONS)
    found = [
        (text.file.path, text.key, what)
        for text in texts
        for words in text.forms.values()
        if (what := _value(_without(words, ALLOWED_TEXTS), money))
    ]
    assert found == []


def _without(words, allowed):
    for part in allowed:
        words = words.replace(part, "")
    return words


def _strings(tree):
    """The strings of a module, but for its docstrings."""
    described = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in described:
            yield node.value


def test_no_module_has_a_value_of_the_directory(project):
    money = _Money(project)
    found = [
        (path.name, string, what)
        for path in MODULES
        for string in _strings(ast.parse(path.read_text(encoding="utf-8")))
        if string not in SCHEMES and (what := _value(_without(string, ALLOWED_CODE), money))
    ]
    assert found == []
