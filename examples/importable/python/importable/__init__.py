"""Sheets of paper. This file is written by hand."""

from importable._core import Sheet
from importable._core.fold import Booklet
from importable._core.sizes import Series, sheet

__all__ = ["Booklet", "Series", "Sheet", "letter", "sheet"]


def letter() -> Sheet:
    """What a letter is written on."""
    return sheet(4)
