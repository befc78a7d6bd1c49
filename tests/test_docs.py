"""The documents name what there is, and only that: commands, settings, files, and the examples of the content guide."""

import re
import textwrap
from pathlib import Path
from typing import get_args

import pytest
import yaml
from pydantic import parse_obj_as
from typer.main import get_command

from bot.cli import app
from bot.content.catalogue import load_catalogue
from bot.knowledge.documents import read_yaml
from bot.knowledge.facts import AnyFact
from bot.knowledge.phones import phone_mistakes
from bot.nlu.danger import compile_rules
from bot.settings import ROOT, Settings

README = ROOT / "README.md"
GUIDE = ROOT / "docs" / "content.md"
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
ALL = "\n".join(path.read_text(encoding="utf-8") for path in DOCUMENTS)

#: They answer a question of ours, so nothing offers them.
NEVER_A_BUTTON = {"affirm", "cancel", "deny", "inform"}

_LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
_CODE = re.compile(r"`([^`\n]+)`")


def make_targets() -> list[str]:
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    return sorted(set(re.findall(r"^([a-z]+):(?!=)", text, re.MULTILINE)))


def settings() -> list[str]:
    return [name.upper() for name in Settings.__fields__]


def intents() -> list[str]:
    files = sorted((ROOT / "data" / "nlu" / "en").glob("*.yml"))
    return sorted({block["intent"] for path in files for block in read_yaml(path)["nlu"]})


def kinds_of_facts() -> list[str]:
    (union, *_) = get_args(AnyFact)
    return [kind for model in get_args(union) for kind in get_args(model.__annotations__["kind"])]


def readme_table() -> list[str]:
    rows = [line for line in README.read_text(encoding="utf-8").splitlines() if line.startswith("| ")]
    return [code for row in rows for code in _CODE.findall(row.split("|")[2]) if "/" in code or "." in code]


def yaml_examples() -> list[str]:
    blocks = re.findall(r"^( *)```yaml\n(.*?)^ *```", GUIDE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    return [textwrap.dedent(block) for _, block in blocks]


@pytest.mark.parametrize("target", make_targets())
def test_every_make_target_is_named(target: str) -> None:
    documented = re.search(rf"\bmake {target}\b", ALL) or f"`{target}`" in README.read_text(encoding="utf-8")
    assert documented, f"no document says what `make {target}` does"


@pytest.mark.parametrize("name", sorted(get_command(app).commands))  # type: ignore[attr-defined]
def test_every_command_is_named(name: str) -> None:
    assert re.search(rf"\bsathi {name}\b", ALL) or re.search(rf"\bmake {name}\b", ALL)


@pytest.mark.parametrize("name", settings())
def test_every_setting_is_explained_to_the_host(name: str) -> None:
    assert f"| `{name}` |" in (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")


def test_the_example_of_the_settings_lists_each_and_no_other() -> None:
    lines = (ROOT / ".env.example").read_text(encoding="utf-8").splitlines()
    listed = [line.partition("=")[0] for line in lines if line and not line.startswith("#")]
    assert sorted(listed) == sorted(settings())


def test_the_example_of_the_settings_states_the_defaults(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in settings():
        monkeypatch.delenv(name, raising=False)
    assert Settings(_env_file=ROOT / ".env.example") == Settings(_env_file=None)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_between_documents_lead_somewhere(document: Path) -> None:
    targets = [link for link in _LINK.findall(document.read_text(encoding="utf-8")) if "://" not in link]
    assert [link for link in targets if not (document.parent / link).exists()] == []


def test_the_picture_of_the_page_is_small() -> None:
    assert (ROOT / "docs" / "page.png").stat().st_size < 300_000


def test_what_the_readme_tells_to_edit_exists() -> None:
    names = readme_table()
    assert len(names) > 15
    local = ("titles.yml", "phrases.yml")  # Said behind the folder that they stand in.
    assert [n for n in names if n not in local and not (ROOT / n).exists()] == []


def test_the_readme_stays_short() -> None:
    assert len(README.read_text(encoding="utf-8").splitlines()) < 150


@pytest.mark.parametrize("intent", intents())
def test_every_intent_has_an_answer_and_a_title(intent: str) -> None:
    catalogue = load_catalogue(ROOT)
    assert catalogue.has("answers", intent)
    assert catalogue.has("titles", intent) or intent in NEVER_A_BUTTON


@pytest.mark.parametrize("kind", kinds_of_facts())
def test_the_content_guide_names_every_kind_of_fact(kind: str) -> None:
    assert f"`{kind}`" in GUIDE.read_text(encoding="utf-8")


@pytest.mark.parametrize("example", yaml_examples())
def test_examples_of_the_content_guide_can_be_read(example: str) -> None:
    assert isinstance(yaml.safe_load(example), (dict, list))


def test_the_fact_of_the_content_guide_is_accepted() -> None:
    (example,) = [block for block in yaml_examples() if "np-example-hotline" in block]
    fact = parse_obj_as(AnyFact, yaml.safe_load(example)[0])
    assert list(phone_mistakes("NP", fact)) == []


def test_the_danger_phrases_of_the_content_guide_match_what_they_say() -> None:
    (example,) = [block for block in yaml_examples() if block.startswith("danger:")]
    rules = compile_rules(yaml.safe_load(example)["danger"])
    assert rules.find("he locked me in a small room") == "trafficking_help"
    assert rules.find("they are forcing me to work") is None
    assert rules.find("they forced me to work") == "trafficking_help"
    assert rules.find("what is trafficking") is None
