use super::{Lang, Message, Span, render};
use std::fmt;

/// How much a diagnostic weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Severity {
    /// The work cannot be done.
    Error,
    /// The work is done; the user should look.
    Warning,
}

/// A fault or a warning: one sentence, a place, and a cure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Error or warning.
    pub severity: Severity,
    /// A stable name such as `outline.unknown-key`, for tests and for searching.
    pub code: &'static str,
    /// What is wrong: what is there and what was expected.
    pub message: Message,
    /// Where.
    pub span: Option<Span>,
    /// What mends it.
    pub help: Option<Message>,
}

impl Diagnostic {
    /// An error.
    pub fn error(code: &'static str, message: Message) -> Self {
        Self {
            severity: Severity::Error,
            code,
            message,
            span: None,
            help: None,
        }
    }

    /// A warning.
    pub fn warning(code: &'static str, message: Message) -> Self {
        Self {
            severity: Severity::Warning,
            ..Self::error(code, message)
        }
    }

    /// The same, at a place.
    #[must_use]
    pub fn at(mut self, span: Span) -> Self {
        self.span = Some(span);
        self
    }

    /// The same, at a place if there is one.
    #[must_use]
    pub fn at_maybe(mut self, span: Option<Span>) -> Self {
        self.span = span;
        self
    }

    /// The same, with a cure.
    #[must_use]
    pub fn help(mut self, help: Message) -> Self {
        self.help = Some(help);
        self
    }

    /// The same, with a cure if there is one.
    #[must_use]
    pub fn help_maybe(mut self, help: Option<Message>) -> Self {
        self.help = help;
        self
    }
}

/// One or more diagnostics that stopped the work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Faults(pub Vec<Diagnostic>);

impl Faults {
    /// `Ok` where nothing was found, all faults where something was.
    pub fn unless_empty(found: Vec<Diagnostic>) -> super::Result<()> {
        if found.is_empty() {
            Ok(())
        } else {
            Err(Self(found))
        }
    }

    /// Whether these say that a bound cannot be met (exit status 1) rather than that the input is bad (2).
    pub fn is_bound(&self) -> bool {
        self.0.iter().all(|d| d.code.starts_with("bound."))
    }
}

impl From<Diagnostic> for Faults {
    fn from(diagnostic: Diagnostic) -> Self {
        Self(vec![diagnostic])
    }
}

impl fmt::Display for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for diagnostic in &self.0 {
            writeln!(f, "{}", render(diagnostic, Lang::English))?;
        }
        Ok(())
    }
}

impl std::error::Error for Faults {}
