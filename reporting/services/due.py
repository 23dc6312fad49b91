"""Notes, in the transaction that changed an account, that its facts are due.

These are the hooks that the apps below call; they write one row and do no more.
"""

from agents.lifecycle import Presence
from agents.models import Agent
from cobrowse.actors import Actor
from interactions.models import Interaction
from reporting.models import FactDue
from sessions_app.models import CobrowseSession


def session_ended(session: CobrowseSession) -> None:
    FactDue.objects.create(subject=FactDue.Subject.SESSION, key=str(session.pk))


def account_changed(interaction: Interaction) -> None:
    FactDue.objects.create(subject=FactDue.Subject.INTERACTION, key=str(interaction.pk))


def presence_changed(agent: Agent, before: Presence, actor: Actor) -> None:
    FactDue.objects.create(subject=FactDue.Subject.AGENT, key=str(agent.pk))
