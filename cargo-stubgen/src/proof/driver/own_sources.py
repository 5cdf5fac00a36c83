"""The Python files of a project, as far as mypy may read them.

mypy takes what it finds in a directory of its path for the module of that name, a module of the standard library too. So it
is given a directory of links to what does not have such a name.
"""

import os
import shutil
import sys

SUFFIXES = (".py", ".pyi")
# mypy does not let a project replace these either.
RESERVED = ("_typeshed", "mypy_extensions", "typing_extensions")


def lay(directory, paths):
    """Fills `directory` with links to the packages and modules in `paths`, and returns it."""
    os.mkdir(directory)
    for path in paths:
        for entry in os.scandir(path):
            target = os.path.join(directory, entry.name)
            if is_own(entry) and not os.path.lexists(target):
                link(entry.path, target)
    return directory


def module(file, directory):
    """The dotted name of the module in `file`, if `directory` is the one that `lay` filled. Elsewhere, it is the file's name."""
    first, *below = os.path.normpath(os.path.splitext(file)[0]).split(os.sep)
    parts = below if first == directory else below[-1:]
    return ".".join(parts[:-1] if parts[-1:] == ["__init__"] else parts)


def is_own(entry):
    """Whether an entry of a directory is a package or a module that the standard library does not have."""
    name = entry.name if entry.is_dir() else os.path.splitext(entry.name)[0]
    is_source = entry.is_dir() or entry.name.endswith(SUFFIXES)
    return is_source and name.isidentifier() and name not in standard_modules() and name not in RESERVED


def standard_modules():
    return getattr(sys, "stdlib_module_names", sys.builtin_module_names)


def link(source, target):
    """Makes a link, or a copy where the operating system does not let a user make links."""
    try:
        os.symlink(source, target)
    except OSError:
        if os.path.isdir(source):
            shutil.copytree(source, target, ignore=not_read)
        else:
            shutil.copyfile(source, target)


def not_read(directory, names):
    """The files of a directory that mypy does not read."""
    files = (name for name in names if not os.path.isdir(os.path.join(directory, name)))
    return [name for name in files if not name.endswith(SUFFIXES) and name != "py.typed"]
