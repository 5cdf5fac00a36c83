from harbour.quay import _count
from harbour.quay.pilots import NUMBER as PILOTS  # noqa: F401

_count("rope2d")
__all__ = ["PILOTS"]
