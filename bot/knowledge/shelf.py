"""The shelf where the directory in force lies: the last good pulled copy, else the one that ships with the release."""

import logging
import threading
from dataclasses import replace
from pathlib import Path

from .directory import Directory, load_directory, load_news, load_sources
from .documents import ContentError
from .published import FACTS, PublishedError, read_published

logger = logging.getLogger(__name__)

#: Below the project's root: the shipped directory, and the pulled copy in force, a link to one of the copies beside it.
SHIPPED = Path("data/directory")
PULLED = Path("var/directory/current")

#: What shows that another copy was put in place: its folder, and when its facts were written.
_Stamp = tuple[Path, float]


class Shelf:
    """Gives the directory in force, and notices when a new copy has been put in place.

    Reading a copy takes a tenth of a second. Nobody who asks waits for it but the first: a new copy is read aside, and
    until then the one before is given.
    """

    def __init__(self, root: Path) -> None:
        self.shipped = root / SHIPPED
        self.pulled = root / PULLED
        self._stamp: _Stamp | None = None
        self._directory = Directory()
        self._reading = threading.Lock()

    def directory(self) -> Directory:
        """The directory in force."""
        stamp = self._look()
        if self._stamp is None:
            with self._reading:
                if self._stamp is None:
                    self._directory, self._stamp = self._read(stamp[0]), stamp
        elif stamp != self._stamp and self._reading.acquire(blocking=False):
            threading.Thread(target=self._renew, args=(stamp,), daemon=True).start()
        return self._directory

    def complete(self, pulled: Directory) -> Directory:
        """A pulled directory with the shipped pages that it lacks: the answers of this release cite them."""
        news = pulled.news or load_news(self.shipped)
        return replace(pulled, sources=load_sources(self.shipped) | pulled.sources, news=news)

    def _look(self) -> _Stamp:
        """Which copy is in place now."""
        try:
            pulled = self.pulled.resolve(strict=True)
        except OSError:
            return self.shipped, self.shipped.stat().st_mtime
        facts = pulled / FACTS
        return pulled, facts.stat().st_mtime if facts.exists() else 0.0

    def _renew(self, stamp: _Stamp) -> None:
        try:
            self._directory = self._read(stamp[0])
        except (ContentError, OSError) as error:
            logger.error(
                "The shipped directory is not usable, the one before is kept: %s", str(error).partition("\n")[0]
            )
        finally:
            self._stamp = stamp
            self._reading.release()

    def _read(self, folder: Path) -> Directory:
        if folder != self.shipped:
            try:
                return self.complete(read_published(folder))
            except PublishedError as error:
                logger.error("The pulled directory is not usable, the shipped one is used: %s", error)
        return load_directory(self.shipped)
