use pyo3_stub_gen::derive::*;

use pyo3_stub_gen::inventory::submit;

submit! {
    gen_methods_from_python!("def f(self) -> int: ...")
}

gen_type_alias_from_python!("Name: TypeAlias = int");

gen_type_alias_from_python!("m", r#"Name: TypeAlias = pyo3_stub_gen.RustType["?"]"#);

submit! {
    gen_function_from_python!(modul = "a", "def f() -> int: ...")
}

submit! {
    gen_function_from_python!(3)
}

submit! {
    gen_function_from_python!("def f() -> int: ...", "def g() -> int: ...")
}

fn main() {}
