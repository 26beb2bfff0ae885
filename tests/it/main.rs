//! Tests from the outside: the program as its users run it, and the laws of the space of drafts.

mod bank;
mod draft;
mod faults;
mod layers;
mod nigao;
mod outline;
mod space;
mod verbs;
