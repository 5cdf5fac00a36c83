//! `cargo stubgen record`: records what the extension is on this platform.

use crate::args::RecordArgs;
use crate::error::Error;
use crate::report::Report;
use crate::stub;
use crate::system::shown;
use std::process::ExitCode;

/// Runs the command.
pub fn run(args: &RecordArgs, report: &Report) -> Result<ExitCode, Error> {
    stub::each_opened(&args.common, report, |opened| {
        let target = opened.record(&args.directory)?;
        let directory = shown(&args.directory).display();
        let (platform, version) = (target.platform, target.version);
        let what = format!("Python {version} on {platform}");
        report.status("Recording", format_args!("{directory} ({what})"));
        Ok(())
    })?;
    Ok(ExitCode::SUCCESS)
}
