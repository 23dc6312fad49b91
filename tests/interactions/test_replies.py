"""Quick replies: everybody's from the admin, one's own from the desktop."""

import pytest
from asgiref.sync import sync_to_async
from django.contrib.auth.models import User
from django.test import Client, override_settings
from django.urls import reverse

from agents.models import Agent, AgentGroup
from demo.replies import REPLIES, seed_replies
from interactions.models import Queue, QuickReply, Site
from interactions.selectors import quick_replies
from interactions.services import delete_reply, save_reply
from tests.interactions.test_chat_sockets import desk
from tests.people import make_agent, make_site
from tests.refusals import refused
from tests.sockets import give_back_connections


@pytest.fixture
def alice(db: None) -> Agent:
    return make_agent("alice")


def shared(shortcut: str, site: Site | None = None, text: str = "Hello") -> QuickReply:
    return QuickReply.objects.create(shortcut=shortcut, site=site, text=text)


def shortcuts(agent: Agent) -> list[str]:
    return [reply.shortcut for reply in quick_replies(agent)]


def test_an_agent_sees_everybodys_of_the_own_sites_and_the_own(alice: Agent) -> None:
    bob = make_agent("bob")
    shop, other = make_site(alice), make_site(bob, key="other")
    shared("all")
    shared("of-shop", shop)
    shared("of-other", other)
    save_reply(agent=alice, shortcut="mine", text="Mine")
    save_reply(agent=bob, shortcut="bobs", text="Bob's")
    assert shortcuts(alice) == ["all", "mine", "of-shop"]
    assert shortcuts(bob) == ["all", "bobs", "of-other"]
    assert [reply.own for reply in quick_replies(alice)] == [False, True, False]


def test_who_serves_a_site_with_the_group_sees_its_replies_too(alice: Agent) -> None:
    site = make_site()
    shared("of-shop", site)
    assert shortcuts(alice) == []
    group = AgentGroup.objects.create(name="Team")
    Agent.objects.filter(pk=alice.pk).update(group=group)
    Queue.objects.get().groups.add(group)
    assert shortcuts(Agent.objects.get(pk=alice.pk)) == ["of-shop"]


def test_placeholders_stay_for_the_desktop_to_fill(alice: Agent) -> None:
    save_reply(agent=alice, shortcut="hi", text="Hello {customer}, {agent} here")
    assert quick_replies(alice)[0].text == "Hello {customer}, {agent} here"


def test_an_own_reply_is_changed_and_forgotten(alice: Agent) -> None:
    reply = save_reply(agent=alice, shortcut="hi", text="Hello")
    save_reply(agent=alice, reply_id=reply.pk, shortcut="hey", text="Hey")
    (shown,) = quick_replies(alice)
    assert (shown.id, shown.shortcut, shown.text) == (reply.pk, "hey", "Hey")
    delete_reply(agent=alice, reply_id=reply.pk)
    assert quick_replies(alice) == []


def test_nobody_touches_everybodys_or_somebody_elses(alice: Agent) -> None:
    bobs = save_reply(agent=make_agent("bob"), shortcut="bobs", text="Bob's")
    for key in (bobs.pk, shared("all").pk, 2**53 - 1):
        with refused("not_found"):
            save_reply(agent=alice, reply_id=key, shortcut="x", text="x")
        with refused("not_found"):
            delete_reply(agent=alice, reply_id=key)
    assert set(QuickReply.objects.values_list("text", flat=True)) == {"Bob's", "Hello"}


def test_a_shortcut_stands_once_among_the_own(alice: Agent) -> None:
    shared("hi")
    save_reply(agent=alice, shortcut="hi", text="Mine")
    other = save_reply(agent=alice, shortcut="ho", text="Other")
    with refused("conflict"):
        save_reply(agent=alice, shortcut="hi", text="Again")
    with refused("conflict"):
        save_reply(agent=alice, reply_id=other.pk, shortcut="hi", text="Again")


@override_settings(COBROWSE_QUICK_REPLIES=2)
def test_an_agent_keeps_only_so_many(alice: Agent) -> None:
    first = save_reply(agent=alice, shortcut="a", text="A")
    save_reply(agent=alice, shortcut="b", text="B")
    with refused("too_many_replies"):
        save_reply(agent=alice, shortcut="c", text="C")
    save_reply(agent=alice, reply_id=first.pk, shortcut="a", text="Changed")


def test_the_demo_has_replies_once(db: None) -> None:
    site = make_site()
    seed_replies(site)
    assert QuickReply.objects.count() == len(REPLIES)
    QuickReply.objects.first().delete()  # type: ignore[union-attr]
    seed_replies(site)
    assert QuickReply.objects.count() == len(REPLIES) - 1
    for reply in QuickReply.objects.all():
        reply.full_clean()


# -- on the wire --------------------------------------------------------------------
@pytest.fixture
def site(transactional_db: None) -> Site:
    return make_site(make_agent("alice"), make_agent("bob"))


async def test_the_desktop_keeps_changes_and_forgets(site: Site) -> None:
    async with desk("alice") as alice, desk("bob") as bob:
        assert alice.welcome["quick_replies"] == []
        await alice.send("quick_reply.save", shortcut="hi", text=" Hello\r\nthere ")
        (reply,) = (await alice.until("quick_replies.updated"))["quick_replies"]
        assert (reply["text"], reply["own"]) == ("Hello\nthere", True)
        await alice.send(
            "quick_reply.save", id=reply["id"], shortcut="hi", text="Good day"
        )
        (changed,) = (await alice.until("quick_replies.updated"))["quick_replies"]
        assert (changed["id"], changed["text"]) == (reply["id"], "Good day")
        await bob.send("quick_reply.delete", id=reply["id"])
        assert (await bob.until("error"))["code"] == "not_found"
        await alice.send("quick_reply.delete", id=reply["id"])
        assert (await alice.until("quick_replies.updated"))["quick_replies"] == []
        await bob.send("ping")
        await bob.until("pong")


@pytest.mark.parametrize(
    "fields",
    [
        {"shortcut": "", "text": "x"},
        {"shortcut": "Hi", "text": "x"},
        {"shortcut": "a b", "text": "x"},
        {"shortcut": "/hi", "text": "x"},
        {"shortcut": "x" * 33, "text": "x"},
        {"shortcut": "hi", "text": ""},
        {"shortcut": "hi", "text": " \x00 "},
        {"shortcut": "hi", "text": "x" * 4001},
        {"shortcut": "hi", "text": "x", "id": 0},
        {"shortcut": "hi", "text": "x", "agent": 1},
    ],
)
async def test_odd_replies_are_refused(site: Site, fields: dict[str, object]) -> None:
    async with desk("alice") as alice:
        await alice.send("quick_reply.save", **fields)
        assert (await alice.until("error"))["code"] == "bad_message"
    assert not await QuickReply.objects.aexists()
    await give_back_connections()


async def test_what_the_admin_changes_reaches_desktops(site: Site) -> None:
    def root() -> Client:
        client = Client()
        client.force_login(User.objects.create_superuser("root"))
        return client

    def add(client: Client) -> int:
        form = {
            "shortcut": "hi",
            "text": "Hello",
            "site": "",
            "language": "",
            "position": "0",
        }
        url = reverse("admin:interactions_quickreply_add")
        return client.post(url, form).status_code

    def remove(client: Client) -> int:
        reply = QuickReply.objects.get()
        url = reverse("admin:interactions_quickreply_delete", args=[reply.pk])
        return client.post(url, {"post": "yes"}).status_code

    async with desk("alice") as alice:
        client = await sync_to_async(root)()
        assert await sync_to_async(add)(client) == 302
        (reply,) = (await alice.until("quick_replies.updated"))["quick_replies"]
        assert (reply["shortcut"], reply["own"]) == ("hi", False)
        assert await sync_to_async(remove)(client) == 302
        assert (await alice.until("quick_replies.updated"))["quick_replies"] == []


def test_the_admin_lists_searches_and_refuses_doubles(alice: Agent) -> None:
    client = Client()
    client.force_login(User.objects.create_superuser("root"))
    shared("hi", text="Hello {customer}")
    save_reply(agent=alice, shortcut="mine", text="Secret of alice")
    url = reverse("admin:interactions_quickreply_changelist")
    assert "/mine" in client.get(url).content.decode()
    assert "/mine" not in client.get(url, {"whose": "all"}).content.decode()
    assert "/hi" not in client.get(url, {"whose": "agents"}).content.decode()
    assert "/hi" in client.get(url, {"q": "customer"}).content.decode()
    form = {"shortcut": "hi", "text": "x", "site": "", "language": "", "position": "0"}
    page = client.post(reverse("admin:interactions_quickreply_add"), form)
    assert page.status_code == 200
    form["shortcut"] = "Not this"
    page = client.post(reverse("admin:interactions_quickreply_add"), form)
    assert page.status_code == 200
    assert QuickReply.objects.count() == 2
