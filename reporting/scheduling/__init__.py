"""Saved views by e-mail: when (`cadence`, pure), what stands in it (`mail`), its form
and the lines of its page. Sending is `services/schedule_runs`.
"""
