"""What browsers ask for over HTTP: `desktop` JSON for agents, `transcripts` the pages
that people read, `widget` what a customer's page asks from its own origin."""
