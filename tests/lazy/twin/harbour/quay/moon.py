from harbour.quay import _count

_count("moon")
import harbour.quay.tide  # noqa: E402, F401

PHASE = 0.5
__all__ = ["PHASE"]
