//! The types that options state: `#[gen_stub(override_type(…))]` and `#[gen_stub(override_return_type(…))]`.

use super::kinds::Annotation;
use super::place::under;
use crate::edit::{Edit, Lines};
use crate::rust::{AttributeMeta, Delimiter, Node, Outline, RustItem, RustItemKind, TokenGroup};
use crate::sources::SourceFile;
use pyo3_stub_gen::generate::stated::TypePart;
use std::collections::BTreeMap;
use std::ops::Range;

/// The options that state a type, or everything.
const STATING: [&str; 3] = ["override_return_type", "python", "python_overload"];

/// Names that the argument for the interpreter has.
const INTERPRETER: [&str; 2] = ["py", "_py"];

/// A type to be stated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TypeOverride {
    /// The line of the name of the item, from one.
    pub line: u32,
    /// The column of the name of the item, from one.
    pub column: u32,
    /// Which of its types it is.
    pub part: TypePart,
    /// The type, as Python source.
    pub text: String,
    /// The modules that the source uses.
    pub imports: Vec<String>,
}

/// What becomes of types that are to be stated.
#[derive(Debug, Default)]
pub struct Overridden {
    /// The edits.
    pub edits: Vec<Edit>,
    /// The indices of the types that cannot be stated.
    pub left: Vec<usize>,
}

/// Returns the edits of `file` that state the types `wanted`. An item in a macro, one without an annotation, and one whose
/// options state a type already are left alone.
pub fn with_overrides(file: &SourceFile, wanted: &[TypeOverride]) -> Overridden {
    let (outline, lines) = (file.outline(), Lines::of(&file.text));
    let mut groups: BTreeMap<(u32, u32), Vec<usize>> = BTreeMap::new();
    for (index, it) in wanted.iter().enumerate() {
        groups.entry((it.line, it.column)).or_default().push(index);
    }
    let mut done = Overridden::default();
    for ((line, column), indices) in groups {
        let place = lines.byte(line, column).and_then(|at| OptionPlace::at(&outline, at));
        for (indices, option) in place.iter().flat_map(|place| place.options(wanted, &indices)) {
            let edit = option.and_then(|(at, options)| {
                let text = under(file, &place.as_ref()?.conditions, &format!("gen_stub({options})"))?;
                Some(Edit::insert(at, lines.above(at, &format!("#[{text}]"))))
            });
            match edit {
                Some(edit) => done.edits.push(edit),
                None => done.left.extend(indices),
            }
        }
        if place.is_none() {
            done.left.extend(indices);
        }
    }
    done
}

/// An item that can have options.
struct OptionPlace<'o, 'n> {
    owner: Owner<'o, 'n>,
    /// The conditions of its annotation.
    conditions: Vec<Range<usize>>,
}

/// What has a type.
enum Owner<'o, 'n> {
    /// A function.
    Function(&'o RustItem<'n>),
    /// A constant.
    Constant(&'o RustItem<'n>),
    /// A field that begins at this byte.
    Field(usize),
}

/// The types by their indices, and the options that state them with their place, if there is one.
type Options = (Vec<usize>, Option<(usize, String)>);

impl<'o, 'n> OptionPlace<'o, 'n> {
    /// Returns the item whose name begins at the byte `at`.
    fn at(outline: &'o Outline<'n>, at: usize) -> Option<Self> {
        let contains = |item: &RustItem<'_>| item.range.contains(&at);
        let (index, item) = outline.items.iter().enumerate().rfind(|(_, item)| contains(item))?;
        let is_macro =
            |item: &RustItem<'_>| matches!(item.kind, RustItemKind::MacroRules | RustItemKind::MacroCall);
        if is_macro(item) || outline.around(index).any(is_macro) {
            return None;
        }
        let owner = match item.kind {
            RustItemKind::Fn if item.name_start() == Some(at) => Owner::Function(item),
            RustItemKind::Const if item.name_start() == Some(at) => Owner::Constant(item),
            RustItemKind::Struct | RustItemKind::Enum => Owner::Field(field(item.body?, at)?),
            _ => return None,
        };
        let conditions = annotation(outline, index)?.conditions.clone();
        Some(Self { owner, conditions })
    }

    /// Returns the options for the types at `indices` of `wanted`.
    fn options(&self, wanted: &[TypeOverride], indices: &[usize]) -> Vec<Options> {
        match &self.owner {
            Owner::Field(at) => vec![(indices.to_vec(), of_field(wanted, indices).map(|it| (*at, it)))],
            Owner::Constant(item) => indices
                .iter()
                .map(|index| {
                    let found = wanted.get(*index).filter(|it| it.part == TypePart::Result);
                    let option = found.map(|it| (item.range.start, option("override_type", it)));
                    (vec![*index], option.filter(|_| !has_options(item)))
                })
                .collect(),
            Owner::Function(item) => indices
                .iter()
                .map(|index| (vec![*index], wanted.get(*index).and_then(|it| of_function(item, it))))
                .collect(),
        }
    }
}

/// Returns the annotation of the item at `index`, or the one of the block or the module around it.
fn annotation<'o, 'n>(outline: &'o Outline<'n>, index: usize) -> Option<&'o AttributeMeta<'n>> {
    let item = outline.items.get(index)?;
    let is_annotation =
        |meta: &AttributeMeta<'_>| Annotation::all().any(|it| it.names().contains(&meta.name()));
    std::iter::once(item)
        .chain(outline.around(index))
        .find_map(|item| item.metas().map(|(_, meta)| meta).find(|meta| is_annotation(meta)))
}

/// Returns the place and the option for a type of a function.
fn of_function(item: &RustItem<'_>, wanted: &TypeOverride) -> Option<(usize, String)> {
    if has_options(item) {
        return None;
    }
    let name = match &wanted.part {
        TypePart::Result => return Some((item.range.start, option("override_return_type", wanted))),
        TypePart::Parameter(name) => Some(name.as_str()),
        TypePart::Assigned => None,
    };
    let arguments = arguments(item)?;
    let mut found = arguments.iter().filter(|it| match name {
        Some(name) => it.name == name,
        None => !INTERPRETER.contains(&it.name),
    });
    let argument = match name {
        Some(_) => found.next(),
        // The value is behind the receiver, which is not among those with a type or comes first.
        None => found.next_back(),
    }?;
    (!argument.has_options).then(|| (argument.start, option("override_type", wanted)))
}

/// Whether the options of `item` state types already.
fn has_options(item: &RustItem<'_>) -> bool {
    let options = item.metas().filter(|(_, meta)| meta.name() == "gen_stub");
    options.flat_map(|(_, meta)| meta.listed()).any(|it| STATING.contains(&it.name()))
}

/// Returns the options for the types of a field. What is assigned to it cannot be stated alone.
fn of_field(wanted: &[TypeOverride], indices: &[usize]) -> Option<String> {
    let of = |part: TypePart| indices.iter().filter_map(|it| wanted.get(*it)).find(|it| it.part == part);
    match (of(TypePart::Result), of(TypePart::Assigned)) {
        (Some(read), None) => Some(option("override_return_type", read)),
        (Some(read), Some(assigned)) if read.text == assigned.text => Some(option("override_type", read)),
        (Some(read), Some(assigned)) => {
            Some(format!("{}, {}", option("override_return_type", read), option("override_type", assigned)))
        }
        (None, _) => None,
    }
}

/// Returns the option `name` for a type.
fn option(name: &str, wanted: &TypeOverride) -> String {
    let text = literal(&wanted.text);
    let imports: Vec<String> = wanted.imports.iter().map(|module| literal(module)).collect();
    match imports.as_slice() {
        [] => format!("{name}(type_repr = {text})"),
        [module] => format!("{name}(type_repr = {text}, imports = ({module},))"),
        modules => format!("{name}(type_repr = {text}, imports = ({}))", modules.join(", ")),
    }
}

/// Returns a string literal of Rust.
fn literal(text: &str) -> String {
    let is_plain = !text.contains(['"', '\\']);
    if is_plain || text.contains("\"#") { format!("{text:?}") } else { format!("r#\"{text}\"#") }
}

/// An argument of a function.
struct Argument<'n> {
    name: &'n str,
    /// Its first byte behind its attributes.
    start: usize,
    /// Whether one of its attributes has options of this library.
    has_options: bool,
}

/// Returns the arguments of the function `item`, without a receiver that has no type.
fn arguments<'n>(item: &RustItem<'n>) -> Option<Vec<Argument<'n>>> {
    let list = outside_angles(item.nodes).find_map(|(_, node)| node.group(Delimiter::Parenthesis))?;
    let starts = outside_angles(&list.nodes).filter(|(_, node)| node.is(',')).map(|(index, _)| index + 1);
    Some(std::iter::once(0).chain(starts).filter_map(|start| argument(list.nodes.get(start..)?)).collect())
}

/// Returns the argument at the beginning of `nodes`.
fn argument(mut nodes: &[Node]) -> Option<Argument<'_>> {
    let mut has_options = false;
    while let [hash, Node::Group(group), rest @ ..] = nodes
        && hash.is('#')
    {
        has_options |= group.nodes.iter().any(|node| node.word() == Some("gen_stub"))
            || group
                .nodes
                .iter()
                .filter_map(|node| node.group(Delimiter::Parenthesis))
                .any(|inner| inner.nodes.iter().any(|node| node.word() == Some("gen_stub")));
        nodes = rest;
    }
    let start = nodes.first()?.range().start;
    let name = if nodes.first()?.is_keyword("mut") { nodes.get(1..)? } else { nodes };
    match name {
        [name, colon, ..] if colon.is(':') => Some(Argument { name: name.word()?, start, has_options }),
        _ => None,
    }
}

/// Returns the nodes that are not between `<` and `>`, with their indices.
fn outside_angles(nodes: &[Node]) -> impl Iterator<Item = (usize, &Node)> {
    let mut depth = 0_usize;
    let mut previous: Option<&Node> = None;
    nodes.iter().enumerate().filter(move |(_, node)| {
        let is_arrow = previous.is_some_and(|it| it.is('-') || it.is('='));
        previous = Some(node);
        match node {
            Node::Punct('<', ..) => depth += 1,
            Node::Punct('>', ..) if !is_arrow => depth = depth.saturating_sub(1),
            _ => return depth == 0,
        }
        false
    })
}

/// Returns where the field begins whose name is at the byte `at`, behind its attributes, unless they have options of this
/// library.
fn field(body: &TokenGroup, at: usize) -> Option<usize> {
    let index = body.nodes.iter().position(|node| node.range().contains(&at));
    let index = index?;
    let node = body.nodes.get(index)?;
    // The fields of a variant are in a group of their own.
    if let Node::Group(group) = node {
        return field(group, at);
    }
    let before = body.nodes.get(..index)?;
    let visibility = match before {
        [.., public, group] if public.is_keyword("pub") && group.group(Delimiter::Parenthesis).is_some() => 2,
        [.., public] if public.is_keyword("pub") => 1,
        _ => 0,
    };
    let start = index - visibility;
    let mut before = body.nodes.get(..start)?;
    while let [rest @ .., hash, Node::Group(group)] = before
        && hash.is('#')
    {
        if group.nodes.iter().any(|node| node.word() == Some("gen_stub")) {
            return None;
        }
        before = rest;
    }
    Some(body.nodes.get(start)?.range().start)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::{TypeOverride, TypePart, with_overrides};
    use crate::edit::apply;
    use crate::sources::SourceFile;

    fn edited(text: &str, wanted: &[(&str, TypePart, &str, &[&str])]) -> (String, Vec<usize>) {
        let file = SourceFile::of("lib.rs".into(), text.to_owned()).unwrap();
        let wanted: Vec<TypeOverride> = wanted
            .iter()
            .map(|(before, part, text, imports)| {
                let at = file.position(file.text.find(before).unwrap() + before.len());
                TypeOverride {
                    line: at.line,
                    column: at.column,
                    part: part.clone(),
                    text: (*text).to_owned(),
                    imports: imports.iter().map(|&it| it.to_owned()).collect(),
                }
            })
            .collect();
        let done = with_overrides(&file, &wanted);
        (apply(&file.text, &done.edits), done.left)
    }

    fn parameter(name: &str) -> TypePart {
        TypePart::Parameter(name.to_owned())
    }

    #[test]
    fn arguments_and_results_of_functions_are_stated() {
        let text = "#[gen_stub_pyfunction]\n#[pyfunction]\npub fn f<F: Fn(i32)>(py: Python<'_>, x: &A, mut y: M<K, V>) -> R { }\n";
        let wanted = [
            ("pub fn ", TypePart::Result, "list[C]", &[][..]),
            ("pub fn ", parameter("x"), "a.B | None", &["a"][..]),
            ("pub fn ", parameter("y"), "Literal[\"y\"]", &[][..]),
            ("pub fn ", parameter("z"), "int", &[][..]),
        ];
        let (after, left) = edited(text, &wanted);
        let expected = "#[gen_stub_pyfunction]\n#[pyfunction]\n\
            #[gen_stub(override_return_type(type_repr = \"list[C]\"))]\n\
            pub fn f<F: Fn(i32)>(py: Python<'_>, \
            #[gen_stub(override_type(type_repr = \"a.B | None\", imports = (\"a\",)))] x: &A, \
            #[gen_stub(override_type(type_repr = r#\"Literal[\"y\"]\"#))] mut y: M<K, V>) -> R { }\n";
        assert_eq!((after.as_str(), left), (expected, vec![3]));
    }

    #[test]
    fn options_have_the_condition_of_the_annotation() {
        let text = "#[cfg_attr(feature = \"stubs\", gen_stub_pymethods)]\n#[pymethods]\nimpl C {\n    #[setter]\n    \
            fn set_a(\n        &mut self,\n        value: T,\n        py: Python<'_>,\n    ) {}\n}\n";
        let (after, left) = edited(text, &[("fn ", TypePart::Assigned, "int", &[])]);
        let option =
            "        #[cfg_attr(feature = \"stubs\", gen_stub(override_type(type_repr = \"int\")))]\n";
        assert_eq!((after, left), (text.replace("        value", &format!("{option}        value")), vec![]));
    }

    #[test]
    fn fields_and_constants_are_stated() {
        let text = "#[gen_stub_pyclass]\nstruct C {\n    #[pyo3(get)]\n    pub(crate) a: M<K, V>,\n    b: P,\n}\n\
            #[gen_stub_pymethods]\nimpl C {\n    #[classattr]\n    const X: P = P;\n}\n";
        let wanted = [
            ("pub(crate) ", TypePart::Result, "int", &[][..]),
            ("V>,\n    ", TypePart::Result, "str", &[][..]),
            ("V>,\n    ", TypePart::Assigned, "str", &[][..]),
            ("const ", TypePart::Result, "int", &[][..]),
        ];
        let (after, left) = edited(text, &wanted);
        let expected = text
            .replace("    pub(", "    #[gen_stub(override_return_type(type_repr = \"int\"))]\n    pub(")
            .replace("    b:", "    #[gen_stub(override_type(type_repr = \"str\"))]\n    b:")
            .replace("    const", "    #[gen_stub(override_type(type_repr = \"int\"))]\n    const");
        assert_eq!((after, left), (expected, vec![]));
    }

    #[test]
    fn what_is_stated_or_not_annotated_or_in_a_macro_is_left_alone() {
        for text in [
            "#[pyfunction]\nfn f(x: A) {}",
            "#[gen_stub_pyfunction]\nfn f(#[gen_stub(override_type(type_repr = \"Any\"))] x: A) {}",
            "#[gen_stub_pyfunction]\n#[gen_stub(python = \"…\")]\nfn f(x: A) {}",
            "macro_rules! m { () => { #[gen_stub_pyfunction] fn f(x: A) {} } }",
            "m! { #[gen_stub_pyfunction] fn f(x: A) {} }",
            "#[gen_stub_pyfunction]\nfn f(A { x }: A) {}",
        ] {
            let (after, left) = edited(text, &[("fn ", parameter("x"), "int", &[])]);
            assert_eq!((after.as_str(), left), (text, vec![0]));
        }
    }
}
