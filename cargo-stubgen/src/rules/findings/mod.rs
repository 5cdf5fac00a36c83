//! Rules about differences between a stub and the extension that it describes.
//!
//! A message continues the dotted name of what differs: `m.f` "is not in the stub". The Python side of the proof sends
//! the codes and the fields, and none of the texts.

mod remedy;

pub use remedy::{ForRuntime, ForStub};

use serde::Deserialize;

/// The code of [`FindingRule::MissingInStub`].
pub const MISSING_IN_STUB: &str = "missing-in-stub";

pyo3_stub_gen::__rules! {
    /// How a stub differs from the extension.
    #[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
    #[serde(tag = "code", rename_all = "kebab-case")]
    pub enum FindingRule {
        /// The extension has a name that the stub does not declare.
        ///
        /// `cargo stubgen` adds the names that Python shows. Annotate the item, or declare it with a macro, to state its types.
        /// If the stub declares the name in another module, correct `module = "…"` of its annotation.
        "missing-in-stub": error, MissingInStub { remedy: ForStub } => {
            message: "is not in the stub",
            remedy: [remedy.text()],
        }

        /// The stub declares a name that the extension does not have.
        ///
        /// An annotation declares an item for the stub; it does not add the item to the module. Add it in the function of
        /// the `#[pymodule]`, or correct `module = "…"` of its annotation.
        "missing-at-runtime": error, MissingAtRuntime { remedy: ForRuntime } => {
            message: "does not exist at run time",
            remedy: [remedy.text()],
        }

        /// Another stub of the package is not valid Python.
        ///
        /// mypy stops at such a file, so the rest of the proof needs a correct one.
        "broken-stub": error, BrokenStub { reason: String } => {
            message: "has a stub that is not valid Python: {reason}",
        }

        /// An attribute is a module at run time, but the stub declares it as something else.
        "undescribed-submodule": error, UndescribedSubmodule => {
            message: "is a module at run time, but the stub does not describe one",
            remedy: "describe the module by a private class with a `__name__: str`, as `cargo stubgen` does",
        }

        /// The stub describes a submodule, but the attribute is not a module at run time.
        "not-a-module": error, NotAModule { kind: String } => {
            message: "is a module in the stub, but `{kind}` at run time",
        }

        /// The class that describes a submodule is not final, so type checkers let users subclass a module.
        "submodule-not-final": error, SubmoduleNotFinal { class: String } => {
            message: "is a module, which cannot be subclassed, but its class `{class}` lacks `@final`",
            remedy: "put `@final` above `{class}`",
        }

        /// The class that describes a submodule is not a protocol, so type checkers let users call a module.
        "submodule-not-protocol": error, SubmoduleNotProtocol { class: String } => {
            message: "is a module, which cannot be called, but the base of its class `{class}` is not `Protocol`",
            remedy: "write `class {class}(Protocol)`",
        }

        /// A function of a submodule lacks `@staticmethod`, so type checkers treat it as a method.
        "function-not-static": error, FunctionNotStatic => {
            message: "is a function of a module, but lacks `@staticmethod`, so type checkers treat it as a method",
            remedy: "put `@staticmethod` above it",
        }

        /// A type checker accepts an import statement that raises at run time.
        "accepted-import": error, AcceptedImport {
            form: String,
            checker: String,
            error: String,
            importable: Option<String>,
        } => {
            message: "cannot be imported with `{form}`, which {checker} accepts: Python raises {error}",
            remedy: [remedy::import(importable.as_deref())],
        }

        /// A type checker rejects an import statement that works at run time.
        "rejected-import": error, RejectedImport { form: String, checker: String, importable: Option<String> } => {
            message: "can be imported with `{form}`, which {checker} rejects",
            remedy: [remedy::import(importable.as_deref())],
        }

        /// A submodule can be imported at run time, but the stub describes it as an attribute.
        "importable-at-runtime": error, ImportableAtRuntime { importable: Option<String> } => {
            message: "can be imported at run time, but the stub describes it as an attribute",
            remedy: [remedy::import(importable.as_deref())],
        }

        /// A submodule has a stub file of its own, so type checkers accept importing it, but importing it raises.
        "importable-in-stub": error, ImportableInStub { error: String, importable: Option<String> } => {
            message: "has a stub file of its own, but importing it raises {error}",
            remedy: [remedy::import(importable.as_deref())],
        }

        /// The initialiser of a submodule raises when the submodule is used.
        ///
        /// The submodule was added with `runtime::Submodules`.
        "unloadable-submodule": error, UnloadableSubmodule { error: String } => {
            message: "cannot be loaded, because its initialiser raises {error}",
        }

        /// A lazy submodule is loaded whenever the extension is imported, so it is not lazy.
        ///
        /// The module's own function, or the initialiser of an eager submodule, uses it.
        "early-submodule": error, EarlySubmodule => {
            message: "is lazy, but importing the extension loads it",
            remedy: "do not use it while the extension is being imported, or add it with `eager`",
        }

        /// A submodule is another object as an attribute than it is when it is imported.
        "two-submodules": error, TwoSubmodules => {
            message: "is not the module that importing it gives",
            remedy: "do not set the attribute, because `runtime::Submodules` does so",
        }

        /// The stub marks a class with `@final` that Python lets users subclass.
        "final-in-stub": error, FinalInStub => {
            message: "is marked with `@final` in the stub, but can be subclassed at run time",
        }

        /// Python does not let users subclass the class, but the stub does not mark it with `@final`.
        "final-at-runtime": error, FinalAtRuntime => {
            message: "cannot be subclassed at run time, but is not marked with `@final` in the stub",
        }

        /// The stub lets users call a class that raises when it is called.
        "callable-in-stub": error, CallableInStub => {
            message: "allows calling the class in the stub, but raises at run time",
            remedy: "give it a parameter of the type `Never`",
        }

        /// The stub does not let users call a class that can be called at run time.
        "callable-at-runtime": error, CallableAtRuntime => {
            message: "has a parameter of the type `Never` in the stub, but the class can be called at run time",
        }

        /// `__new__` of a class that can be subclassed returns the class itself in the stub.
        "new-returns-class": error, NewReturnsClass { class: String } => {
            message: "returns `{class}` in the stub, but an instance of the subclass at run time",
            remedy: "change the return type to `Self`",
        }

        /// The stub declares a base that the class does not inherit from.
        "wrong-base": error, WrongBase { base: String } => {
            message: "has the base `{base}` in the stub, but is not a subclass of it at run time",
        }

        /// A class has a base that the stub does not declare.
        "missing-base": error, MissingBase { base: String } => {
            message: "has the base `{base}` at run time, but not in the stub",
        }

        /// Instances have no hash, but the stub declares one. Python sets `__hash__` to `None` for a class with
        /// `__eq__` and without `__hash__`.
        "unhashable-at-runtime": error, UnhashableAtRuntime => {
            message: "is `None` at run time, because instances have no hash, but the stub declares one",
            remedy: "write `__hash__: ClassVar[None]`",
        }

        /// Instances have a hash, but the stub declares that they do not.
        "unhashable-in-stub": error, UnhashableInStub => {
            message: "is `None` in the stub, but instances have a hash at run time",
        }

        /// The stub declares a comparison that raises at run time, because it is inherited from `object`.
        "unordered-at-runtime": error, UnorderedAtRuntime => {
            message: "is in the stub, but instances have no order at run time",
        }

        /// The stub declares a class attribute that only instances have.
        "class-attribute-in-stub": error, ClassAttributeInStub => {
            message: "is a class attribute in the stub, but an instance attribute at run time",
        }

        /// The stub declares a class attribute as a property.
        "property-in-stub": error, PropertyInStub => {
            message: "is a property in the stub, but a class attribute at run time",
        }

        /// The stub lets users set an attribute that cannot be set.
        "read-only-at-runtime": error, ReadOnlyAtRuntime => {
            message: "is read-only at run time, but not in the stub",
        }

        /// An attribute can be set or deleted, but the stub declares it as read-only.
        "read-only-in-stub": error, ReadOnlyInStub => {
            message: "can be set or deleted at run time, but not in the stub",
        }

        /// A method has a different kind in the stub: static method, class method or instance method.
        "wrong-method-kind": error, WrongMethodKind { stub_kind: String, runtime_kind: String } => {
            message: "is {stub_kind} in the stub, but {runtime_kind} at run time",
        }

        /// The parameters of a function differ. The reason comes from stubtest.
        "wrong-signature": error, WrongSignature { reason: String } => {
            message: "has a different signature at run time: {reason}",
        }

        /// The parameters in `text_signature` differ from those of the function. The stub declares those of the
        /// function.
        ///
        /// Python shows that text in `help()` and `inspect.signature`, and stubtest compares the stub with it.
        "text-signature": error, TextSignature { reason: String } => {
            message: "has a `text_signature` that differs from the parameters of the function, which the stub \
                      declares: {reason}",
            remedy: "remove `text_signature`, or make it match `signature`",
        }

        /// A function takes any number of arguments, but the stub does not declare the parameter for them.
        "missing-variadic": error, MissingVariadic { parameter: String } => {
            message: "lacks the parameter `{parameter}` in the stub, which takes any number of arguments at run time",
        }

        /// The stub declares `async def`, but the function is not a coroutine function.
        ///
        /// PyO3's `async fn` is a plain function that returns an awaitable.
        "async-in-stub": error, AsyncInStub => {
            message: "is an `async def` function in the stub, but not at run time",
            remedy: "declare a function that returns an awaitable as `def … -> Coroutine[Any, Any, T]`",
        }

        /// A function is a coroutine function, but the stub does not declare `async def`.
        "async-at-runtime": error, AsyncAtRuntime => {
            message: "is an `async def` function at run time, but not in the stub",
        }

        /// The value of a constant does not have the type in the stub.
        "wrong-type": error, WrongType { declared: String, value: String } => {
            message: "has the type `{declared}` in the stub, but is `{value}` at run time",
        }

        /// The value of a constant differs from the value in the stub.
        "wrong-value": error, WrongValue { declared: String, value: String } => {
            message: "has the value `{declared}` in the stub, but is `{value}` at run time",
        }

        /// `__all__` contains different names in the stub and at run time.
        "wrong-exports": error, WrongExports { names: String } => {
            message: "contains different names in the stub and at run time: {names}",
        }

        /// `@disjoint_base` in the stub does not agree with the layout of the class at run time.
        "disjoint-base": error, DisjointBase { reason: String } => {
            message: "{reason}",
        }

        /// Code of the extension, such as a metaclass or a `__repr__`, raises when an attribute is read.
        "raises-at-runtime": error, RaisesAtRuntime { error: String } => {
            message: "cannot be compared, because it raises {error}",
            remedy: "check its class attributes, its `__eq__` and its metaclass, whose code runs during the comparison",
        }

        /// A call returned a value that does not have the declared type, or an attribute has such a value.
        "wrong-result": error, WrongResult { declared: String, value: String } => {
            message: "returns `{declared}` in the stub, but a call returned `{value}`",
        }

        /// Awaiting a result gave a value that does not have the declared type.
        "wrong-await": error, WrongAwait { declared: String, value: String } => {
            message: "is awaited as `{declared}` in the stub, but awaiting it gave `{value}`",
        }

        /// A call was accepted at run time, but the declared type of a parameter forbids the argument.
        "wrong-argument": error, WrongArgument { parameter: String, declared: String, value: String } => {
            message: "has the parameter `{parameter}: {declared}` in the stub, but accepted `{value}`",
        }

        /// A call was accepted at run time, but the stub does not have parameters for its arguments.
        "undeclared-call": error, UndeclaredCall { reason: String } => {
            message: "accepted a call at run time that the stub forbids: {reason}",
        }

        /// An attribute was set or deleted at run time, but the stub does not declare that it can be.
        "undeclared-access": error, UndeclaredAccess { accessor: String, action: String } => {
            message: "was {action} at run time, but has no {accessor} in the stub",
        }

        /// The extension refused an argument that has the declared type.
        ///
        /// It is a hint, which `--hints` prints: the declared type may be wider than what the function accepts.
        "refused-argument": warning, RefusedArgument { parameter: String, value: String } => {
            message: "refused `{value}` for `{parameter}`, which the stub allows",
        }

        /// The stub declares a type that no call had.
        ///
        /// It is a hint, which `--hints` prints: the declared type may be wider than necessary, or the tests may not cover it.
        "unseen-type": warning, UnseenType { place: String, types: String } => {
            message: "declares `{types}` for {place}, which no call had",
        }

        /// stubtest reports a difference that does not have a code of its own.
        "stubtest": error, Stubtest { reason: String } => {
            message: "{reason}",
        }

        /// mypy rejects the stub.
        "mypy": error, Mypy { reason: String } => {
            message: "is rejected by mypy: {reason}",
        }
    }
}
