//! The Rust source of one file. Every variant has the same items on the same lines: what a variant does
//! without is an empty line, so that line numbers in the library do not tell variants apart.

use crate::units::{Part, Unit};
use crate::{Case, Extent, Variant};

/// A function behind its attributes. `@` is its number.
struct Function {
    doc: &'static str,
    signature: &'static str,
    code: &'static str,
}

/// Signatures and bodies as people write them: numbers, texts, containers, options, defaults, errors.
const FUNCTIONS: [Function; 10] = [
    Function {
        doc: "Every value, multiplied by `factor`.",
        signature: "(values, factor = 1.0)",
        code: "pub fn scale_@(values: Vec<f64>, factor: f64) -> Vec<f64> {
    values.into_iter().map(|value| value * factor + @ as f64).collect()
}",
    },
    Function {
        doc: "Both names, as they are written on an envelope.",
        signature: "(first, last, *, separator = \" \")",
        code: "pub fn full_name_@(first: &str, last: &str, separator: &str) -> String {
    format!(\"{first}{separator}{last} (@)\")
}",
    },
    Function {
        doc: "How often each word occurs.",
        signature: "(words)",
        code: "pub fn count_@(words: Vec<String>) -> HashMap<String, usize> {
    words.into_iter().fold(HashMap::new(), |mut seen, word| { *seen.entry(word).or_insert(@) += 1; seen })
}",
    },
    Function {
        doc: "Where `pattern` begins in `text`, if it is there.\n///\n/// Counts bytes, from `start` on.",
        signature: "(text, pattern, start = None)",
        code: "pub fn find_@(text: &str, pattern: &str, start: Option<usize>) -> Option<usize> {
    text.get(start.unwrap_or_default()..)?.find(pattern).map(|found| found + @)
}",
    },
    Function {
        doc: "The value, or the nearest of the two bounds.",
        signature: "(value, low = 0, high = 100)",
        code: "pub fn clamp_@(value: i64, low: i64, high: i64) -> PyResult<i64> {
    if low > high { Err(PyValueError::new_err(\"low is above high (@)\")) } else { Ok(value.clamp(low, high)) }
}",
    },
    Function {
        doc: "The least and the greatest first coordinate.",
        signature: "(points)",
        code: "pub fn bounds_@(points: Vec<(f64, f64)>) -> (f64, f64) {
    points.iter().fold((f64::MAX, @ as f64), |(low, high), (x, _)| (low.min(*x), high.max(*x)))
}",
    },
    Function {
        doc: "Whether another try is worth it.",
        signature: "(enabled = true, retries = 3)",
        code: "pub fn retry_@(enabled: bool, retries: u32) -> bool {
    enabled && retries > @ % 5
}",
    },
    Function {
        doc: "The settings of a profile.\n///\n/// They are read once, when the profile is opened.",
        signature: "(profile)",
        code: "pub fn settings_@<'py>(py: Python<'py>, profile: String) -> PyResult<Bound<'py, PyDict>> {
    let settings = PyDict::new(py); settings.set_item(profile, @)?; Ok(settings)
}",
    },
    Function {
        doc: "The sum of all amounts, with tax.",
        signature: "(amounts, tax = None)",
        code: "pub fn total_@(amounts: HashMap<String, f64>, tax: Option<f64>) -> f64 {
    amounts.values().sum::<f64>() * (1.0 + tax.unwrap_or(@ as f64 / 100.0))
}",
    },
    Function {
        doc: "A short text that stands for `data`.",
        signature: "(data, *, upper = false)",
        code: "pub fn digest_@(data: Vec<u8>, upper: bool) -> String {
    let sum = data.iter().fold(@u64, |sum, byte| sum.wrapping_mul(31).wrapping_add(u64::from(*byte)));
    if upper { format!(\"{sum:X}\") } else { format!(\"{sum:x}\") }
}",
    },
];

/// A class, `@` being its number. `CLASS` and `METHODS` stand for the annotations.
const CLASS: &str = "/// An account of one customer.
CLASS
#[pyclass(module = \"MODULE\")]
pub struct Account@ {
    /// What is in it, in cents.
    #[pyo3(get, set)]
    balance: i64,
    owner: String,
}

METHODS
#[pymethods]
impl Account@ {
    /// Opens an account.
    #[new]
    #[pyo3(signature = (owner, balance = 0))]
    fn new(owner: String, balance: i64) -> Self {
        Self { balance, owner }
    }

    /// Pays an amount in, and says what is in the account then.
    #[pyo3(signature = (amount, note = None))]
    fn deposit(&mut self, amount: i64, note: Option<&str>) -> PyResult<i64> {
        if amount < 0 { return Err(PyValueError::new_err(note.unwrap_or(\"@\").to_owned())); }
        self.balance += amount;
        Ok(self.balance)
    }

    /// The last entries, the latest one first.
    fn history(&self, limit: usize) -> Vec<(String, i64)> {
        vec![(self.owner.clone(), self.balance); limit.min(@)]
    }
}
";

/// The line that a benchmark edits, in the first function of the first file.
pub const EDITED: &str = "    let _edited = 0;\n";

/// The name of the extension module's library.
pub const LIBRARY: &str = "_native";
/// The extension module, as Python imports it.
pub const MODULE: &str = "synthetic._native";

/// The dotted module of a submodule.
fn dotted(submodule: Option<usize>) -> String {
    submodule.map_or_else(|| MODULE.to_owned(), |number| format!("{MODULE}.sub_{number}"))
}

fn annotation(variant: Variant, name: &str, arguments: &str) -> String {
    if variant.is_annotated() { format!("#[gen_stub_{name}{arguments}]") } else { String::new() }
}

/// The import of the macros, or an empty line.
fn import(variant: Variant, names: &str) -> String {
    if variant.is_annotated() { format!("use pyo3_stub_gen::{names};\n") } else { "\n".to_owned() }
}

fn function(number: usize, part: &Part, variant: Variant) -> String {
    let Function { doc, signature, code } = &FUNCTIONS[number % FUNCTIONS.len()];
    let arguments = part.submodule.map(|_| format!("(module = \"{}\")", dotted(part.submodule)));
    let annotation = annotation(variant, "pyfunction", &arguments.unwrap_or_default());
    let code = code.replace('@', &number.to_string());
    let code = if number == 0 { code.replacen("{\n", &format!("{{\n{EDITED}"), 1) } else { code };
    format!("/// {doc}\n{annotation}\n#[pyfunction]\n#[pyo3(signature = {signature})]\n{code}\n\n")
}

fn class(number: usize, part: &Part, variant: Variant) -> String {
    CLASS
        .replace("CLASS", &annotation(variant, "pyclass", ""))
        .replace("METHODS", &annotation(variant, "pymethods", ""))
        .replace("MODULE", &dotted(part.submodule))
        .replace('@', &number.to_string())
}

/// The Rust name of a unit.
fn unit_name(unit: Unit) -> String {
    let number = match unit {
        Unit::Class(number) => return format!("Account{number}"),
        Unit::Function(number) => number,
    };
    let code = FUNCTIONS[number % FUNCTIONS.len()].code;
    let name: String = code
        .trim_start_matches("pub fn ")
        .chars()
        .take_while(|it| it.is_alphanumeric() || *it == '_')
        .collect();
    format!("{name}{number}")
}

/// The first lines of a file with items.
const FILE: &str = "//! Made by a program.\n\n#![allow(unused_imports, dead_code)]\n\n";
/// What the items of a part need, beside the macros.
const IMPORTS: &str = "use pyo3::exceptions::PyValueError;\nuse pyo3::prelude::*;\nuse pyo3::types::PyDict;\nuse std::collections::HashMap;\n";

/// The file of a part: its items, and the function that registers them.
pub fn part(part: &Part, case: Case, variant: Variant) -> String {
    let mut text = format!("{FILE}{IMPORTS}");
    text.push_str(&import(variant, "derive::{gen_stub_pyclass, gen_stub_pyfunction, gen_stub_pymethods}"));
    text.push_str(match case.extent {
        Extent::Whole | Extent::Classes => "\n\n",
        Extent::Annotations => "use inert::{pyclass, pyfunction, pymethods};\n\n",
    });
    let mut register = String::new();
    for unit in &part.units {
        let name = unit_name(*unit);
        match *unit {
            Unit::Function(number) => {
                text.push_str(&function(number, part, variant));
                register.push_str(&format!("    m.add_function(wrap_pyfunction!({name}, m)?)?;\n"));
            }
            Unit::Class(number) => {
                text.push_str(&class(number, part, variant));
                register.push_str(&format!("    m.add_class::<{name}>()?;\n"));
            }
        }
    }
    if variant == Variant::Inspect || case.extent == Extent::Annotations {
        return text;
    }
    text.push_str("\npub fn register(m: &Bound<'_, PyModule>) -> PyResult<()> {\n");
    text.push_str(&register);
    text.push_str("    Ok(())\n}\n");
    text
}

/// How many submodules one function adds.
const ADDED_TOGETHER: usize = 20;

/// The root file: the modules, and `#[pymodule]`.
pub fn root(parts: &[Part], case: Case, variant: Variant) -> String {
    if variant.is_inline() {
        return inline(parts, variant);
    }
    let mut text = String::from("//! Made by a program.\n\n");
    for number in 0..parts.len() {
        text.push_str(&format!("mod part_{number};\n"));
    }
    text.push_str("\nuse pyo3::prelude::*;\n\n");
    text.push_str(&match (variant, case.extent) {
        (Variant::Inspect, _) => declared(parts),
        (_, Extent::Whole) => registered(parts),
        (_, Extent::Annotations | Extent::Classes) => registered(&[]),
    });
    text.push('\n');
    text.push_str(match variant {
        Variant::Incumbent => "pyo3_stub_gen::define_stub_info_gatherer!(stub_info);\n",
        _ => "\n",
    });
    text
}

/// `#[pymodule] fn`, in pieces that rustc is quick with.
fn registered(parts: &[Part]) -> String {
    let mut text = format!("#[pymodule]\nfn {LIBRARY}(_m: &Bound<'_, PyModule>) -> PyResult<()> {{\n");
    let groups = parts.len().div_ceil(ADDED_TOGETHER);
    (0..groups).for_each(|group| text.push_str(&format!("    group_{group}(_m)?;\n")));
    text.push_str("    Ok(())\n}\n");
    for (group, together) in parts.chunks(ADDED_TOGETHER).enumerate() {
        text.push_str(&format!("\nfn group_{group}(m: &Bound<'_, PyModule>) -> PyResult<()> {{\n"));
        for (offset, part) in together.iter().enumerate() {
            let number = group * ADDED_TOGETHER + offset;
            text.push_str(&match part.submodule {
                None => format!("    part_{number}::register(m)?;\n"),
                Some(name) => format!("    submodule(m, \"sub_{name}\", part_{number}::register)?;\n"),
            });
        }
        text.push_str("    Ok(())\n}\n");
    }
    if parts.iter().any(|part| part.submodule.is_some()) {
        text.push_str(SUBMODULE);
    }
    text
}

/// Adds a submodule as an attribute of its parent.
const SUBMODULE: &str = "
fn submodule(m: &Bound<'_, PyModule>, name: &str, register: fn(&Bound<'_, PyModule>) -> PyResult<()>) -> PyResult<()> {
    let submodule = PyModule::new(m.py(), name)?;
    register(&submodule)?;
    m.add_submodule(&submodule)
}
";

/// `#[pymodule] mod` with everything in it. A part without a submodule has one of its own, because PyO3 fills a module by
/// one function, and rustc takes long for a function that adds 1500 items.
fn inline(parts: &[Part], variant: Variant) -> String {
    let marker =
        if variant == Variant::OnInline { "#[pyo3_stub_gen::derive::gen_stub_pymodule]" } else { "" };
    let mut text = format!("{FILE}use pyo3::prelude::*;\n\n{marker}\n#[pymodule]\nmod {LIBRARY} {{\n");
    for (number, part) in parts.iter().enumerate() {
        let submodule = part.submodule.unwrap_or(number);
        let part = Part { submodule: Some(submodule), units: part.units.clone() };
        text.push_str(&format!("#[pyo3::pymodule]\nmod sub_{submodule} {{\n{IMPORTS}\n"));
        for unit in &part.units {
            text.push_str(&match *unit {
                Unit::Function(number) => function(number, &part, variant),
                Unit::Class(number) => class(number, &part, variant),
            });
        }
        text.push_str("}\n");
    }
    text.push_str("}\n");
    text
}

/// `#[pymodule] mod`: what a function registers is not in the stub that maturin writes.
fn declared(parts: &[Part]) -> String {
    let mut text = format!("#[pymodule]\nmod {LIBRARY} {{\n    use pyo3::prelude::*;\n");
    for (number, part) in parts.iter().enumerate() {
        let names: Vec<_> = part.units.iter().map(|unit| unit_name(*unit)).collect();
        let names = format!("part_{number}::{{{}}}", names.join(", "));
        text.push_str(&match part.submodule {
            None => format!("    #[pymodule_export]\n    use super::{names};\n"),
            Some(name) => format!(
                "    #[pymodule]\n    mod sub_{name} {{\n        use pyo3::prelude::*;\n        #[pymodule_export]\n        \
                 use super::super::{names};\n    }}\n"
            ),
        });
    }
    text.push_str("}\n");
    text
}

/// A crate of macros named as PyO3's, which remove PyO3's attributes and do no more.
pub const INERT: &str = r#"//! PyO3's attributes, without what they do.

use proc_macro::{Delimiter, Group, TokenStream, TokenTree};

/// The item without `#[pyo3(…)]` and `#[new]`, at any depth.
fn stripped(tokens: TokenStream) -> TokenStream {
    let mut out: Vec<TokenTree> = Vec::new();
    for token in tokens {
        let TokenTree::Group(group) = token else {
            out.push(token);
            continue;
        };
        let is_attribute = group.delimiter() == Delimiter::Bracket
            && matches!(out.last(), Some(TokenTree::Punct(punct)) if punct.as_char() == '#');
        let name = group.stream().into_iter().next().map(|first| first.to_string());
        if is_attribute && matches!(name.as_deref(), Some("pyo3" | "new")) {
            out.pop();
        } else {
            let mut inner = Group::new(group.delimiter(), stripped(group.stream()));
            inner.set_span(group.span());
            out.push(inner.into());
        }
    }
    out.into_iter().collect()
}

/// `#[pyfunction]`
#[proc_macro_attribute]
pub fn pyfunction(_: TokenStream, item: TokenStream) -> TokenStream {
    stripped(item)
}

/// `#[pyclass]`
#[proc_macro_attribute]
pub fn pyclass(_: TokenStream, item: TokenStream) -> TokenStream {
    stripped(item)
}

/// `#[pymethods]`
#[proc_macro_attribute]
pub fn pymethods(_: TokenStream, item: TokenStream) -> TokenStream {
    stripped(item)
}
"#;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::parts;

    #[test]
    fn a_declarative_module_has_the_items_of_the_others() {
        let case = Case::flat(1500);
        let parts = parts(case);
        let inline = root(&parts, case, Variant::OnInline);
        let files: String = parts.iter().map(|it| part(it, case, Variant::Bare)).collect();
        for item in ["#[pyfunction]", "#[pyclass(", "#[pymethods]"] {
            assert_eq!(inline.matches(item).count(), files.matches(item).count(), "{item}");
        }
        assert!(inline.contains(EDITED) && !inline.contains("gen_stub_pyfunction"));
    }
}
