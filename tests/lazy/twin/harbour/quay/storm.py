import os

from harbour.quay import _count

if _count("storm") <= int(os.environ.get("HARBOUR_STORMS", "0")):
    BEGUN = True
    raise RuntimeError("a storm")
FORCE = 11
__all__ = ["FORCE"]
