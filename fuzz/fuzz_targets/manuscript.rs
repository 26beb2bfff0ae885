//! Any bytes as an edited draft in every format: blocks that can be numbered anew and written again, or a refusal.
#![no_main]

use libfuzzer_sys::fuzz_target;
use nigao::corpus::Manuscript;
use nigao::draft::Pace;

fuzz_target!(|bytes: &[u8]| {
    for name in ["fuzz.txt", "fuzz.md", "fuzz.html", "fuzz.json", "fuzz.docx"] {
        let Ok(mut manuscript) = Manuscript::of_file(name, bytes.to_vec()) else {
            continue;
        };
        let _ = manuscript.misnumbered();
        manuscript.renumber();
        assert!(manuscript.misnumbered().is_empty());
        let draft = manuscript.draft(Pace::default());
        assert_eq!(draft.blocks.len(), manuscript.blocks().len());
    }
});
