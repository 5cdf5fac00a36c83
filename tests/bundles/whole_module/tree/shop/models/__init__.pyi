"""The things that are sold."""

from shop.models import base

def parse(text: str) -> base.Item:
    """Reads an item."""
