"""Unpacks a wheel, and prints the paths of the extension modules in it.

Arguments: the wheel, the directory to unpack it into.
"""

import sys
import zipfile

SUFFIXES = (".so", ".pyd", ".dylib")


def is_extension(name):
    parts = name.split("/")
    # Repaired wheels carry the libraries that their extensions need in directories of these names.
    bundled = any(part.endswith((".libs", ".dylibs")) for part in parts[:-1])
    return name.endswith(SUFFIXES) and not bundled


with zipfile.ZipFile(sys.argv[1]) as wheel:
    wheel.extractall(sys.argv[2])
    names = sorted(filter(is_extension, wheel.namelist()))
sys.stdout.buffer.write("\n".join(names).encode())
