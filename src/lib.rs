//! nigao
pub mod diag;
pub mod space;
pub mod terms;
pub mod world;
pub mod phrase;
pub mod locality;
pub mod outline;
pub mod draft;
pub mod template;
#[allow(missing_docs)] pub mod cli { pub fn run(_:std::env::ArgsOs)->std::process::ExitCode{std::process::ExitCode::SUCCESS} }
