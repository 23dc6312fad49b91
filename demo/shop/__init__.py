"""Fjord & Field, the demo shop: a plain site that knows nothing of co-browsing.

It has no tables: goods come from `demo/data/products.json`; basket, checkout and
account live in the visitor's session. Card and bank numbers are checked and dropped.
"""
