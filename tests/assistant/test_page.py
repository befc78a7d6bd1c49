"""The page in a real browser, against the running assistant."""

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect, sync_playwright

from .conftest import Assistant

pytestmark = [pytest.mark.services, pytest.mark.browser]

_ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-sync"]
_PATIENCE = 20_000  # milliseconds


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    assert path, "install Debian's chromium"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=_ARGUMENTS)
        yield started
        started.close()


@pytest.fixture
def phone(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 320, "height": 640}, locale="en-GB")
    context.set_default_timeout(_PATIENCE)
    yield context
    context.close()


def opened(context: BrowserContext, assistant: Assistant, query: str = "?lang=en") -> Page:
    """The page, greeted."""
    page = context.new_page()
    page.goto(assistant.url + query)
    expect(replies(page)).not_to_have_count(0, timeout=_PATIENCE)
    return page


def replies(page: Page) -> Locator:
    return page.locator("#log .reply")


def ask(page: Page, text: str) -> None:
    page.locator("#question").fill(text)
    page.keyboard.press("Enter")


def test_a_fee_is_checked_with_one_question_and_one_touch(phone, assistant):
    page = opened(phone, assistant)
    ask(page, "agent ask me 1.5 lakh for qatar, is it ok?")
    page.get_by_role("button", name="Nepal", exact=True).click()
    log = page.locator("#log")
    expect(log).to_contain_text("150,000 Nepalese rupees", timeout=_PATIENCE)
    link = log.locator(".source a").last
    assert "noreferrer" in (link.get_attribute("rel") or "")


def test_nothing_sticks_out_on_a_small_phone(phone, assistant):
    page = opened(phone, assistant)
    ask(page, "hotline numbers for nepal and qatar please")
    expect(page.locator("#log")).to_contain_text("1141", timeout=_PATIENCE)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    small = "[...document.querySelectorAll('button')].filter(b => b.offsetParent && b.offsetHeight < 44).length"
    assert page.evaluate(small) == 0


def test_a_person_in_danger_gets_numbers_to_touch(phone, assistant):
    page = opened(phone, assistant)
    ask(page, "my employer beats me every day in kuwait")
    expect(page.locator("#log .urgent [role=alert]").first).to_be_visible(timeout=_PATIENCE)
    assert page.locator("#log a[href^='tel:']").count() > 0


def test_the_page_speaks_the_language_that_is_chosen(phone, assistant):
    page = opened(phone, assistant)
    page.locator("#language").select_option("ne")
    expect(page.locator("html")).to_have_attribute("lang", "ne", timeout=_PATIENCE)
    ask(page, "hello")
    expect(page.locator("#log [lang=ne]").last).to_be_visible(timeout=_PATIENCE)


def test_a_new_person_finds_an_empty_page(phone, assistant):
    page = opened(phone, assistant)
    ask(page, "my secret is a blue bicycle")
    expect(page.locator("#log")).to_contain_text("blue bicycle")
    page.locator("#fresh").click()
    expect(page.locator("#log")).not_to_contain_text("blue bicycle", timeout=_PATIENCE)


def test_the_page_asks_nobody_else_and_keeps_nothing(phone, assistant):
    asked: list[str] = []
    phone.on("request", lambda request: asked.append(request.url))
    page = opened(phone, assistant)
    ask(page, "thank you")
    expect(page.locator("#log")).to_contain_text("thank you")
    assert all(url.startswith(assistant.url) for url in asked)
    assert phone.cookies() == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_typed_markup_stays_text(phone, assistant):
    page = opened(phone, assistant)
    ask(page, "<img src=x onerror=document.title='taken'> what is trafficking")
    expect(page.locator("#log")).to_contain_text("<img src=x")
    assert page.title() != "taken"
    assert page.locator("#log img").count() == 0


def test_everything_can_be_reached_by_keyboard(phone, assistant):
    page = opened(phone, assistant)
    reached = set()
    for _ in range(25):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.id || document.activeElement.tagName"))
    assert {"exit", "language", "fresh", "question"} <= reached


def test_quick_exit_leaves_at_once(phone, assistant):
    page = opened(phone, assistant)
    with page.expect_request(lambda request: not request.url.startswith(assistant.url), timeout=_PATIENCE):
        page.locator("#exit").click()
