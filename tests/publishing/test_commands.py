import io

import pytest
import yaml
from rich.console import Console
from typer.testing import CliRunner

from bot import directory_commands
from bot.knowledge.directory import load_directory
from bot.knowledge.documents import read_yaml
from bot.knowledge.published import read_published
from bot.knowledge.shelf import SHIPPED, Shelf
from bot.settings import Settings
from tests.factories import ROOT


@pytest.fixture
def root(tmp_path, monkeypatch):
    """An installation with the shipped directory, and without settings."""
    (tmp_path / "data").mkdir()
    (tmp_path / SHIPPED).symlink_to(ROOT / SHIPPED)
    monkeypatch.setattr(directory_commands, "ROOT", tmp_path)
    monkeypatch.setattr(Settings.__config__, "env_file", None)
    monkeypatch.delenv("DIRECTORY_URL", raising=False)
    return tmp_path


@pytest.fixture
def sathi(root, monkeypatch):
    """Runs `sathi directory ...`: the exit status, and everything it printed."""

    def run(*arguments):
        printed = io.StringIO()
        for name in ("console", "errors"):
            monkeypatch.setattr(directory_commands, name, Console(file=printed))
        result = CliRunner().invoke(directory_commands.directory_app, [str(part) for part in arguments])
        return result.exit_code, printed.getvalue()

    return run


@pytest.fixture
def published(sathi, server, tmp_path):
    """A server to which the shipped directory was published."""
    sathi("publish", tmp_path / "out")
    server.files.update({path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()})
    return server


def test_publishing_writes_the_folder_and_says_what_to_do_with_it(sathi, tmp_path, shipped):
    code, said = sathi("publish", tmp_path / "out")
    assert code == 0
    assert f"{len(shipped.entries)} facts" in said
    assert "DIRECTORY_URL" in said
    assert read_published(tmp_path / "out") == shipped


def test_publishing_a_directory_with_mistakes_is_refused(sathi, root, tmp_path):
    (root / SHIPPED).unlink()
    (root / SHIPPED).mkdir()
    code, said = sathi("publish", tmp_path / "out")
    assert (code, said) == (1, "The directory has mistakes; run `sathi check`, correct them and publish again.\n")
    assert not (tmp_path / "out").exists()


def test_publishing_where_nothing_can_be_written_is_told(sathi, tmp_path):
    (tmp_path / "out").write_text("a file", encoding="utf-8")
    code, said = sathi("publish", tmp_path / "out")
    assert code == 1
    assert "cannot be written (File exists); choose another folder." in said


def test_a_pull_without_an_address_says_where_to_put_one(sathi):
    assert sathi("pull") == (1, "There is no address to pull from; set DIRECTORY_URL, or give --url.\n")


def test_a_dry_run_lists_what_would_change(sathi, root, published):
    (root / SHIPPED).unlink()
    (root / SHIPPED / "countries").mkdir(parents=True)
    for path in (ROOT / SHIPPED).rglob("*.yml"):
        (root / SHIPPED / path.relative_to(ROOT / SHIPPED)).symlink_to(path)
    nepal = root / SHIPPED / "countries" / "np.yml"
    content = read_yaml(nepal)
    dropped = content["facts"].pop()["id"]
    nepal.unlink()
    nepal.write_text(yaml.safe_dump(content), encoding="utf-8")
    code, said = sathi("pull", "--dry-run", "--url", published.url)
    assert code == 0
    assert said.splitlines()[0] == f"+ {dropped}"
    assert said.endswith("would be in force: 1 added, 0 changed, 0 removed.\n")
    assert not (root / "var").exists()


def test_a_pull_puts_the_directory_of_the_setting_in_force(sathi, root, published, monkeypatch):
    monkeypatch.setenv("DIRECTORY_URL", published.url)
    code, said = sathi("pull")
    assert code == 0
    assert said.endswith("is in force: 0 added, 0 changed, 0 removed.\n")
    assert (root / "var" / "directory" / "current" / "facts.json").exists()
    assert Shelf(root).directory() == load_directory(root / SHIPPED)


def test_a_pull_that_fails_is_one_sentence(sathi, server):
    code, said = sathi("pull", "--url", server.url)
    assert (code, said) == (1, f"{server.url}/manifest.json is answered with status 404.\n")
