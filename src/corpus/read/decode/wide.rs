use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};

/// Which UTF-16 bytes without a mark are in, if either. They hold a NUL, as any with a digit, a blank or a line end in them do.
///
/// The byte order is the one in which nine of ten units are what Chinese texts are made of. The other order scatters them.
pub(super) fn utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let reads = |pair: fn([u8; 2]) -> u16| {
        let units = bytes.as_chunks::<2>().0;
        let usual = units.iter().filter(|&&unit| is_usual(pair(unit))).count();
        !units.is_empty() && usual * 10 >= units.len() * 9
    };
    if reads(u16::from_le_bytes) {
        Some(UTF_16LE)
    } else if reads(u16::from_be_bytes) {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// Han, the marks that go with them, full-width forms, ASCII.
fn is_usual(unit: u16) -> bool {
    matches!(
        unit,
        0x09 | 0x0a | 0x0d | 0x20..=0x7e | 0xa0 | 0xb7 | 0x2010..=0x2027 | 0x3000..=0x303f | 0x4e00..=0x9fff | 0xff00..=0xffef
    )
}
