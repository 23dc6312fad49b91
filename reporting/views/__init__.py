"""Report pages by subject: parse, read or call one service, render."""
