"""Historical reports in a real browser: chart, explanations, addresses, barriers."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.accessibility import no_barriers
from tests.live_server import LiveServer

pytestmark = pytest.mark.browser

# The three colours that most of the chart is painted in.
PAINTED = """async () => {
    const frame = () => new Promise(requestAnimationFrame);
    await frame();
    await frame();
    const canvas = document.querySelector("canvas");
    const {data} = canvas.getContext("2d")
        .getImageData(0, 0, canvas.width, canvas.height);
    const counts = {};
    for (let at = 0; at < data.length; at += 4)
        if (data[at + 3] === 255) {
            const colour = [data[at], data[at + 1], data[at + 2]].join();
            counts[colour] = (counts[colour] ?? 0) + 1;
        }
    return Object.entries(counts).sort((a, b) => b[1] - a[1])
        .slice(0, 3).map(([colour]) => colour).sort();
}"""
LIGHT = ["11,103,117", "208,122,28", "74,99,196"]
DARK = ["147,167,245", "240,166,85", "87,194,208"]


@pytest.fixture(scope="module")
def reader(chromium: Browser, product: LiveServer) -> Iterator[Page]:
    """Sam, a supervisor; nothing may complain, the content security policy least."""
    context = chromium.new_context(
        viewport={"width": 1280, "height": 800}, base_url=product.origin
    )
    page = context.new_page()
    complaints: list[str] = []
    page.on(
        "console",
        lambda said: complaints.append(said.text) if said.type == "error" else None,
    )
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto("/login/?next=/reports/")
    page.get_by_label("Username").fill("sam")
    page.get_by_label("Password").fill("demo")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="Historical reports")).to_be_visible()
    yield page
    context.close()
    assert complaints == []


def test_the_pages_have_no_barriers(reader: Page) -> None:
    with no_barriers() as barriers:
        barriers.look(reader, "the overview")
        reader.get_by_role("link", name="Co-browse Summary Report").click()
        reader.locator("canvas").wait_for()
        barriers.look(reader, "a summary")
        reader.locator(".columns > summary").click()
        reader.locator("summary", has_text="Save view").click()
        barriers.look(reader, "its forms")
        reader.goto("/reports/cobrowse-detail/?columns=day,pages,session_id,write_ms")
        barriers.look(reader, "a detail report")
        reader.locator("tbody th a").first.click()
        reader.get_by_test_id("course").wait_for()
        barriers.look(reader, "a session")


def test_the_chart_follows_the_scheme_and_is_light_on_paper(reader: Page) -> None:
    reader.emulate_media(color_scheme="light")
    reader.goto("/reports/cobrowse-summary/?interval=week")
    reader.locator("canvas").wait_for()
    assert reader.evaluate(PAINTED) == LIGHT
    reader.emulate_media(color_scheme="dark")
    assert reader.evaluate(PAINTED) == DARK
    reader.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert reader.evaluate(PAINTED) == LIGHT
    reader.evaluate("dispatchEvent(new Event('afterprint'))")
    assert reader.evaluate(PAINTED) == DARK
    reader.emulate_media(color_scheme="light")


def test_a_series_is_left_out_by_keyboard(reader: Page) -> None:
    reader.emulate_media(color_scheme="light")
    reader.goto("/reports/cobrowse-summary/?interval=week")
    key = reader.get_by_role("button", name="Interactions handled")
    key.press("Enter")
    expect(key).to_have_attribute("aria-pressed", "false")
    assert LIGHT[2] not in reader.evaluate(PAINTED)
    key.press("Enter")
    assert reader.evaluate(PAINTED) == LIGHT


def test_a_heading_explains_itself_on_focus_and_on_hover(reader: Page) -> None:
    reader.goto("/reports/cobrowse-summary/")
    told = reader.locator(".explained")
    heading = reader.get_by_role("link", name="% with co-browse")
    heading.focus()
    expect(told).to_contain_text("100 x handled_with_cobrowse / handled")
    reader.keyboard.press("Escape")
    expect(told).to_be_hidden()
    heading.hover()
    expect(told).to_be_visible()
    told.hover()
    expect(told).to_be_visible()
    reader.mouse.move(0, 0)
    expect(told).to_be_hidden()


def test_addresses_say_only_what_was_chosen(reader: Page) -> None:
    reader.goto("/reports/cobrowse-summary/?start=2026-03-01&end=2026-03-31")
    reader.get_by_label("Range", exact=True).select_option("last_7_days")
    expect(reader.get_by_label("From", exact=True)).to_have_value("")
    reader.get_by_role("button", name="Show", exact=True).click()
    reader.wait_for_url("**preset=last_7_days&zone=UTC&interval=day")
    reader.locator(".columns > summary").click()
    reader.get_by_label("Denied").uncheck()
    reader.get_by_role("button", name="Show", exact=True).click()
    reader.wait_for_url("**columns=period&**")
    expect(reader.get_by_role("columnheader", name="Denied")).to_have_count(0)
    reader.locator(".columns > summary").click()
    reader.get_by_role("button", name="As at first").click()
    reader.wait_for_url("**preset=last_7_days&zone=UTC&interval=day")


def test_a_view_is_saved_and_found_again(reader: Page) -> None:
    reader.goto("/reports/cobrowse-summary/?preset=last_month&sort=-sessions")
    reader.locator("summary", has_text="Save view").click()
    expect(reader.get_by_label("Name", exact=True)).to_be_focused()
    reader.keyboard.type("Month in sessions")
    reader.keyboard.press("Enter")
    expect(reader.get_by_title("Saved view")).to_have_text("Month in sessions")
    reader.goto("/reports/")
    reader.get_by_role("link", name="Month in sessions", exact=True).click()
    reader.wait_for_url("**/cobrowse-summary/?preset=last_month&sort=-sessions&view=*")


def test_the_wide_table_scrolls_in_itself_on_a_narrow_screen(reader: Page) -> None:
    reader.set_viewport_size({"width": 390, "height": 800})
    reader.goto("/reports/cobrowse-summary/")
    region = reader.get_by_role("region", name="Rows")
    region.evaluate("element => element.scrollLeft = 400")
    assert region.evaluate("element => element.scrollLeft") == 400
    first = reader.locator("tbody th").first.bounding_box()
    assert first is not None
    assert 0 <= first["x"] < 40
    assert reader.evaluate("document.documentElement.scrollWidth") == 390
    reader.set_viewport_size({"width": 1280, "height": 800})


def test_paper_has_the_table_and_the_filters_in_words(reader: Page) -> None:
    reader.goto("/reports/cobrowse-summary/?preset=last_30_days&medium=chat")
    reader.emulate_media(media="print")
    expect(reader.locator(".report__words")).to_be_visible()
    expect(reader.locator(".report__words")).to_contain_text("Medium")
    expect(reader.get_by_test_id("report-table")).to_be_visible()
    for gone in (".topbar", ".filter", ".report__areas", ".pagination"):
        expect(reader.locator(gone).first).to_be_hidden()
    reader.emulate_media(media="screen")
