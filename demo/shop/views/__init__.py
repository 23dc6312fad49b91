"""Views of the shop: parse, call, render."""
