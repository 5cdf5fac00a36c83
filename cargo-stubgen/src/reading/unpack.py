"""Unpacks the stubs of a wheel. An empty file stands for everything else that Python imports.

Arguments: the wheel, and the directory to unpack it into.
"""

import zipfile

SUFFIXES = (".py", ".so", ".pyd", ".dylib")


def leads_out(name):
    """Whether unpacking a member would have to change its name, because it lies outside the wheel."""
    return name.startswith(("/", "\\")) or ":" in name or ".." in name.replace("\\", "/").split("/")


def unpack(path, directory):
    with zipfile.ZipFile(path) as wheel:
        for name in wheel.namelist():
            if leads_out(name):
                raise ValueError("its member %r lies outside the wheel" % name)
        for name in wheel.namelist():
            if name.endswith(".pyi"):
                wheel.extract(name, directory)
            elif name.endswith(SUFFIXES):
                place = os.path.join(directory, *name.split("/"))
                os.makedirs(os.path.dirname(place), exist_ok=True)
                open(place, "wb").close()


try:
    unpack(*arguments())
except Exception as error:
    answer("failed", described(error))
answer("unpacked", "")
