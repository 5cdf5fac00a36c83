"""Unpacks the stubs of a wheel. An empty file stands for everything else that Python imports.

Arguments: the wheel, and the directory to unpack it into.
"""

import zipfile

# The largest stub, as for a directory, and the largest tree.
MEGABYTES = 64
MEGABYTES_OF_ALL = 512
SUFFIXES = (".py", ".so", ".pyd", ".dylib")


def leads_out(name):
    """Whether unpacking a member would have to change its name, because it lies outside the wheel."""
    return name.startswith(("/", "\\")) or ":" in name or ".." in name.replace("\\", "/").split("/")


def unpack(path, directory):
    with zipfile.ZipFile(path) as wheel:
        size = 0
        for member in wheel.infolist():
            if leads_out(member.filename):
                raise ValueError("its member %r lies outside the wheel" % member.filename)
            if member.filename.endswith(".pyi"):
                size += member.file_size
                if member.file_size > MEGABYTES << 20:
                    raise ValueError("its member %r is larger than %d megabytes" % (member.filename, MEGABYTES))
        if size > MEGABYTES_OF_ALL << 20:
            raise ValueError("its stubs are larger than %d megabytes" % MEGABYTES_OF_ALL)
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
