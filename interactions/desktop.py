"""What interactions add to the agents' desktop socket."""

from agents import desktop
from agents.models import Agent
from interactions import services
from interactions.protocol.desktop import (
    AgentChatSeen,
    AgentChatSend,
    AgentChatTyping,
    InteractionEnd,
    InteractionPark,
    InteractionResume,
    InteractionTransfer,
    OfferAccept,
    OfferReject,
    QuickReplyDelete,
    QuickReplySave,
)
from interactions.protocol.shapes import HandledInteraction, OfferView, TransferTargets
from interactions.selectors import (
    handled_by,
    handled_interaction,
    interaction_of_agent,
    interaction_on_desktop,
    offer_state,
    offered_to,
    quick_replies,
    transfer_targets,
)


def _accept(agent: Agent, message: OfferAccept) -> None:
    services.accept_offer(interaction_id=message.interaction, agent=agent)


def _reject(agent: Agent, message: OfferReject) -> None:
    services.reject_offer(interaction_id=message.interaction, agent=agent)


def _send(agent: Agent, message: AgentChatSend) -> None:
    services.send_message(
        interaction=interaction_of_agent(agent, message.interaction),
        actor=agent.as_actor(),
        text=message.text,
        client_id=message.client_id,
    )


def _typing(agent: Agent, message: AgentChatTyping) -> None:
    services.show_typing(
        interaction=interaction_of_agent(agent, message.interaction),
        actor=agent.as_actor(),
    )


def _seen(agent: Agent, message: AgentChatSeen) -> None:
    services.note_seen(
        interaction=interaction_on_desktop(agent, message.interaction),
        actor=agent.as_actor(),
        seq=message.seq,
        read=message.read,
    )


def _park(agent: Agent, message: InteractionPark) -> None:
    services.park_interaction(
        interaction=interaction_of_agent(agent, message.interaction),
        actor=agent.as_actor(),
    )


def _resume(agent: Agent, message: InteractionResume) -> None:
    services.resume_interaction(
        interaction=interaction_of_agent(agent, message.interaction), agent=agent
    )


def _end(agent: Agent, message: InteractionEnd) -> None:
    services.end_interaction(
        interaction=interaction_of_agent(agent, message.interaction),
        actor=agent.as_actor(),
    )


def _transfer(agent: Agent, message: InteractionTransfer) -> None:
    services.transfer_interaction(
        interaction=interaction_of_agent(agent, message.interaction),
        actor=agent.as_actor(),
        to_agent=message.to_agent,
        to_queue=message.to_queue,
    )


def _save_reply(agent: Agent, message: QuickReplySave) -> None:
    services.save_reply(
        agent=agent,
        reply_id=message.id,
        shortcut=message.shortcut,
        text=message.text,
    )


def _delete_reply(agent: Agent, message: QuickReplyDelete) -> None:
    services.delete_reply(agent=agent, reply_id=message.id)


def _offers(agent: Agent) -> list[OfferView]:
    return [offer_state(offer) for offer in offered_to(agent)]


def _interactions(agent: Agent) -> list[HandledInteraction]:
    return [handled_interaction(interaction) for interaction in handled_by(agent)]


def _targets(agent: Agent) -> TransferTargets:
    return transfer_targets()


def register() -> None:
    """Called once, when the app is ready."""
    desktop.register(OfferAccept, _accept)
    desktop.register(OfferReject, _reject)
    desktop.register(AgentChatSend, _send)
    desktop.register(AgentChatTyping, _typing)
    desktop.register(AgentChatSeen, _seen)
    desktop.register(InteractionPark, _park)
    desktop.register(InteractionResume, _resume)
    desktop.register(InteractionEnd, _end)
    desktop.register(InteractionTransfer, _transfer)
    desktop.register_welcome("offers", _offers)
    desktop.register_welcome("interactions", _interactions)
    desktop.register(QuickReplySave, _save_reply)
    desktop.register(QuickReplyDelete, _delete_reply)
    desktop.register_welcome("transfer_targets", _targets)
    desktop.register_welcome("quick_replies", quick_replies)
