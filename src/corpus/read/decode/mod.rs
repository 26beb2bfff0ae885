//! Bytes become text, every one of them, or else the place of the first that does not is told.
//!
//! UTF-8 and UTF-16 are known for certain by how they look. GB18030 is not: nearly any two bytes mean something in it. So what
//! it gives must look like Chinese, and nothing that looks like UTF-8 may stand among it.

mod evidence;
mod wide;

use super::refusal;
use crate::diag::{Diagnostic, Message, Result, Source, both};
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{DecoderResult, Encoding, GB18030, GBK, UTF_8};

/// The text of a file and the name of its encoding.
pub(super) struct Decoded {
    pub text: String,
    pub encoding: &'static str,
}

/// As many bytes show the detector what it needs to see.
const SHOWN: usize = 256 * 1024;

/// Decodes a file: by its byte order mark, as UTF-8, as what it `declares` itself to be, as UTF-16 or GB18030, in this order.
///
/// # Errors
/// A byte that does not decode; an end in the middle of a character; two encodings in one file; another encoding; no text.
pub(super) fn decode(
    name: &str,
    bytes: Vec<u8>,
    declares: impl Fn(&[u8]) -> Option<&'static Encoding>,
) -> Result<Decoded> {
    let mark = Encoding::for_bom(&bytes);
    if let Some((encoding, _)) = mark
        && encoding != UTF_8
    {
        return strictly(name, &bytes, 2, encoding);
    }
    let bytes = match String::from_utf8(bytes) {
        Ok(text) if !text.contains('\0') => {
            let encoding = called(UTF_8);
            let text = match mark {
                Some((_, length)) => text[length..].to_owned(),
                None => text,
            };
            return Ok(Decoded { text, encoding });
        }
        Ok(text) => text.into_bytes(),
        Err(error) => error.into_bytes(),
    };
    if bytes.contains(&0) {
        let Some(encoding) = wide::utf16(&bytes) else {
            return Err(super::sane::binary(name).into());
        };
        return strictly(name, &bytes, 0, encoding);
    }
    let run = evidence::utf8_run(&bytes);
    if mark.is_some() || run.is_some() {
        return Err(broken_utf8(name, &bytes, run.unwrap_or(0)).into());
    }
    match declares(&bytes) {
        Some(encoding) if encoding != GBK && encoding != GB18030 => {
            strictly(name, &bytes, 0, encoding)
        }
        found => chinese(name, &bytes, found.is_some()),
    }
}

/// GB18030, which holds GBK and GB 2312, if that is what it is.
fn chinese(name: &str, bytes: &[u8], is_declared: bool) -> Result<Decoded> {
    let decoded = strictly(name, bytes, 0, GB18030);
    if is_declared || evidence::is_chinese(bytes) {
        return decoded;
    }
    // Big5 has the bytes at which GB18030 has no characters of its own.
    let is_odd = |d: &Decoded| d.text.contains(|c| matches!(c, '\u{e000}'..='\u{f8ff}'));
    let home = if decoded.as_ref().is_ok_and(is_odd) {
        "tw"
    } else {
        "cn"
    };
    let guess = guess(bytes, home);
    if guess == GBK || guess == GB18030 {
        return decoded;
    }
    let guess = called(guess);
    Err(refusal(
        name,
        "corpus.encoding",
        both!(
            "`{name}` 不是 UTF-8、UTF-16 或 GB18030，像是 {guess}",
            "`{name}` is not UTF-8, UTF-16 or GB18030; it looks like {guess}"
        ),
        save_as_utf8(),
    )
    .into())
}

/// The name of an encoding; the WHATWG's, but for one that everybody writes in capitals.
fn called(encoding: &'static Encoding) -> &'static str {
    if encoding == GB18030 {
        "GB18030"
    } else {
        encoding.name()
    }
}

/// The encoding that bytes look like, if they are from the country with this domain.
fn guess(bytes: &[u8], home: &str) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(&bytes[..bytes.len().min(SHOWN)], bytes.len() <= SHOWN);
    detector.guess(Some(home.as_bytes()), Utf8Detection::Deny)
}

/// Decodes all bytes from `start` on.
fn strictly(
    name: &str,
    bytes: &[u8],
    start: usize,
    encoding: &'static Encoding,
) -> Result<Decoded> {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut text = String::new();
    let mut at = start;
    // Whether the bytes are at their end is told in a second step: so what is cut off differs from what is wrong.
    let mut is_last = false;
    loop {
        text.reserve((bytes.len() - at).clamp(64, 1024 * 1024));
        let (result, read) =
            decoder.decode_to_string_without_replacement(&bytes[at..], &mut text, is_last);
        at += read;
        match result {
            DecoderResult::OutputFull => {}
            DecoderResult::InputEmpty if !is_last => is_last = true,
            DecoderResult::InputEmpty => break,
            DecoderResult::Malformed(bad, after) => {
                let at = at - usize::from(bad) - usize::from(after);
                let encoding = called(encoding);
                let fault = if is_last {
                    cut_off(name, encoding, at)
                } else {
                    malformed(name, encoding, at)
                };
                return Err(fault.at(end_of(name, text)).into());
            }
        }
    }
    // GB18030 has a byte order mark too, of four bytes.
    if text.starts_with('\u{feff}') && encoding == GB18030 {
        text.remove(0);
    }
    let encoding = called(encoding);
    Ok(Decoded { text, encoding })
}

/// The fault of bytes that are UTF-8 from `run` on for a while, but not altogether.
fn broken_utf8(name: &str, bytes: &[u8], run: usize) -> Diagnostic {
    let Err(error) = std::str::from_utf8(bytes) else {
        unreachable!("only called on what is not UTF-8");
    };
    let at = error.valid_up_to();
    let line = at + line_length(&bytes[at..]);
    let is_run_after = run > at;
    let turn = if is_run_after {
        run
    } else {
        evidence::without_pairs(&bytes[..at])
    };
    let others = if is_run_after { at..run } else { turn..line };
    if evidence::is_chinese(&bytes[others]) {
        return mixed(name, bytes, turn, is_run_after);
    }
    let encoding = called(UTF_8);
    let fault = match error.error_len() {
        None => cut_off(name, encoding, at),
        Some(_) => malformed(name, encoding, at),
    };
    let shown = String::from_utf8_lossy(&bytes[..line]).into_owned();
    fault.at(Source::new(name, shown).span(at..at + 1))
}

/// The fault of a file that is GB18030 up to a byte and UTF-8 from there, or the other way round.
fn mixed(name: &str, bytes: &[u8], at: usize, from_gb: bool) -> Diagnostic {
    let line = at + line_length(&bytes[at..]);
    let (first, second) = if from_gb {
        (GB18030, UTF_8)
    } else {
        (UTF_8, GB18030)
    };
    let mut shown = first
        .decode_without_bom_handling(&bytes[..at])
        .0
        .into_owned();
    let turn = shown.len();
    shown += &second.decode_without_bom_handling(&bytes[at..line]).0;
    let (first, second) = (called(first), called(second));
    Diagnostic::error(
        "corpus.mixed",
        both!(
            "`{name}` 里有两种编码：第 {at} 字节以前是 {first}，以后是 {second}",
            "`{name}` is in two encodings: {first} before byte {at}, {second} from there"
        ),
    )
    .at(Source::new(name, shown).span(turn..turn + 1))
    .help(both!(
        "把两部分各自存为 UTF-8，再合在一起",
        "save the two parts as UTF-8 each, and join them then"
    ))
}

fn malformed(name: &str, encoding: &str, at: usize) -> Diagnostic {
    Diagnostic::error(
        "corpus.malformed",
        both!(
            "`{name}` 第 {at} 字节处不是合格的 {encoding}",
            "`{name}` is not valid {encoding} at byte {at}"
        ),
    )
    .help(both!(
        "文件可能损坏；重新取得原件，或在编辑器里改好这一处，存为 UTF-8",
        "the file may be damaged; get it again, or mend this place in an editor and save it as UTF-8"
    ))
}

fn cut_off(name: &str, encoding: &str, at: usize) -> Diagnostic {
    Diagnostic::error(
        "corpus.cut-off",
        both!(
            "`{name}` 不完整：{encoding} 的最后一个字从第 {at} 字节起只有一部分",
            "`{name}` is cut off: its last character, at byte {at}, is not whole in {encoding}"
        ),
    )
    .help(both!(
        "文件没有传完或存完；重新取得原件",
        "it was not sent or saved to its end; get it again"
    ))
}

fn save_as_utf8() -> Message {
    both!(
        "用原来的编码在编辑器里打开，另存为 UTF-8",
        "open it in an editor in its own encoding and save it as UTF-8"
    )
}

/// The place behind what was decoded.
fn end_of(name: &str, mut decoded: String) -> crate::diag::Span {
    let end = decoded.len();
    decoded.push('\u{fffd}');
    Source::new(name, decoded).span(end..end + 1)
}

fn line_length(bytes: &[u8]) -> usize {
    bytes
        .iter()
        .position(|&byte| byte == b'\n' || byte == b'\r')
        .unwrap_or(bytes.len())
}
