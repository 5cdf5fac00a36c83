"""Which mypy is too old, for the scripts that use its internals."""

# The oldest mypy whose stubtest and types have everything that is used.
OLDEST_MYPY = (1, 20)


def old_mypy():
    """Returns the version of mypy and the oldest one that works, if mypy is older."""
    try:
        from mypy.version import __version__ as version

        numbers = tuple(int(part) for part in version.split(".")[:2])
    except (ImportError, ValueError):
        # What is imported next says what is wrong.
        return None
    return (version, ".".join(map(str, OLDEST_MYPY))) if numbers < OLDEST_MYPY else None
