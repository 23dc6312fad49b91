"""The peer: the Co-browse Summary by day and agent, asked of the events themselves.

As somebody would write it who has no sums: one statement, indexes used where there are
any. Its answer must be ours, figure by figure. Days are UTC.
"""

from datetime import datetime
from typing import Any

from django.db import connection

RAW = """
WITH taken AS (
    SELECT e.interaction_id, e.agent_id, min(e.at) AS at
    FROM interactions_interactionevent e
    WHERE e.name IN ('offer.accepted', 'call.answered', 'call.transferred')
      AND e.at >= %(start)s AND e.at < %(end)s
      AND NOT EXISTS (
        SELECT 1 FROM interactions_interactionevent b
        WHERE b.interaction_id = e.interaction_id AND b.agent_id = e.agent_id
          AND b.name IN ('offer.accepted', 'call.answered', 'call.transferred')
          AND b.at < %(start)s)
    GROUP BY e.interaction_id, e.agent_id
), handled AS (
    SELECT (t.at AT TIME ZONE 'UTC')::date AS day, t.agent_id,
        count(*) AS handled,
        count(*) FILTER (WHERE EXISTS (
            SELECT 1 FROM sessions_app_cobrowsesession s
            JOIN sessions_app_sessionevent j
              ON j.session_id = s.id AND j.name = 'session.joined'
            WHERE s.interaction_id = t.interaction_id AND j.agent_id = t.agent_id
        )) AS with_cobrowse,
        count(*) FILTER (WHERE EXISTS (
            SELECT 1 FROM interactions_interactionevent d
            WHERE d.interaction_id = t.interaction_id AND d.agent_id = t.agent_id
              AND d.name = 'data.attached'
              AND d.detail = '{"IsCoBrowseDenied": "Yes"}'::jsonb
        )) AS denied
    FROM taken t GROUP BY 1, 2
), told AS (
    SELECT e.session_id,
        min(e.at) FILTER (WHERE e.name = 'session.started') AS started_at,
        min(e.at) FILTER (WHERE e.name = 'session.joined') AS joined_at,
        min(e.at) FILTER (WHERE e.name = 'session.ended') AS ended_at,
        min(e.agent_id) FILTER (WHERE e.name = 'session.joined') AS agent_id,
        count(*) FILTER (WHERE e.name = 'write.granted') AS grants
    FROM sessions_app_sessionevent e
    WHERE e.session_id IN (
        SELECT session_id FROM sessions_app_sessionevent
        WHERE name = 'session.started' AND at >= %(start)s AND at < %(end)s)
    GROUP BY e.session_id
), shared AS (
    SELECT (started_at AT TIME ZONE 'UTC')::date AS day, agent_id,
        count(*) AS sessions,
        sum(floor(extract(epoch FROM ended_at - joined_at) * 1000))::bigint AS ms,
        count(*) FILTER (WHERE grants > 0) AS write_sessions
    FROM told WHERE joined_at IS NOT NULL GROUP BY 1, 2
)
SELECT coalesce(h.day, s.day), a.display_name,
    coalesce(h.handled, 0), coalesce(h.with_cobrowse, 0), coalesce(s.sessions, 0),
    coalesce(s.ms, 0), coalesce(s.write_sessions, 0), coalesce(h.denied, 0)
FROM handled h
FULL OUTER JOIN shared s ON s.day = h.day AND s.agent_id = h.agent_id
JOIN agents_agent a ON a.id = coalesce(h.agent_id, s.agent_id)
ORDER BY 1 DESC, 2
"""
# The columns of the report that it answers, in its order.
COLUMNS = (
    "period",
    "agent",
    "handled",
    "handled_with_cobrowse",
    "sessions",
    "cobrowse_ms",
    "write_sessions",
    "denied",
)


def raw_summary(start: datetime, end: datetime) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(RAW, {"start": start, "end": end})
        return list(cursor.fetchall())
