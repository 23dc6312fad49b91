"""The kinds of text and numbers that messages about interactions are made of."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from cobrowse.text import CleanLine, CleanText

Token = Annotated[str, StringConstraints(min_length=1, max_length=128)]
# What a browser calls one of its tabs; it is stored, so it is plain.
Tab = Annotated[str, StringConstraints(pattern=r"^[!-~]{1,64}$")]
ClientId = Annotated[
    str, StringConstraints(min_length=1, max_length=64, pattern=r"^[\x21-\x7e]+$")
]
Language = Annotated[str, StringConstraints(max_length=35, pattern=r"^[A-Za-z0-9-]*$")]
Name = Annotated[CleanLine, StringConstraints(max_length=80)]
Title = Annotated[CleanLine, StringConstraints(max_length=1024)]
Line = Annotated[CleanText, StringConstraints(min_length=1, max_length=4000)]
Question = Annotated[CleanText, StringConstraints(max_length=2000)]
Note = Annotated[CleanText, StringConstraints(max_length=2000)]
Contact = Annotated[CleanLine, StringConstraints(max_length=120)]
PhoneNumber = Annotated[
    CleanLine,
    StringConstraints(min_length=4, max_length=40, pattern=r"^\+?[0-9 ()/.-]+$"),
]
Source = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_-]{0,31}$")]
# Empty: the site's first queue of the medium.
QueueKey = Annotated[str, StringConstraints(max_length=40, pattern=r"^[a-z0-9_-]*$")]
Shortcut = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_-]{1,32}$")]
# The number of a chat line; lines count from 1, 0 is before the first.
Seq = Annotated[int, Field(ge=0, le=2**31 - 1)]
RowId = Annotated[int, Field(ge=1, le=2**53 - 1)]
MediaName = Literal["chat", "voice"]
StateName = Literal["queued", "offered", "ringing", "active", "held", "parked", "ended"]
WithdrawReason = Literal["accepted", "rejected", "missed", "withdrawn", "ended"]
# Whether a queue takes somebody in now. `full`: too many wait; `no_agents`: open,
# but nobody is signed in.
QueueAvailability = Literal["open", "no_agents", "full", "closed"]
CallbackStateName = Literal["open", "taken", "done", "cancelled"]
# Session descriptions and candidates of WebRTC, opaque to the server.
Description = Annotated[str, StringConstraints(min_length=1, max_length=32_768)]
Candidate = Annotated[str, StringConstraints(max_length=2_048)]
