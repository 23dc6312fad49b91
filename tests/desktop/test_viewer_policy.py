"""The viewer's policy binds the replica's frame: our own files, nobody else's."""

from collections.abc import Iterator

import pytest
from csp.utils import build_policy
from playwright.sync_api import Browser, Page, Route

from sessions_app.views import VIEWER_CSP
from tests.sessions_app.files import FILES

pytestmark = pytest.mark.browser

VIEWER = "https://cobrowse.example/agent/viewer/"
# A frame as the player makes it (frontend/src/mirror/player/sandbox.ts), with what a
# hostile page would name in it.
BUILD = """async (markup) => {
  const frame = document.createElement("iframe");
  frame.setAttribute("sandbox", "allow-same-origin");
  document.body.append(frame);
  const page = frame.contentDocument;
  page.body.innerHTML = markup;
  page.fonts.forEach((font) => font.load().catch(() => {}));
  await new Promise((done) => setTimeout(done, 1000));
  return [...page.images].map((image) => image.naturalWidth);
}"""
FOREIGN = "https://evil.example"


@pytest.fixture
def asked(chromium: Browser) -> Iterator[tuple[Page, list[str]]]:
    """The viewer's document with its own policy, and every address it asks for."""
    context = chromium.new_context()
    addresses: list[str] = []

    def answer(route: Route) -> None:
        url = route.request.url
        if url == VIEWER:
            policy = build_policy(config=VIEWER_CSP)
            route.fulfill(
                body="<!doctype html><title>Viewer</title>",
                headers={
                    "content-type": "text/html",
                    "content-security-policy": policy,
                },
            )
            return
        addresses.append(url)
        route.fulfill(body=FILES["image/png"], headers={"content-type": "image/png"})

    context.route("**/*", answer)
    page = context.new_page()
    page.goto(VIEWER)
    yield page, addresses
    context.close()


def test_pictures_and_fonts_of_our_own_are_shown(
    asked: tuple[Page, list[str]],
) -> None:
    page, addresses = asked
    markup = """<style>@font-face{font-family:a;src:url(/assets/shop/font)}
      p{font-family:a;background:url(/assets/shop/paper)}</style>
      <p>Text</p><img src="/assets/shop/picture">
      <svg><image href="/assets/shop/drawing"/></svg>"""
    assert page.evaluate(BUILD, markup) == [1]
    own = "https://cobrowse.example/assets/shop/"
    assert sorted(addresses) == [
        own + name for name in ("drawing", "font", "paper", "picture")
    ]


def test_nobody_else_is_asked_for_anything(asked: tuple[Page, list[str]]) -> None:
    page, addresses = asked
    markup = f"""<link rel=stylesheet href="{FOREIGN}/1">
      <link rel=prefetch href="{FOREIGN}/2">
      <style>@import "{FOREIGN}/3"; @font-face{{font-family:a;src:url({FOREIGN}/4)}}
      p{{font-family:a;background:url({FOREIGN}/5);cursor:url({FOREIGN}/6),auto}}</style>
      <p>Text</p><img src="{FOREIGN}/7"><img srcset="{FOREIGN}/8 2x">
      <svg><image href="{FOREIGN}/9"/><use href="{FOREIGN}/10#a"/></svg>
      <video src="{FOREIGN}/11" poster="{FOREIGN}/12" autoplay></video>
      <object data="{FOREIGN}/13"></object><embed src="{FOREIGN}/14">
      <iframe src="{FOREIGN}/15"></iframe><input type=image src="{FOREIGN}/16">
      <img src="blob:{FOREIGN}/17"><table background="{FOREIGN}/18"></table>"""
    page.evaluate(BUILD, markup)
    assert addresses == []
