"""A Python package around an extension module. This file is written by hand."""

from mixed.main_mod import Parcel, mod_a, mod_b, weigh

__all__ = ["Parcel", "heaviest", "mod_a", "mod_b", "weigh"]


def heaviest(parcels: list[Parcel]) -> Parcel:
    """The parcel that weighs most."""
    return max(parcels, key=weigh)
