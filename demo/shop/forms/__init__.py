"""Forms of the shop; every rule about what a visitor may type lives here."""
