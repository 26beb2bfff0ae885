//! Tests from the outside: the program as its users run it, and the laws of the space of drafts.

#![allow(
    clippy::unwrap_used,
    clippy::similar_names,
    reason = "a test stops where something is not as it should be"
)]

mod bank;
mod batch;
mod choose;
mod draft;
mod export;
mod faults;
mod full;
mod genres;
mod harvest;
mod harvesting;
mod layers;
mod locality;
mod manuscript;
mod nigao;
mod outline;
mod overlay;
mod papers;
mod read;
mod readme;
mod residue;
mod scale;
mod space;
mod spread;
mod strand;
mod time;
mod tree;
mod verbs;
mod word;
