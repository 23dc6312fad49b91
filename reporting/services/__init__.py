"""All writes of this app: facts, aggregates, views, exports."""
