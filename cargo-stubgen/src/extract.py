"""Loads an extension's shared library and writes what its facts symbol hands out.

Arguments: the library, the answer's file, the facts symbol, the version symbol, the symbol by which Python
initialises the module; the last may be empty.
The answer is one line that says what follows, and then the bytes.
"""

import ctypes
import os
import sys


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


def answer(path, facts_symbol, version_symbol, init_symbol):
    try:
        # The library's functions run with the GIL held: they make and show Python objects.
        library = ctypes.PyDLL(path)
    except OSError as error:
        return b"load", str(error).encode("utf-8", "replace")
    facts = find(library, facts_symbol)
    if facts is None:
        version = find(library, version_symbol)
        if version is None:
            return b"unlinked", b""
        version.restype = ctypes.c_char_p
        return b"format", version()
    if init_symbol and find(library, init_symbol) is None:
        return b"module", modules(path)
    facts.restype = None
    facts.argtypes = [ctypes.POINTER(FactsBytes)]
    out = FactsBytes()
    facts(ctypes.byref(out))
    # As the library has it: a copy of so much memory takes longer than to write it.
    data = (ctypes.c_char * out.length).from_address(out.data) if out.length else b""
    return (b"facts" if out.status == 0 else b"failed"), data


def main():
    path, target, *symbols = sys.argv[1:]
    kind, data = answer(path, *symbols)
    with open(target, "wb") as file:
        file.write(kind + b"\n")
        file.write(data)
    # Defaults may have printed something. What else the library does when a process ends would only take time.
    sys.stdout.flush()
    os._exit(0)


main()
