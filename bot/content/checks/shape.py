"""The form of a file by a pydantic model, with its mistakes said in plain words."""

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel, Extra, ValidationError

from bot.knowledge.documents import Document, Problem


class Strict(BaseModel):
    """A part of a file in which only known names may stand."""

    class Config:
        extra = Extra.forbid


#: Kind of pydantic's error -> what to tell; the longest kind that fits counts.
_SENTENCES = {
    "value_error.extra": "is not known here; check the spelling or remove it",
    "value_error.missing": "is missing; add it",
    "type_error.none": "is empty; fill it in or remove the line",
    "type_error.str": "must be one text; put it in quotes",
    "type_error.dict": "must have lines such as `name: text` below it",
    "type_error.list": "must be a list; write it in square brackets, with commas",
    "type_error.float": "must be a number",
    "value_error.number.not_gt": "must be more than 0; correct it",
    "value_error.date": "must be a day; write it like 2026-11-25",
    "type_error.date": "must be a day; write it like 2026-11-25",
}


def shape_problems(file: Document, model: type[BaseModel], data: Any) -> Iterator[Problem]:
    """Everything in which the data of a file differ from the model."""
    if not isinstance(data, dict):
        names = ", ".join(model.__fields__)
        yield file.problem(f"this file has no sections; it needs some of: {names}")
        return
    try:
        model.parse_obj({str(name): value for name, value in data.items() if not _is_no_name(name)})
    except ValidationError as error:
        for mistake in error.errors():
            yield file.problem(_message(dict(mistake)), *mistake["loc"])


def _is_no_name(name: Any) -> bool:
    """Whether this is what YAML makes of names such as `no`, which every file is checked for already."""
    return name is None or isinstance(name, bool)


def _message(mistake: dict[str, Any]) -> str:
    *above, name = [part for part in mistake["loc"] if isinstance(part, str) and part != "__root__"] or ["this"]
    if name == "__key__":
        return f"a name below '{above[-1]}' is not of the form that belongs there; correct it"
    if mistake["type"] == "value_error.const":
        permitted = ", ".join(map(str, mistake["ctx"]["permitted"]))
        return f"'{name}' must be one of: {permitted}; correct it"
    kinds = [kind for kind in _SENTENCES if mistake["type"].startswith(kind)]
    what = _SENTENCES[max(kinds, key=len)] if kinds else f"is wrong ({mistake['msg']}); correct it"
    return f"'{name}' {what}"
