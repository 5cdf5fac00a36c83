//! The table of special methods.
//!
//! The names of the slots are CPython's (<https://docs.python.org/3/c-api/typeobj.html>), and which method fills which
//! slot is PyO3's rule (<https://pyo3.rs/main/class/protocols.html>).

use super::method::SpecialMethod as Method;
use super::method::{Returns, Takes};

/// The slots that `object` fills, so that every class shows their methods.
pub(super) const OF_OBJECT: &[&str] =
    &["tp_getattro", "tp_hash", "tp_repr", "tp_richcompare", "tp_setattro", "tp_str"];

/// Every special method that PyO3 or CPython treats in a special way, and the plain functions whose arguments can be
/// passed by name.
pub(super) const SPECIAL_METHODS: &[Method] = &[
    // Plain functions.
    Method::function("__new__"),
    // It fills a slot, and its arguments can be passed by name.
    Method::function("__init__").taking(Takes::DeclaredOfAny),
    Method::function("__enter__"),
    Method::function("__exit__"),
    Method::function("__aenter__"),
    Method::function("__aexit__"),
    Method::function("__reduce__"),
    Method::function("__reduce_ex__"),
    Method::function("__getstate__"),
    Method::function("__setstate__"),
    Method::function("__getnewargs__"),
    Method::function("__getnewargs_ex__"),
    Method::function("__copy__"),
    Method::function("__deepcopy__"),
    Method::function("__format__"),
    Method::function("__sizeof__"),
    Method::function("__dir__"),
    Method::function("__class_getitem__"),
    Method::function("__init_subclass__"),
    Method::function("__subclasscheck__"),
    Method::function("__instancecheck__"),
    Method::function("__bytes__"),
    Method::function("__complex__"),
    Method::function("__round__"),
    Method::function("__trunc__"),
    Method::function("__floor__"),
    Method::function("__ceil__"),
    Method::function("__reversed__"),
    Method::function("__missing__"),
    Method::function("__length_hint__"),
    Method::function("__fspath__"),
    Method::function("__mro_entries__"),
    Method::function("__set_name__"),
    Method::function("__prepare__"),
    // The attributes of every object.
    Method::slot("__repr__", "tp_repr").requiring("str"),
    Method::slot("__str__", "tp_str").requiring("str"),
    Method::slot("__hash__", "tp_hash").requiring("int"),
    Method::slot("__getattribute__", "tp_getattro"),
    // Python does not have a slot for missing attributes, so PyO3 fills the slot for all attributes.
    Method::shown_as("__getattr__", "tp_getattro", &["__getattribute__"]),
    Method::slot("__setattr__", "tp_setattro").requiring("None"),
    Method::slot("__delattr__", "tp_setattro").requiring("None"),
    // Calls and conversions.
    Method::slot("__call__", "tp_call").with_keywords().taking(Takes::DeclaredOfAny),
    Method::slot("__bool__", "nb_bool").requiring("bool"),
    Method::slot("__int__", "nb_int").requiring("int"),
    Method::slot("__float__", "nb_float").requiring("float"),
    Method::slot("__index__", "nb_index").with_keywords().requiring("int"),
    // Containers and iterators.
    Method::slot("__len__", "mp_length").requiring("int"),
    Method::slot("__contains__", "sq_contains").requiring("bool"),
    Method::slot("__getitem__", "mp_subscript"),
    Method::slot("__setitem__", "mp_ass_subscript").requiring("None"),
    Method::slot("__delitem__", "mp_ass_subscript").requiring("None"),
    Method::slot("__iter__", "tp_iter"),
    Method::slot("__next__", "tp_iternext"),
    Method::slot("__await__", "am_await").returning(Returns::Generator),
    Method::slot("__aiter__", "am_aiter"),
    Method::slot("__anext__", "am_anext"),
    // Descriptors.
    Method::slot("__get__", "tp_descr_get").with_optional(1),
    Method::slot("__set__", "tp_descr_set").requiring("None"),
    Method::slot("__delete__", "tp_descr_set").requiring("None"),
    // Operators with one operand.
    Method::slot("__neg__", "nb_negative"),
    Method::slot("__pos__", "nb_positive"),
    Method::slot("__abs__", "nb_absolute"),
    Method::slot("__invert__", "nb_invert"),
    // Operators with two operands: the method of the left one, and that of the right one.
    Method::operator("__add__", "__radd__", "nb_add"),
    Method::operator("__sub__", "__rsub__", "nb_subtract"),
    Method::operator("__mul__", "__rmul__", "nb_multiply"),
    Method::operator("__matmul__", "__rmatmul__", "nb_matrix_multiply"),
    Method::operator("__truediv__", "__rtruediv__", "nb_true_divide"),
    Method::operator("__floordiv__", "__rfloordiv__", "nb_floor_divide"),
    Method::operator("__mod__", "__rmod__", "nb_remainder"),
    Method::operator("__divmod__", "__rdivmod__", "nb_divmod"),
    Method::operator("__pow__", "__rpow__", "nb_power").with_optional(1),
    Method::operator("__lshift__", "__rlshift__", "nb_lshift"),
    Method::operator("__rshift__", "__rrshift__", "nb_rshift"),
    Method::operator("__and__", "__rand__", "nb_and"),
    Method::operator("__xor__", "__rxor__", "nb_xor"),
    Method::operator("__or__", "__ror__", "nb_or"),
    Method::slot("__radd__", "nb_add"),
    Method::slot("__rsub__", "nb_subtract"),
    Method::slot("__rmul__", "nb_multiply"),
    Method::slot("__rmatmul__", "nb_matrix_multiply"),
    Method::slot("__rtruediv__", "nb_true_divide"),
    Method::slot("__rfloordiv__", "nb_floor_divide"),
    Method::slot("__rmod__", "nb_remainder"),
    Method::slot("__rdivmod__", "nb_divmod"),
    Method::slot("__rpow__", "nb_power").with_optional(1),
    Method::slot("__rlshift__", "nb_lshift"),
    Method::slot("__rrshift__", "nb_rshift"),
    Method::slot("__rand__", "nb_and"),
    Method::slot("__rxor__", "nb_xor"),
    Method::slot("__ror__", "nb_or"),
    // Comparisons. What Rust does not extract compares unequal: PyO3 catches the error.
    Method::operator("__lt__", "__gt__", "tp_richcompare"),
    Method::operator("__le__", "__ge__", "tp_richcompare"),
    Method::slot("__eq__", "tp_richcompare").taking(Takes::AnyObject),
    Method::slot("__ne__", "tp_richcompare").taking(Takes::AnyObject),
    Method::slot("__gt__", "tp_richcompare"),
    Method::slot("__ge__", "tp_richcompare"),
    Method::shown_as("__richcmp__", "tp_richcompare", COMPARISONS).taking(Takes::First),
    // Operators that change the left operand.
    Method::in_place("__iadd__", "nb_inplace_add"),
    Method::in_place("__isub__", "nb_inplace_subtract"),
    Method::in_place("__imul__", "nb_inplace_multiply"),
    Method::in_place("__imatmul__", "nb_inplace_matrix_multiply"),
    Method::in_place("__itruediv__", "nb_inplace_true_divide"),
    Method::in_place("__ifloordiv__", "nb_inplace_floor_divide"),
    Method::in_place("__imod__", "nb_inplace_remainder"),
    Method::in_place("__ipow__", "nb_inplace_power").taking(Takes::First),
    Method::in_place("__ilshift__", "nb_inplace_lshift"),
    Method::in_place("__irshift__", "nb_inplace_rshift"),
    Method::in_place("__iand__", "nb_inplace_and"),
    Method::in_place("__ixor__", "nb_inplace_xor"),
    Method::in_place("__ior__", "nb_inplace_or"),
    // Sequences. Python takes `__add__` before `sq_concat`, and so on.
    Method::shown_as("__concat__", "sq_concat", &["__add__"]),
    Method::shown_as("__repeat__", "sq_repeat", &["__mul__", "__rmul__"]),
    Method::shown_as("__inplace_concat__", "sq_inplace_concat", &["__iadd__"]),
    Method::shown_as("__inplace_repeat__", "sq_inplace_repeat", &["__imul__"]),
    // Buffers and the garbage collector.
    Method::shown_as("__getbuffer__", "bf_getbuffer", &["__buffer__"])
        .taking(Takes::BufferFlags)
        .returning(Returns::MemoryView)
        .since(3, 12),
    Method::hidden("__releasebuffer__", "bf_releasebuffer"),
    Method::hidden("__traverse__", "tp_traverse"),
    Method::hidden("__clear__", "tp_clear"),
];

/// The comparisons, in the order in which Python numbers them.
pub const COMPARISONS: &[&str] = &["__lt__", "__le__", "__eq__", "__ne__", "__gt__", "__ge__"];

/// Those of them that `object` does not answer.
pub const ORDERINGS: &[&str] = &["__lt__", "__le__", "__gt__", "__ge__"];
