"""A shop to co-browse, a simulated telephone switch and the data to try both with.

Only in demo mode (`COBROWSE_DEMO`). It meets the platform the way a company does: by
the public script tag and the CTI REST API; only the seed touches models. Nothing
imports this app.
"""
