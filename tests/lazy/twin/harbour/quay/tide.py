from harbour.quay import _count

_count("tide")
import harbour.quay.moon  # noqa: E402, F401

HEIGHT = 3
__all__ = ["HEIGHT"]
