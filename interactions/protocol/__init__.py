"""Control messages about interactions: the widget socket's and the desktop's.

`fields` are the kinds of text, `shapes` what messages carry, `widget` and `desktop`
the messages of the two sockets, `calls` the signalling that both share.
"""
