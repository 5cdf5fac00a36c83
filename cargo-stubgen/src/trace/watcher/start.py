"""Makes Python import the extension that was built, and watches it from then on."""

import importlib.machinery
import os
import sys

VARIABLE = "CARGO_STUBGEN_TRACE"
# What is watched in this process.
watched = None


def install():
    """Prepares this process. The extension may never be imported in it, so this does as little as possible."""
    global watched
    path = os.environ.get(VARIABLE)
    if path is not None:
        from _stubgen_trace.job import Watched

        watched = Watched(path)
        job = watched.job
        sys.path.extend(path for path in job["python_paths"] if path not in sys.path)
        sys.meta_path.insert(0, Finder(job))
        sys.meta_path.append(Parents(job["module"]))


class Finder:
    """Finds the extension in the file that it was built to, and the packages around it in the project."""

    def __init__(self, job):
        self._job = job
        self._package = job["module"].partition(".")[0]
        self._imported = job["imported"]

    def find_spec(self, fullname, path=None, target=None):
        if fullname == self._imported:
            return self._extension(fullname)
        if fullname != self._package:
            return None
        if self._job["wrapper"]:
            place = os.path.join(os.path.dirname(self._job["library"]), "__init__.py")
            loader = Wrapper(fullname, self._imported)
            spec = importlib.machinery.ModuleSpec(fullname, loader, origin=place, is_package=True)
            # The package that is installed has a `__file__`.
            spec.has_location = True
            return spec
        spec = importlib.machinery.PathFinder.find_spec(fullname, self._job["python_paths"])
        return spec if spec is not None and spec.has_location else None

    def _extension(self, fullname):
        library = self._job["library"]
        loader = importlib.machinery.ExtensionFileLoader(fullname, library)
        execute = loader.exec_module

        def exec_module(module):
            del loader.exec_module
            execute(module)
            from _stubgen_trace import wrap

            wrap.watch(module, watched)

        # Only this loader is changed, and only until it has run.
        loader.exec_module = exec_module
        spec = importlib.machinery.ModuleSpec(fullname, loader, origin=library)
        spec.has_location = True
        return spec


class Wrapper:
    """The package that maturin makes around an extension that has no Python sources."""

    def __init__(self, name, inner):
        self._name = name
        self._inner = inner

    def create_module(self, spec):
        return None

    def exec_module(self, module):
        import importlib

        extension = importlib.import_module(self._inner)
        public = getattr(extension, "__all__", None)
        names = [name for name in vars(extension) if not name.startswith("_")] if public is None else public
        for name in names:
            setattr(module, name, getattr(extension, name))
        module.__doc__ = extension.__doc__
        if public is not None:
            module.__all__ = public


class Parents:
    """Finds packages around the extension that are not on disk, as empty packages."""

    def __init__(self, module):
        parts = module.split(".")[:-1]
        self._names = {".".join(parts[: end + 1]) for end in range(len(parts))}

    def find_spec(self, fullname, path=None, target=None):
        if fullname not in self._names:
            return None
        spec = importlib.machinery.ModuleSpec(fullname, None, is_package=True)
        spec.submodule_search_locations = []
        return spec
