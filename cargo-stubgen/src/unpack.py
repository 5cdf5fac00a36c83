"""Unpacks a wheel, and answers with the paths of the extension modules in it, or with the tags of another interpreter.

Arguments: the wheel, and the directory to unpack it into.
"""

import errno
import sysconfig
import zipfile

SUFFIXES = (".so", ".pyd", ".dylib")
# What the temporary directory is the reason of, and not the wheel.
NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def is_extension(name):
    parts = name.split("/")
    # Repaired wheels carry the libraries that their extensions need in directories of these names.
    bundled = any(part.endswith((".libs", ".dylibs")) for part in parts[:-1])
    return name.endswith(SUFFIXES) and not bundled


def leads_out(name):
    """Whether unpacking a member would have to change its name, because it lies outside the wheel."""
    return name.startswith(("/", "\\")) or ":" in name or ".." in name.replace("\\", "/").split("/")


def tags(wheel, path):
    """The tags of a wheel, such as `cp311-abi3-linux_x86_64`: those in it, or those in its name."""
    for name in wheel.namelist():
        if name.endswith(".dist-info/WHEEL"):
            lines = wheel.read(name).decode("utf-8", "replace").splitlines()
            return [line[len("Tag:") :].strip() for line in lines if line.startswith("Tag:")]
    parts = os.path.basename(path)[: -len(".whl")].split("-")
    if len(parts) < 5:
        return []
    pythons, abis, platforms = (part.split(".") for part in parts[-3:])
    return ["-".join([python, abi, platforms[0]]) for python in pythons for abi in abis]


def is_for_this(tag):
    """Whether pip installs a wheel with this tag for this interpreter. Its platform is the loader's to check."""
    python, abi = (tag.split("-") + ["", ""])[:2]
    major, minor = sys.version_info[:2]
    if abi == "none" and python in ("py%d" % major, "py%d%d" % (major, minor)):
        return True
    if sys.implementation.name != "cpython":
        return python == "pp%d%d" % (major, minor)
    suffix = "t" if sysconfig.get_config_var("Py_GIL_DISABLED") else ""
    own = "cp%d%d" % (major, minor)
    if python == own and abi in (own + suffix, own + suffix + "m", "none"):
        return True
    is_older = python.startswith("cp%d" % major) and python[3:].isdigit() and int(python[3:]) <= minor
    return abi == "abi3" and is_older and not suffix


def unpack(path, directory):
    with zipfile.ZipFile(path) as wheel:
        all_tags = tags(wheel, path)
        if all_tags and not any(map(is_for_this, all_tags)):
            answer("tags", ", ".join("`%s`" % tag for tag in all_tags))
        for name in wheel.namelist():
            if leads_out(name):
                raise ValueError("its member %r lies outside the wheel" % name)
        wheel.extractall(directory)
        # A wheel may have several members of one name, of which the last counts.
        return sorted(set(filter(is_extension, wheel.namelist())))


try:
    members = unpack(*arguments())
except Exception as error:
    has_no_room = isinstance(error, OSError) and error.errno in NO_ROOM
    answer("no-room" if has_no_room else "failed", described(error))
answer("members", "".join(member + "\0" for member in members))
