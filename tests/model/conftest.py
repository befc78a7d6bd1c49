from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from bot.training import train_model
from tests.factories import ROOT


@pytest.fixture(scope="session")
def model() -> Path:
    """The model of the present content; trained first unless it exists."""
    return train_model(ROOT, force=False, console=Console(file=StringIO()))
