from harbour.quay import _count

_count("berth.crane.hook")
STRENGTH = 40
__all__ = ["STRENGTH"]
