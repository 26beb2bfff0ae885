//! Many drafts: outlines × places × variants, written so that a killed run goes on, with a certificate of how far they
//! lie apart.
//!
//! What is to be made is an [`Order`] over [`Set`]s (an outline at a place). [`Batch`] makes the drafts, many at a time,
//! in an order that does not depend on how many; everything it writes is a function of the order.

mod bottleneck;
mod certificate;
mod drive;
mod issued;
mod list;
mod manifest;
mod merge;
mod order;
mod pairs;
mod press;
mod prove;
mod record;
mod report;
mod set;
mod stream;
mod verify;
mod write;

pub use certificate::{Certificate, Group, Overlap, Part};
pub use drive::Batch;
pub use issued::Issued;
pub use list::{Row, read_list};
pub use manifest::Line;
pub use merge::merge;
pub use order::{Certify, Order, Shard};
pub use pairs::{Examined, Pairs};
pub use prove::Proof;
pub use set::{Set, sets};
pub use verify::verify;
