"""Report pages: parse the filter, read, render."""
