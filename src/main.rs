//! The program `tumen`: reads `.env`, then does what the command line says.

use std::process::ExitCode;

fn main() -> ExitCode {
    // A missing `.env` is no fault.
    drop(dotenvy::dotenv());
    tumen::cli::run()
}
