"""A supervisor answers a customer's letter: look up, take along, erase."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.accessibility import no_barriers
from tests.live_server import LiveServer

pytestmark = pytest.mark.browser


@pytest.fixture
def page(chromium: Browser, product: LiveServer) -> Iterator[Page]:
    context = chromium.new_context(base_url=product.origin)
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto("/login/?next=/privacy/")
    page.get_by_label("Username").fill("sam")
    page.get_by_label("Password").fill("demo")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Privacy").wait_for()
    yield page
    context.close()
    assert errors == []


def find(page: Page, by: str, value: str) -> None:
    page.get_by_label("Find by").select_option(by)
    page.get_by_label("Contact or id").fill(value)
    page.keyboard.press("Enter")


def test_a_customer_is_found_taken_along_and_erased(page: Page, tmp_path: Path) -> None:
    page.goto("/agent/transcripts/?medium=chat")
    link = page.get_by_test_id("transcript-row").last.get_by_role("link")
    chat = str(link.get_attribute("href")).strip("/").split("/")[-1].split("?")[0]
    page.goto("/privacy/")
    find(page, "interaction", chat)
    held = page.get_by_test_id("holdings")
    expect(held).to_contain_text("Chat lines")
    # Who is looked for stands in no address.
    assert page.url.endswith("/privacy/")
    with no_barriers() as barriers:
        barriers.look(page, "what is held")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download JSON").click()
    download.value.save_as(tmp_path / "customer.json")
    document = json.loads((tmp_path / "customer.json").read_text("utf-8"))
    assert chat in {row["id"] for row in document["interactions"]}
    page.get_by_label("to confirm").fill("no")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Nothing was erased")
    page.get_by_label("to confirm").fill("erase")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Receipt of an erasure")
    with no_barriers() as barriers:
        barriers.look(page, "a receipt")
    page.goto("/privacy/")
    find(page, "interaction", chat)
    expect(page.get_by_role("status")).to_contain_text("Erased already")
    with no_barriers() as barriers:
        barriers.look(page, "somebody who is gone")
