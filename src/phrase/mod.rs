//! The phrase bank: entries typed by role, topic and facet, each with its source and the days on which it may be used.
//!
//! The triple (role, facet, topic) names a [`PoolKey`]; a template draws from pools and never from single entries.
//! Two tiers: phrases taken from the corpus (at most [`LONGEST_RUN`] Han characters from one place, with document,
//! offset and surface) and this project's own sentences. An entry with `status: candidate` waits for an editor and is in no pool.

mod bank;
mod changes;
mod entry;
mod judge;
mod pool;
mod raw;
mod sense;
mod strands;
mod verify;
mod vocabulary;

pub use bank::Bank;
pub use entry::{Entry, OF_THE_SPEECH, Part, Tier};
pub use judge::LONGEST_RUN;
pub use pool::PoolKey;
pub use raw::{RawBank, RawDocument, RawEntry, RawFile, RawOrigin, RawStatus};
pub use verify::{Verdict, verify};
pub use vocabulary::{Aspect, Role, Topic};
