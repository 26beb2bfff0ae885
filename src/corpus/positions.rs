/// How many bytes lie between two places that are kept.
const STEP: usize = 512;

/// Tells places in bytes as places in code points.
#[derive(Debug)]
pub struct Positions<'t> {
    text: &'t str,
    /// How many code points begin before each multiple of [`STEP`].
    before: Vec<usize>,
}

impl<'t> Positions<'t> {
    /// For the places of a text.
    pub fn new(text: &'t str) -> Self {
        let mut count = 0;
        let mut before = vec![0];
        for part in text.as_bytes().chunks(STEP) {
            count += starts(part);
            before.push(count);
        }
        Self { text, before }
    }

    /// The code points before byte `at`.
    pub fn of(&self, at: usize) -> usize {
        let whole = at / STEP;
        self.before[whole] + starts(&self.text.as_bytes()[whole * STEP..at])
    }
}

/// How many code points begin in some bytes of UTF-8.
fn starts(bytes: &[u8]) -> usize {
    bytes.iter().filter(|b| (**b & 0xC0) != 0x80).count()
}
