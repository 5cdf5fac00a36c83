"""Money."""

class Money:
    cents: int

ZERO: Money
