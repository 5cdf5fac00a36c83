"""Answers with the properties of the interpreter. Each ends with a zero byte, so that no module is needed to write it."""

import importlib.machinery


def abi_flags():
    try:
        return sys.abiflags
    except AttributeError:  # On Windows, up to Python 3.13.
        import sysconfig

        return "t" if sysconfig.get_config_var("Py_GIL_DISABLED") else ""


pieces = [
    sys.executable,
    sys.implementation.name,
    str(sys.version_info[0]),
    str(sys.version_info[1]),
    abi_flags(),
    "64" if sys.maxsize > 2**32 else "32",
    (importlib.machinery.EXTENSION_SUFFIXES or [""])[0],
    sys.platform,
]
answer("interpreter", b"".join(os.fsencode(piece) + b"\0" for piece in pieces))
