"""The open page: it changes by itself, says when it does not, and explains itself."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.accessibility import no_barriers
from tests.live_server import LiveServer
from tests.services import run_python

pytestmark = pytest.mark.browser

SLOW_MS = 20_000
READER = """
from django.contrib.auth.models import Permission, User
reader = User.objects.create_user("rita", password="demo")
reader.user_permissions.add(Permission.objects.get(codename="view_reports"))
"""
CHAT = """
from cobrowse.tokens import hash_token, new_token
from interactions.models import Customer, Site
from interactions.services import start_chat
customer = Customer.objects.create(
    site=Site.objects.get(key="demo"), token_hash=hash_token(new_token())
)
start_chat(
    customer=customer,
    actor=customer.as_actor(),
    name="Carla",
    question="",
    source="web",
)
"""


def run_beside(product: LiveServer, program: str) -> None:
    """In a process of its own, on the server's data."""
    folder = product.environment["COBROWSE_VAR_DIR"]
    run_python("manage.py", "shell", "-v0", "-c", program, COBROWSE_VAR_DIR=folder)


@pytest.fixture(scope="module")
def reader(chromium: Browser, product: LiveServer) -> Iterator[Page]:
    run_beside(product, READER)
    context = chromium.new_context()
    page = context.new_page()
    page.goto(f"{product.origin}/login/?next=/reports/realtime/")
    page.get_by_label("Username").fill("rita")
    page.get_by_label("Password").fill("demo")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="Real-time")).to_be_visible()
    yield page
    context.close()


def waiting(page: Page) -> Locator:
    return page.locator(
        '[data-template="queue-kpi"] tfoot [data-cell="waiting_now"] [data-value]'
    )


def test_two_viewers_see_the_same_change_without_a_reload(
    reader: Page, product: LiveServer
) -> None:
    board = reader.context.new_page()
    board.goto(f"{product.origin}/reports/wallboard/?templates=queue-kpi")
    for page in (reader, board):
        expect(page.get_by_text("Live", exact=True)).to_be_visible(timeout=SLOW_MS)
        expect(waiting(page)).to_have_text("0")
        page.evaluate("window.same = true")
    run_beside(product, CHAT)
    for page in (reader, board):
        expect(waiting(page)).to_have_text("1", timeout=SLOW_MS)
        assert page.evaluate("window.same")
    board.close()


def test_a_filter_counts_at_once_and_stands_in_the_address(
    reader: Page, product: LiveServer
) -> None:
    reader.goto(f"{product.origin}/reports/realtime/")
    expect(reader.get_by_text("Live", exact=True)).to_be_visible(timeout=SLOW_MS)
    rows = reader.locator('[data-template="queue-kpi"] tbody tr[data-row]')
    everything = rows.count()
    reader.get_by_label("Medium").select_option("voice")
    expect(rows).not_to_have_count(everything, timeout=SLOW_MS)
    assert reader.url.endswith("?medium=voice")
    narrowed = rows.count()
    reader.reload()
    assert rows.count() == narrowed


def test_a_definition_is_shown_on_focus_and_goes_with_escape(
    reader: Page, product: LiveServer
) -> None:
    reader.goto(f"{product.origin}/reports/realtime/")
    expect(reader.get_by_text("Live", exact=True)).to_be_visible(timeout=SLOW_MS)
    hint = reader.locator(".rt-hint")
    reader.locator(".rt-term").first.focus()
    expect(hint).to_have_text("Agents who handle at least one chat now.")
    reader.keyboard.press("Escape")
    expect(hint).to_be_hidden()
    reader.get_by_text("Longest wait", exact=True).hover()
    expect(hint).to_contain_text("waited longest")


def test_figures_that_do_not_come_are_said_to_be_old(
    reader: Page, product: LiveServer
) -> None:
    reader.goto(f"{product.origin}/reports/realtime/")
    expect(reader.get_by_text("Live", exact=True)).to_be_visible(timeout=SLOW_MS)
    reader.context.set_offline(True)
    expect(reader.get_by_text("Not up to date since")).to_be_visible(timeout=SLOW_MS)
    reader.context.set_offline(False)
    expect(reader.get_by_text("Live", exact=True)).to_be_visible(timeout=SLOW_MS)


@pytest.mark.parametrize("address", ["/reports/realtime/", "/reports/wallboard/"])
def test_assistive_technology_finds_nothing_to_complain_of(
    reader: Page, product: LiveServer, address: str
) -> None:
    reader.goto(f"{product.origin}{address}")
    expect(reader.get_by_text("Live", exact=True)).to_be_visible(timeout=SLOW_MS)
    with no_barriers() as barriers:
        barriers.look(reader, address)


def test_without_scripts_the_page_stands_still_but_is_whole(
    reader: Page, chromium: Browser, product: LiveServer
) -> None:
    state = reader.context.storage_state()
    context = chromium.new_context(java_script_enabled=False, storage_state=state)
    page = context.new_page()
    page.goto(f"{product.origin}/reports/realtime/?medium=chat")
    expect(page.get_by_text("As of", exact=True)).to_be_visible()
    expect(waiting(page)).not_to_be_empty()
    page.get_by_role("button", name="Show").click()
    assert "medium=chat" in page.url
    context.close()
