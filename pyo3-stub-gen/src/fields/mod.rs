//! The fields that a [`TypeInfo`] had while it was text, for code that reads or changes them.
//!
//! They are made from the tree when somebody asks. A type whose fields were changed is what they say: Python source,
//! which the generator reads. A type has no room for its fields, and no code that drops them: every library would have
//! that in it. They have a number, which the type holds, and are there as long as the process: a type is made to be
//! handed on, and then the process ends.
//!
//! Every function is `#[inline]`, so that it is compiled only where somebody uses it. A linker leaves out functions that
//! nobody calls, but not the tables of what they drop when they unwind.

mod text;
mod tree;

use crate::facts::packed::{self, Bytes, Packed, WRITE_CHANGED, read_number};
use crate::{ImportRef, ModuleRef, TypeInfo};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::{Deref, DerefMut};
use std::ptr::NonNull;
use std::sync::{Mutex, PoisonError};

/// The fields of a [`TypeInfo`], which has them by [`Deref`] and [`DerefMut`].
///
/// `TypeInfo` itself is an expression tree, and its functions and `|` build one. Prefer them: a type that is made of
/// fields is read as text.
///
/// # Example
///
/// ```
/// use pyo3_stub_gen::{PyStubType, TypeInfo};
///
/// struct Final<T>(T);
///
/// impl<T: PyStubType> PyStubType for Final<T> {
///     fn type_output() -> TypeInfo {
///         let mut inner = T::type_output();
///         inner.import.insert("typing".into());
///         inner.name = format!("typing.Final[{}]", inner.name);
///         inner
///     }
/// }
///
/// assert_eq!(Final::<&str>::type_output().name, "typing.Final[builtins.str]");
/// ```
///
/// What was `TypeInfo { … }` with its fields is `TypeFields { … }.into()`:
///
/// ```
/// use pyo3_stub_gen::{TypeFields, TypeInfo};
///
/// let decimals: TypeInfo = TypeFields {
///     name: "list[decimal.Decimal]".to_owned(),
///     import: ["decimal".into()].into(),
///     ..TypeFields::default()
/// }
/// .into();
/// assert_eq!(decimals, TypeInfo::text("list[decimal.Decimal]", &["decimal"]));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TypeFields {
    /// Python source. Names of modules stand behind the module, such as `builtins.int`; classes of the extension
    /// behind the last part of their module's name.
    pub name: String,
    /// The module that defines the type, where the type is one name.
    pub source_module: Option<ModuleRef>,
    /// What has to be imported for `name`.
    pub import: HashSet<ImportRef>,
    /// The modules of the names in `name` that classes of the extension have.
    pub type_refs: HashMap<String, TypeIdentifierRef>,
}

/// Where a name in the text of a type comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TypeIdentifierRef {
    /// The module that defines it.
    pub module: ModuleRef,
    /// How code beside the type would reach it. The generator decides that for itself.
    pub import_kind: ImportKind,
}

/// How a name is reached from the module that uses it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ImportKind {
    /// By itself: `from module import Name`.
    ByName,
    /// Behind its module: `module.Name`.
    Module,
    /// By itself, in the module that defines it.
    SameModule,
}

/// The fields of a type that somebody asked for to change them.
struct Fields {
    now: TypeFields,
    /// What they were, and the type that they were made from.
    before: TypeFields,
    info: TypeInfo,
}

impl Fields {
    /// The type that they say.
    #[inline]
    fn info(&self) -> TypeInfo {
        if is_same(&self.before, &self.now) { self.info.clone() } else { text::info(&self.now) }
    }
}

/// Whether both say the same type. One that no module is said to define is what its name says.
#[inline]
fn is_same(before: &TypeFields, now: &TypeFields) -> bool {
    let TypeFields { name, source_module, import, type_refs } = now;
    (source_module.is_none() || *source_module == before.source_module)
        && (name, import, type_refs) == (&before.name, &before.import, &before.type_refs)
}

/// Fields that are never dropped.
#[derive(Clone, Copy)]
struct Kept(NonNull<Fields>);

// SAFETY: what it points to holds data of its own alone, and `get` says who may write to it.
unsafe impl Send for Kept {}

impl Kept {
    /// Only the type that asked for the fields may change them, and only before it is asked for anything else: they
    /// have no number before that, and whoever asks again gets a copy with a number of its own.
    #[inline]
    fn get(self) -> &'static Fields {
        // SAFETY: they are never dropped. Who changes them has borrowed the one type that knows their number, so that
        // nobody can come here with it before that is over.
        unsafe { self.0.as_ref() }
    }
}

/// Every change of fields. Their numbers are where they stand.
static CHANGED: Mutex<Vec<Kept>> = Mutex::new(Vec::new());

/// The fields of types that were only read.
static READ: Mutex<BTreeMap<Packed, &'static TypeFields>> = Mutex::new(BTreeMap::new());

#[inline]
fn changed(number: usize) -> Option<&'static Fields> {
    let kept = CHANGED.lock().unwrap_or_else(PoisonError::into_inner).get(number).copied();
    kept.map(Kept::get)
}

#[inline]
fn write_changed(number: &[u8], out: &mut Vec<u8>) {
    let fields = read_number(number).and_then(changed);
    fields.map_or_else(TypeInfo::any, Fields::info).packed.append_to(out);
}

impl Deref for TypeInfo {
    type Target = TypeFields;

    #[inline]
    fn deref(&self) -> &TypeFields {
        if let Some(fields) = self.packed.changed_fields().and_then(changed) {
            return &fields.now;
        }
        let mut read = READ.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(fields) = read.get(&self.packed) {
            return fields;
        }
        let fields: &'static TypeFields = Box::leak(Box::new(tree::fields(&self.expr())));
        read.insert(self.packed.clone(), fields);
        fields
    }
}

impl DerefMut for TypeInfo {
    #[inline]
    fn deref_mut(&mut self) -> &mut TypeFields {
        WRITE_CHANGED.get_or_init(|| write_changed);
        // A copy of this type may know the number of the fields that it has, so these are others.
        let fields = match self.packed.changed_fields().and_then(changed) {
            Some(Fields { now, before, info }) => {
                Fields { now: now.clone(), before: before.clone(), info: info.clone() }
            }
            None => {
                let now = tree::fields(&self.expr());
                Fields { before: now.clone(), now, info: self.clone() }
            }
        };
        let mut fields = NonNull::from(Box::leak(Box::new(fields)));
        let mut changed = CHANGED.lock().unwrap_or_else(PoisonError::into_inner);
        self.packed = Packed::one(Bytes::of(packed::CHANGED).number(changed.len() as u32));
        changed.push(Kept(fields));
        // SAFETY: nobody else has seen the number, and `self` stays borrowed for as long as what is returned.
        unsafe { &mut fields.as_mut().now }
    }
}

impl From<TypeFields> for TypeInfo {
    #[inline]
    fn from(fields: TypeFields) -> Self {
        text::info(&fields)
    }
}

#[cfg(test)]
mod tests;
