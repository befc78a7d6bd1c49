"""Pulling a published directory: all of it, whole and valid, comes in force, or nothing does."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar
from urllib.parse import urlsplit

from requests import Session

from bot.knowledge.directory import Directory
from bot.knowledge.documents import ContentError
from bot.knowledge.published import FACTS, PublishedError, parse_facts, parse_json
from bot.knowledge.shelf import Shelf

from .changes import Changes, compare
from .copies import Copies
from .download import DownloadError, Fetched, fetch, new_session, spoken
from .manifest import MANIFEST, Manifest, parse_manifest

_MOST_MANIFEST_BYTES = 100_000


class PullError(Exception):
    """Nothing was pulled, and what was in force still is; the message says why in one sentence."""


@dataclass(frozen=True)
class Pulled:
    """What came of it: the version that is (or would be) in force, and what it changes there."""

    version: str
    changes: Changes = field(default_factory=Changes)
    downloaded: tuple[str, ...] = ()


@dataclass(frozen=True)
class Pull:
    """Pulls from an address into the copies below a root. `seconds` is the most that one file may take.

    `accept_losses` takes a directory in which most of the facts now in force are gone.
    """

    url: str
    root: Path
    dry_run: bool = False
    accept_losses: bool = False
    seconds: float = 60
    pause_seconds: float = 0.5
    what: ClassVar[str] = "directory"

    def renew(self) -> str | None:
        """Pull, and say which version is in force when that changes anything; raises PullError."""
        pulled = self.run()
        return f"Version {pulled.version} of the directory is in force: {pulled.changes}" if pulled.changes else None

    def run(self) -> Pulled:
        """Pull; raises PullError."""
        try:
            with new_session(self.pause_seconds) as session:
                return self._run(session, Copies(self.root))
        except (DownloadError, PublishedError) as error:
            raise PullError(f"{error}.") from None
        except ContentError as error:
            raise PullError(f"The shipped directory has a mistake; correct it first: {error.problems[0]}") from None
        except OSError as error:
            raise PullError(
                f"The pulled directory cannot be kept ({error}); make room or correct the rights."
            ) from None

    def _run(self, session: Session, copies: Copies) -> Pulled:
        held = copies.manifest()
        answer = self._fetch(session, MANIFEST, _MOST_MANIFEST_BYTES, copies.etag(self.url) if held else None)
        if answer is None:
            assert held
            return Pulled(held.version)
        manifest = parse_manifest(answer.body)
        if held and held.version == manifest.version:
            return self._keep(copies, manifest, answer)
        files, downloaded = self._files(session, copies, manifest)
        shelf = Shelf(self.root)
        old, new = shelf.directory(), shelf.complete(parse_facts(files[FACTS]))
        self._refuse_losses(old, new)
        if not self.dry_run:
            copies.put(manifest, {**files, MANIFEST: answer.body})
            copies.remember(self.url, answer.etag)
        return Pulled(manifest.version, compare(old, new), downloaded)

    def _keep(self, copies: Copies, manifest: Manifest, answer: Fetched) -> Pulled:
        if not self.dry_run:
            copies.remember(self.url, answer.etag)
        return Pulled(manifest.version)

    def _files(self, session: Session, copies: Copies, manifest: Manifest) -> tuple[dict[str, bytes], tuple[str, ...]]:
        """The files of a manifest, those we hold from disk; and which were downloaded."""
        held = {file.name: body for file in manifest.files if (body := copies.body(file)) is not None}
        files: dict[str, bytes] = {}
        for file in manifest.files:
            body = held.get(file.name)
            if body is None:
                answer = self._fetch(session, file.name, file.size)
                body = answer.body if answer else b""
            if not file.fits(body):
                raise PublishedError(f"{file.name} did not arrive as {MANIFEST} describes it")
            parse_json(file.name, body)
            files[file.name] = body
        return files, tuple(name for name in files if name not in held)

    def _fetch(self, session: Session, name: str, most_bytes: int, etag: str | None = None) -> Fetched | None:
        return fetch(address_of(self.url, name), most_bytes, self.seconds, etag, session)

    def _refuse_losses(self, old: Directory, new: Directory) -> None:
        if not new.entries:
            raise PublishedError(f"The directory at {spoken(self.url)} is empty")
        lost = [name for name in old.by_id if name not in new.by_id]
        if 2 * len(lost) > len(old.by_id) and not self.accept_losses:
            raise PublishedError(
                f"The directory at {spoken(self.url)} lacks {len(lost)} of the {len(old.by_id)} facts in force; "
                "if that is meant, run `sathi directory pull --accept-losses`"
            )


def address_of(url: str, name: str) -> str:
    """The address of a file in a published folder; a key behind the folder's address stays behind it."""
    parts = urlsplit(url)
    return parts._replace(path=f"{parts.path.rstrip('/')}/{name}", fragment="").geturl()
