//! Door: the terminal. The only place that names clap.
//!
//! Data goes to standard output, talk to standard error. A command that lists, shows or writes speaks to the same routes
//! as every other program, over the network or, on a data folder, without one ([`reach`]).

mod annotation;
mod asked;
mod backup;
mod bare;
mod becoming;
mod check;
mod check_diff;
mod complaint;
mod config;
mod demo;
mod doctor;
mod export;
mod fixes;
mod git;
mod history;
mod import;
mod import_standards;
mod members;
mod out;
mod problems;
mod reach;
mod renumber;
mod search;
mod serve;
mod shown;
mod sign_in;
mod standards;
mod standups;
mod teams;
mod why;

use std::process::ExitCode;

use clap::{Args, CommandFactory, Parser, Subcommand};

use crate::config::Given;
use complaint::{Complaint, Outcome};

/// The wall where a team posts its problems, the stand-up that resolves them, and the book of standards that keeps them
/// from coming back. Alone it is `cahier serve`.
#[derive(Debug, Parser)]
#[command(name = "cahier", version, propagate_version = true)]
struct Cli {
    #[command(flatten)]
    common: Common,
    #[command(subcommand)]
    command: Option<Command>,
}

/// What every command takes.
#[derive(Debug, Clone, Args)]
struct Common {
    /// The data folder [env: CAHIER_DATA] [default: ./cahier-data]
    #[arg(long, global = true, value_name = "FOLDER")]
    data: Option<std::path::PathBuf>,
    /// The book's folder [env: CAHIER_STANDARDS] [default: DATA/standards]
    #[arg(long, global = true, value_name = "FOLDER")]
    standards: Option<std::path::PathBuf>,
    /// The address to listen on [env: CAHIER_LISTEN] [default: 127.0.0.1:7272]
    #[arg(long, global = true, value_name = "ADDRESS:PORT")]
    listen: Option<String>,
    /// The address people use [env: CAHIER_BASE_URL] [default: from --listen]
    #[arg(long, global = true, value_name = "URL")]
    base_url: Option<String>,
    /// sqlite:PATH or postgres://… [env: CAHIER_DATABASE_URL] [default: sqlite:DATA/cahier.db]
    #[arg(long, global = true, value_name = "URL")]
    database_url: Option<String>,
    /// On a data folder: act as this member instead of as the terminal
    #[arg(long = "as", global = true, value_name = "EMAIL")]
    acting_as: Option<String>,
    /// Print JSON
    #[arg(long, global = true)]
    json: bool,
}

impl Common {
    fn given(&self) -> Given {
        Given {
            data: self.data.clone(),
            standards: self.standards.clone(),
            listen: self.listen.clone(),
            base_url: self.base_url.clone(),
            database_url: self.database_url.clone(),
        }
    }
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Start the server (what `cahier` alone does)
    Serve,
    /// Start an example team in a throw-away folder, on this machine only
    Demo(demo::DemoArgs),
    /// Print the settings in force, and where each came from
    Config,
    /// Prove that database, files and index agree, or name each difference
    Doctor(doctor::DoctorArgs),
    /// Keep the address of a server and a token for the commands that follow
    SignIn(sign_in::SignIn),
    /// Stand-ups and their minutes
    #[command(subcommand)]
    Standup(standups::StandupCommand),
    /// Teams
    #[command(subcommand)]
    Team(teams::TeamCommand),
    /// Members
    #[command(subcommand)]
    Member(members::MemberCommand),
    /// API tokens
    #[command(subcommand)]
    Token(members::TokenCommand),
    /// Post a problem on the wall
    Log(problems::Log),
    /// Problems: list, show, it happened again
    #[command(subcommand)]
    Problem(problems::ProblemCommand),
    /// Standards: how we do it from now on
    #[command(subcommand)]
    Standard(standards::StandardCommand),
    /// Search problems and standards, or a folder of markdown where there is no instance
    Search(search::SearchArgs),
    /// What was searched for in vain
    Gaps,
    /// Read an error on standard input (`make test 2>&1 | cahier why`): the standard or problem that matches, or an offer to log it
    Why(why::WhyArgs),
    /// Link commits, pull requests and tickets to problems and standards, and problems to the standards that solve them
    Link(fixes::LinkArgs),
    /// Build the search index anew
    Reindex,
    /// Write the book to a folder: its files, pages that open from a disk, or everything as JSON
    Export(export::Export),
    /// Write everything that the database holds at this moment to a file, beside a running server
    Backup(backup::FileArgs),
    /// Put a backup into an empty instance
    Restore(backup::FileArgs),
    /// Look over a folder of standards, for a hook or a build
    Check(check::Check),
    /// Bring in standards (a folder of markdown) or problems (CSV or JSON lines)
    Import(import::Import),
    /// Print the completions of a shell
    Completions {
        /// bash, zsh, fish, elvish or powershell
        shell: clap_complete::Shell,
    },
    /// Print the manual page
    Man,
}

/// Runs the command of the process's arguments: exit code 0 done, 1 refused or failed, 2 wrong usage.
pub fn main() -> ExitCode {
    // Another provider of TLS may not be linked; a second installation is no fault.
    rustls::crypto::ring::default_provider()
        .install_default()
        .ok();
    let cli = Cli::parse();
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build();
    let outcome = match runtime {
        Ok(runtime) => runtime.block_on(async {
            let outcome = run(cli).await;
            reach::close().await;
            outcome
        }),
        Err(error) => Err(Complaint::from(crate::error::Error::from(error))),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(complaint) => complaint.tell(),
    }
}

async fn run(cli: Cli) -> Outcome {
    let common = &cli.common;
    match cli.command.unwrap_or(Command::Serve) {
        Command::Serve => serve::serve(common).await,
        Command::Demo(args) => demo::run(common, args).await,
        Command::Config => config::print(common),
        Command::Doctor(args) => doctor::run(common, args).await,
        Command::SignIn(sign_in) => sign_in::run(&sign_in).await,
        Command::Standup(command) => standups::run(common, command).await,
        Command::Team(command) => teams::run(common, command).await,
        Command::Member(command) => members::run(common, command).await,
        Command::Token(command) => members::run_token(common, command).await,
        Command::Log(log) => problems::log(common, log).await,
        Command::Problem(command) => problems::run(common, command).await,
        Command::Standard(command) => standards::run(common, command).await,
        Command::Search(args) => search::search(common, args).await,
        Command::Gaps => asked::gaps(common).await,
        Command::Why(args) => why::why(common, args).await,
        Command::Link(args) => fixes::link(common, args).await,
        Command::Reindex => search::reindex(common).await,
        Command::Export(args) => export::run(common, args).await,
        Command::Backup(args) => backup::back_up(common, args).await,
        Command::Restore(args) => backup::restore(common, args).await,
        Command::Check(check) => check::run(common, check).await,
        Command::Import(import) => import::run(common, import).await,
        Command::Completions { shell } => {
            clap_complete::generate(shell, &mut Cli::command(), "cahier", &mut std::io::stdout());
            Ok(())
        }
        Command::Man => {
            let page = clap_mangen::Man::new(Cli::command());
            page.render(&mut std::io::stdout())
                .map_err(|error| Complaint::from(crate::error::Error::from(error)))
        }
    }
}
