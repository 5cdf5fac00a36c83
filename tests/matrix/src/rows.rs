//! The files generated from the list of types.

/// Defines a function for each argument and a class for each field.
///
/// PyO3's own introspection reads a module that is declared whole.
#[cfg(feature = "inspect")]
macro_rules! rows {
    (
        arguments { $( $name:ident: $type:ty; )* }
        more_arguments { $( $more:ident: $more_type:ty; )* }
        fields { $( $class:ident: $field:ty; )* }
    ) => {
        #[pymodule]
        pub mod matrix {
            use crate::prelude::*;

            #[pymodule_export]
            use crate::classes::{Color, Item, SubItem};

            $(
                #[pyfunction]
                fn $name(v: $type) {
                    let _ = v;
                }
            )*

            $(
                #[pyfunction]
                fn $more(v: $more_type) {
                    let _ = v;
                }
            )*

            $(
                #[pyclass(get_all, set_all, skip_from_py_object)]
                #[derive(Default)]
                pub struct $class {
                    v: $field,
                }

                #[pymethods]
                impl $class {
                    #[new]
                    fn new() -> Self {
                        Self::default()
                    }
                }
            )*
        }
    };
}

/// Defines a function for each argument and a class for each field, and `add`, which puts them into a module.
#[cfg(not(feature = "inspect"))]
macro_rules! rows {
    (
        arguments { $( $name:ident: $type:ty; )* }
        more_arguments { $( $more:ident: $more_type:ty; )* }
        fields { $( $class:ident: $field:ty; )* }
    ) => {
        $( rows! { @argument $name: $type } )*
        #[cfg(feature = "more")]
        mod more {
            use crate::classes::{Color, Item, SubItem};
            use crate::prelude::*;

            $( rows! { @argument $more: $more_type } )*

            pub fn add(m: &Bound<'_, PyModule>) -> PyResult<()> {
                $( m.add_function(wrap_pyfunction!($more, m)?)?; )*
                Ok(())
            }
        }
        $( rows! { @field $class: $field } )*

        pub fn add(m: &Bound<'_, PyModule>) -> PyResult<()> {
            $( m.add_function(wrap_pyfunction!($name, m)?)?; )*
            $( m.add_class::<$class>()?; )*
            #[cfg(feature = "more")]
            more::add(m)?;
            Ok(())
        }
    };
    (@argument $name:ident: $type:ty) => {
        #[cfg_attr(feature = "stub", gen_stub_pyfunction)]
        #[pyfunction]
        fn $name(v: $type) {
            let _ = v;
        }
    };
    (@field $class:ident: $field:ty) => {
        #[cfg_attr(feature = "stub", gen_stub_pyclass)]
        #[pyclass(get_all, set_all, module = "matrix", skip_from_py_object)]
        #[derive(Default)]
        pub struct $class {
            v: $field,
        }

        #[cfg_attr(feature = "stub", gen_stub_pymethods)]
        #[pymethods]
        impl $class {
            #[new]
            fn new() -> Self {
                Self::default()
            }
        }
    };
}
