"""Content files as the rules need them: with the lines of long texts, and with the mistakes of writing them at all."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import yaml

from bot.knowledge.documents import ContentError, Document, Problem

_DAY = re.compile(r"\b(\d{4})-(\d\d?)-(\d\d?)\b")
#: How YAML marks words that it reads as something else than text (`no`, `on`, `~`).
_NO_TEXT = ("tag:yaml.org,2002:bool", "tag:yaml.org,2002:null")


class ContentFile(Document):
    """A YAML file of the project; `path` is relative to its root, `source` is not."""

    def __init__(self, path: Path, root: Path) -> None:
        super().__init__(path, root)
        self.source = path

    @property
    def folder(self) -> str:
        """The name of the folder that it stands in, which is a language or a script of one."""
        return self.source.parent.name

    def lines(self, *keys: object) -> list[tuple[int, str]]:
        """The lines of the text below these keys, each with its line number in the file."""
        node = self._at(*keys)
        if not isinstance(node, yaml.ScalarNode):
            return []
        first, step = (node.start_mark.line + 2, 1) if node.style == "|" else (node.start_mark.line + 1, 0)
        return [(first + step * at, line) for at, line in enumerate(node.value.split("\n"))]

    def is_block(self, *keys: object) -> bool:
        """Whether the text below these keys begins with `|`, so that each of its lines counts."""
        node = self._at(*keys)
        return isinstance(node, yaml.ScalarNode) and node.style == "|"

    def name_problems(self) -> Iterator[Problem]:
        """Names that stand twice, of which YAML keeps the last only, and names that YAML does not read as text."""
        for mapping in _mappings(self._node):
            seen: dict[str, int] = {}
            for name, _ in mapping.value:
                line = name.start_mark.line + 1
                if name.tag in _NO_TEXT:
                    yield Problem(self.path, line, f"'{name.value}' is not read as a name here; put it in quotes")
                elif isinstance(name, yaml.ScalarNode) and name.value in seen:
                    first = seen[name.value]
                    yield Problem(self.path, line, f"'{name.value}' stands in line {first} already; keep one of them")
                elif isinstance(name, yaml.ScalarNode):
                    seen[name.value] = line

    def _at(self, *keys: object) -> yaml.Node | None:
        node: yaml.Node | None = self._node
        for key in keys:
            if isinstance(node, yaml.MappingNode):
                node = next((value for name, value in node.value if name.value == str(key)), None)
            elif isinstance(node, yaml.SequenceNode) and isinstance(key, int) and key < len(node.value):
                node = node.value[key]
            else:
                return None
        return node


def open_file(path: Path, root: Path, problems: list[Problem]) -> ContentFile | None:
    """Read a file; when that cannot be done, say why among the problems and return None."""
    name = path.relative_to(root).as_posix()
    try:
        return ContentFile(path, root)
    except FileNotFoundError:
        problems.append(Problem(name, 1, "this file is missing; restore it"))
    except ContentError as error:
        problems.extend(Problem(name, p.line, p.message + _hint(p.message)) for p in error.problems)
    except ValueError as error:
        problems.append(
            Problem(name, _line_of_wrong_day(path), f"a day or number cannot be read ({error}); correct it")
        )
    return None


def _hint(message: str) -> str:
    return "; look at the spaces, colons and quotes in this line and the one above" if "YAML" in message else ""


def _mappings(node: yaml.Node | None) -> Iterator[yaml.MappingNode]:
    if isinstance(node, yaml.MappingNode):
        yield node
        for _, value in node.value:
            if not isinstance(value, yaml.ScalarNode):
                yield from _mappings(value)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            if not isinstance(item, yaml.ScalarNode):
                yield from _mappings(item)


def _line_of_wrong_day(path: Path) -> int:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        for found in _DAY.finditer(line):
            try:
                date(*map(int, found.groups()))
            except ValueError:
                return number
    return 1
