from harbour.quay import _count

_count("pilots")
NUMBER = 7
__all__ = ["NUMBER"]
