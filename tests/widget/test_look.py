"""How it looks and reads: languages, directions, corners, colours, screens, axe."""

import json
from typing import cast

import pytest
from playwright.sync_api import Locator, expect

from tests.widget.conftest import TAG, Shopper
from tests.widget.desk import Desk, queue

pytestmark = pytest.mark.browser

AXE = "frontend/node_modules/axe-core/axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def give_settings(shopper: Shopper, **settings: object) -> None:
    shopper.context.route(
        "**/widget/demo/settings.json*",
        lambda route: route.fulfill(
            body=json.dumps(settings),
            headers={
                "content-type": "application/json",
                "access-control-allow-origin": "*",
            },
        ),
    )


def barriers(shopper: Shopper) -> list[str]:
    """What axe finds inside the widget, in words."""
    if not shopper.page.evaluate("() => 'axe' in window"):
        shopper.page.add_script_tag(path=AXE)
    found = shopper.page.evaluate(
        """async (tags) => {
            const result = await axe.run(
                {include: ["cobrowse-widget"]},
                {
                    runOnly: {type: "tag", values: tags},
                    rules: {region: {enabled: false}, "target-size": {enabled: true}},
                },
            );
            return result.violations.map((one) => `${one.id}: ` +
                one.nodes.map((node) => node.target.join(" ")).join(", "));
        }""",
        RULES,
    )
    return cast(list[str], found)


def box(part: Locator) -> dict[str, float]:
    found = part.bounding_box()
    assert found
    return cast(dict[str, float], found)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_any_window(
    shopper: Shopper, desk: Desk, scheme: str
) -> None:
    shopper.page.emulate_media(
        color_scheme="dark" if scheme == "dark" else "light", reduced_motion="reduce"
    )
    desk.callbacks = True
    desk.queues = [
        queue("help", callbacks=True, estimated_wait_seconds=90),
        queue("later", availability="closed"),
    ]
    shopper.open()
    expect(shopper.part("launcher")).to_be_visible()
    assert barriers(shopper) == []
    shopper.part("launcher").click()
    expect(shopper.part("channel-chat")).to_be_visible()
    assert barriers(shopper) == []
    shopper.part("channel-callback").click()
    expect(shopper.part("callback-phone")).to_be_visible()
    shopper.part("callback-send").click()
    assert barriers(shopper) == []
    shopper.page.get_by_role("button", name="Back").click()
    shopper.part("channel-chat").click()
    shopper.part("queue-choice").select_option("later")
    shopper.part("chat-start").click()
    assert barriers(shopper) == []
    shopper.part("queue-choice").select_option("help")
    shopper.part("chat-start").click()
    shopper.part("chat-input").wait_for()
    desk.accept_chat()
    desk.say("See https://help.test/")
    shopper.part("chat-input").fill("Thank you")
    shopper.part("chat-send").click()
    expect(shopper.part("chat-message")).to_have_count(2)
    shopper.part("chat-emoji").click()
    expect(shopper.part("emoji-picker")).to_be_visible()
    assert barriers(shopper) == []
    shopper.page.keyboard.press("Escape")
    shopper.part("chat-menu").click()
    assert barriers(shopper) == []
    shopper.part("start-cobrowse").click()
    assert barriers(shopper) == []
    shopper.part("consent-accept").click()
    shopper.until(lambda: desk.lines["session"] and desk.sharing.of("hello"))
    desk.join()
    expect(shopper.part("session-state")).to_have_attribute("data-state", "viewing")
    assert barriers(shopper) == []
    desk.change_chat(state="ended", end_reason="agent_ended")
    expect(shopper.part("chat-ended")).to_be_visible()
    assert barriers(shopper) == []


@pytest.mark.parametrize("accent", ["#ffd166", "#7a0019", "#777777"])
def test_any_accent_can_be_read(shopper: Shopper, desk: Desk, accent: str) -> None:
    shopper.page.emulate_media(reduced_motion="reduce")
    shopper.head = f"<style>:root {{ --cobrowse-accent: {accent} }}</style>"
    shopper.open()
    shopper.start_chat()
    expect(shopper.part("chat-send")).to_be_visible()
    shopper.page.wait_for_function(
        """() => document.querySelector("cobrowse-widget").shadowRoot
            .querySelector(".widget").style.getPropertyValue("--on-accent")"""
    )
    shopper.part("chat-input").fill("Thank you")
    shopper.part("chat-send").click()
    expect(shopper.part("message-state")).to_have_attribute("data-state", "sent")
    shopper.settle()
    assert barriers(shopper) == []


def test_arabic_is_mirrored_and_loads_as_a_part_of_its_own(
    shopper: Shopper, desk: Desk
) -> None:
    loaded: list[str] = []
    shopper.page.on("request", lambda request: loaded.append(request.url))
    shopper.tag = TAG.replace("data-site", 'data-lang="ar" data-site')
    shopper.open()
    shopper.start_chat()
    desk.accept_chat()
    desk.say("Hello")
    expect(shopper.part("chat-send")).to_have_attribute("aria-label", "إرسال")
    assert len([url for url in loaded if "chunk-ar-" in url]) == 1
    assert not [url for url in loaded if "chunk-de-" in url]
    send, text = box(shopper.part("chat-send")), box(shopper.part("chat-input"))
    assert send["x"] < text["x"], "the send button stands at the end of the line"
    message = box(shopper.part("chat-message").first)
    assert message["x"] > text["x"], "the agent's words begin at the right"
    direction = shopper.part("chat-message").first.evaluate(
        "e => getComputedStyle(e).direction"
    )
    assert direction == "ltr", "a message keeps its own direction"
    assert barriers(shopper) == []


@pytest.mark.parametrize("lang", ["de", "fr"])
def test_other_languages_are_spoken(shopper: Shopper, lang: str) -> None:
    words = {"de": "Mit uns chatten", "fr": "Discuter avec nous"}
    shopper.tag = TAG.replace("data-site", f'data-lang="{lang}" data-site')
    shopper.open()
    shopper.part("launcher").click()
    expect(shopper.part("channel-chat")).to_contain_text(words[lang])
    shopper.page.evaluate("() => Cobrowse.configure({lang: 'en'})")
    expect(shopper.part("channel-chat")).to_contain_text("Chat with us")


def test_look_and_words_come_from_the_sites_settings(
    shopper: Shopper, desk: Desk
) -> None:
    give_settings(
        shopper,
        look={"accent": "#7a0019", "position": "top-left", "scheme": "dark"},
        strings={"launcher": "Ask us", "no_such_name": "x"},
        languages=["en"],
    )
    shopper.open()
    expect(shopper.part("launcher")).to_contain_text("Ask us")
    place = box(shopper.part("launcher"))
    assert place["x"] < 100
    assert place["y"] < 100
    colour = shopper.part("launcher").evaluate(
        "e => getComputedStyle(e).backgroundColor"
    )
    assert colour == "rgb(122, 0, 25)"
    # The page's own word is the last one.
    shopper.page.evaluate(
        """() => Cobrowse.configure({
            position: "bottom-left", theme: "light", strings: {launcher: "Here"},
        })"""
    )
    expect(shopper.part("launcher")).to_contain_text("Here")
    assert box(shopper.part("launcher"))["y"] > 600


def test_a_language_of_the_sites_own_is_spoken(shopper: Shopper) -> None:
    give_settings(shopper, strings={"launcher": "Hulp"}, languages=["nl"])
    shopper.tag = TAG.replace("data-site", 'data-lang="nl" data-site')
    shopper.open()
    expect(shopper.part("launcher")).to_contain_text("Hulp")
    lang = shopper.page.locator("cobrowse-widget").get_attribute("lang")
    assert lang == "nl"


@pytest.mark.parametrize(("width", "height"), [(320, 640), (320, 256)])
def test_everything_fits_a_very_small_screen(
    shopper: Shopper, desk: Desk, width: int, height: int
) -> None:
    """320 by 256 is a desktop screen of 1280 by 1024 at 400 % zoom."""
    shopper.page.set_viewport_size({"width": width, "height": height})
    desk.queues = [queue("help", estimated_wait_seconds=90)]
    shopper.open()
    shopper.start_chat()
    desk.accept_chat()
    desk.say("A long word: " + "x" * 120)
    shopper.part("chat-input").fill("ok")
    shopper.part("chat-send").click()
    for name in ("chat-input", "chat-send", "chat-menu", "end-chat", "minimise"):
        place = box(shopper.part(name))
        assert place["x"] >= 0, name
        assert place["x"] + place["width"] <= width, name
        assert place["y"] + place["height"] <= height + 1, name
    wide = shopper.page.evaluate(
        """() => [...document.querySelector("cobrowse-widget").shadowRoot
            .querySelectorAll(".messages, .panel")]
            .some((e) => e.scrollWidth > e.clientWidth)"""
    )
    assert not wide
    shopper.share_in_chat()
    shopper.until(lambda: desk.lines["session"] and desk.sharing.of("hello"))
    desk.join()
    desk.ask_for_write()
    shopper.part("write-accept").click()
    for name in ("pause-cobrowse", "write-revoke", "stop-cobrowse"):
        place = box(shopper.part(name))
        assert place["x"] + place["width"] <= width, name
        assert place["height"] >= 24, name


def test_targets_are_large_enough(shopper: Shopper, desk: Desk) -> None:
    shopper.open()
    shopper.start_chat()
    desk.accept_chat()
    shopper.part("chat-emoji").click()
    expect(shopper.part("emoji-picker")).to_be_visible()
    small = shopper.page.evaluate(
        """() => [...document.querySelector("cobrowse-widget").shadowRoot
            .querySelectorAll("button")]
            .filter((e) => e.checkVisibility())
            .map((e) => [e.dataset.testid ?? e.textContent, e.getBoundingClientRect()])
            .filter(([, box]) => box.width < 24 || box.height < 24)
            .map(([name]) => name)"""
    )
    assert small == []
