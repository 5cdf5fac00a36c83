//! Default values, shown by the interpreter.

use crate::facts::{DefaultFact, MemberDefault, TypeExpr};
use crate::util::source;
use crate::{PyStubType, TypeInfo};
use pyo3::IntoPyObjectExt;
use pyo3::prelude::*;

/// A default value that the interpreter shows.
///
/// `Shown(value).show()` is the inherent method where the value can be converted into Python, and the one
/// of [`ShowOpaque`] where it cannot: an inherent method wins, but only when its bounds hold.
#[derive(Debug)]
pub struct Shown<T>(pub T);

impl<T: PyStubType + for<'py> IntoPyObject<'py>> Shown<T> {
    /// Returns the value as Python source, or `...` if Python cannot write it.
    #[must_use]
    pub fn show(self) -> DefaultFact {
        Python::attach(|py| match self.0.into_py_any(py) {
            Ok(value) => show(value.bind(py), &<T as PyStubType>::type_output()),
            Err(_) => opaque(),
        })
    }
}

/// Shows a value that cannot be converted into Python.
pub trait ShowOpaque: Sized {
    /// `...`.
    fn show(self) -> DefaultFact {
        opaque()
    }
}

impl<T> ShowOpaque for Shown<T> {}

fn opaque() -> DefaultFact {
    DefaultFact::Text("...".to_owned())
}

fn show(value: &Bound<'_, PyAny>, declared: &TypeInfo) -> DefaultFact {
    if let Some(text) = source(value) {
        return DefaultFact::Text(text);
    }
    member(value, &declared.expr()).map_or_else(opaque, DefaultFact::Member)
}

/// The class attribute that holds `value`: how Python writes a variant of a PyO3 enum.
fn member(value: &Bound<'_, PyAny>, declared: &TypeExpr) -> Option<MemberDefault> {
    let class = match declared {
        TypeExpr::Local(class) => class.clone(),
        TypeExpr::Union(members) => {
            let mut classes = members.iter().filter_map(|member| match member {
                TypeExpr::Local(class) => Some(class.clone()),
                _ => None,
            });
            classes.next().filter(|_| classes.next().is_none())?
        }
        _ => return None,
    };
    let python_class = value.get_type();
    if python_class.name().ok()? != *class.name {
        return None;
    }
    let attributes = python_class.getattr("__dict__").ok()?;
    for entry in attributes.call_method0("items").ok()?.try_iter().ok()? {
        let (name, attribute): (String, Bound<'_, PyAny>) = entry.ok()?.extract().ok()?;
        let same = attribute.is(value)
            || (attribute.get_type().is(&python_class) && attribute.eq(value).unwrap_or(false));
        if same {
            return Some(MemberDefault { class, member: name });
        }
    }
    None
}
