"""The rules of docs/architecture.md that a reader of one module cannot see."""

import ast
import importlib
import io
import tokenize
from pathlib import Path

import pytest
import yaml

from tests.factories import ROOT

MODULES = sorted([*(ROOT / "bot").rglob("*.py"), *(ROOT / "actions").rglob("*.py")])
MOST_LINES = 220


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def dotted(path: Path) -> str:
    return name_of(path).removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def imports(path: Path) -> set[str]:
    """The dotted names that a module imports anywhere in it."""
    package = dotted(path) if path.name == "__init__.py" else dotted(path).rpartition(".")[0]
    return _imports(path.read_text(encoding="utf-8"), package)


def _imports(source: str, package: str) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            parts = package.split(".")
            base = parts[: len(parts) - node.level + 1] if node.level else []
            module = ".".join([*base, *filter(None, [node.module])])
            found |= {f"{module}.{alias.name}" for alias in node.names}
    return found


def below(names: set[str], *packages: str) -> set[str]:
    """Those of the names that are one of the packages or below it."""
    return {name for name in names for package in packages if f"{name}.".startswith(f"{package}.")}


def modules(folder: str, *, without: tuple[str, ...] = (), only: tuple[str, ...] = ()) -> list[pytest.param]:
    chosen = [p for p in MODULES if name_of(p).startswith(f"{folder}/") and p.name not in without]
    return [pytest.param(p, id=name_of(p)) for p in chosen if not only or p.name in only]


def test_the_rules_see_every_way_to_import():
    source = (
        "import rasa.core\nfrom . import facts\nfrom ..nlu.text import clean\ndef f():\n    from sanic import Sanic\n"
    )
    found = _imports(source, "bot.knowledge")
    assert found == {"rasa.core", "bot.knowledge.facts", "bot.nlu.text.clean", "sanic.Sanic"}
    assert below(found, "rasa", "bot.nlu") == {"rasa.core", "bot.nlu.text.clean"}
    assert below({"rasa_sdk.Action"}, "rasa") == set()


@pytest.mark.parametrize("path", modules("bot/knowledge"))
def test_knowledge_stands_alone(path):
    found = imports(path)
    assert below(found, "rasa", "rasa_sdk", "telegram", "sanic", "actions") == set()
    assert below(found, "bot") - below(found, "bot.knowledge") == set()


@pytest.mark.parametrize("path", modules("bot/publishing"))
def test_publishing_knows_only_the_knowledge_and_the_settings(path):
    found = imports(path)
    assert below(found, "rasa", "rasa_sdk", "telegram", "sanic", "actions") == set()
    assert below(found, "bot") - below(found, "bot.knowledge", "bot.publishing", "bot.settings") == set()


@pytest.mark.parametrize("path", modules("actions"))
def test_actions_know_only_the_knowledge(path):
    found = imports(path)
    assert below(found, "rasa", "telegram", "sanic") == set()
    assert below(found, "bot") - below(found, "bot.knowledge") == set()


@pytest.mark.parametrize("path", modules("bot"))
def test_nothing_of_the_bot_needs_the_actions(path):
    assert below(imports(path), "actions") == set()


@pytest.mark.parametrize("path", modules("bot/nlu", without=("components.py",)))
def test_understanding_is_free_of_rasa(path):
    assert below(imports(path), "rasa", "rasa_sdk", "sanic", "telegram", "bot.channels", "bot.content") == set()


@pytest.mark.parametrize("path", modules("bot/content", without=("importer.py", "responses.py")))
def test_content_is_free_of_rasa(path):
    assert below(imports(path), "rasa", "rasa_sdk", "sanic", "telegram", "bot.channels") == set()


PURE = ("updates.py", "keyboards.py", "payloads.py", "pseudonyms.py", "payload_book.py")


@pytest.mark.parametrize("path", modules("bot/channels", only=PURE))
def test_the_functions_below_the_channels_are_free_of_rasa(path):
    assert below(imports(path), "rasa", "sanic") == set()


def test_all_functions_below_the_channels_are_looked_at():
    assert len(modules("bot/channels", only=PURE)) == len(PURE)


def _docstrings(tree: ast.AST) -> list[ast.Constant]:
    bodies = [node.body for node in ast.walk(tree) if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)]
    bodies += [node.body for node in ast.walk(tree) if isinstance(node, ast.AsyncFunctionDef)]
    firsts = [body[0].value for body in bodies if body and isinstance(body[0], ast.Expr)]
    return [value for value in firsts if isinstance(value, ast.Constant) and isinstance(value.value, str)]


def lines_of_code(path: Path) -> int:
    """Lines with code: no blank lines, comments and docstrings."""
    text = path.read_text(encoding="utf-8")
    described = {n for d in _docstrings(ast.parse(text)) for n in range(d.lineno, (d.end_lineno or d.lineno) + 1)}
    silent = {tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER}
    spoken = [t for t in tokenize.generate_tokens(io.StringIO(text).readline) if t.type not in silent]
    return len({n for t in spoken for n in range(t.start[0], t.end[0] + 1)} - described)


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_can_be_read_in_one_go(path):
    assert lines_of_code(path) < MOST_LINES


@pytest.mark.parametrize("path", modules("actions"))
def test_no_sentence_of_a_human_language_stands_in_an_action(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    described = {id(node) for node in _docstrings(tree)}
    texts = [n.value for n in ast.walk(tree) if isinstance(n, ast.Constant) and id(n) not in described]
    assert [text for text in texts if isinstance(text, str) and (" " in text or not text.isascii())] == []


def _named_classes(value: object) -> set[str]:
    """Dotted names of our classes anywhere in a configuration file."""
    if isinstance(value, dict):
        return {name for pair in value.items() for part in pair for name in _named_classes(part)}
    if isinstance(value, list):
        return {name for part in value for name in _named_classes(part)}
    return {value} if isinstance(value, str) and value.startswith(("bot.", "actions.")) else set()


CLASSES = {
    (file, name)
    for file in ("config.yml", "endpoints.yml", "credentials.yml")
    for name in _named_classes(yaml.safe_load((ROOT / file).read_text(encoding="utf-8")))
}


@pytest.mark.parametrize(("file", "name"), sorted(CLASSES))
def test_a_class_that_a_configuration_file_names_can_be_imported(file, name):
    module, _, attribute = name.rpartition(".")
    assert isinstance(getattr(importlib.import_module(module), attribute), type), file


def test_each_configuration_file_names_a_class():
    assert {file for file, _ in CLASSES} == {"config.yml", "endpoints.yml", "credentials.yml"}


def test_every_action_of_the_domain_exists_and_no_other():
    domain = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))
    names = set()
    for path in (ROOT / "actions").glob("*.py"):
        for found in vars(importlib.import_module(dotted(path))).values():
            if isinstance(found, type) and found.__module__.startswith("actions."):
                names.add(found().name())
    assert names == set(domain["actions"])
