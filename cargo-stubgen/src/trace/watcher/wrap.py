"""Puts what records a call in front of every item of an extension that the stub declares.

Classes are changed in place, so they stay the same objects. What takes the place of a function is called and looks as the
function does.
"""

import sys
import threading
import types

from _stubgen_trace import layout
from _stubgen_trace.awaiting import Followed, is_awaiting
from _stubgen_trace.calls import Item, Recorder
from _stubgen_trace.coroutines import Coroutines
from _stubgen_trace.describe import Describer
from _stubgen_trace.lazy_submodules import registry

# Python does not let a function stand for these, or its own slot does more than the one of the extension.
UNWATCHED = {
    "__setattr__": "Python does not let it be replaced",
    "__delattr__": "Python does not let it be replaced",
    "__getattr__": "Python reads every attribute by it",
    "__getattribute__": "Python reads every attribute by it",
    "__get__": "it makes instances descriptors",
    "__set__": "it makes instances descriptors",
    "__delete__": "it makes instances descriptors",
    "__del__": "Python calls it when it collects an object",
    "__buffer__": "it is not called by its name",
    "__release_buffer__": "it is not called by its name",
}
METHODS = (types.MethodDescriptorType, types.WrapperDescriptorType, types.FunctionType)
# What stands for something, by its address. An extension that is imported again has it already.
replacements = {}
recorder = None


def watch(module, watched):
    """Watches the extension `module`. A failure is written, and leaves the rest as it is."""
    global recorder
    job, log = watched.job, watched.log
    try:
        if recorder is None:
            literals = [eval(text, {"__builtins__": {}}) for text in job["literals"]]
            describer = Describer(log, literals, job["keys"])
            recorder = Recorder(log, describer, job["roots"], job["shows_values"])
            recorder.coroutines = Coroutines(recorder)
        extension = Extension(module, job, recorder, log)
        extension.follow_lazy()
        extension.add(job["module"], module)
    except Exception as error:
        log.fail("installation", error)


def replace(owner, name, replacement):
    """Puts a replacement in the place of an attribute."""
    setattr(owner, name, replacement)
    replacements[id(replacement)] = replacement


class Extension:
    """The items of an extension."""

    def __init__(self, module, job, recorder, log):
        self._root = module
        self._job = job
        self._recorder = recorder
        self._log = log
        # Threads may load submodules at once.
        self._lock = threading.RLock()
        # The paths of the submodules that are made when they are used.
        self._lazy = set()
        self._leaves = set(job["leaves"])
        self._classes = {}
        # The same classes. A constructor that stands for another also knows those that are found later.
        self._natives = set()
        self._modules = {}
        self._functions = {}
        self.watched = set()
        self.unwatched = {}

    def follow_lazy(self):
        """Watches the submodules that the extension makes when they are used, as soon as they are made."""
        finder = registry(self._root)
        if finder is None:
            return
        self._lazy.update(f"{self._job['module']}.{name}" for name in finder.lazy())
        name = next(name for name in finder.submodules() if "." not in name)
        # All submodules have one loader.
        loader = finder.find_spec(f"{self._root.__name__}.{name}").loader
        execute = loader.exec_module

        def exec_module(module):
            execute(module)
            try:
                self.add(self._job["module"] + module.__spec__.name[len(self._root.__name__) :], module)
            except Exception as error:
                self._log.fail("installation", error)

        loader.exec_module = exec_module

    def add(self, path, module):
        """Watches a module of the stub, and those below it that exist."""
        if path != self._job["module"] and path not in self._job["submodules"]:
            return
        with self._lock:
            modules = self._find_modules(path, module)
            self._replace(modules, self._find_classes(modules))
            leaves = {leaf for leaf in self._leaves if leaf.startswith(path + ".")}
            unused = {leaf for leaf in leaves if self._is_unused(leaf)}
            for leaf in leaves - unused - self.watched - self.unwatched.keys():
                reason = self._reason(leaf)
                if reason is not None:
                    self.unwatched[leaf] = reason
            unwatched = {leaf: reason for leaf, reason in self.unwatched.items() if leaf.startswith(path + ".")}
            watched = sorted(leaves & self.watched)
            self._log.write("watched", items=watched, unwatched=unwatched, unused=sorted(unused))

    def _find_modules(self, path, module):
        """The module `path` of the stub, and those below it that exist, by their paths."""
        found = {path: module}
        for below in self._job["submodules"]:
            parent, _, name = below.rpartition(".")
            value = vars(found[parent]).get(name) if parent in found else None
            if isinstance(value, types.ModuleType):
                found[below] = value
        self._modules.update(found)
        return found

    def _find_classes(self, modules):
        """The classes of the stub in `modules`, by their paths."""
        found = {}
        for path in self._job["classes"]:
            parent, _, name = path.rpartition(".")
            owner = modules.get(parent) or found.get(parent)
            value = vars(owner).get(name) if owner is not None else None
            if not isinstance(value, type):
                continue
            # A submodule that is filled again has the same classes.
            if self._classes.get(path) is value or value not in self._natives:
                found[path] = self._classes[path] = value
                self._natives.add(value)
                self._recorder.describer.add_own(value, path)
        return found

    def _replace(self, modules, classes):
        """Replaces every function and member of `modules` and `classes` that the stub declares."""
        for path, module in modules.items():
            for name, value in list(vars(module).items()):
                if f"{path}.{name}" in self._leaves:
                    self._function(module, f"{path}.{name}", name, value)
        mappings = [cls for cls in self._natives if layout.is_known(cls) and layout.is_mapping_only(cls)]
        for path, cls in classes.items():
            try:
                with layout.changeable(cls):
                    for name, value in list(vars(cls).items()):
                        if f"{path}.{name}" in self._leaves:
                            self._member(cls, f"{path}.{name}", name, value)
                            if name == "__getitem__":
                                [layout.keep_mapping(it) for it in mappings if issubclass(it, cls)]
            except (TypeError, layout.Unknown) as error:
                self.unwatched[path] = str(error)

    def _is_unused(self, path):
        """Whether an item is in a submodule that is not made, because it was not used."""
        return any(path.startswith(lazy + ".") for lazy in self._lazy - self._modules.keys())

    def _reason(self, path):
        """Why an item is not watched; `None` if it is not called, as a constant is not."""
        parent, _, name = path.rpartition(".")
        owner = self._modules.get(parent) or self._classes.get(parent)
        if owner is None:
            return "its class or module was not found"
        if name == "__new__" and name not in vars(owner):
            # A class without a constructor cannot be called.
            return None
        if name not in vars(owner):
            # A class of the stub may declare what it inherits.
            return "it is inherited or does not exist" if callable(getattr(owner, name, None)) else None
        value = vars(owner)[name]
        # A class has items of its own, and an alias of a type is not called.
        is_called = callable(value) and not isinstance(value, (type, types.GenericAlias))
        return "it is not a function" if is_called and type(value).__module__ != "typing" else None

    def _function(self, owner, path, name, value):
        if id(value) in replacements:
            self.watched.add(path)
        elif isinstance(value, (types.BuiltinFunctionType, types.FunctionType)):
            replace(owner, name, self._replacement(path, value))
            self.watched.add(path)

    def _replacement(self, path, value):
        """What stands for a function, under all of its names."""
        found = self._functions.get(id(value))
        if found is None:
            watched = plain(value, Item(path, "function"), self._recorder)
            found = watched if isinstance(value, types.FunctionType) else Function(watched, value)
            self._functions[id(value)] = found
        return found

    def _member(self, cls, path, name, value):
        if id(value) in replacements:
            self.watched.add(path)
            return
        if name in UNWATCHED:
            self.unwatched[path] = UNWATCHED[name]
            return
        if name == "__new__":
            replacement = self._constructor(cls, path, value)
        elif name == "__getitem__" and not layout.is_known(cls):
            self.unwatched[path] = "its class might become a sequence"
            return
        else:
            replacement = self._replaced(path, value)
        if replacement is not None:
            replace(cls, name, replacement)
            self.watched.add(path)

    def _replaced(self, path, value):
        if isinstance(value, METHODS):
            watched = plain(value, Item(path, "method"), self._recorder)
            return awaited(watched, value, Item(path, "method"), self._recorder) if path.endswith(".__await__") else watched
        if isinstance(value, staticmethod):
            return staticmethod(self._replacement(path, value.__func__))
        if isinstance(value, types.ClassMethodDescriptorType):
            return classmethod(bound(value, Item(path, "method"), self._recorder))
        if isinstance(value, classmethod):
            return classmethod(plain(value.__func__, Item(path, "method"), self._recorder))
        if isinstance(value, (types.GetSetDescriptorType, types.MemberDescriptorType)):
            return accessors(value, path, self._recorder)
        if type(value) is property:
            return python_property(value, path, self._recorder)
        return None

    def _constructor(self, cls, path, value):
        if not isinstance(value, types.BuiltinFunctionType):
            return None
        try:
            create = layout.constructor(cls)
        except layout.Unknown as error:
            self.unwatched[path] = str(error)
            return None
        signature = signature_of(cls)

        def new(kind, /, *args, **kwargs):
            if not isinstance(kind, type) or not issubclass(kind, cls):
                return value(kind, *args, **kwargs)
            base = nearest(kind, self._natives)
            if base is not cls:
                raise TypeError(
                    f"{cls.__name__}.__new__({kind.__name__}) is not safe, use {base.__name__}.__new__()"
                )
            return create(kind, args, kwargs)

        watched = plain(new, Item(path, "method"), self._recorder, value)
        if signature is not None:
            watched.__signature__ = signature
        return staticmethod(watched)


def nearest(kind, natives):
    """The nearest base of a class that makes its instances itself."""
    while kind is not object:
        if kind in natives or isinstance(vars(kind).get("__new__"), types.BuiltinFunctionType):
            return kind
        kind = kind.__base__
    return kind


def signature_of(cls):
    """The signature of calling a class, with the class in front, as `inspect` reads it from `__new__`."""
    import inspect

    try:
        signature = inspect.signature(cls)
    except (ValueError, TypeError):
        return None
    own = inspect.Parameter("cls", inspect.Parameter.POSITIONAL_ONLY)
    parameters = list(signature.parameters.values())
    if any(parameter.name == "cls" for parameter in parameters):
        return None
    return signature.replace(parameters=[own, *parameters])


def plain(original, item, recorder, documented=None):
    """A function that calls `original` and records the call."""
    plain_keys, done = recorder.plain_keys, item.done
    before_call, returned, raised = recorder.before, recorder.returned, recorder.raised

    def watched(*args, **kwargs):
        __tracebackhide__ = True
        key = before = None
        try:
            if kwargs:
                key = (*map(type, args), *kwargs, *map(type, kwargs.values()))
            else:
                key = (*map(type, args),)
            if key not in plain_keys:
                before = before_call(key, args, kwargs)
        except Exception:  # the metaclass of an argument may not have a hash
            key = None
            before = before_call(key, args, kwargs)
        try:
            result = original(*args, **kwargs)
        except BaseException as error:
            del args, kwargs
            raised(item, key, before, error)
            raise
        try:
            if before is None and (key, type(result)) in done:
                return result
        except Exception:  # nor may that of the result
            pass
        returned(item, key, before, result)
        return result

    return dressed(watched, original if documented is None else documented)


def awaited(watched, original, item, recorder):
    """The same for `__await__`, which also records what awaiting gives."""

    def watch(*args, **kwargs):
        __tracebackhide__ = True
        iterator = watched(*args, **kwargs)
        if not is_awaiting(sys._getframe(1)) or not hasattr(type(iterator), "__next__"):
            return iterator
        return Followed(iterator, lambda value: recorder.awaited(item, value))

    return dressed(watch, original)


def bound(original, item, recorder):
    """The same for a method of a class, which is bound to it first."""
    return dressed(plain(lambda cls, /, *args, **kwargs: original.__get__(None, cls)(*args, **kwargs), item, recorder), original)


def dressed(function, original):
    """Gives a function the names and the documentation of another one."""
    for name in ("__name__", "__qualname__", "__doc__", "__module__"):
        try:
            setattr(function, name, getattr(original, name))
        except (AttributeError, TypeError):
            # A method of C does not have a module.
            pass
    for name in ("__defaults__", "__kwdefaults__", "__dict__"):
        if isinstance(original, types.FunctionType) and name == "__dict__":
            function.__dict__.update(original.__dict__)
    function.__wrapped__ = original
    return function


class Function(staticmethod):
    """Stands for a function of C, which a class that has it as an attribute does not bind."""

    def __init__(self, function, original):
        super().__init__(function)
        self._original = original

    __class__ = property(lambda self: type(self._original))
    __self__ = property(lambda self: self._original.__self__)
    __text_signature__ = property(lambda self: self._original.__text_signature__)

    def __get__(self, instance, owner=None):
        return self

    def __repr__(self):
        return repr(self._original)

    def __reduce__(self):
        return self._original.__reduce__()

    def __reduce_ex__(self, protocol):
        return self._original.__reduce_ex__(protocol)


class Accessors(property):
    """Stands for an attribute of C."""

    def __init__(self, get, set, delete, original):
        super().__init__(get, set, delete, original.__doc__)
        self.__doc__ = original.__doc__
        self.__name__ = original.__name__
        self.__qualname__ = original.__qualname__
        self.__objclass__ = original.__objclass__
        self.__wrapped__ = original

    __class__ = property(lambda self: type(self.__wrapped__))

    def __repr__(self):
        return repr(self.__wrapped__)


def accessors(original, path, recorder):
    """What stands for an attribute of C. Python's own messages stay those of the original."""
    functions = (original.__get__, original.__set__, original.__delete__)
    watched = [plain(it, Item(path, how), recorder, original) for it, how in zip(functions, ("get", "set", "delete"))]
    return Accessors(*watched, original)


def python_property(original, path, recorder):
    """What stands for a property that is written in Python."""
    functions = zip((original.fget, original.fset, original.fdel), ("get", "set", "delete"))
    watched = [None if it is None else plain(it, Item(path, how), recorder) for it, how in functions]
    return property(*watched, original.__doc__)
