"""Starts the watcher of `cargo stubgen test --trace` in every Python process of the command, and then what it replaced.

Python imports a module of this name when it starts. Its directory is on the path for that only.
"""


def _start():
    import os
    import sys

    directory = os.path.dirname(os.path.abspath(__file__))
    import _stubgen_trace.start

    _stubgen_trace.start.install()
    sys.path[:] = [entry for entry in sys.path if os.path.abspath(entry or ".") != directory]
    sys.path_importer_cache.pop(directory, None)
    own = sys.modules.pop(__name__, None)
    try:
        import sitecustomize  # noqa: F401  # the one that would have been imported
    except ModuleNotFoundError as error:
        if error.name != __name__:
            raise
        sys.modules[__name__] = own


_start()
