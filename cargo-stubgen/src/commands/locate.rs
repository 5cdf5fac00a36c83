//! `cargo stubgen where`: prints where an item of the stub is in the Rust source.

use crate::args::WhereArgs;
use crate::error::Error;
use crate::report::{Report, Sources};
use crate::rules::StubRule;
use crate::stdout;
use crate::stub::{self, Opened};
use crate::system::shown;
use pyo3_stub_gen::facts::Position;
use pyo3_stub_gen::generate::paths::by_path;
use pyo3_stub_gen::text::dotted;
use pyo3_stub_gen::text::words::nearest;
use std::path::Path;
use std::process::ExitCode;

/// What one extension knows of a name.
enum Located {
    /// The places of its definitions.
    Places(Vec<String>),
    /// It is in the stub, and nothing states its place.
    NoPlace(String),
    /// It is not in the stub. The nearest name may be.
    Unknown { module: String, nearest: Option<String> },
}

/// Runs the command.
pub fn run(args: &WhereArgs, report: &Report) -> Result<ExitCode, Error> {
    let answers = stub::each_opened(&args.common, report, |opened| answer(&opened, &args.name, report))?;
    let mut places = Vec::new();
    let mut reason = None;
    for answer in answers {
        match answer {
            Located::Places(found) => places.extend(found),
            Located::NoPlace(name) => reason = Some(StubRule::NoPlace { name }),
            Located::Unknown { module, nearest } => {
                let name = args.name.clone();
                reason = reason.or(Some(StubRule::UnknownName { name, module, nearest }));
            }
        }
    }
    match reason.filter(|_| places.is_empty()) {
        Some(rule) => Err(rule.into()),
        None => {
            places.iter().try_for_each(|place| stdout::print(&format!("{place}\n")))?;
            Ok(ExitCode::SUCCESS)
        }
    }
}

fn answer(opened: &Opened<'_>, name: &str, report: &Report) -> Result<Located, Error> {
    let module = opened.project.module.clone();
    let Some(described) = opened.described(report)? else {
        return Ok(Located::Unknown { module, nearest: None });
    };
    let items = by_path(&described.tree);
    let full = format!("{module}.{name}");
    // The package of an extension with its name has the names of the extension too.
    let inside = dotted::namesake(&module).and_then(|package| dotted::below(name, package));
    let inside = inside.map(|rest| dotted::join(&module, &[rest]));
    let is_it = |path: &str| path == name || path == full || inside.as_deref() == Some(path);
    let found: Vec<_> = items.iter().filter(|(path, _)| is_it(path)).collect();
    let Some((path, _)) = found.first() else {
        let known: Vec<&str> = items.iter().map(|(path, _)| path.as_str()).collect();
        let nearest = nearest(name, &known).or_else(|| nearest(&full, &known)).map(str::to_owned);
        return Ok(Located::Unknown { module, nearest });
    };
    let sources = opened.sources();
    let positions = found.iter().filter_map(|(_, item)| item.position()).filter(|position| position.line > 0);
    let mut places: Vec<String> = positions.map(|position| place(position, &sources)).collect();
    places.dedup();
    Ok(if places.is_empty() { Located::NoPlace(path.clone()) } else { Located::Places(places) })
}

/// Returns the place in a form that editors and terminals open.
fn place(position: &Position, sources: &Sources) -> String {
    let file = Path::new(&position.file);
    let path = sources.roots.iter().map(|root| root.join(file)).find(|path| path.is_file());
    let path = path.as_deref().map_or(file, shown);
    match position.column {
        0 => format!("{}:{}", path.display(), position.line),
        column => format!("{}:{}:{column}", path.display(), position.line),
    }
}
