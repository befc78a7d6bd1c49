"""`manifest.json`: which files a published folder has, and how to know that they arrived whole. Pure."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from hashlib import sha256
from typing import Any, Literal

from pydantic import BaseModel, ConstrainedStr, Extra, Field, ValidationError, conint, conlist, validator

from bot.knowledge.published import FACTS, PublishedError, parse_json, shape_mistake

MANIFEST = "manifest.json"
#: Hundreds of times what a directory needs; more than this is no directory.
MOST_FILE_BYTES = 20_000_000
_MOST_FILES = 20
_VERSION_LENGTH = 16


class _Name(ConstrainedStr):
    """A file beside the manifest: no folder, nothing hidden."""

    regex = re.compile(r"^[a-z0-9][a-z0-9_-]*(\.[a-z0-9_-]+)*\.json$")
    max_length = 80


class _Sha256(ConstrainedStr):
    regex = re.compile(r"^[0-9a-f]{64}$")


class PublishedFile(BaseModel):
    """A file of the folder, with its size in bytes and the SHA-256 of its bytes in hexadecimal."""

    name: _Name
    sha256: _Sha256
    size: conint(ge=1, le=MOST_FILE_BYTES)  # type: ignore[valid-type]

    class Config:
        extra = Extra.ignore
        frozen = True

    @validator("name", pre=True)
    def _beside_the_manifest(cls, name: object) -> object:
        if not isinstance(name, str) or not _Name.regex.fullmatch(name):
            raise ValueError("must be the plain name of a JSON file")
        return name

    def fits(self, body: bytes) -> bool:
        """Whether these are the bytes of the file."""
        return len(body) == self.size and sha256(body).hexdigest() == self.sha256


class Manifest(BaseModel):
    """A published directory. A later `format` would not be understood by this release."""

    format: Literal[1]
    version: str = Field(description="The first 16 hexadecimal digits of the SHA-256 of what `sha256sum` prints.")
    date: date
    files: conlist(PublishedFile, min_items=1, max_items=_MOST_FILES)  # type: ignore[valid-type]

    class Config:
        extra = Extra.ignore
        frozen = True
        title = "Manifest of a Sathi directory"

    @validator("files")
    def _complete(cls, files: list[PublishedFile]) -> list[PublishedFile]:
        names = [file.name for file in files]
        if FACTS not in names or MANIFEST in names or len(set(names)) != len(names):
            raise ValueError(f"must name {FACTS}, not {MANIFEST}, and no file twice")
        return files


def manifest_of(files: Mapping[str, bytes], day: date) -> Manifest:
    """The manifest of these files."""
    listed = [
        PublishedFile(name=name, sha256=sha256(body).hexdigest(), size=len(body))
        for name, body in sorted(files.items())
    ]
    return Manifest(format=1, version=_version(listed), date=day, files=listed)


def parse_manifest(body: bytes) -> Manifest:
    """The manifest in these bytes; raises PublishedError."""
    content: Any = parse_json(MANIFEST, body)
    if isinstance(content, dict) and isinstance(content.get("format"), int) and content["format"] > 1:
        raise PublishedError("The directory is published in a form that is newer than this release; update Sathi")
    try:
        manifest = Manifest.parse_obj(content)
    except ValidationError as error:
        raise PublishedError(f"{MANIFEST} {shape_mistake(error)}") from None
    if manifest.version != _version(manifest.files):
        raise PublishedError(f"{MANIFEST} has a version that is not that of its files")
    return manifest


def _version(files: Sequence[PublishedFile]) -> str:
    """The name of a content: the same files have the same version, wherever and whenever they are published."""
    lines = "".join(f"{file.sha256}  {file.name}\n" for file in sorted(files, key=lambda file: file.name))
    return sha256(lines.encode()).hexdigest()[:_VERSION_LENGTH]
