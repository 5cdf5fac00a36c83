//! Whether Python, stubtest and the type checkers agree with stubs of one extension.

use crate::evidence::Evidence;
use std::path::{Path, PathBuf};
use stub_tests::checkers::Checker;
use stub_tests::project::Project;
use stub_tests::stubgen::Files;
use stub_tests::{Outcome, run, site, stubgen, venv};

/// The stubs of some variants, each by the number of its variant.
pub type Stubs = Vec<(u64, String)>;

/// Stubtest, `cargo stubgen test` and the type checkers agree with `stubs`. Each checker judges all of them in one process.
pub fn are_right(evidence: &Evidence, project: &Project, stubs: Stubs) -> Outcome {
    let project = Project { name: format!("{}-annotations", project.name), ..project.clone() };
    let module = |number: &u64| format!("variant_{number}");
    let names: Vec<String> = stubs.iter().map(|(number, _)| module(number)).collect();
    let files: Files = stubs.into_iter().map(|(number, text)| (file(&module(&number)), text)).collect();
    let site = site::lay(&project, &evidence.library, &files)?;
    let mut findings: Vec<String> = stubtest(&site, &project.module, &names).err().into_iter().collect();
    for name in &names {
        let mut prove = stubgen::test(&project, &evidence.library)?;
        findings.extend(run::success(prove.arg("--stub").arg(site.join(file(name)))).err());
    }
    let paths: Vec<&Path> = files.keys().map(PathBuf::as_path).collect();
    findings.extend(Checker::findings(&site, &paths));
    if findings.is_empty() { Ok(()) } else { Err(findings.join("\n\n")) }
}

fn file(module: &str) -> PathBuf {
    PathBuf::from(module).with_extension("pyi")
}

/// Compares the stubs called `names` with the extension `module`, by stubtest with its defaults.
fn stubtest(site: &Path, module: &str, names: &[String]) -> Outcome {
    let mut stubtest = run::command(venv::tools()?.python());
    stubtest.args(["-c", include_str!("many_stubs.py"), module]).args(names).current_dir(site);
    stubtest.env("PYTHONPATH", site).env("MYPYPATH", site);
    run::success(&mut stubtest).map(drop)
}
