"""A made-up company's own chat, with its own desktop: a custom stack (spec PI-11).

`chats` is that company's chat server, `views` its pages. Of the platform they use what
any third party may: the JavaScript adapter, the stack REST API and the embedded page.
"""
