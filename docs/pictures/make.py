"""Make the pictures of the README: start the demo, walk a journey, take screenshots.

`make pictures` renews those that the README shows; `make pictures ARGS=FOLDER` puts
every screen into the folder, light and dark, to look at.
"""

import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests.conftest import CHROMIUM_FLAGS, chromium_path  # noqa: E402
from tests.journeys.people import AgentAtDesk, Customer  # noqa: E402
from tests.live_server import LiveServer  # noqa: E402

README_SHOWS = (
    "desktop-write-light.png",
    "desktop-offer-dark.png",
    "widget-write-light.png",
    "widget-channels-light.png",
)
DESKTOP = {"width": 1440, "height": 900}
SHOP = {"width": 1280, "height": 800}
PHONE: ViewportSize = {"width": 390, "height": 844}


def journey(browser: Browser, origin: str, folder: Path, theme: str) -> None:
    """A chat that becomes a shared form, seen from both sides."""
    customer = Customer(browser, origin, **SHOP)
    agent = AgentAtDesk(browser, origin, **DESKTOP)
    for person in (customer, agent):
        person.page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
    agent.sign_in("alice")
    shoot(agent.page, folder / f"desktop-empty-{theme}.png")
    agent.be_ready()
    customer.open("/shop/")
    shoot(customer.page, folder / f"shop-{theme}.png")
    customer.part("launcher").click()
    shoot(customer.page, folder / f"widget-channels-{theme}.png")
    customer.part("channel-chat").click()
    customer.part("chat-name").fill("Carla")
    customer.part("chat-start").click()
    agent.part("offer-accept").first.wait_for()
    shoot(agent.page, folder / f"desktop-offer-{theme}.png")
    agent.accept()
    customer.say("Hello, I do not understand the delivery dates.")
    agent.say("Hello Carla, shall we look at it together?")
    customer.sees_message("shall we look at it together?")
    shoot(agent.page, folder / f"desktop-chat-{theme}.png")
    customer.part("chat-menu").click()
    customer.part("start-cobrowse").click()
    customer.part("consent-accept").wait_for()
    shoot(customer.page, folder / f"widget-consent-{theme}.png")
    customer.part("consent-accept").click()
    agent.has_mode("Pointer")
    customer.open("/shop/sign-in/")
    agent.sees("#id_email")
    agent.part("request-write").click()
    customer.part("write-accept").wait_for()
    shoot(customer.page, folder / f"widget-write-{theme}.png")
    customer.part("write-accept").click()
    agent.has_mode("Write")
    agent.type("#id_email", "carla@example.com")
    agent.page.wait_for_timeout(500)
    shoot(agent.page, folder / f"desktop-write-{theme}.png")
    shoot(customer.page, folder / f"customer-write-{theme}.png")
    customer.page.set_viewport_size(PHONE)
    shoot(customer.page, folder / f"customer-narrow-{theme}.png")
    agent.page.set_viewport_size(PHONE)
    shoot(agent.page, folder / f"desktop-narrow-{theme}.png")
    customer.leave()
    customer.close()
    agent.close()


def back_office(browser: Browser, origin: str, folder: Path, theme: str) -> None:
    """Admin and reports, as supervisor and analyst."""
    for user, pages in {
        "sam": {
            "admin": "/admin/",
            "admin-rules": "/admin/sessions_app/maskingrule/",
            "admin-sessions": "/admin/sessions_app/cobrowsesession/",
        },
        "ana": {"reports": "/reports/"},
    }.items():
        person = AgentAtDesk(browser, origin, **DESKTOP)
        person.page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
        person.page.goto(f"{origin}/login/?next={pages[next(iter(pages))]}")
        person.page.get_by_label("Username").fill(user)
        person.page.get_by_label("Password").fill("demo")
        person.page.keyboard.press("Enter")
        person.page.wait_for_load_state("networkidle")
        for name, path in pages.items():
            person.page.goto(origin + path)
            shoot(person.page, folder / f"{name}-{theme}.png")
        person.close()


def shoot(page: Page, path: Path) -> None:
    page.wait_for_timeout(300)
    page.screenshot(path=path)
    print(f"  {path.name}")


def take_all(folder: Path) -> None:
    """Every screen, light and dark."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as data, sync_playwright() as playwright:
        server = LiveServer(Path(data))
        server.start()
        browser = playwright.chromium.launch(
            executable_path=chromium_path(), args=CHROMIUM_FLAGS
        )
        try:
            for theme in ("light", "dark"):
                journey(browser, server.origin, folder, theme)
                back_office(browser, server.origin, folder, theme)
        finally:
            browser.close()
            server.stop()


def main() -> None:
    if len(sys.argv) > 1:
        take_all(Path(sys.argv[1]))
        return
    with tempfile.TemporaryDirectory() as folder:
        take_all(Path(folder))
        for name in README_SHOWS:
            shutil.copy(Path(folder) / name, Path(__file__).parent / name)


if __name__ == "__main__":
    main()
