//! Tests from the outside: the program as its users run it, and the laws of the space of drafts.

mod space;
