//! The `bursary` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    bursary::cli::run()
}
