import pytest
from hypothesis import settings

from bot.content.catalogue import Catalogue, load_catalogue
from bot.knowledge.directory import Directory, load_directory
from tests.factories import ROOT

# Few examples, always the same ones, however slow the machine is.
settings.register_profile("sathi", max_examples=60, deadline=None, derandomize=True, database=None)
settings.load_profile("sathi")


@pytest.fixture(scope="session")
def shipped() -> Directory:
    """The directory that ships with the release."""
    return load_directory(ROOT / "data" / "directory")


@pytest.fixture(scope="session")
def written() -> Catalogue:
    """All texts of the real content."""
    return load_catalogue(ROOT)
