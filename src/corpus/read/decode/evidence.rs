/// Where the first run of Chinese in UTF-8 begins, among bytes that are not UTF-8 as a whole.
///
/// Three characters in a row, or two between ASCII: in GB18030 the same bytes would be rare characters one after another.
pub(super) fn utf8_run(bytes: &[u8]) -> Option<usize> {
    let mut at = 0;
    while at < bytes.len() {
        let mut end = at;
        while is_chinese_utf8(&bytes[end..]) {
            end += 3;
        }
        let is_alone =
            (at == 0 || bytes[at - 1].is_ascii()) && bytes.get(end).is_none_or(u8::is_ascii);
        if end - at >= 9 || end - at == 6 && is_alone {
            return Some(at);
        }
        at += 1;
    }
    None
}

/// Whether bytes begin with a Han character, one of the marks that go with them or a full-width form, in UTF-8.
fn is_chinese_utf8(bytes: &[u8]) -> bool {
    let is_next = |byte: &u8| (0x80..=0xbf).contains(byte);
    matches!(bytes, [0xe3..=0xe9 | 0xef, second, third, ..] if is_next(second) && is_next(third))
}

/// The length of UTF-8 without the characters of two bytes at its end. Hardly any of these stand in Chinese, but the first
/// characters of GB18030 after it may look like them.
pub(super) fn without_pairs(utf8: &[u8]) -> usize {
    let mut end = utf8.len();
    while let [.., 0xc2..=0xdf, 0x80..=0xbf] = utf8[..end] {
        end -= 2;
    }
    end
}

/// Whether bytes look like Chinese in GB18030: two characters at least, seven of ten among the common ones of GB 2312 (rows 1 to 3 and
/// 16 to 55). Other encodings read as this one give rare characters.
pub(super) fn is_chinese(bytes: &[u8]) -> bool {
    let (mut all, mut common) = (0, 0);
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at].is_ascii() {
            at += 1;
            continue;
        }
        all += 1;
        common += usize::from(matches!(
            bytes[at..],
            [0xa1..=0xa3 | 0xb0..=0xd7, 0xa1..=0xfe, ..]
        ));
        at += 2;
    }
    common >= 2 && common * 10 >= all * 7
}
