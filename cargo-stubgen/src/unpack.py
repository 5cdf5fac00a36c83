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


def leads_out(name):
    """Whether unpacking a member would have to change its name, because it lies outside the wheel."""
    return name.startswith(("/", "\\")) or ":" in name or ".." in name.replace("\\", "/").split("/")


def unpack(path, directory):
    with zipfile.ZipFile(path) as wheel:
        for name in wheel.namelist():
            if leads_out(name):
                raise ValueError("its member %r lies outside the wheel" % name)
        wheel.extractall(directory)
        return sorted(filter(is_extension, wheel.namelist()))


try:
    members = unpack(*arguments())
except Exception as error:
    answer("failed", described(error))
answer("members", "".join(member + "\0" for member in members))
