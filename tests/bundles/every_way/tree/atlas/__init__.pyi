import sys

import atlas.maps.city
import atlas.maps.city as town
from atlas import maps as charts
from atlas.maps import City
from atlas.maps.city import Street as Street
from atlas.maps.world import Ocean as Sea

if sys.version_info >= (3, 11):
    from typing import Self
else:
    from typing_extensions import Self

__all__ = ["Street", "City", "walk"]

class Guide:
    def follow(self) -> Self: ...
    def street(self) -> atlas.maps.city.Street: ...
    def other_street(self) -> town.Street: ...
    def third_street(self) -> charts.city.Street: ...
    def city(self) -> City: ...
    def sea(self) -> Sea: ...

def walk(street: Street) -> City: ...
