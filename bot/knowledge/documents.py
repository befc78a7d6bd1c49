"""YAML files that know their line numbers, so that a mistake can be shown to the person who has to correct it."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

try:  # The C loader is ten times faster and is missing only where PyYAML was built without libyaml.
    from yaml import CSafeLoader as Loader
except ImportError:  # pragma: no cover
    from yaml import SafeLoader as Loader  # type: ignore[assignment]


@dataclass(frozen=True, order=True)
class Problem:
    """One mistake in a content file: where it is, what it is and what to do."""

    path: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message}"


class ContentError(Exception):
    """Content files that cannot be used; `problems` lists every mistake."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = tuple(problems)


class Document:
    """A YAML file: `data` as Python values, and `line_of` a place in it."""

    def __init__(self, path: Path, root: Path | None = None) -> None:
        """Read a file; raises ContentError when it is no YAML."""
        self.path = str(path.relative_to(root)) if root and path.is_relative_to(root) else str(path)
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError as error:
            line = error.object[: error.start].count(b"\n") + 1
            message = "these letters cannot be read; save the file again as UTF-8"
            raise ContentError([Problem(self.path, line, message)]) from None
        loader = Loader(text)
        try:
            self._node = loader.get_single_node()
            self.data: Any = loader.construct_document(self._node) if self._node else None
        except ValueError:  # Such as 2026-02-30.
            raise ContentError([Problem(self.path, 1, "a day in this file does not exist; correct it")]) from None
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            what = getattr(error, "problem", None) or "it cannot be read"
            raise ContentError(
                [Problem(self.path, mark.line + 1 if mark else 1, f"this is not valid YAML: {what}")]
            ) from None

    def line_of(self, *keys: object) -> int:
        """The line of the value below these keys and list positions, or of the deepest of them that exists."""
        node = self._node
        line = 1
        for key in keys:
            found = _child(node, key)
            if found is None:
                continue
            node, line = found
        return line

    def problem(self, message: str, *keys: object) -> Problem:
        """A problem at the place below these keys."""
        return Problem(self.path, self.line_of(*keys), message)


def read_yaml(path: Path) -> Any:
    """The content of a YAML file that is known to be well formed."""
    with path.open(encoding="utf-8") as file:
        return yaml.load(file, Loader=Loader)


def _child(node: yaml.Node | None, key: object) -> tuple[yaml.Node, int] | None:
    if isinstance(node, yaml.MappingNode):
        for name, value in node.value:
            if name.value == str(key):
                return value, name.start_mark.line + 1
    if isinstance(node, yaml.SequenceNode) and isinstance(key, int) and key < len(node.value):
        item = node.value[key]
        return item, item.start_mark.line + 1
    return None
