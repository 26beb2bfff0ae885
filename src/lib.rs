//! nigao 拟稿 drafts Chinese work speeches (讲话稿): an outline says what is to be said, a locality where, a phrase bank and
//! Tera templates say it in the genre's words.
//!
//! ```text
//! outline   locality   phrase + terms
//!      \        |        /
//!        template          Tera renders once, with the choices left open
//!           |
//!         space            every draft that could come out, counted and numbered
//!           |
//!         draft            one of them: blocks of spans, each with its origin
//!           |
//!         export           text, Markdown, HTML, Word, JSON
//! ```
//!
//! [`compose`] runs the pipeline, [`batch`] many times; [`cli`] is the program; [`diag`] and [`world`] are what everything stands on.

pub mod batch;
pub mod check;
pub mod cli;
pub mod compose;
pub mod corpus;
pub mod diag;
pub mod draft;
pub mod export;
pub mod locality;
pub mod outline;
pub mod phrase;
pub mod space;
pub mod template;
pub mod terms;
pub mod world;
