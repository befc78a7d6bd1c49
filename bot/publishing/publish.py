"""Writing the directory as a folder that any web server can serve."""

import json
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from bot.knowledge.directory import Directory
from bot.knowledge.published import FACTS, FactsFile, facts_file

from .files import replace_file
from .hsds import organizations, services
from .manifest import MANIFEST, Manifest, manifest_of

_JSON_SCHEMA = "http://json-schema.org/draft-07/schema#"


def publish(directory: Directory, folder: Path, day: date) -> Manifest:
    """Write the folder; the manifest last, so that whoever reads meanwhile sees files that do not fit and waits."""
    files = published_files(directory)
    manifest = manifest_of(files, day)
    folder.mkdir(parents=True, exist_ok=True)
    for name, body in files.items():
        replace_file(folder / name, body)
    replace_file(folder / MANIFEST, _json(_plain(manifest)))
    return manifest


def published_files(directory: Directory) -> dict[str, bytes]:
    """The files beside the manifest; the same directory gives the same bytes."""
    return {
        FACTS: _json(_plain(facts_file(directory))),
        "facts.schema.json": _json(_schema(FactsFile)),
        "manifest.schema.json": _json(_schema(Manifest)),
        "organizations.json": _json(organizations(directory)),
        "services.json": _json(services(directory)),
    }


def _plain(model: BaseModel) -> Any:
    return json.loads(model.json(exclude_none=True))


def _schema(model: type[BaseModel]) -> dict[str, Any]:
    return {"$schema": _JSON_SCHEMA, **model.schema()}


def _json(content: Any) -> bytes:
    """Readable, and with a line for each value, so that two versions can be compared."""
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()
