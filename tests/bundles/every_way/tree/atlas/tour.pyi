from atlas.maps import *
from atlas.maps.world import Ocean

def tour(city: City, ocean: Ocean) -> Continent: ...
