from typing import Generic, TypeVar

import loom.threads
from loom.threads import Spool as Spool
from loom.threads import Yarn
from loom.threads import dyes as dyes_again

_T = TypeVar("_T")

class Bolt(Generic[_T]):
    def yarn(self) -> Yarn[_T]: ...
    def shade(self) -> dyes_again.Shade: ...

def cut(bolt: Bolt[_T]) -> loom.threads.Spool[_T]: ...
