"""Customers and agents without a browser, for crowds and for bad lines.

What they hold is what their screens would show: lines by number, states, offers.
"""

import asyncio
import json
import urllib.parse
import urllib.request
from http.cookiejar import CookieJar
from typing import Any

from tests.journeys.raw_line import Json, RawLine

HTTP_SECONDS = 5
Screen = list[tuple[str, str]]


def screen_of(lines: dict[int, Json]) -> Screen:
    """Author and text of what people wrote, in the order of the screen."""
    ordered = [lines[seq] for seq in sorted(lines)]
    return [
        (line["author"], line["text"]) for line in ordered if line["author"] != "system"
    ]


def keep_line(lines: dict[int, Json], line: Json) -> None:
    """The same number is the same line, however often it comes."""
    known = lines.setdefault(line["seq"], line)
    assert (known["author"], known["text"]) == (line["author"], line["text"])


class RawCustomer(RawLine):
    """A customer's widget."""

    def __init__(self, origin: str, name: str, *, seed: int = 0) -> None:
        super().__init__(origin, "/ws/widget/demo", seed=seed)
        self.name = name
        self.token: str | None = None
        self.chat: Json | None = None
        self.queues: list[Json] = []
        self._lines: dict[int, Json] = {}

    async def start_chat(self, **fields: Any) -> None:
        await self.send("chat.start", **{"name": self.name, **fields})
        await self.until(lambda: self.chat is not None, "a chat")

    async def say(self, text: str) -> None:
        await self.say_surely(text=text)

    async def end_chat(self) -> None:
        await self.send("chat.end")
        await self.until(lambda: self.state == "ended", "the end")

    @property
    def state(self) -> str:
        return self.chat["state"] if self.chat else ""

    @property
    def screen(self) -> Screen:
        return screen_of(self._lines)

    async def hello(self) -> Json:
        page = {"url": f"{self.origin}/shop/", "title": "Shop", "referrer": ""}
        return {
            "type": "hello",
            "protocol": 1,
            "token": self.token,
            "tab": f"tab-{self.name}",
            "page": page,
            "language": "en",
        }

    def welcomed(self, welcome: Json) -> None:
        self.token = welcome["token"]
        self.queues = welcome["site"]["queues"]
        if welcome["interaction"] is not None:
            self._show(welcome["interaction"])
        for line in welcome["messages"]:
            self._keep(line)

    def heard(self, message: Json) -> None:
        if message["type"] == "interaction.updated":
            self._show(message["interaction"])
        elif message["type"] == "chat.message":
            self._keep(message["message"])
        elif message["type"] == "site.updated":
            self.queues = message["site"]["queues"]

    def _show(self, interaction: Json) -> None:
        if self.chat is not None and self.chat["id"] != interaction["id"]:
            self._lines = {}
        self.chat = interaction

    def _keep(self, line: Json) -> None:
        keep_line(self._lines, line)
        self.confirmed(line)


class RawDesk(RawLine):
    """An agent's desktop, signed in as a browser would."""

    def __init__(self, origin: str, user: str, *, seed: int = 0) -> None:
        super().__init__(origin, "/ws/desktop", seed=seed)
        self.user = user
        self.me: Json = {}
        self.offers: dict[str, Json] = {}
        self.chats: dict[str, Json] = {}
        self.targets: Json = {}
        # Why each interaction left this desktop.
        self.closed: dict[str, str] = {}
        self._lines: dict[str, dict[int, Json]] = {}
        self._cookies = CookieJar()
        self._browser = urllib.request.build_opener(
            urllib.request.ProxyHandler({}),
            urllib.request.HTTPCookieProcessor(self._cookies),
        )

    async def sign_in(self, password: str = "demo") -> None:
        await asyncio.to_thread(self._sign_in, password)
        await self.come()

    async def set_presence(self, state: str, reason: str = "") -> None:
        await self.send("presence.set", state=state, reason=reason)
        await self.until(lambda: self.me["state"] == state, state)

    async def is_offered(self, name: str) -> str:
        """The chat of the customer with this name, held out to this agent."""
        await self.until(lambda: self._offer_of(name) is not None, f"offer of {name}")
        chat = self._offer_of(name)
        assert chat is not None
        return chat

    async def accept(self, name: str) -> str:
        chat = await self.is_offered(name)
        await self.send("offer.accept", interaction=chat)
        await self.until(lambda: chat in self.chats, f"the chat of {name}")
        return chat

    async def reject(self, name: str) -> None:
        chat = await self.is_offered(name)
        await self.send("offer.reject", interaction=chat)
        await self.until(lambda: chat not in self.offers, "the offer to go")

    async def say(self, chat: str, text: str) -> None:
        await self.say_surely(interaction=chat, text=text)

    async def end(self, chat: str) -> None:
        await self.send("interaction.end", interaction=chat)
        await self.until(lambda: chat not in self.chats, "the end")

    async def transfer(self, chat: str, **target: int) -> None:
        await self.send("interaction.transfer", interaction=chat, **target)
        await self.until(lambda: chat not in self.chats, "the transfer")

    def screen(self, chat: str) -> Screen:
        return screen_of(self._lines.get(chat, {}))

    def _offer_of(self, name: str) -> str | None:
        for chat, offer in self.offers.items():
            if offer["interaction"]["customer_name"] == name:
                return chat
        return None

    # -- the line -----------------------------------------------------------------
    async def headers(self) -> dict[str, str]:
        pairs = "; ".join(f"{cookie.name}={cookie.value}" for cookie in self._cookies)
        return {"Cookie": pairs}

    async def hello(self) -> Json:
        ticket = await asyncio.to_thread(self._ticket)
        return {
            "type": "hello",
            "protocol": 1,
            "ticket": ticket,
            "tab": f"tab-{self.user}",
        }

    def welcomed(self, welcome: Json) -> None:
        self.me = welcome["agent"]
        self.targets = welcome["transfer_targets"]
        self.offers = {each["interaction"]["id"]: each for each in welcome["offers"]}
        self.chats = {}
        for handled in welcome["interactions"]:
            self._open(handled)

    def heard(self, message: Json) -> None:
        match message["type"]:
            case "presence.updated":
                self.me = message["agent"]
            case "offer.made":
                offer = message["offer"]
                self.offers[offer["interaction"]["id"]] = offer
            case "offer.withdrawn":
                self.offers.pop(message["interaction"], None)
            case "interaction.opened":
                self._open(message)
            case "interaction.updated":
                self.chats[message["interaction"]["id"]] = message["interaction"]
            case "interaction.closed":
                self.chats.pop(message["interaction"], None)
                self.closed[message["interaction"]] = message["reason"]
            case "chat.message":
                self._keep(message["interaction"], message["message"])
            case "transfer_targets.updated":
                self.targets = message["targets"]

    def _open(self, handled: Json) -> None:
        chat: str = handled["interaction"]["id"]
        self.chats[chat] = handled["interaction"]
        for line in handled["messages"]:
            self._keep(chat, line)

    def _keep(self, chat: str, line: Json) -> None:
        keep_line(self._lines.setdefault(chat, {}), line)
        self.confirmed(line)

    # -- pages ----------------------------------------------------------------------
    def _sign_in(self, password: str) -> None:
        self._get("/login/")
        self._post("/login/", {"username": self.user, "password": password})

    def _ticket(self) -> str:
        answer: Json = json.loads(self._post("/agent/ticket/", {}))
        ticket: str = answer["ticket"]
        return ticket

    def _get(self, path: str) -> bytes:
        with self._browser.open(self.origin + path, timeout=HTTP_SECONDS) as answer:
            body: bytes = answer.read()
            return body

    def _post(self, path: str, fields: dict[str, str]) -> bytes:
        csrf = next(c.value for c in self._cookies if c.name == "csrftoken") or ""
        request = urllib.request.Request(
            self.origin + path,
            urllib.parse.urlencode(fields).encode(),
            {"X-CSRFToken": csrf, "Referer": self.origin + path},
        )
        with self._browser.open(request, timeout=HTTP_SECONDS) as answer:
            body: bytes = answer.read()
            return body
