"""Quick replies: an agent's own ones, and telling desktops of everybody's."""

from django.conf import settings
from django.db import IntegrityError, transaction

from agents.models import Agent
from agents.selectors import signed_in_agents
from cobrowse.announce import agent_group, announce
from cobrowse.errors import DomainError, conflict, not_found
from interactions.models import QuickReply
from interactions.protocol.desktop import QuickRepliesUpdated
from interactions.selectors import quick_replies


def save_reply(
    *, agent: Agent, shortcut: str, text: str, reply_id: int | None = None
) -> QuickReply:
    """Keep one of the agent's own; a number changes that one, none makes a new one.

    Errors: not_found (everybody's and other agents' alike), conflict (a shortcut
    that the agent has already), too_many_replies.
    """
    with transaction.atomic():
        # One at a time: two tabs do not slip past the limit together.
        Agent.objects.select_for_update(of=("self",), no_key=True).get(pk=agent.pk)
        own = QuickReply.objects.filter(agent=agent)
        if reply_id is None:
            limit = settings.COBROWSE_QUICK_REPLIES
            if own.count() >= limit:
                raise DomainError("too_many_replies", 409, limit=limit)
            reply = QuickReply(agent=agent)
        else:
            reply = _own(agent, reply_id)
        reply.shortcut, reply.text = shortcut, text
        try:
            with transaction.atomic():
                reply.save()
        except IntegrityError:
            raise conflict("You have this shortcut already.") from None
        _tell(agent)
    return reply


def delete_reply(*, agent: Agent, reply_id: int) -> None:
    """Forget one of the agent's own. Errors: not_found."""
    with transaction.atomic():
        _own(agent, reply_id).delete()
        _tell(agent)


def _own(agent: Agent, reply_id: int) -> QuickReply:
    reply = QuickReply.objects.filter(agent=agent, pk=reply_id).first()
    if reply is None:
        raise not_found()
    return reply


def _tell(agent: Agent) -> None:
    message = QuickRepliesUpdated(quick_replies=quick_replies(agent))
    announce(agent_group(agent.pk), message)


def tell_shared_replies() -> None:
    """Somebody changed everybody's replies: each desktop gets its list anew."""

    def tell() -> None:
        for agent in signed_in_agents():
            _tell(agent)

    transaction.on_commit(tell, robust=True)
