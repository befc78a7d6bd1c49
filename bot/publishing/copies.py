"""The pulled copies on disk: a folder for each version, and the link `current` to the one in force."""

import json
import os
import re
import shutil
from collections.abc import Mapping
from pathlib import Path

from bot.knowledge.published import PublishedError
from bot.knowledge.shelf import PULLED

from .files import replace_file
from .manifest import MANIFEST, Manifest, PublishedFile, parse_manifest

#: Where the copy in force came from, to ask the server only whether anything is new.
_ORIGIN = "origin.json"
_VERSION = re.compile(r"[0-9a-f]{16}")


class Copies:
    """The copies below a root."""

    def __init__(self, root: Path) -> None:
        self.current = root / PULLED
        self.folder = self.current.parent

    def manifest(self) -> Manifest | None:
        """The manifest of the copy in force, if that is still whole."""
        try:
            manifest = parse_manifest((self.current / MANIFEST).read_bytes())
        except (OSError, PublishedError):
            return None
        return manifest if all(self.body(file) is not None for file in manifest.files) else None

    def body(self, file: PublishedFile) -> bytes | None:
        """The bytes of a file, if the copy in force has it just so."""
        try:
            body = (self.current / file.name).read_bytes()
        except OSError:
            return None
        return body if file.fits(body) else None

    def etag(self, url: str) -> str | None:
        """The server's mark of the manifest in force, if it came from this address."""
        try:
            origin = json.loads((self.folder / _ORIGIN).read_bytes())
            return str(origin["etag"]) if origin["url"] == url and origin["etag"] else None
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def remember(self, url: str, etag: str | None) -> None:
        """Note where the copy in force came from."""
        replace_file(self.folder / _ORIGIN, json.dumps({"url": url, "etag": etag}).encode())

    def put(self, manifest: Manifest, files: Mapping[str, bytes]) -> None:
        """Put a version in force: whoever reads meets the one before or this one, whole."""
        place = self.folder / manifest.version
        before = self.current.resolve()
        place.mkdir(parents=True, exist_ok=True)
        for name, body in files.items():
            replace_file(place / name, body)
        link = self.folder / f".current.{os.getpid()}"
        link.unlink(missing_ok=True)
        link.symlink_to(manifest.version)
        try:
            link.replace(self.current)
        finally:
            link.unlink(missing_ok=True)
        self._clear({place.name, before.name})

    def _clear(self, kept: set[str]) -> None:
        """Remove older versions. The one before stays: somebody may be reading it."""
        for path in self.folder.iterdir():
            if _VERSION.fullmatch(path.name) and path.name not in kept:
                shutil.rmtree(path, ignore_errors=True)
