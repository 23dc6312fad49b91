"""The page of exports in a real browser: it follows the work by itself."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.live_server import LiveServer

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    """The demo, to which nearly every report is a long one."""
    folder: Path = tmp_path_factory.mktemp("server")
    server = LiveServer(folder, COBROWSE_EXPORT_DIRECT_ROWS="10")
    server.start()
    yield server
    server.stop()
    log = server.log.read_text(encoding="utf-8")
    assert "Traceback" not in log, log


def test_an_export_is_made_and_downloaded_without_a_reload(
    served: LiveServer, chromium: Browser
) -> None:
    with chromium.new_context() as context:
        page = context.new_page()
        page.goto(f"{served.origin}/login/?next=/reports/cobrowse-detail/")
        page.fill("[name=username]", "ana")
        page.fill("[name=password]", "demo")
        page.click("main button")
        page.click("summary:has-text('Export')")
        page.click("text=Excel (XLSX)")
        expect(page).to_have_url(re.compile("/reports/exports/$"))
        page.evaluate("window.kept = true")
        line = page.locator(".exports__item")
        expect(line.locator(".exports__state")).to_have_text("done", timeout=30_000)
        expect(line.get_by_role("button", name="Cancel")).to_be_hidden()
        with page.expect_download() as download:
            line.get_by_role("link", name="Download").click()
        assert download.value.suggested_filename.endswith(".xlsx")
        assert Path(download.value.path()).read_bytes().startswith(b"PK")
        assert page.evaluate("window.kept")
        short = page.request.get(
            f"{served.origin}/reports/cobrowse-summary/export.csv",
            params={"interval": "total", "columns": "sessions"},
        )
        assert re.fullmatch("\ufeffSessions\r\n[1-9]\\d*\r\n", short.text())
