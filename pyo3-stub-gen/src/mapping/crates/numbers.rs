//! Numbers of other crates.

#[cfg(feature = "ordered-float")]
mod ordered_float {
    use crate::{PyStubType, TypeInfo};

    impl<T: PyStubType + ordered_float::FloatCore> PyStubType for ordered_float::NotNan<T> {
        fn type_output() -> TypeInfo {
            T::type_output()
        }

        fn type_input() -> TypeInfo {
            T::type_input()
        }

        fn held_inputs() -> Vec<TypeInfo> {
            T::held_inputs()
        }
    }

    impl<T: PyStubType + ordered_float::FloatCore> PyStubType for ordered_float::OrderedFloat<T> {
        fn type_output() -> TypeInfo {
            T::type_output()
        }

        fn type_input() -> TypeInfo {
            T::type_input()
        }

        fn held_inputs() -> Vec<TypeInfo> {
            T::held_inputs()
        }
    }
}

#[cfg(feature = "num-bigint")]
mod bigint {
    use crate::TypeInfo;
    use crate::mapping::map;

    map! {
        num_bigint::BigInt => TypeInfo::builtin("int"), from i64::type_input();
        num_bigint::BigUint => TypeInfo::builtin("int"), from i64::type_input();
    }
}

#[cfg(feature = "num-complex")]
mod complex {
    use crate::{PyStubType, TypeInfo};

    /// Read through `__complex__`, and as a float where that is missing.
    impl<T: PyStubType> PyStubType for num_complex::Complex<T> {
        fn type_output() -> TypeInfo {
            TypeInfo::builtin("complex")
        }

        fn type_input() -> TypeInfo {
            TypeInfo::builtin("complex")
                | TypeInfo::with_module("SupportsComplex", "typing".into())
                | f64::type_input()
        }
    }
}

#[cfg(feature = "num-rational")]
mod rational {
    use crate::{PyStubType, TypeInfo};

    /// `numerator` and `denominator` are read, which `int` has too.
    impl<T> PyStubType for num_rational::Ratio<T> {
        fn type_output() -> TypeInfo {
            TypeInfo::with_module("Fraction", "fractions".into())
        }

        fn type_input() -> TypeInfo {
            TypeInfo::with_module("Fraction", "fractions".into()) | TypeInfo::builtin("int")
        }
    }
}

#[cfg(any(feature = "rust_decimal", feature = "bigdecimal"))]
mod decimal {
    use crate::TypeInfo;
    use crate::mapping::map;

    fn decimal() -> TypeInfo {
        TypeInfo::with_module("Decimal", "decimal".into())
    }

    /// The text of a number is read, and `str` of anything else, but for what is an `integer`.
    fn decimal_input(integer: TypeInfo) -> TypeInfo {
        decimal() | integer | TypeInfo::builtin("float") | TypeInfo::builtin("str")
    }

    #[cfg(feature = "rust_decimal")]
    map! { rust_decimal::Decimal => decimal(), from decimal_input(i64::type_input()); }

    #[cfg(feature = "bigdecimal")]
    map! { bigdecimal::BigDecimal => decimal(), from decimal_input(TypeInfo::builtin("int")); }
}
