"""A shop, and what it sells."""

import shop.models.base
from shop import prices
from shop.models import base

class Order:
    """What a customer wants."""

    items: list[base.Item]
    total: prices.Money
    def add(self, item: shop.models.base.Item, /) -> None: ...

def cheapest(order: Order) -> base.Item: ...
