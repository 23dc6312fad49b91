"""What is on the pictures: a day in the demo, from both sides."""

from playwright.sync_api import expect
from report_scenes import reports
from studio import Album, Studio

from tests.journeys.people import AgentAtDesk, Customer
from tests.journeys.test_rule_tester import Tester
from tests.stacks.test_stack_page import BankAgent, BankCustomer

DESKTOP = {"width": 1440, "height": 900}
SMALL, HUGE = (1280, 800), (2560, 1440)
PHONE = (390, 844)
CLOSE = """
from interactions.models import OpeningHours, Queue
never = OpeningHours.objects.create(name="Never")
Queue.objects.filter(key="general").update(hours=never)
"""
OPEN = """
from interactions.models import OpeningHours
OpeningHours.objects.filter(name="Never").delete()
"""


def chat_and_cobrowse(studio: Studio, album: Album) -> None:
    """A question about delivery that ends with a form filled in together."""
    agent = studio.enter(AgentAtDesk, **DESKTOP)
    customer = studio.enter(Customer)
    album.chapter("Agent desktop")
    agent.sign_in("alice")
    at_work(agent)
    album.shoot(agent.page, "desktop-empty", "Ready, nothing in hand")
    first_words(studio, album, agent, customer)
    asks_for_a_call(studio, album, agent)
    looks_together(album, agent, customer)
    agent.page.keyboard.press("Escape")
    customer.part("stop-cobrowse").click()
    agent.part("viewer").wait_for(state="hidden")
    agent.page.locator("body").press("?")
    agent.part("shortcut-sheet").wait_for()
    album.chapter("Agent desktop")
    album.shoot(agent.page, "desktop-shortcuts", "The shortcut sheet")
    agent.page.keyboard.press("Escape")
    agent.end("Carla")
    agent.turn_to("Jonas")
    agent.part("end-interaction").click()
    agent.part("wrap-up").wait_for()
    agent.part("wrap-up-disposition").select_option(label="Return arranged")
    agent.part("wrap-up-note").fill("Wrong size: return label sent.")
    album.shoot(agent.page, "desktop-wrap-up", "Wrap-up with outcome and note")
    agent.part("wrap-up-done").click()
    studio.clear()


def at_work(agent: AgentAtDesk) -> None:
    agent.be_ready()
    expect(agent.part("presence-ready")).to_have_attribute("aria-pressed", "true")
    expect(agent.page.locator("#skeletons")).to_be_hidden()


def all_channels(customer: Customer) -> None:
    """The widget open, and told by the server what the site offers."""
    customer.open("/shop/")
    customer.part("launcher").click()
    expect(customer.part("channel-browser-call")).to_be_visible()


def without_notices(agent: AgentAtDesk) -> None:
    """What was told a moment ago is read."""
    notices = agent.part("notice")
    while notices.count():
        notices.first.get_by_role("button").click()


def first_words(
    studio: Studio, album: Album, agent: AgentAtDesk, customer: Customer
) -> None:
    jonas = studio.enter(Customer)
    jonas.open("/shop/help/returns/")
    jonas.start_chat("Jonas", queue="Orders & returns")
    agent.accept("Jonas")
    jonas.say("My boots are too small. How do I send them back?")
    agent.say("No problem, I make you a label for the parcel.")

    album.chapter("Widget")
    all_channels(customer)
    album.shoot(customer.page, "widget-channels", "The channels")
    album.shoot(customer.page, "widget-dark", "The channels at night", scheme="dark")
    customer.part("channel-chat").click()
    customer.part("chat-name").fill("Carla")
    customer.part("chat-start").click()
    agent.part("offer-accept").wait_for()
    album.shoot(customer.page, "widget-waiting", "Waiting, with place and estimate")
    album.chapter("Agent desktop")
    album.shoot(agent.page, "desktop-offer", "An offer beside a running chat")
    agent.accept("Carla")
    agent.turn_to("Carla")
    customer.say("Hello! I do not understand the delivery dates.")
    agent.say("Hello Carla, shall we look at it together?")
    customer.sees_message("shall we look at it together?")
    customer.say("Yes, please 🙂")
    album.shoot(
        agent.page, "desktop-chat", "A chat, with what is known of the customer"
    )
    album.chapter("Widget")
    album.shoot(customer.page, "widget-chat", "A chat")
    album.shoot(customer.page, "widget-phone", "On a phone", size=PHONE)


def asks_for_a_call(studio: Studio, album: Album, agent: AgentAtDesk) -> None:
    caller = studio.enter(Customer)
    caller.open("/shop/")
    caller.part("launcher").click()
    caller.part("channel-callback").click()
    caller.part("callback-name").fill("Ingrid")
    caller.part("callback-phone").fill("+47 55 00 19 99")
    caller.part("callback-text").fill("Which tent for a winter on the plateau?")
    album.shoot(caller.page, "widget-callback", "Asking to be called")
    caller.part("callback-send").click()
    card = agent.part("callback").filter(has_text="Ingrid")
    card.get_by_test_id("callback-take").click()
    card.get_by_test_id("callback-note").wait_for()
    album.chapter("Agent desktop")
    album.shoot(agent.page, "desktop-callbacks", "A callback, taken")
    card.get_by_test_id("callback-reached").check()
    card.get_by_test_id("callback-done").click()


def looks_together(album: Album, agent: AgentAtDesk, customer: Customer) -> None:
    album.chapter("Widget")
    customer.part("chat-menu").click()
    customer.part("start-cobrowse").click()
    customer.part("consent-accept").wait_for()
    album.shoot(customer.page, "widget-consent", "Nothing is shared before a yes")
    customer.part("consent-accept").click()
    agent.has_mode("Pointer")
    customer.open("/shop/sign-in/")
    agent.sees("#id_email")
    album.shoot(customer.page, "widget-bar", "Shared: frame, badge and bar")
    customer.part("pause-cobrowse").click()
    customer.part("resume-cobrowse").wait_for()
    album.shoot(customer.page, "widget-paused", "Paused: the agent sees nothing")
    album.chapter("Agent desktop")
    without_notices(agent)
    album.shoot(agent.page, "desktop-paused", "The customer has paused")
    customer.part("resume-cobrowse").click()
    draws(album, agent, customer)
    agent.part("request-write").click()
    customer.part("write-accept").wait_for()
    album.chapter("Widget")
    album.shoot(customer.page, "widget-write", "The agent asks for Write Mode")
    customer.part("write-accept").click()
    agent.has_mode("Write")
    agent.type("#id_email", "carla@example.com")
    without_notices(agent)
    album.chapter("Agent desktop")
    album.shoot(agent.page, "desktop-cobrowse", "Co-browse in Write Mode")
    album.shoot(agent.page, "desktop-dark", "The same at night", scheme="dark")
    album.shoot(agent.page, "desktop-1280", "At 1280 pixels", size=SMALL)
    album.shoot(agent.page, "desktop-2560", "At 2560 pixels", size=HUGE)


def draws(album: Album, agent: AgentAtDesk, customer: Customer) -> None:
    agent.page.mouse.move(*agent.point_at("h1"))
    customer.part("draw").click()
    customer.part("draw-box").click()
    field = customer.page.locator("#id_email").bounding_box()
    assert field
    mouse = customer.page.mouse
    mouse.move(field["x"] - 8, field["y"] - 8)
    mouse.down()
    right, bottom = field["x"] + field["width"], field["y"] + field["height"]
    mouse.move(right + 8, bottom + 8, steps=4)
    mouse.up()
    customer.part("remote-pointer").wait_for()
    album.chapter("Widget")
    album.shoot(customer.page, "widget-drawing", "The customer draws, too")
    customer.part("clear-drawings").click()
    customer.part("draw").click()


def call_in_the_browser(studio: Studio, album: Album) -> None:
    agent = studio.enter(AgentAtDesk, **DESKTOP)
    customer = studio.enter(Customer)
    agent.sign_in("alice")
    at_work(agent)
    all_channels(customer)
    customer.part("channel-browser-call").click()
    customer.part("call-name").fill("Carla")
    customer.part("call-start").click()
    agent.accept("Carla")
    customer.part("call-end").wait_for()
    agent.part("call-level").first.wait_for()
    agent.page.wait_for_timeout(2_000)
    album.chapter("Agent desktop")
    album.shoot(agent.page, "desktop-call", "A call made in the browser")
    album.chapter("Widget")
    album.shoot(customer.page, "widget-call", "A call made in the browser")
    customer.part("call-end").click()
    studio.clear()


def out_of_hours(studio: Studio, album: Album) -> None:
    studio.server.shell(CLOSE)
    customer = studio.enter(Customer)
    customer.open("/shop/")
    customer.part("launcher").click()
    customer.part("channel-chat").click()
    customer.part("queue-choice").select_option(label="General")
    customer.part("chat-contact").wait_for()
    album.chapter("Widget")
    album.shoot(customer.page, "widget-closed", "Closed: leave a message")
    studio.server.shell(OPEN)
    studio.clear()


def other_tongues(studio: Studio, album: Album) -> None:
    album.chapter("Widget")
    arabic = studio.enter(Customer, locale="ar")
    all_channels(arabic)
    album.shoot(arabic.page, "widget-arabic", "Arabic, from right to left")
    studio.clear()


def pages(studio: Studio, album: Album) -> None:
    """What the server writes by itself."""
    agent = studio.enter(AgentAtDesk, **DESKTOP)
    agent.sign_in("alice")
    album.chapter("Pages")
    for name, path, caption in (
        ("transcripts", "/agent/transcripts/", "The agent's transcripts, searchable"),
        ("history", "/agent/history/", "The agent's own day"),
    ):
        agent.page.goto(agent.origin + path)
        album.shoot(agent.page, name, caption)
    visitor = studio.enter(Customer)
    for name, path, caption in (
        ("sign-in", "/login/", "Signing in"),
        ("own-ui", "/demo/own-ui/", "A page with a user interface of its own"),
        ("demo-phone", "/demo/phone/", "The demo's telephone switch"),
    ):
        visitor.page.goto(visitor.origin + path)
        album.shoot(visitor.page, name, caption)
    studio.clear()


def another_desktop(studio: Studio, album: Album) -> None:
    """A made-up bank has its own chat and desktop; ours is in a frame."""
    agent = studio.enter(BankAgent, **DESKTOP)
    customer = studio.enter(BankCustomer)
    agent.sit_down()
    customer.begin("Carla")
    agent.take("Carla")
    agent.part("crm-input").fill("Shall we fill in the form together?")
    agent.page.keyboard.press("Enter")
    expect(customer.part("stack-log")).to_contain_text("fill in the form")
    customer.share()
    customer.part("consent-accept").click()
    agent.sees("#amount")
    album.chapter("Pages")
    album.shoot(agent.page, "embed", "The viewer in the frame of another desktop")
    # Out of the way of the bank's own window.
    customer.part("move-bar").click()
    album.shoot(customer.page, "embed-customer", "The customer, in the bank's own chat")
    agent.part("crm-end").click()
    studio.clear()


def administration(studio: Studio, album: Album) -> None:
    sam = studio.enter(AgentAtDesk, **DESKTOP)
    sam.page.goto(f"{sam.origin}/login/?next=/admin/")
    sam.page.get_by_label("Username").fill("sam")
    sam.page.get_by_label("Password").fill("demo")
    sam.page.keyboard.press("Enter")
    sam.page.get_by_role("heading", level=1).first.wait_for()
    album.chapter("Administration")
    for name, model, caption in (
        ("admin-queues", "queue", "Queues"),
        ("admin-hours", "openinghours", "Opening hours"),
    ):
        sam.page.goto(f"{sam.origin}/admin/interactions/{model}/")
        album.shoot(sam.page, name, caption)
        sam.page.locator("#result_list tbody th a").first.click()
        album.shoot(sam.page, f"{name}-form", f"{caption}: one of them")
    studio.clear()


def rules_tried(studio: Studio, album: Album) -> None:
    """The customer's account, beside what a rule would still have to hide."""
    sam = studio.enter(Tester, width=1440, height=1000)
    sam.sign_in()
    window = sam.open(f"{sam.origin}/shop/sign-in/")
    window.locator("#id_email").fill("maya@example.com")
    window.locator("#id_password").fill("fjord-and-field")
    window.keyboard.press("Enter")
    expect(sam.page.locator("#page-url")).to_contain_text("/account/")
    sam.is_live()
    sam.found("phone").first.get_by_test_id("mask-this").click()
    expect(sam.found("phone")).to_have_count(0)
    album.chapter("Administration")
    sam.page.locator("#address").scroll_into_view_if_needed()
    album.shoot(sam.page, "rule-tester", "The rule tester beside a customer's account")
    studio.clear()


SCENES = (
    chat_and_cobrowse,
    call_in_the_browser,
    out_of_hours,
    other_tongues,
    pages,
    reports,
    another_desktop,
    administration,
    rules_tried,
)
