use crate::locality::Table;
use crate::phrase::Bank;
use crate::terms::Terms;

/// What a harvest goes by.
#[derive(Debug, Clone, Copy)]
pub struct Options<'a> {
    /// The bank, by which verbs, roles and topics are known.
    pub bank: &'a Bank,
    /// The fixed expressions.
    pub terms: &'a Terms,
    /// The names of places.
    pub table: &'a Table,
    /// At how many places a phrase must stand, copies of a paragraph apart.
    pub least: u32,
    /// Up to how many Han characters in all what stands once is offered too.
    pub singles_below: usize,
    /// The most candidates that are given.
    pub most: usize,
    /// Whether what the bank holds already, word for word, is given too.
    pub held: bool,
}

impl<'a> Options<'a> {
    /// As one begins: two places; single ones in up to 200,000 Han characters; 20,000 candidates that the bank
    /// does not hold.
    pub fn new(bank: &'a Bank, terms: &'a Terms, table: &'a Table) -> Self {
        Self {
            bank,
            terms,
            table,
            least: 2,
            singles_below: 200_000,
            most: 20_000,
            held: false,
        }
    }
}
