"""What is on the pictures of reports: a supervisor looks while two agents work."""

from playwright.sync_api import expect
from studio import Album, Studio

from tests.journeys.people import AgentAtDesk, Customer

DESKTOP = {"width": 1440, "height": 900}
PHONE = (390, 844)
SUMMARY = "/reports/cobrowse-summary/"
THRESHOLDS = """
from reporting.models import Threshold
Threshold.objects.create(
    template="queue-kpi", statistic="waiting_now", warning=1, alarm=5
)
"""


def reports(studio: Studio, album: Album) -> None:
    """Real-time with something going on, then the month before, then one session."""
    studio.server.shell(THRESHOLDS)
    agent, customer = studio.enter(AgentAtDesk, **DESKTOP), studio.enter(Customer)
    agent.sign_in("alice")
    agent.be_ready()
    customer.open("/shop/checkout/")
    customer.start_chat("Carla", queue="General")
    agent.accept("Carla")
    customer.share_in_chat()
    agent.part("viewer").wait_for()
    waiting = studio.enter(Customer)
    waiting.open("/shop/help/returns/")
    waiting.start_chat("Jonas", queue="Orders & returns")

    sam = studio.enter(AgentAtDesk, **DESKTOP)
    page = sam.page
    page.goto(f"{sam.origin}/login/?next=/reports/realtime/")
    page.get_by_label("Username").fill("sam")
    page.get_by_label("Password").fill("demo")
    page.keyboard.press("Enter")
    page.get_by_role("heading", level=1).first.wait_for()
    album.chapter("Reports")
    expect(sam.page.get_by_text("Alive", exact=True)).to_be_visible()
    album.shoot(sam.page, "reports-realtime", "Real-time, live without reload")
    sam.page.goto(sam.origin + "/reports/wallboard/")
    album.shoot(sam.page, "reports-wallboard", "The wallboard")
    history(sam, album)
    customer.part("stop-cobrowse").click()
    agent.part("viewer").wait_for(state="hidden")
    studio.clear()


def history(sam: AgentAtDesk, album: Album) -> None:
    page = sam.page
    page.goto(sam.origin + "/reports/")
    album.shoot(page, "reports-overview", "All reports, and the views that were saved")
    page.goto(sam.origin + SUMMARY)
    album.shoot(page, "reports-summary", "Co-browse Summary: chart and rows")
    album.shoot(page, "reports-summary-dark", "The same in the dark", scheme="dark")
    page.goto(sam.origin + "/reports/cobrowse-detail/")
    album.shoot(page, "reports-detail", "Co-browse Detail: a row per session")
    page.goto(sam.origin + "/reports/cobrowse-detail/?sort=-write_ms")
    page.locator("tbody a").first.click()
    page.wait_for_url("**/reports/sessions/**")
    album.shoot(page, "reports-session", "One session: its course, pages and timeline")
    history_id = page.url.partition("?")[0].rstrip("/").rpartition("/")[2]
    page.goto(sam.origin + "/reports/queue-summary/")
    album.shoot(page, "reports-phone", "Queue Summary on a phone", size=PHONE)
    page.goto(sam.origin + "/privacy/")
    page.get_by_label("Find by").select_option("session")
    page.get_by_label("Contact or id").fill(history_id)
    page.keyboard.press("Enter")
    page.get_by_text("Download").first.wait_for()
    album.shoot(page, "privacy", "What is held about a customer, and how it goes")
