"""What the desktop socket understands and shows: apps further up add to it at start."""

from agents.lifecycle import Presence
from agents.models import Agent
from agents.protocol import DesktopWelcome, PresenceSet
from agents.services import set_presence
from cobrowse.protocol import CommandTable
from cobrowse.welcome import WelcomeParts

# register(message class, handler(agent, message)), and for the welcome
# register_welcome(field, provider): its type is the provider's return annotation.
table: CommandTable[Agent] = CommandTable()
welcome: WelcomeParts[Agent] = WelcomeParts(DesktopWelcome)
register = table.register
register_welcome = welcome.register


def _set_presence(agent: Agent, message: PresenceSet) -> None:
    set_presence(
        agent=agent,
        actor=agent.as_actor(),
        state=Presence(message.state),
        reason=message.reason,
    )


register(PresenceSet, _set_presence)
