"""Loads an extension's shared library, and answers with the bytes that its facts symbol returns.

Arguments: the library, the facts symbol, the version symbol, and the symbol by which Python initialises the module,
which may be empty.
"""

import _imp
import ctypes


class FactsBytes(ctypes.Structure):
    _fields_ = [
        ("status", ctypes.c_uint32),
        ("data", ctypes.c_void_p),
        ("length", ctypes.c_size_t),
    ]


def find(library, symbol):
    try:
        return getattr(library, symbol)
    except AttributeError:
        return None


def modules(path):
    """The modules that the library at `path` could be imported as."""
    import re  # It takes as long to import as a small extension to answer.

    with open(path, "rb") as file:
        names = re.findall(rb"\0_?PyInit_(\w+)(?=\0)", file.read())
    return b", ".join(b"`" + name + b"`" for name in sorted(set(names)))


def is_for_another(name):
    """Whether the name of a shared library has the tag of another interpreter, so that this one cannot import it."""
    tagged = any(mark in name for mark in (".cpython-", ".pypy", ".cp3"))
    # The last suffix, such as `.so`, is that of every library.
    own = [suffix for suffix in _imp.extension_suffixes() if suffix.count(".") > 1]
    return tagged and not name.endswith(tuple(own))


def facts_of(path, facts_symbol, version_symbol, init_symbol):
    if is_for_another(os.path.basename(path)):
        return "interpreter", os.path.basename(path)
    try:
        # The library's functions run with the GIL held, because they create Python objects.
        library = ctypes.PyDLL(path)
    except OSError as error:
        return "load", str(error)
    facts = find(library, facts_symbol)
    if facts is None:
        version = find(library, version_symbol)
        if version is None:
            return "unlinked", b""
        version.restype = ctypes.c_char_p
        return "format", version()
    if init_symbol and find(library, init_symbol) is None:
        return "module", modules(path)
    facts.restype = None
    facts.argtypes = [ctypes.POINTER(FactsBytes)]
    out = FactsBytes()
    facts(ctypes.byref(out))
    # The library's own memory, because copying so much takes longer than writing it.
    data = (ctypes.c_char * out.length).from_address(out.data) if out.length else b""
    return ("facts" if out.status == 0 else "failed"), data


answer(*facts_of(*arguments()))
