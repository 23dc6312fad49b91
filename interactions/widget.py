"""What the widget socket understands and shows: apps further up add to it at start."""

from cobrowse.errors import DomainError
from cobrowse.protocol import CommandTable
from cobrowse.welcome import WelcomeParts
from interactions import services
from interactions.models import Customer, Interaction
from interactions.protocol.widget import (
    ChatEnd,
    ChatSeen,
    ChatSend,
    ChatStart,
    ChatTyping,
    WidgetWelcome,
)
from interactions.selectors import earlier_chats, live_chat_of, newest_chat_of

# register(message class, handler(customer, message)), and for the welcome
# register_welcome(field, provider): its type is the provider's return annotation.
table: CommandTable[Customer] = CommandTable()
welcome: WelcomeParts[Customer] = WelcomeParts(WidgetWelcome)
register = table.register
register_welcome = welcome.register


def _chat(customer: Customer) -> Interaction:
    chat = live_chat_of(customer)
    if chat is None:
        raise DomainError("no_chat", 409, "There is no chat now.")
    return chat


def _latest_chat(customer: Customer) -> Interaction:
    """The live chat, or the one before: what was sent when it ended may come late."""
    chat = live_chat_of(customer) or newest_chat_of(customer)
    if chat is None:
        raise DomainError("no_chat", 409, "There is no chat now.")
    return chat


def _start(customer: Customer, message: ChatStart) -> None:
    services.start_chat(
        customer=customer,
        actor=customer.as_actor(),
        name=message.name,
        question=message.question,
        source=message.source,
        queue_key=message.queue,
        contact=message.contact,
    )


def _send(customer: Customer, message: ChatSend) -> None:
    services.send_message(
        interaction=_latest_chat(customer),
        actor=customer.as_actor(),
        text=message.text,
        client_id=message.client_id,
    )


def _typing(customer: Customer, message: ChatTyping) -> None:
    services.show_typing(interaction=_chat(customer), actor=customer.as_actor())


def _seen(customer: Customer, message: ChatSeen) -> None:
    services.note_seen(
        interaction=_latest_chat(customer),
        actor=customer.as_actor(),
        seq=message.seq,
        read=message.read,
    )


def _end(customer: Customer, message: ChatEnd) -> None:
    services.end_interaction(interaction=_chat(customer), actor=customer.as_actor())


register(ChatStart, _start)
register(ChatSend, _send)
register(ChatTyping, _typing)
register(ChatSeen, _seen)
register(ChatEnd, _end)
register_welcome("earlier_chats", earlier_chats)
