"""The page: its files and its texts in all languages.

GET /                   the page
GET /static/<name>      what it is made of
GET /api/languages      -> 200 languages and the page's own texts
"""

from pathlib import Path
from typing import Any

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, file, json

from bot.content.catalogue import Catalogue
from bot.knowledge.languages import SOURCE

_WEB = Path(__file__).resolve().parent.parent / "web"
_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
}
#: The page loads nothing from elsewhere, runs no foreign script and is shown in no foreign frame.
_HEADERS = {
    "Content-Security-Policy": "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-cache",
}


def serve_page(blueprint: Blueprint) -> None:
    """Add the routes of the page, but for its front, which is `front_page`."""

    @blueprint.get("/static/<name:str>")
    async def static(request: Request, name: str) -> HTTPResponse:
        return await _static(name)

    @blueprint.get("/api/languages")
    async def languages(request: Request) -> HTTPResponse:
        return json(page_texts(request.app.ctx.agent.nlg.catalogue), headers=_HEADERS)


def page_texts(catalogue: Catalogue) -> dict[str, Any]:
    """The languages with their own names, and the page's texts (`page.*`) in each; what is missing is English."""
    english = catalogue.texts["phrases"][SOURCE]
    keys = [key for key in english if key.startswith("page.")]
    return {
        "languages": [
            {"code": language.code, "name": language.name, "direction": language.direction}
            for language in catalogue.languages.values()
        ],
        "texts": {
            code: {key: catalogue.find("phrases", key, code).text for key in keys} for code in catalogue.languages
        },
    }


async def front_page(request: Request) -> HTTPResponse | None:
    """The page at `/`, where Rasa has a greeting of its own that no blueprint can replace."""
    return await _static("index.html") if request.method == "GET" and request.path == "/" else None


async def _static(name: str) -> HTTPResponse:
    path = _WEB / name
    if path.parent != _WEB or path.suffix not in _TYPES or not path.is_file():
        return json({"error": "There is no such page."}, status=404)
    return await file(path, mime_type=_TYPES[path.suffix], headers=_HEADERS)
