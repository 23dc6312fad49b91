"""All writes of co-browse sessions, by subject."""

from sessions_app.services.assets import (
    forget_old_assets,
    keep_asset,
    missing_assets,
)
from sessions_app.services.consents import write_consent_text
from sessions_app.services.end import end_session, expire_sessions, settle
from sessions_app.services.frame_tickets import (
    issue_frame_ticket,
    redeem_frame_ticket,
)
from sessions_app.services.pages import tell_page
from sessions_app.services.pause import pause_sharing, resume_sharing
from sessions_app.services.presence import (
    connect_agent,
    connect_customer,
    disconnect,
    mark_seen,
    note_activity,
    note_breaches,
    open_page,
)
from sessions_app.services.rules import (
    add_rules,
    approve_rule,
    note_author,
    note_rules,
)
from sessions_app.services.start import (
    join_for_adapter,
    join_session,
    start_session,
)
from sessions_app.services.write_mode import (
    decline_write,
    drop_write,
    grant_write,
    request_write,
    revoke_write,
)

__all__ = [
    "add_rules",
    "approve_rule",
    "connect_agent",
    "connect_customer",
    "decline_write",
    "disconnect",
    "drop_write",
    "end_session",
    "expire_sessions",
    "forget_old_assets",
    "grant_write",
    "issue_frame_ticket",
    "join_for_adapter",
    "join_session",
    "keep_asset",
    "mark_seen",
    "missing_assets",
    "note_activity",
    "note_author",
    "note_breaches",
    "note_rules",
    "open_page",
    "pause_sharing",
    "redeem_frame_ticket",
    "request_write",
    "resume_sharing",
    "revoke_write",
    "settle",
    "start_session",
    "tell_page",
    "write_consent_text",
]
