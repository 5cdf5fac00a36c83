"""What all things have in common."""

from shop import prices

class Item:
    name: str
    def price(self) -> prices.Money: ...
