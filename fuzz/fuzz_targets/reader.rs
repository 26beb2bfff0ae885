//! Any bytes as a document of any kind: text or a refusal.
#![no_main]

use libfuzzer_sys::fuzz_target;
use nigao::corpus::read::read_bytes;

fuzz_target!(|bytes: &[u8]| {
    for name in ["fuzz.txt", "fuzz.html", "fuzz.docx"] {
        let _ = read_bytes(name, bytes.to_vec());
    }
});
