"""The shelf where the directory in force lies: the last good pulled copy, else the one that ships with the release."""

import logging
from pathlib import Path

from .directory import Directory, load_directory
from .documents import ContentError

logger = logging.getLogger(__name__)

#: Below the project's root: the shipped directory, and where pulled copies are kept.
SHIPPED = Path("data/directory")
PULLED = Path("var/directory/current")


class Shelf:
    """Gives the directory in force, and notices when a new copy has been put in place."""

    def __init__(self, root: Path) -> None:
        self.shipped = root / SHIPPED
        self.pulled = root / PULLED
        self._stamp: tuple[Path, float] | None = None
        self._directory = Directory()

    def directory(self) -> Directory:
        """The directory in force; reading it again only when the folder in force changed."""
        folder = self.pulled if self.pulled.exists() else self.shipped
        stamp = (folder.resolve(), folder.resolve().stat().st_mtime)
        if stamp != self._stamp:
            self._directory = self._read(folder)
            self._stamp = stamp
        return self._directory

    def _read(self, folder: Path) -> Directory:
        if folder == self.pulled:
            try:
                return load_directory(folder)
            except ContentError as error:
                logger.error("The pulled directory is not usable, the shipped one is used: %s", error.problems[0])
        return load_directory(self.shipped)
