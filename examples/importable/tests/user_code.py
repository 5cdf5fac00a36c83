"""What a user of `importable` writes. Python runs it, and the type checkers read it."""

import importable._core.fold.origami
import importable._core.press.inks
import importable._core.sizes as paper
from importable import Sheet, letter
from importable._core import fold
from importable._core.fold.origami import Crane, cranes
from importable._core.press import Press, pages
from importable._core.sizes import Series, sheet

a4: Sheet = sheet(4)
poster: Sheet = paper.sheet(0, series=Series.B)
booklet: fold.Booklet = letter().booklet()
crane: fold.Booklet = Crane(poster)
many: int = cranes(poster, paper.Series.B) + importable._core.fold.origami.cranes(a4, Series.A)

press: Press = Press()
area: float = press.print(a4, copies=2)
millilitres: float = importable._core.press.inks.used(press)
fitting: int = pages(poster, a4)


class Notebook(fold.Booklet):
    def pages(self) -> list[Sheet]:
        return [self.page] * 4


def widest(booklets: list[fold.Booklet]) -> float:
    return max(booklet.page.width for booklet in booklets)


assert widest([booklet, crane, Notebook(a4)]) == crane.page.width
