"""REST of the historical reports: the same numbers as pages and exports, raw.

The OpenAPI document is made of the catalogue: a path for each report, a field with its
definition for each column.
"""
