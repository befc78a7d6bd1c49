"""The languages of the assistant, and the one rule that decides which of them a reply is in."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import yaml
from babel import Locale

#: The language of the source texts, used when nothing better is known.
SOURCE = "en"


@dataclass(frozen=True)
class Language:
    """One entry of `languages.yml`: ISO code, own name, direction, other scripts (ISO 15924) and state of review."""

    code: str
    name: str
    direction: Literal["ltr", "rtl"] = "ltr"
    scripts: tuple[str, ...] = ()
    review: Literal["draft", "reviewed"] = "draft"

    @property
    def locale(self) -> Locale:
        """The CLDR locale that names countries and writes numbers; `fil` and the like resolve by themselves."""
        return Locale.parse(self.code)

    @property
    def folders(self) -> tuple[str, ...]:
        """The folders of `data/nlu` with its examples: `ne`, `ne-Latn`."""
        return (self.code, *(f"{self.code}-{script}" for script in self.scripts))


def load_languages(path: Path) -> dict[str, Language]:
    """Read `languages.yml`, keyed by code in the order of the file."""
    entries: dict[str, dict[str, Any]] = yaml.safe_load(path.read_text(encoding="utf-8"))["languages"]
    return {
        code: Language(code, **entry | {"scripts": tuple(entry.get("scripts", ()))}) for code, entry in entries.items()
    }


@dataclass(frozen=True)
class Detection:
    """What language a message is written in, and whether that is certain enough to act upon."""

    code: str
    sure: bool


def reply_language(known: Iterable[str], chosen: str | None, detections: Iterable[Detection], hint: str | None) -> str:
    """Decide the language of a reply.

    `known` are the codes the assistant speaks, `chosen` is what the person picked, `detections` are those of their
    messages,
    newest first, `hint` is the setting of their app (`pt-BR` counts as `pt`). The order of trust is: chosen, the last
    language they wrote in when detection was sure, the hint, English.
    """
    codes = set(known)
    if chosen in codes:
        return str(chosen)
    for detection in detections:
        if detection.sure and detection.code in codes:
            return detection.code
    primary = (hint or "").replace("_", "-").split("-")[0].lower()
    return primary if primary in codes else SOURCE
