//! The command line: arguments, dispatch, exit status. The only place that prints, and that opens files.

mod arguments;
mod award;
mod check;
mod chinese;
mod completions;
mod deciding;
mod diff;
mod doc;
mod explain;
mod explain_code;
mod fixing;
mod fmt;
mod man;
mod new;
mod output;
mod read;
mod schema;
mod settings;
mod surface;
mod test;
mod write;

use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches, ValueEnum};

use crate::interpret::STACK;
use arguments::{Arguments, Command, SpokenLanguage};
use output::Terminal;

/// How a command ended; see `contract` in `docs/cases.md`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Exit {
    /// Clean.
    Clean,
    /// The policies have errors or warnings.
    Findings,
    /// The command could not do its work.
    CouldNotRun,
}

impl Exit {
    /// The one that says more.
    pub(crate) fn worse(self, other: Exit) -> Exit {
        match (self, other) {
            (Exit::CouldNotRun, _) | (_, Exit::CouldNotRun) => Exit::CouldNotRun,
            (Exit::Findings, _) | (_, Exit::Findings) => Exit::Findings,
            (Exit::Clean, Exit::Clean) => Exit::Clean,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> ExitCode {
        match exit {
            Exit::Clean => ExitCode::from(0),
            Exit::Findings => ExitCode::from(1),
            Exit::CouldNotRun => ExitCode::from(2),
        }
    }
}

/// Runs the command that the process was started with.
pub fn run() -> ExitCode {
    let command = Arguments::command();
    let command = chinese::in_language(command, Terminal::new(asked()).language);
    let arguments = Arguments::from_arg_matches(&command.get_matches()).unwrap_or_else(|error| error.exit());
    let terminal = Terminal::new(arguments.language);
    let work = std::thread::Builder::new()
        .stack_size(STACK)
        .spawn(move || dispatch(arguments.command, arguments.language, &terminal));
    let Ok(work) = work else { return Exit::CouldNotRun.into() };
    // A panic has already reported itself on standard error.
    work.join().unwrap_or(Exit::CouldNotRun).into()
}

/// The language that the arguments ask for, before they are read: their help is in it, too.
fn asked() -> Option<SpokenLanguage> {
    let arguments: Vec<String> = std::env::args_os().map(|own| own.to_string_lossy().into_owned()).collect();
    let value = arguments.iter().enumerate().find_map(|(at, own)| match own.strip_prefix("--language") {
        Some("") => arguments.get(at + 1).map(String::as_str),
        Some(rest) => rest.strip_prefix('='),
        None => None,
    })?;
    SpokenLanguage::from_str(value, false).ok()
}

fn dispatch(command: Command, asked: Option<SpokenLanguage>, terminal: &Terminal) -> Exit {
    match command {
        Command::Check(arguments) => check::run(&arguments, terminal),
        Command::Award(arguments) => award::run(&arguments, terminal),
        Command::Diff(arguments) => diff::run(&arguments, terminal),
        Command::Explain(arguments) => explain::run(&arguments, terminal),
        Command::Test(arguments) => test::run(&arguments, terminal),
        Command::Doc(arguments) => doc::run(&arguments, terminal),
        Command::Fmt(arguments) => fmt::run(&arguments, asked, terminal),
        Command::ExplainCode(arguments) => explain_code::run(&arguments, terminal),
        Command::Schema(arguments) => schema::run(&arguments, terminal),
        Command::Completions(arguments) => completions::run(&arguments, terminal),
        Command::Man(arguments) => man::run(&arguments, terminal),
        Command::New(arguments) => new::run(&arguments, asked, terminal),
    }
}
