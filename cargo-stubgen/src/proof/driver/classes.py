"""Compares properties of classes that stubtest does not compare: finality, bases, attributes, setters, special methods."""

import inspect
import sys
import types

import mypy.nodes as nodes
import mypy.types
from mypy import stubtest

from stubgen_proof import slots
from stubgen_proof.findings import finding, guarded, missing_at_runtime, missing_in_stub
from stubgen_proof.staging import member

ORDER = ("__lt__", "__le__", "__gt__", "__ge__")
IMPLICIT = ("__new__", "__init_subclass__", "__class_getitem__")
# Bases of a stub that classes do not have at run time.
TYPING_ONLY = ("typing.Generic", "typing.Protocol", "typing_extensions.Protocol", "builtins.object")


class Known:
    """The classes that the stub and the extension both have."""

    def __init__(self):
        self.pairs = []
        self._stubs = {}

    def add(self, path, stub, runtime):
        self.pairs.append((path, stub, runtime))
        self._stubs.setdefault(runtime, stub)

    def is_own(self, runtime):
        """Whether a class of Python is one of the extension that the stub has too."""
        return runtime in self._stubs

    def stub_of(self, runtime):
        """The class of the stub, or of typeshed, for a class of Python."""
        found = self._stubs.get(runtime)
        if found is not None:
            return found
        file = stubtest.get_stub(runtime.__module__)
        entry = file.names.get(runtime.__qualname__) if file is not None else None
        return entry.node if entry is not None and isinstance(entry.node, nodes.TypeInfo) else None

    def runtime_of(self, stub):
        """The class of Python for a class of a stub."""
        for _, other, runtime in self.pairs:
            if other is stub:
                return runtime
        module, _, name = stub.fullname.rpartition(".")
        return _imported(module, name)


def _imported(module, name):
    # A proof does not import modules that the extension does not import.
    value = getattr(sys.modules.get(module), name, None)
    return value if isinstance(value, type) else None


def known(runtime):
    """The classes of every module, and those in them."""
    found = Known()
    for name, module in runtime.items():
        file = stubtest.get_stub(name)
        if file is None:
            continue
        for entry, symbol in file.names.items():
            if isinstance(symbol.node, nodes.TypeInfo) and symbol.node.fullname == f"{name}.{entry}":
                _add(found, f"{name}.{entry}", symbol.node, member(module, entry))
    return found


def _add(found, path, stub, runtime):
    if not isinstance(runtime, type):
        return
    found.add(path, stub, runtime)
    for entry, symbol in stub.names.items():
        if isinstance(symbol.node, nodes.TypeInfo) and symbol.node.fullname == f"{stub.fullname}.{entry}":
            _add(found, f"{path}.{entry}", symbol.node, member(runtime, entry))


def findings(found, groups):
    """The findings about the classes of `found`. `groups` are the special methods by their slots."""
    checks = (finality, construction, bases, hashing, order, attributes)
    result = []
    for path, stub, runtime in found.pairs:
        for check in checks:
            result += guarded(path, check(path, stub, runtime, found))
        result += guarded(path, special_methods(path, stub, runtime, groups))
    return result


def finality(path, stub, runtime, _):
    """stubtest finds a missing `@final`, but not a superfluous one."""
    if stub.is_final and slots.can_be_subclassed(runtime):
        yield finding(path, "final-in-stub")


def construction(path, stub, runtime, _):
    """Compares whether calling a class creates an instance, and of which class."""
    symbol = stub.get("__new__")
    function = symbol.node if symbol is not None else None
    if is_callable(stub) and slots.can_be_called(runtime) is False:
        yield finding(f"{path}.__new__", "callable-in-stub")
    if not is_callable(stub) and slots.can_be_called(runtime):
        yield finding(f"{path}.__new__", "callable-at-runtime", unless="uncallable")
    own = stub.names.get("__new__")
    if own is None or not isinstance(function, nodes.FuncDef) or not slots.can_be_subclassed(runtime):
        return
    returned = function.type.ret_type if isinstance(function.type, mypy.types.CallableType) else None
    returned = mypy.types.get_proper_type(returned)
    if is_callable(stub) and isinstance(returned, mypy.types.Instance) and returned.type is stub:
        yield finding(f"{path}.__new__", "new-returns-class", **{"class": stub.name})


def is_callable(stub):
    """Whether a class of a stub can be called, because none of its constructors requires an argument of the type `Never`."""
    for name in ("__new__", "__init__"):
        symbol = stub.get(name)
        signature = mypy.types.get_proper_type(symbol.type) if symbol is not None else None
        if isinstance(signature, mypy.types.CallableType):
            kinds = zip(signature.arg_kinds, signature.arg_types, strict=True)
            required = [mypy.types.get_proper_type(argument) for kind, argument in kinds if kind.is_required()]
            if any(isinstance(argument, mypy.types.UninhabitedType) for argument in required):
                return False
    return True


def bases(path, stub, runtime, found):
    """stubtest does not compare them."""
    for base in stub.bases:
        expected = found.runtime_of(base.type)
        if base.type.fullname in TYPING_ONLY or expected is None or base.type.is_protocol:
            continue
        if not issubclass(runtime, expected):
            yield finding(path, "wrong-base", base=base.type.name)
    for base in runtime.__bases__:
        described = found.stub_of(base)
        if base is not object and described is not None and described not in stub.mro:
            yield finding(path, "missing-base", base=base.__qualname__)


def hashing(path, stub, runtime, _):
    """Compares whether instances have a hash, which stubtest does not do."""
    node = next((info.names["__hash__"].node for info in stub.mro if "__hash__" in info.names), None)
    is_none = isinstance(node, nodes.Var) and isinstance(mypy.types.get_proper_type(node.type), mypy.types.NoneType)
    if runtime.__hash__ is None and not is_none:
        yield finding(f"{path}.__hash__", "unhashable-at-runtime")
    if runtime.__hash__ is not None and is_none:
        yield finding(f"{path}.__hash__", "unhashable-in-stub")


def order(path, stub, runtime, _):
    """A comparison that is inherited from `object` raises."""
    for name in ORDER:
        if name in stub.names and getattr(runtime, name) is getattr(object, name):
            yield finding(f"{path}.{name}", "unordered-at-runtime")


def special_methods(path, stub, runtime, groups):
    """stubtest ignores special methods that only the extension has: `len(x)`, `x[0]`, `x + y`."""
    for group in slots.defined(groups, runtime):
        if not any(stub.get(name) for name in group):
            yield missing_in_stub(f"{path}.{group[0]}")


def attributes(path, stub, runtime, _):
    """Compares whether the class or its instances have each member, and whether it can be set."""
    for name, symbol in stub.names.items():
        if not name.isidentifier() or name in IMPLICIT:
            continue
        static = inspect.getattr_static(runtime, name, stubtest.MISSING)
        node, member = symbol.node, f"{path}.{name}"
        if isinstance(node, nodes.Var):
            yield from _variable(member, node, static, runtime)
        elif is_property(node):
            yield from _property(member, node, static)
        elif static is not stubtest.MISSING:
            yield from _method(member, node, static)
            yield from signature(member, node, static)


def _variable(path, node, static, runtime):
    if static is stubtest.MISSING:
        # An instance may have an attribute that its class does not have only if it has a `__dict__` of its own.
        if node.is_classvar or not runtime.__dictoffset__:
            yield missing_at_runtime(path)
        return
    if not inspect.isdatadescriptor(static):
        return
    if node.is_classvar:
        yield finding(path, "class-attribute-in-stub")
    elif slots.can_be_set(static) is False and not node.is_final:
        yield finding(path, "read-only-at-runtime")


def functions(module_name, module):
    """Compares `async` and variadic parameters of functions and methods, which stubtest does not do."""
    file = stubtest.get_stub(module_name)
    for name, symbol in (file.names if file is not None else {}).items():
        value = member(module, name)
        if isinstance(symbol.node, (nodes.FuncDef, nodes.Decorator)) and callable(value):
            yield from guarded(f"{module_name}.{name}", signature(f"{module_name}.{name}", symbol.node, value))


def signature(path, node, value):
    """The findings about a function, unless its author wrote the difference by hand."""
    function = node.func if isinstance(node, nodes.Decorator) else node
    # The C function in a slot accepts all arguments, whatever fills the slot.
    if not isinstance(function, nodes.FuncDef) or isinstance(value, (type, types.WrapperDescriptorType)):
        return
    if function.is_coroutine and not inspect.iscoroutinefunction(value):
        yield finding(path, "async-in-stub", unless="async")
    try:
        parameters = inspect.signature(value).parameters.values()
    except (ValueError, TypeError):
        return
    taken = {parameter.kind: parameter.name for parameter in parameters}
    kinds = {argument.kind for argument in function.arguments}
    for kind, stars, argument, unless in (
        (inspect.Parameter.VAR_POSITIONAL, "*", nodes.ARG_STAR, "no_var_positional"),
        (inspect.Parameter.VAR_KEYWORD, "**", nodes.ARG_STAR2, "no_var_keyword"),
    ):
        if kind in taken and argument not in kinds:
            yield finding(path, "missing-variadic", unless=unless, parameter=f"{stars}{taken[kind]}")


def is_property(node):
    """Whether a node is a property, with any accessors."""
    if isinstance(node, nodes.Decorator):
        return node.func.is_property
    return isinstance(node, nodes.OverloadedFuncDef) and node.is_property


def _property(path, node, static):
    if static is stubtest.MISSING:
        return
    if not inspect.isdatadescriptor(static):
        yield finding(path, "property-in-stub")
        return
    at_run_time, in_stub = slots.can_be_set(static), has_accessor(node)
    if at_run_time is False and in_stub:
        yield finding(path, "read-only-at-runtime")
    if at_run_time and not in_stub:
        yield finding(path, "read-only-in-stub")


def has_accessor(node):
    """Whether a property has a setter or a deleter."""
    items = node.items[1:] if isinstance(node, nodes.OverloadedFuncDef) else []
    decorators = [decorator for item in items if isinstance(item, nodes.Decorator) for decorator in item.decorators]
    return any(isinstance(it, nodes.MemberExpr) and it.name in ("setter", "deleter") for it in decorators)


def _method(path, node, static):
    function = node.items[0] if isinstance(node, nodes.OverloadedFuncDef) and node.items else node
    function = function.func if isinstance(function, nodes.Decorator) else function
    if not isinstance(function, nodes.FuncDef):
        return
    stub = "a classmethod" if function.is_class else "a staticmethod" if function.is_static else "a method"
    runtime = _kind(static)
    if runtime is not None and stub != runtime:
        yield finding(path, "wrong-method-kind", stub_kind=stub, runtime_kind=runtime)


def _kind(static):
    if isinstance(static, (classmethod, types.ClassMethodDescriptorType)):
        return "a classmethod"
    if isinstance(static, staticmethod):
        return "a staticmethod"
    if isinstance(static, (types.MethodDescriptorType, types.WrapperDescriptorType, types.FunctionType)):
        return "a method"
    return None
