"""A customer starts a chat; both sides write."""

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext

from cobrowse.actors import SYSTEM, Actor, Role
from cobrowse.announce import agent_group, announce, customer_group
from cobrowse.errors import DomainError, conflict, not_found
from cobrowse.quotas import take_quota
from interactions.lifecycle import Action, Media, State
from interactions.models import ChatMessage, Customer, Interaction
from interactions.protocol.desktop import CustomerTyping
from interactions.protocol.widget import AgentTyping
from interactions.selectors.queues import queue_for
from interactions.services.admission import admit
from interactions.services.languages import language_of
from interactions.services.messaging import take_up_again
from interactions.services.moves import locked, must_be_party, record, verdict
from interactions.services.routing import route_soon
from interactions.services.tidings import tell_customer, tell_message


def start_chat(
    *,
    customer: Customer,
    actor: Actor,
    name: str,
    question: str,
    source: str,
    queue_key: str = "",
    contact: str = "",
) -> Interaction:
    """Put the customer into a queue of the site; one live chat each.

    While nobody is there, somebody who says how to be reached, or whose queue is one of
    web messaging, leaves a message: the chat waits until somebody is.
    Errors: chat_unavailable, not_found (no such queue), queue_closed, no_agents,
    queue_full, conflict, rate_limited.
    """
    if not actor.is_(Role.CUSTOMER, customer.pk):
        raise not_found()
    take_quota(
        "chats",
        str(customer.pk),
        limit=settings.COBROWSE_CHATS_PER_HOUR,
        window_seconds=3600,
    )
    queue = queue_for(customer.site, Media.CHAT, queue_key)
    if queue is None:
        raise DomainError("chat_unavailable", 409, "There is no chat on this site.")
    served = admit(queue, may_leave_message=queue.messaging or bool(contact))
    now = timezone.now()
    with transaction.atomic():
        Customer.objects.filter(pk=customer.pk).update(
            display_name=name, last_seen_at=now
        )
        page = Customer.objects.get(pk=customer.pk)
        try:
            with transaction.atomic():
                interaction = Interaction.objects.create(
                    site=customer.site,
                    media=Media.CHAT,
                    state=State.QUEUED,
                    customer=page,
                    customer_name=name or gettext("Visitor"),
                    queue=queue,
                    asynchronous=queue.messaging or not served,
                    contact=contact,
                    source=source,
                    url=page.url,
                    page_title=page.page_title,
                    referrer=page.referrer,
                    created_at=now,
                    queued_at=now,
                    attached_data={
                        "source": source,
                        "referrer": page.referrer,
                        "url": page.url,
                        "pageTitle": page.page_title,
                    },
                )
        except IntegrityError:
            raise conflict("You are in a chat already.") from None
        record(
            interaction=interaction,
            name="chat.started",
            actor=actor,
            queue=queue,
            detail={"source": source, "message_left": not served},
        )
        # Before its lines: with a new chat the widget's screen starts clean.
        tell_customer(locked(interaction.pk))
        if question:
            add_line(interaction=interaction, actor=actor, text=question)
        if not served:
            with language_of(page):
                text = gettext("Nobody is here now. We answer as soon as we are back.")
            add_line(interaction=interaction, actor=SYSTEM, text=text)
        fresh = locked(interaction.pk)
        route_soon()
    return fresh


def send_message(
    *, interaction: Interaction, actor: Actor, text: str, client_id: str
) -> ChatMessage:
    """Add a line. The same `client_id` again gives the line that is there already.

    Both sides resend what they have not seen come back: after a cut, from another
    process, on another socket, and even when the chat has ended meanwhile. The
    interaction's row is locked, so of two that race the second finds the first's line.
    A customer who writes in a parked chat takes it up again.
    """
    with transaction.atomic():
        fresh = locked(interaction.pk)
        must_be_party(fresh, actor)
        known = (
            ChatMessage.objects.select_related("agent")
            .filter(interaction=fresh, author_role=actor.role, client_id=client_id)
            .first()
        )
        if known is not None:
            tell_message(fresh, known, only=actor.role)
            return known
        verdict(fresh, Action.SEND, actor)
        if actor.role is Role.CUSTOMER:
            take_quota(
                "lines",
                actor.id,
                limit=settings.COBROWSE_LINES_PER_MINUTE,
                window_seconds=60,
            )
        if fresh.state == State.PARKED:
            fresh = take_up_again(fresh, actor)
        return add_line(interaction=fresh, actor=actor, text=text, client_id=client_id)


def add_line(
    *, interaction: Interaction, actor: Actor, text: str, client_id: str | None = None
) -> ChatMessage:
    """Append to the transcript and tell both sides; the row is locked by the caller."""
    Interaction.objects.filter(pk=interaction.pk).update(last_seq=F("last_seq") + 1)
    seq = Interaction.objects.values_list("last_seq", flat=True).get(pk=interaction.pk)
    message = ChatMessage.objects.create(
        interaction=interaction,
        seq=seq,
        author_role=actor.role,
        agent=interaction.agent if actor.role is Role.AGENT else None,
        client_id=client_id,
        text=text,
    )
    tell_message(interaction, message)
    return message


def show_typing(*, interaction: Interaction, actor: Actor) -> None:
    """The other side sees that somebody writes; nothing is stored."""
    must_be_party(interaction, actor)
    verdict(interaction, Action.SEND, actor)
    if actor.role is Role.AGENT and interaction.customer_id and interaction.agent:
        announce(
            customer_group(interaction.customer_id),
            AgentTyping(name=interaction.agent.display_name),
        )
    elif actor.role is Role.CUSTOMER and interaction.agent_id:
        announce(
            agent_group(interaction.agent_id),
            CustomerTyping(interaction=interaction.pk, name=interaction.customer_name),
        )
