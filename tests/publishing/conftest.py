from collections.abc import Iterator

import pytest

from tests.publishing.server import FolderServer


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[FolderServer]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with FolderServer() as running:
        yield running
