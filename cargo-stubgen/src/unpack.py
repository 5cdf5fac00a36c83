"""Unpacks a wheel, and answers with the paths of the extension modules in it.

Arguments: the wheel, and the directory to unpack it into.
"""

import zipfile

SUFFIXES = (".so", ".pyd", ".dylib")


def is_extension(name):
    parts = name.split("/")
    # Repaired wheels carry the libraries that their extensions need in directories of these names.
    bundled = any(part.endswith((".libs", ".dylibs")) for part in parts[:-1])
    return name.endswith(SUFFIXES) and not bundled


def unpack(path, directory):
    with zipfile.ZipFile(path) as wheel:
        wheel.extractall(directory)
        return sorted(filter(is_extension, wheel.namelist()))


try:
    members = unpack(*arguments())
except Exception as error:
    answer("failed", described(error).encode("utf-8", "replace"))
answer("members", "\n".join(members).encode())
